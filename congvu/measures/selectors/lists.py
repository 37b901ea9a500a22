"""The lists of this room: the procedures, officials, delegations, units, days and pages that a figure counts, by the
same readers that count them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.agencies.models import Agency, CalendarDay, Delegation, Post
from congvu.agencies.rules import Kind, Role
from congvu.content.models import Version
from congvu.content.rules import section_of
from congvu.measures.rules import METRICS
from congvu.measures.selectors.counters.people import LEADING, closed, held, standing_in
from congvu.measures.selectors.counters.portal import GROUPS, groups, shown
from congvu.measures.selectors.counters.procedures import competence, offered
from congvu.measures.selectors.counters.spans import Span
from congvu.procedures.models import Procedure
from congvu.tabular.tables import Column, Row, Table, Value

Lister = Callable[[Span, Agency], Table]
SCOPES = {
    "full": gettext_lazy("Toàn trình"),
    "partial": gettext_lazy("Một phần"),
    "information": gettext_lazy("Cung cấp thông tin"),
}


def _table(key: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Table:
    made = tuple(
        Row(str(place), tuple(one if isinstance(one, Value) else Value(one) for one in row))
        for place, row in enumerate(rows)
    )
    return Table(key.replace(".", "-"), METRICS[key].name, tuple(columns), made)


def _procedures(key: str, least: int, scope: str, whole: bool, span: Span, agency: Agency) -> Table:
    may = {
        group
        for at, groups_ in competence(span).items()
        if (agency.pk in span.above[at] if whole else span.owners[at] == agency.pk)
        for group in groups_
    }
    found = {
        one.procedure: one
        for one in offered(span)
        if one.group in may and one.level >= least and scope in ("", one.scope)
    }
    names = Procedure.objects.filter(pk__in=found).order_by("code").values_list("pk", "code", "name", "field_name")
    columns = (
        Column("code", _("Mã thủ tục"), "text"), Column("name", _("Thủ tục"), "text"),
        Column("field", _("Lĩnh vực"), "text"), Column("level", _("Mức độ")), Column("scope", _("Trực tuyến"), "text"),
    )  # fmt: skip
    rows = (
        (code, name, field, found[pk].level, str(SCOPES.get(found[pk].scope, found[pk].scope)))
        for pk, code, name, field in names
    )
    return _table(key, columns, rows)


def _officials(key: str, roles: Sequence[str], open_only: bool, span: Span, agency: Agency) -> Table:
    shut = closed(span) if open_only else {}
    keys = [
        post
        for at, post, account, role, mask in held(span)
        if at == agency.pk and (not roles or role in roles) and mask & ~shut.get(account, 0)
    ]
    posts = Post.objects.filter(pk__in=keys).select_related("account", "agency")
    columns = (
        Column("name", _("Họ và tên"), "text"), Column("title", _("Chức danh"), "text"),
        Column("role", _("Vai trò"), "text"), Column("unit", _("Nơi công tác"), "text"),
    )  # fmt: skip
    people: dict[int, list[Post]] = {}
    for one in posts.order_by("account__folded", "account_id", "pk"):
        people.setdefault(one.pk if key == "hr.posts_filled" else -one.account_id, []).append(one)
    return _table(key, columns, map(_holder, people.values()))


def _holder(posts: Sequence[Post]) -> tuple[str, str, str, str]:
    """One line of somebody, whatever posts are counted in it."""
    several = zip(*((one.title, str(Role(one.role).label), one.agency.short_name) for one in posts), strict=True)
    title, role, unit = ("; ".join(dict.fromkeys(some)) for some in several)
    return posts[0].account.name, title, role, unit


def _delegations(span: Span, agency: Agency) -> Table:
    ends = span.moments()[1]
    keys = {post for at, post, since, until in standing_in(span) if span.owners[at] == agency.pk and until >= ends}
    rows = Delegation.objects.filter(post__in=keys, valid_from__lt=ends, valid_until__gte=ends)
    columns = (
        Column("post", _("Vị trí"), "text"), Column("holder", _("Người vắng mặt"), "text"),
        Column("delegate", _("Người được ủy quyền"), "text"), Column("since", _("Từ"), "moment"),
        Column("until", _("Đến"), "moment"),
    )  # fmt: skip
    found = rows.select_related("post__account", "delegate").order_by("valid_from", "pk")
    return _table(
        "org.delegations",
        columns,
        ((one.post.title, one.post.account.name, one.delegate.name, one.valid_from, one.until) for one in found),
    )


def _units(key: str, own: bool, span: Span, agency: Agency) -> Table:
    near = {agency.pk} if own else set(span.above[agency.pk])
    units = [pk for pk in span.valid if span.rows[pk].kind == Kind.ONE_STOP]
    keys = [pk for pk in units if span.rows[pk].parent_id in near or (own and span.owners[pk] in near)]
    columns = (Column("code", _("Mã định danh"), "text"), Column("name", _("Bộ phận Một cửa"), "text"))
    return _table(key, columns, Agency.objects.filter(pk__in=keys).order_by("code").values_list("code", "name"))


def _calendar(span: Span, agency: Agency) -> Table:
    days = CalendarDay.objects.filter(day__year=span.last.year).select_related("agency").order_by("day", "pk")
    found = [one for one in days if one.agency_id is None or one.agency_id in span.above[agency.pk]]
    columns = (
        Column("day", _("Ngày"), "date"), Column("name", _("Lý do"), "text"),
        Column("works", _("Làm việc"), "text"), Column("decision", _("Số quyết định"), "text"),
        Column("owner", _("Lịch của"), "text"),
    )  # fmt: skip
    rows = (
        (one.day, one.name, _("có") if one.works else _("không"), one.decision,
         one.agency.short_name if one.agency else _("mọi cơ quan"))
        for one in found
    )  # fmt: skip
    return _table("org.calendars", columns, rows)


PAGES = (
    Column("title", gettext_lazy("Trang"), "text"),
    Column("section", gettext_lazy("Mục"), "text"),
    Column("at", gettext_lazy("Đăng lúc"), "moment"),
)


def _page_rows(versions: Iterable[Version]) -> Iterable[Sequence[Any]]:
    for one in versions:
        section = section_of(one.page.section)
        address = f"/trang/{one.page.section}/{one.page.slug}/"
        yield Value(one.title, address=address), str(section.name) if section else "", one.published_at


def _pages(key: str, span: Span, agency: Agency) -> Table:
    keys = {one.page for one in shown(span) if one.agency == agency.pk}
    ends = span.moments()[1]
    versions = Version.objects.filter(page__in=keys, published_at__lt=ends).select_related("page")
    newest = {one.page_id: one for one in versions.order_by("published_at", "pk").defer("body", "folded")}
    return _table(key, PAGES, _page_rows(sorted(newest.values(), key=lambda one: (one.page.section, -one.page_id))))


def _published(span: Span, agency: Agency) -> Table:
    begins, ends = span.moments()
    owned = [key for key, owner in span.owners.items() if owner == agency.pk]
    found = Version.objects.filter(page__agency__in=owned, published_at__gte=begins, published_at__lt=ends)
    rows = found.select_related("page").defer("body", "folded").order_by("-published_at", "-pk")
    return _table("content.published", PAGES, _page_rows(rows))


def _checklist(key: str, span: Span, agency: Agency) -> Table:
    there = {group for (at, group), mask in groups(span).items() if at == agency.pk and mask}
    names = [", ".join(str(section.name) for slug in slugs if (section := section_of(slug))) for slugs in GROUPS]
    columns = (Column("group", _("Nhóm thông tin"), "text"), Column("there", _("Đã có"), "text"))
    rows = [
        (name, _("có") if place in there else _("chưa"))
        for place, name in enumerate([*names, _("Thủ tục hành chính, dịch vụ công trực tuyến")])
    ]
    return _table(key, columns, [*rows, (_("Lấy ý kiến góp ý"), _("người xét"))])


LISTS: dict[str, Lister] = {
    "dvc.procedures": partial(_procedures, "dvc.procedures", 1, "", False),
    "dvc.level3plus": partial(_procedures, "dvc.level3plus", 3, "", False),
    "dvc.level4": partial(_procedures, "dvc.level4", 4, "", False),
    "dvc.partial": partial(_procedures, "dvc.partial", 1, "partial", False),
    "dvc.full": partial(_procedures, "dvc.full", 1, "full", False),
    "dvc.catalogue": partial(_procedures, "dvc.catalogue", 1, "", True),
    "dvc.catalogue_level3plus": partial(_procedures, "dvc.catalogue_level3plus", 3, "", True),
    "dvc.catalogue_level4": partial(_procedures, "dvc.catalogue_level4", 4, "", True),
    "hr.officials": partial(_officials, "hr.officials", (), False),
    "hr.leaders": partial(_officials, "hr.leaders", LEADING, False),
    "hr.posts_filled": partial(_officials, "hr.posts_filled", (), False),
    "hr.accounts": partial(_officials, "hr.accounts", (), True),
    "org.delegations": _delegations,
    "onestop.units": partial(_units, "onestop.units", True),
    "onestop.served": partial(_units, "onestop.served", False),
    "org.calendars": _calendar,
    "content.pages": partial(_pages, "content.pages"),
    "portal.active": partial(_pages, "portal.active"),
    "content.published": _published,
    "portal.sections": partial(_checklist, "portal.sections"),
    "portal.checklist_ok": partial(_checklist, "portal.checklist_ok"),
}  # who signed in is shown to nobody but themselves: of `hr.accounts_active` there is a number and no list
