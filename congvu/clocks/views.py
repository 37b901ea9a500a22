"""Setting an agency's hours and special days: here, because running clocks follow at once."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.agencies import selectors as agencies
from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.clocks import services
from congvu.clocks.forms import LEAP_YEAR, DayForm, HoursForm
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

admin = holds("admin")
YEARS = range(2000, 2100)


@open_to(admin)
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """The weekly hours from a day on."""
    agency, today = _one(request, pk), timezone.localdate()
    form = HoursForm(request.POST or None, initial=_hours_now(agency, today))
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.set_hours(
                agency, form.rows(), valid_from=form.cleaned_data["valid_from"], by=actor_of(request), at=timezone.now()
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            _tell(request, _("Đã đặt giờ làm việc."), moved)
            return redirect("agencies-agency", agency.pk)
    crumbs = _crumbs(agency, _("Giờ làm việc"))
    status = 422 if form.errors else 200
    return render(request, "clocks/hours.html", {"agency": agency, "form": form, "crumbs": crumbs}, status=status)


@open_to(admin)
def days(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The special days of a year, an agency's own and everybody's; a form to record another."""
    if year not in YEARS:
        raise Http404
    agency = _one(request, pk)
    form = DayForm(request.POST or None, initial={"works": "no"})
    if agency.parent_id is not None:
        del form.fields["for_all"]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            moved = services.record_day(
                data["day"],
                works=data["works"] == "yes",
                name=data["name"],
                decision=data["decision"],
                agency=None if data.get("for_all") else agency,
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            _tell(request, _("Đã ghi ngày vào lịch."), moved)
            return redirect("clocks-days", agency.pk, data["day"].year)
    context = {
        "agency": agency,
        "year": year,
        "form": form,
        "own": agencies.calendar_days(agency.pk, year=year),
        "all": agencies.calendar_days(None, year=year),
        "is_root": agency.parent_id is None,
        "crumbs": _crumbs(agency, _("Ngày đặc biệt %(year)s") % {"year": year}),
    }
    return render(request, "clocks/days.html", context, status=422 if form.errors else 200)


@open_to(admin)
@require_POST
def remove_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said of a day."""
    agency = _one(request, pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    about = None if request.POST.get("for_all") else agency
    moved = services.remove_day(day, agency=about, by=actor_of(request), at=timezone.now())
    _tell(request, _("Đã bỏ ngày khỏi lịch."), moved)
    return redirect("clocks-days", agency.pk, day.year)


@open_to(admin)
@require_POST
def seed(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Store a year's public holidays for everybody; days that somebody recorded stay."""
    if year not in YEARS:
        raise Http404
    agency = _one(request, pk)
    moved = services.seed_holidays([year], by=actor_of(request), at=timezone.now())
    _tell(request, _("Đã ghi các ngày lễ theo Bộ luật Lao động."), moved)
    return redirect("clocks-days", agency.pk, year)


def _one(request: HttpRequest, pk: int) -> Agency:
    return get_object_or_404(agencies.administered(actor_of(request)), pk=pk)


def _tell(request: HttpRequest, done: str, moved: list[int]) -> None:
    """Say what was done, and how many running clocks now end at another time."""
    told = _(" Hạn trả của %(count)s hồ sơ đang chạy được tính lại.") % {"count": len(moved)} if moved else ""
    messages.success(request, done + told)


def _crumbs(agency: Agency, here: str) -> list[tuple[str, str]]:
    return [
        (_("Cơ quan"), reverse("agencies-list")),
        (agency.short_name, reverse("agencies-agency", args=[agency.pk])),
        (here, ""),
    ]


def _hours_now(agency: Agency, today: date) -> dict[str, object]:
    """The present week as the form writes it. Of two seasons the shorter one is "the season" of the form."""
    week = agencies.week_of(agency.pk, on=today)
    rows = [row for _name, sessions in week.days for row in sessions]
    seasons = sorted({(row.season_from, row.season_to) for row in rows}, key=_days_of)
    own = seasons[0] if len(seasons) > 1 else None
    first: dict[str, object] = {
        "valid_from": f"{today:%d/%m/%Y}",
        "receives_only": any(not row.counts for row in rows),
        "season_from": "/".join(reversed(own[0].split("-"))) if own else "",
        "season_to": "/".join(reversed(own[1].split("-"))) if own else "",
    }
    for number, (_name, sessions) in enumerate(week.days):
        for row in sessions:
            name = f"{'season' if (row.season_from, row.season_to) == own else 'day'}{number}"
            said = f"{row.opens:%H:%M}-{row.closes:%H:%M}"
            first[name] = f"{first[name]}, {said}" if name in first else said
    return first


def _days_of(season: tuple[str, str]) -> tuple[int, bool]:
    """How many days a season has, also over New Year; of two halves of a year the one within the year comes first."""
    first, last = (date(LEAP_YEAR, *map(int, day.split("-"))) for day in season)
    return (last - first).days % 366, first > last
