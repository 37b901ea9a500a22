"""What every page of statistics has in common: who asks about what, how a table is shown, how it is taken away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.procedures.models import Procedure
from congvu.statistics.forms import PERIODS, RANGE, SHORT, FilterForm, current
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.periods import Period
from congvu.statistics.selectors.behind import MOST_TAKEN
from congvu.statistics.selectors.numbers import Question
from congvu.statistics.selectors.scope import scope
from congvu.tabular.exports import FORMS, Head, taken
from congvu.tabular.tables import Column, Row, Table, Value
from congvu.tabular.words import RIGHT, said
from congvu.web.access import actor_of, holds
from congvu.web.spelling import grouped

COUNTS = holds(Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.PLANNER, Role.ADMIN)
FORM = "dang"  # the parameter that names a format of export
BY = {"co-quan": "agency", "linh-vuc": "field", "thu-tuc": "procedure", "hinh-thuc": "channel"}


def by_labels() -> dict[str, str]:
    """The groups in which numbers are shown, by their word in addresses."""
    return {
        "co-quan": _("Theo cơ quan"),
        "linh-vuc": _("Theo lĩnh vực"),
        "thu-tuc": _("Theo thủ tục"),
        "hinh-thuc": _("Theo hình thức nộp"),
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the form it came by and the parts of its address."""

    question: Question
    form: FilterForm
    params: dict[str, str]

    @property
    def label(self) -> str:
        """The period, and what it is limited to."""
        chosen = [self.question.period.label]
        for name in ("co-quan", "linh-vuc", "thu-tuc", "hinh-thuc"):
            value = self.params.get(name)
            if value:
                chosen.append(str(dict(self.form.fields[name].choices).get(value, value)))  # type: ignore[attr-defined]
        return ", ".join(chosen)

    @property
    def limited(self) -> bool:
        """Whether more is asked for than one of the usual periods."""
        return bool(set(self.params) & {"tu", "den", *SHORT.values()})

    def address(self, **other: str) -> str:
        """This page with some parts of its address changed."""
        kept = {key: value for key, value in (self.params | other).items() if value}
        return f"?{urlencode(kept)}"


def asked(request: HttpRequest, *, usual: str = "thang", by: str = "co-quan") -> Asked:
    """What the address asks for. Four small queries: agencies, procedures."""
    viewer, today = actor_of(request), timezone.localdate()
    seen = scope(viewer)
    procedures = list(
        Procedure.objects.order_by("field_name", "name").values_list("code", "name", "field_code", "field_name")
    )
    form = FilterForm(
        request.GET,
        today=today,
        agencies=[(code, agency.short_name) for code, agency in seen.agencies.items()],
        fields={field: name for _code, _name, field, name in procedures}.items(),
        procedures=[(code, name) for code, name, _field, _field_name in procedures],
    )
    form.is_valid()
    word = request.GET.get("theo", "")
    question = Question(viewer, form.period(usual=usual), today, by=BY.get(word, BY[by]), **form.limits())
    kept = {key: request.GET.get(key, "") for key in ("ky", "nam", "so", "tu", "den", "theo", *SHORT.values())}
    return Asked(question, form, {key: value for key, value in kept.items() if value})


def period_tabs(asked: Asked) -> list[dict[str, Any]]:
    """The usual periods as links; the one that is shown is marked."""
    return [
        {
            "label": label,
            "url": asked.address(ky=kind, nam="", so="", tu="", den=""),
            "here": current(kind, asked.question.today) == asked.question.period,
        }
        for kind, label in PERIODS
        if kind != RANGE
    ]


def by_tabs(asked: Asked, allowed: tuple[str, ...] = tuple(BY.values())) -> list[dict[str, Any]]:
    """The groups as links."""
    return [
        {"label": label, "url": asked.address(theo=word), "here": BY[word] == asked.question.by}
        for word, label in by_labels().items()
        if BY[word] in allowed
    ]


def address_of(cell: Cell | None) -> str:
    """The page of the list behind a number."""
    return f"{reverse('statistics-list')}?{cell.query()}" if cell else ""


def shown(table: Table) -> dict[str, Any]:
    """A table as the template draws it: texts, and where each leads."""
    return {
        "title": table.title,
        "groups": _groups(table.columns),
        "columns": [
            {"label": column.label, "group": column.group, "numeric": column.kind in RIGHT} for column in table.columns
        ],
        "rows": [_cells(table.columns, row) for row in table.rows],
        "total": _cells(table.columns, table.total) if table.total and table.rows else None,
        "notes": (*table.notes, *([_goes_on()] if table.after else ())),
    }


def _goes_on() -> str:
    return _("Tệp xuất ra gồm nhiều nhất {most} dòng đầu của danh sách.").format(most=grouped(MOST_TAKEN))


def _cells(columns: tuple[Column, ...], row: Row) -> list[dict[str, Any]]:
    return [_cell(column, value) for column, value in zip(columns, row.values, strict=True)]


def _cell(column: Column, value: Value) -> dict[str, Any]:
    label = f"{column.group}: {column.label}" if column.group else column.label
    # A nought has no list worth opening.
    return {
        "text": said(value.value, column.kind),
        "url": value.address or (address_of(value.cell) if value.value else ""),
        "numeric": column.kind in RIGHT,
        "label": label,
        "nought": column.kind in RIGHT and value.value == 0,
    }


def _groups(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """The row above the names: (label, how many columns); nothing where no column has a group."""
    if not any(column.group for column in columns):
        return []
    made: list[dict[str, Any]] = []
    for column in columns:
        if made and column.group and str(made[-1]["label"]) == str(column.group):
            made[-1]["span"] += 1
        else:
            made.append({"label": column.group, "span": 1, "name": column.label, "numeric": column.kind in RIGHT})
    return made


def links_from(address: str) -> list[dict[str, str]]:
    """The page of an address, which has a query, in each format."""
    return [{"label": form.label, "url": f"{address}&{FORM}={key}"} for key, form in FORMS.items()]


def export_links(asked: Asked) -> list[dict[str, str]]:
    """The same page in each format."""
    return [{"label": form.label, "url": asked.address(**{FORM: key})} for key, form in FORMS.items()]


def exported(request: HttpRequest, whole: Callable[[], Table], *, period: str, agency: str = "") -> HttpResponse | None:
    """The table as the file that the address asks for, if it asks for one."""
    form = request.GET.get(FORM, "")
    if form not in FORMS:
        return None
    table = whole()
    if table.after:
        table = replace(table, notes=(*table.notes, cut_short()))
    file = taken(table, form, head_of(request, period=period, agency=agency))
    way = "inline" if form == "pdf" else "attachment"
    return HttpResponse(
        file.body, file.media_type,
        headers={"Content-Disposition": f'{way}; filename="{file.name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


def cut_short() -> str:
    """What a file says that holds the beginning of a longer list."""
    return _("Tệp chỉ gồm {most} dòng đầu; danh sách còn tiếp. Hãy chọn kỳ ngắn hơn để lấy đủ.").format(
        most=grouped(MOST_TAKEN)
    )


def head_of(request: HttpRequest, *, period: str, agency: str = "") -> Head:
    """Who issues an exported table: the agency asked about, else the highest one that the viewer acts for."""
    viewer = actor_of(request)
    found = Agency.objects.select_related("parent__parent").filter(code=agency).first() if agency else None
    if found is None:
        mine = Agency.objects.select_related("parent__parent").filter(pk__in=viewer.agencies())
        found = min(mine, key=lambda one: (one.parent_id is not None, one.code), default=None)
    today = timezone.localdate()
    if found is None:
        return Head("Công Vụ", period, today)
    own = found.parent if found.kind == Kind.ONE_STOP and found.parent else found
    return Head(own.name, period, today, own.parent.name if own.parent else "", place_of(own))


COMMITTEES = {Kind.PROVINCE_COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.COMMUNE_COMMITTEE}
UNITS = ("tỉnh ", "thành phố ", "quận ", "huyện ", "thị xã ", "thị trấn ", "phường ", "xã ", "đặc khu ")


def place_of(agency: Agency) -> str:
    """The place before the date: the bare name of the committee's unit (Decree 30/2020)."""
    committee = agency if agency.kind in COMMITTEES else agency.parent or agency
    name = committee.name.removeprefix("Ủy ban nhân dân ")
    unit = next((unit for unit in UNITS if name.lower().startswith(unit)), "")
    return name[len(unit) :] if unit else ""


def of_period(asked: Asked, period: Period) -> Question:
    """The same question about other days."""
    return replace(asked.question, period=period)
