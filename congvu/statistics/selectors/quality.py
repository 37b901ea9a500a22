"""The index of Decision 766 from what was counted: each ratio with the lists behind it."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.procedures.models import Procedure
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.index766 import Index, Line, Ratio, evaluate
from congvu.statistics.rules.measures import RETURNED, SETTLED, Measure, label
from congvu.statistics.selectors.details import cell_of
from congvu.statistics.selectors.numbers import Question, numbers
from congvu.tabular.tables import Column, Row, Table, Value

M = Measure
IN_TIME = (M.SETTLED_EARLY, M.SETTLED_ON_TIME)
GOOD = (*IN_TIME, M.IN_TIME, M.SUPPLEMENT, M.OBLIGATION)  # a paused dossier is in time
ALL_ONLINE = "full"  # the scope "toàn trình" of Decree 42/2022
ONLINE = "online"


class Formula(NamedTuple):
    """What is counted above and below the line of a ratio; `less` is taken away above."""

    above: tuple[Measure, ...]
    below: tuple[Measure, ...]
    less: tuple[Measure, ...] = ()


FORMULAS = {
    "PROGRESS": Formula(GOOD, (*GOOD, M.SETTLED_LATE, M.OVERDUE)),
    "ORIGINAL_RESULT_AVAILABLE": Formula((M.ELECTRONIC,), RETURNED),
    "ONLINE_PAYMENT": Formula((M.PAID_ONLINE,), (M.FEE_DUE,)),
    "DOSSIER_RECEIVING_SATISFACTION": Formula(IN_TIME, SETTLED, less=(M.UNSATISFIED,)),
}


class Part(NamedTuple):
    """One number that a ratio is made of, and the list behind it. One that is taken away is below zero."""

    label: str
    number: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Quality:
    """The index, and by indicator what stands above and below the line of its ratio."""

    index: Index
    above: dict[str, list[Part]]
    below: dict[str, list[Part]]


def quality(q: Question) -> Quality:
    """The index of the agency of the question, or of all that its viewer sees."""
    agency = Agency.objects.filter(code=q.agency).first() if q.agency else None
    above, below = _counted(q)
    above["FULL_ONLINE"], below["FULL_ONLINE"] = _online(q)
    measured = {code: Ratio(_sum(above[code]), _sum(below[code])) for code in above}
    commune = agency is not None and agency.kind == Kind.COMMUNE_COMMITTEE
    return Quality(evaluate(measured, commune=commune), above, below)


def _counted(q: Question) -> tuple[dict[str, list[Part]], dict[str, list[Part]]]:
    """What stands above and below the line, for each formula that is made of measures: two queries for all of them."""
    found = numbers(q, {one for formula in FORMULAS.values() for some in formula for one in some}, by=None).get("", {})

    def parts(measures: tuple[Measure, ...], times: int = 1) -> list[Part]:
        return [Part(str(label(one)), times * found.get(one, 0), cell_of(q, (one,))) for one in measures]

    above = {code: [*parts(one.above), *parts(one.less, -1)] for code, one in FORMULAS.items()}
    return above, {code: parts(one.below) for code, one in FORMULAS.items()}


def _online(q: Question) -> tuple[list[Part], list[Part]]:
    names = dict(Procedure.objects.filter(scope=ALL_ONLINE).order_by("code").values_list("code", "name"))
    every = numbers(replace(q, by="procedure", channel=""), (M.RECEIVED,), by="procedure")
    online = numbers(replace(q, by="procedure", channel=ONLINE), (M.RECEIVED,), by="procedure")
    asked = [code for code in names if every.get(code, {}).get(M.RECEIVED)]

    def parts(found: dict[str, Any], channel: str) -> list[Part]:
        return [
            Part(names[code], found.get(code, {}).get(M.RECEIVED, 0), _received(q, code, channel)) for code in asked
        ]

    return parts(online, ONLINE), parts(every, "")


def _received(q: Question, procedure: str, channel: str) -> Cell:
    return cell_of(replace(q, procedure=procedure, channel=channel), (M.RECEIVED,))


def _sum(parts: list[Part]) -> int:
    return sum(part.number for part in parts)


COLUMNS = (
    Column("group", gettext_lazy("Nhóm"), "text"),
    Column("indicator", gettext_lazy("Chỉ số"), "text"),
    Column("above", gettext_lazy("Tử số"), "number"),
    Column("below", gettext_lazy("Mẫu số"), "number"),
    Column("share", gettext_lazy("Tỷ lệ"), "percent"),
    Column("points", gettext_lazy("Điểm"), "number"),
    Column("most", gettext_lazy("Điểm tối đa"), "number"),
    Column("why", gettext_lazy("Ghi chú"), "text"),
)


def as_table(found: Index) -> Table:
    """The index as a table to export."""
    rows = tuple(_row(str(group.name), line) for group in found.groups for line in group.lines)
    total = (_("Cộng"), "", None, None, None, point(found.points), point(found.reachable), "")
    notes = (
        _(
            "Tổng điểm đạt {points} trên {reachable} điểm đo được ở đây, trong {most} điểm của Quyết định 766/QĐ-TTg."
        ).format(points=f"{point(found.points):n}", reachable=f"{point(found.reachable):n}", most=found.most),
        _("Chỉ số chưa đo được không tính là không điểm."),
    )
    return Table(
        "index766", _("Chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766/QĐ-TTg)"), COLUMNS, rows,
        Row("", tuple(Value(value) for value in total)), notes,
    )  # fmt: skip


def point(points: Any) -> float:
    """Points with two decimals."""
    return round(float(points), 2)


def _row(group: str, line: Line) -> Row:
    ratio = line.ratio
    why = str(line.why)
    if line.points is None:
        why = unmeasured(line)
    values: tuple[Any, ...] = (
        group,
        str(line.indicator.name),
        ratio.above if ratio else None,
        ratio.below if ratio else None,
        100 * ratio.above / ratio.below if ratio and ratio.below else None,
        None if line.points is None else point(line.points),
        point(line.most),
        why,
    )
    return Row(line.indicator.code, tuple(Value(value) for value in values))


def unmeasured(line: Line) -> str:
    """The sentence that stands instead of points."""
    return _("Chưa đo được ở đây, vì {reason}.").format(reason=str(line.why))
