"""Agencies: found in their tree, looked at, and changed."""

from collections.abc import Iterable
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from congvu.agencies import selectors, services
from congvu.agencies.forms import AgencyForm, CloseForm, MoveForm, NameForm, ParticularsForm, beginning
from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors.calendars import calendar_days
from congvu.agencies.views.frames import Work, admin, crumbs, of_agency, one
from congvu.web.access import actor_of, open_to

MOST = 200  # rows that a page shows of a search


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
    return render(
        request, "agencies/list.html", {"search": search, "crumbs": [(pgettext("several", "Cơ quan"), "")], **context}
    )


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
        "remits": found.remits.order_by("valid_to", "sector", "valid_from"),
        "coming": found.posts.filter(valid_from__gt=today).select_related("account"),
        "week": selectors.week_of(found.pk, on=today),
        "days": calendar_days(found.pk, year=today.year),
        "years": years,
        "today": today,
        "history": selectors.history(found),
    }
    return render(request, "agencies/agency.html", context)


@of_agency(title=_("Thêm đơn vị trực thuộc"), done=_("Đã thêm cơ quan."), here=_("Thêm đơn vị"))
def create(request: HttpRequest, parent: Agency) -> Work:
    """Found an agency below this one."""
    form = AgencyForm(request.POST or None, initial=beginning(timezone.localdate()))
    return form, partial(services.create_agency, parent=parent)


@of_agency(title=_("Đổi tên cơ quan"), done=_("Đã đổi tên."), here=_("Đổi tên"))
def rename(request: HttpRequest, found: Agency) -> Work:
    """Change the names."""
    first = {"name": found.name, "short_name": found.short_name}
    return NameForm(request.POST or None, initial=first), partial(services.rename, found)


@of_agency(title=_("Sửa mã và thông tin"), done=_("Đã lưu thông tin."), here=_("Sửa thông tin"))
def correct(request: HttpRequest, found: Agency) -> Work:
    """Correct code and particulars."""
    first = {name: getattr(found, name) for name in ParticularsForm.base_fields}
    return ParticularsForm(request.POST or None, initial=first), partial(services.correct, found)


@of_agency(title=_("Chuyển về cơ quan cấp trên khác"), done=_("Đã chuyển."), here=_("Chuyển"))
def move(request: HttpRequest, found: Agency) -> Work:
    """Put below another agency."""
    form = MoveForm(request.POST or None, agencies=selectors.administered(actor_of(request)))
    return form, partial(services.move, found)


@of_agency(title=_("Đóng cơ quan"), done=_("Đã ghi ngày ngừng hoạt động."), here=_("Đóng"))
def close(request: HttpRequest, found: Agency) -> Work:
    """End the agency, with or without a successor."""
    form = CloseForm(request.POST or None, agencies=selectors.administered(actor_of(request)))
    return form, partial(services.close, found)


def grouped(agencies: Iterable[Agency]) -> list[tuple[str, list[Agency]]]:
    """Agencies under the word of their kind; the small groups first, so that 114 communes hide no department."""
    rows = list(agencies)
    kinds = ((str(kind.label), [row for row in rows if row.kind == kind]) for kind in Kind)
    return sorted(((label, group) for label, group in kinds if group), key=lambda entry: len(entry[1]))


def _counted(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    today = timezone.localdate()
    current = Q(posts__valid_to=None) | Q(posts__valid_to__gt=today)
    return (
        agencies.select_related("successor")
        .annotate(held=Count("posts", filter=current & Q(posts__valid_from__lte=today)))
        .order_by("code")
    )


def _data(found: Agency) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (gettext("Mã định danh"), found.code),
        (gettext("Loại"), found.get_kind_display()),
        (gettext("Tên ngắn"), found.short_name),
        (gettext("Mã đơn vị hành chính"), found.unit_code),
        (gettext("Địa chỉ"), found.address),
        (gettext("Điện thoại"), found.phone),
        (gettext("Hoạt động từ"), f"{found.valid_from:%d/%m/%Y}"),
    ]
    if found.valid_to:
        heir = found.successor.name if found.successor else ""
        rows += [(gettext("Ngừng từ ngày"), f"{found.valid_to:%d/%m/%Y}"), (gettext("Cơ quan kế thừa"), heir)]
    return rows
