"""Setting an agency's hours and special days: here, because running clocks follow, after a look at which they are."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from congvu.agencies import selectors as agencies
from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.clocks import services
from congvu.clocks.forms import LEAP_YEAR, DayForm, HoursForm
from congvu.clocks.views.asking import Question, carry_out, wants_back
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

admin = holds("admin")
YEARS = range(2000, 2100)


@open_to(admin)
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """The weekly hours from a day on."""
    agency, today = _one(request, pk), timezone.localdate()
    form = HoursForm(request.POST or None, initial=_hours_now(agency, today))
    crumbs = _crumbs(agency, _("Giờ làm việc"))
    if request.method == "POST" and form.is_valid() and not wants_back(request):
        question = Question(
            _("Giờ làm việc mới của %(name)s") % {"name": agency.name},
            _("Đặt giờ làm việc"),
            _("Đã đặt giờ làm việc."),
            reverse("agencies-agency", args=[agency.pk]),
            crumbs,
        )
        try:
            edit = services.of_hours(agency, form.rows(), valid_from=form.cleaned_data["valid_from"])
            return carry_out(request, edit, question)
        except Refusal as refusal:
            show(refusal, form)
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
    crumbs = _crumbs(agency, _("Ngày đặc biệt %(year)s") % {"year": year})
    if request.method == "POST" and form.is_valid() and not wants_back(request):
        try:
            return _record(request, agency, form, crumbs)
        except Refusal as refusal:
            show(refusal, form)
    context = {
        "agency": agency,
        "year": year,
        "form": form,
        "own": agencies.calendar_days(agency.pk, year=year),
        "all": agencies.calendar_days(None, year=year),
        "is_root": agency.parent_id is None,
        "history": agencies.history(agency, only=agencies.CALENDAR),
        "crumbs": crumbs,
    }
    return render(request, "clocks/days.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, agency: Agency, form: DayForm, crumbs: list[tuple[str, str]]) -> HttpResponse:
    data = form.cleaned_data
    works, day = data["works"] == "yes", data["day"]
    edit = services.of_day(
        day,
        works=works,
        name=data["name"],
        decision=data["decision"],
        agency=None if data.get("for_all") else agency,
    )
    said = _("Ngày %(day)s làm việc: %(name)s") if works else _("Ngày %(day)s nghỉ: %(name)s")
    question = Question(
        said % {"day": f"{day:%d/%m/%Y}", "name": " ".join(filter(None, [data["name"], data["decision"]]))},
        _("Ghi vào lịch"),
        _("Đã ghi ngày vào lịch."),
        reverse("clocks-days", args=[agency.pk, day.year]),
        crumbs,
    )
    return carry_out(request, edit, question)


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
    leads_to = reverse("clocks-days", args=[agency.pk, day.year])
    if wants_back(request):
        return redirect(leads_to)
    question = Question(
        _("Bỏ ngày %(day)s khỏi lịch") % {"day": f"{day:%d/%m/%Y}"},
        _("Bỏ khỏi lịch"),
        _("Đã bỏ ngày khỏi lịch."),
        leads_to,
        _crumbs(agency, _("Bỏ một ngày")),
    )
    return carry_out(request, services.of_removal(day, agency=about), question)


@open_to(admin)
@require_POST
def seed(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Store a year's public holidays for everybody; days that somebody recorded stay."""
    if year not in YEARS:
        raise Http404
    agency = _one(request, pk)
    leads_to = reverse("clocks-days", args=[agency.pk, year])
    if wants_back(request):
        return redirect(leads_to)
    question = Question(
        _("Ghi các ngày lễ năm %(year)s") % {"year": year},
        _("Ghi vào lịch"),
        _("Đã ghi các ngày lễ theo Bộ luật Lao động."),
        leads_to,
        _crumbs(agency, _("Ngày lễ %(year)s") % {"year": year}),
    )
    return carry_out(request, services.of_holidays([year]), question)


def _one(request: HttpRequest, pk: int) -> Agency:
    return get_object_or_404(agencies.administered(actor_of(request)), pk=pk)


def _crumbs(agency: Agency, here: str) -> list[tuple[str, str]]:
    return [
        (pgettext("several", "Cơ quan"), reverse("agencies-list")),
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
