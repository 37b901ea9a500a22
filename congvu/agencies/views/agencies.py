"""Agencies: found in their tree, looked at, and changed."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.agencies import selectors, services
from congvu.agencies.forms import AgencyForm, CloseForm, MoveForm, NameForm, ParticularsForm, beginning
from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors.calendars import calendar_days
from congvu.base.refusals import Refusal
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

MOST = 200  # rows that a page shows of a search

admin = holds("admin")


@open_to(admin)
def index(request: HttpRequest) -> HttpResponse:
    """The agencies that the actor administers: a search, or the tops with what is directly below them."""
    actor, today = actor_of(request), timezone.localdate()
    search = request.GET.get("q", "").strip()
    mine = selectors.administered(actor)
    if search:
        found = list(_counted(selectors.found_by(search).filter(pk__in=mine.values("pk")))[: MOST + 1])
        context = {"found": found[:MOST], "more": len(found) > MOST, "most": MOST}
    else:
        tops = list(_counted(mine.exclude(parent__in=mine.values("pk"))))
        below = _counted(selectors.valid(on=today).filter(parent__in=[top.pk for top in tops]))
        context = {"tops": tops, "groups": grouped(below)}
    return render(request, "agencies/list.html", {"search": search, "crumbs": [(_("Cơ quan"), "")], **context})


@open_to(admin)
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency: its data, what is below it, its posts, hours and special days."""
    found, today = one(request, pk), timezone.localdate()
    years = range(today.year - 1, today.year + 2)
    context = {
        "agency": found,
        "crumbs": crumbs(request, found),
        "data": _data(found),
        "groups": grouped(_counted(selectors.children(found.pk, on=today))),
        "posts": selectors.held(on=today).filter(agency=found).select_related("account"),
        "coming": found.posts.filter(valid_from__gt=today).select_related("account"),
        "week": selectors.week_of(found.pk, on=today),
        "days": calendar_days(found.pk, year=today.year),
        "years": years,
        "today": today,
    }
    return render(request, "agencies/agency.html", context)


@open_to(admin)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Found an agency below this one."""
    parent = one(request, pk)
    form = AgencyForm(request.POST or None, initial=beginning(timezone.localdate()))
    return worked(
        request,
        form,
        lambda data: services.create_agency(
            data.pop("code"), parent=parent, by=actor_of(request), at=timezone.now(), **data
        ),
        title=_("Thêm đơn vị trực thuộc"),
        done=_("Đã thêm cơ quan."),
        trail=crumbs(request, parent, _("Thêm đơn vị")),
    )


@open_to(admin)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the names."""
    found = one(request, pk)
    return worked(
        request,
        NameForm(request.POST or None, initial={"name": found.name, "short_name": found.short_name}),
        lambda data: services.rename(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Đổi tên cơ quan"),
        done=_("Đã đổi tên."),
        trail=crumbs(request, found, _("Đổi tên")),
    )


@open_to(admin)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct code and particulars."""
    found = one(request, pk)
    first = {name: getattr(found, name) for name in ParticularsForm.base_fields}
    return worked(
        request,
        ParticularsForm(request.POST or None, initial=first),
        lambda data: services.correct(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Sửa mã và thông tin"),
        done=_("Đã lưu thông tin."),
        trail=crumbs(request, found, _("Sửa thông tin")),
    )


@open_to(admin)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put below another agency."""
    found = one(request, pk)
    return worked(
        request,
        MoveForm(request.POST or None, agencies=selectors.administered(actor_of(request))),
        lambda data: services.move(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Chuyển về cơ quan cấp trên khác"),
        done=_("Đã chuyển."),
        trail=crumbs(request, found, _("Chuyển")),
    )


@open_to(admin)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the agency, with or without a successor."""
    found = one(request, pk)
    return worked(
        request,
        CloseForm(request.POST or None, agencies=selectors.administered(actor_of(request))),
        lambda data: services.close(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Đóng cơ quan"),
        done=_("Đã ghi ngày ngừng hoạt động."),
        trail=crumbs(request, found, _("Đóng")),
    )


def worked(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    done: str,
    trail: list[tuple[str, str]],
) -> HttpResponse:
    """A page with one form and one deed: it comes back with what is wrong, or leads to the page of the row."""
    if request.method == "POST" and form.is_valid():
        try:
            row = deed(dict(form.cleaned_data))
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, done)
            return redirect(address_of(row))
    context = {"form": form, "title": title, "crumbs": trail}
    return render(request, "agencies/form.html", context, status=422 if form.errors else 200)


def address_of(row: Any) -> str:
    """Where a deed on a row leads back to: an agency's page, for a post that of its agency, else the account's."""
    if isinstance(row, Agency):
        return reverse("agencies-agency", args=[row.pk])
    if hasattr(row, "agency_id"):
        return reverse("agencies-agency", args=[row.agency_id])
    return reverse("people-account", args=[row.pk])


def one(request: HttpRequest, pk: int) -> Agency:
    """The agency of the address, if the actor administers it."""
    return get_object_or_404(selectors.administered(actor_of(request)).select_related("parent", "successor"), pk=pk)


def crumbs(request: HttpRequest, found: Agency, here: str = "") -> list[tuple[str, str]]:
    """The way from the list through the agencies above; those that the actor does not administer are not links."""
    above = selectors.ancestors(found.pk)
    rows = Agency.objects.in_bulk(above)
    mine = set(selectors.administered(actor_of(request)).filter(pk__in=above).values_list("pk", flat=True))
    trail = [
        (rows[pk].short_name, reverse("agencies-agency", args=[pk]) if pk in mine else "") for pk in reversed(above)
    ]
    if here:
        return [(_("Cơ quan"), reverse("agencies-list")), *trail, (here, "")]
    return [(_("Cơ quan"), reverse("agencies-list")), *trail[:-1], (found.short_name, "")]


def grouped(agencies: Iterable[Agency]) -> list[tuple[str, list[Agency]]]:
    """Agencies under the word of their kind; the small groups first, so that 114 communes hide no department."""
    rows = list(agencies)
    kinds = ((str(kind.label), [row for row in rows if row.kind == kind]) for kind in Kind)
    return sorted(((label, group) for label, group in kinds if group), key=lambda entry: len(entry[1]))


def _counted(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    today = timezone.localdate()
    current = Q(posts__valid_to=None) | Q(posts__valid_to__gt=today)
    return agencies.annotate(held=Count("posts", filter=current & Q(posts__valid_from__lte=today))).order_by("code")


def _data(found: Agency) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (_("Mã định danh"), found.code),
        (_("Loại"), found.get_kind_display()),
        (_("Tên ngắn"), found.short_name),
        (_("Mã đơn vị hành chính"), found.unit_code),
        (_("Địa chỉ"), found.address),
        (_("Điện thoại"), found.phone),
        (_("Hoạt động từ"), f"{found.valid_from:%d/%m/%Y}"),
    ]
    if found.sector:
        rows.insert(2, (_("Ngành"), found.sector))
    if found.valid_to:
        heir = found.successor.name if found.successor else ""
        rows += [(_("Ngừng từ ngày"), f"{found.valid_to:%d/%m/%Y}"), (_("Cơ quan kế thừa"), heir)]
    return rows
