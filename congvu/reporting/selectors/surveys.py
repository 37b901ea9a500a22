"""Surveys: the form of a duty, answers to begin with, and what all answers come to."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.measures.rules import term
from congvu.reporting import refusals
from congvu.reporting.models import Report, ReportDuty, Revision
from congvu.reporting.rules import State
from congvu.reporting.selectors.reports import before
from congvu.sheet import Sheet, compile
from congvu.sheet.nodes import Node
from congvu.tabular.tables import Column, Row, Table, Value

NUMBERS = {"integer", "number", "money"}
MOST_LETTERS = 32_000  # of a cell


@dataclass(slots=True)
class Result:
    """What agencies answered to one question: `known` of them, a `total` of numbers, `counts` of choices by label."""

    title: str
    kind: str
    known: int = 0
    total: Decimal | None = None
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Results:
    """All questions of a survey in a period: `told` of `expected` agencies sent it in."""

    duty: ReportDuty
    period: str
    told: int
    expected: int
    lines: list[Result]


def sheet_of(duty: ReportDuty) -> Sheet:
    """The form of a survey. Refusal: reporting.no_form."""
    if duty.form is None:
        raise Refusal(refusals.NO_FORM)
    return _compiled(json.dumps(duty.form, ensure_ascii=False))


def begun_with(report: Report, revision: Revision) -> dict[str, Any]:
    """The answers that stand in the form: what was saved, else what the agency is and answered the period before."""
    if revision.answers is not None:
        return dict(revision.answers)
    agency, earlier = report.agency, before(report, term(report.period))
    known = {"name": agency.name, "phone": agency.phone}
    return sheet_of(report.duty).prefill(known, _told(earlier) if earlier else {})


def results(duty: ReportDuty, period: str) -> Results:
    """What the told reports of a period come to. Two queries."""
    answers = [found for _report, found in answered(duty, period)]
    expected = Report.objects.filter(duty=duty, period=period).exclude(state=State.VOID).count()
    lines = [_result(title, node, path, answers) for title, node, path in _leaves(sheet_of(duty).root)]
    return Results(duty, period, len(answers), expected, lines)


def answered(duty: ReportDuty, period: str) -> list[tuple[Report, dict[str, Any]]]:
    """The answers that each agency told last, in the order of the agencies' codes. One query."""
    rows = Revision.objects.filter(report__duty=duty, report__period=period, submitted_at__isnull=False)
    rows = rows.exclude(report__state=State.VOID).select_related("report__agency").order_by("number")
    last = {row.report_id: row for row in rows}
    found = sorted(last.values(), key=lambda row: row.report.agency.code)
    return [(row.report, row.answers or {}) for row in found]


def summary(found: Results) -> Table:
    """The results as a table: a line for each number, and one for each choice."""
    columns = (
        Column("question", _("Câu hỏi"), "text"),
        Column("choice", _("Phương án"), "text"),
        Column("sum", _("Tổng, số lượng"), "decimal"),
        Column("known", _("Trả lời")),
        Column("expected", _("Được hỏi")),
    )
    rows = [
        Row(str(number), tuple(map(Value, (line.title, choice, amount, line.known, found.expected))))
        for number, (line, choice, amount) in enumerate(_amounts(found), 1)
    ]
    return Table("survey", found.duty.title, columns, tuple(rows), notes=(_note(found),))


def by_agency(duty: ReportDuty, period: str) -> Table:
    """Every answer of every agency: a line for each agency, a column for each question."""
    leaves = list(_leaves(sheet_of(duty).root))
    columns = (
        Column("code", _("Mã cơ quan"), "text"),
        Column("agency", _("Cơ quan"), "text"),
        *(Column(".".join(path), title, _kind(node, path)) for title, node, path in leaves),
    )
    rows = [
        Row(
            report.agency.code,
            (Value(report.agency.code), Value(report.agency.name), *(Value(_cell(answers, *leaf)) for leaf in leaves)),
        )
        for report, answers in answered(duty, period)
    ]
    return Table("answers", duty.title, columns, tuple(rows))


@lru_cache(maxsize=64)
def _compiled(schema: str) -> Sheet:
    return compile(json.loads(schema))


def _told(report: Report) -> Mapping[str, Any]:
    row = report.revisions.filter(submitted_at__isnull=False).order_by("-number").first()
    return row.answers or {} if row else {}


def _leaves(node: Node, path: tuple[str, ...] = (), above: str = "") -> Iterator[tuple[str, Node, tuple[str, ...]]]:
    """(title with those above it, question, the keys that lead to it); "*" stands for every row of a repeated group."""
    for child in node.children:
        title = f"{above}: {child.title}" if above else child.title
        if child.is_leaf:
            yield title, child, (*path, child.key)
        else:
            yield from _leaves(child, (*path, child.key, *(["*"] if child.kind == "rows" else [])), title)


def _values(answers: Any, path: tuple[str, ...]) -> list[Any]:
    """What stands at the end of a path, as often as it is there."""
    if not path:
        return [] if answers is None else [answers]
    if path[0] == "*":
        return [found for row in answers or () for found in _values(row, path[1:])]
    return _values(answers.get(path[0]), path[1:]) if isinstance(answers, dict) else []


def _result(title: str, node: Node, path: tuple[str, ...], answers: list[dict[str, Any]]) -> Result:
    line = Result(title, node.kind)
    for one in answers:
        values = _values(one, path)
        line.known += bool(values)
        for value in values:
            if node.kind in NUMBERS:
                line.total = (line.total or Decimal(0)) + Decimal(str(value))
            elif node.kind in {"choice", "choices", "yes_no"}:
                line.counts.update(_labels(node, value))
    if node.kind in {"choice", "choices"}:
        line.counts = Counter({label: line.counts[label] for label in map(str, node.options.values())})
    return line


def _labels(node: Node, value: Any) -> list[str]:
    if node.kind == "choices":
        return [str(node.options.get(one, one)) for one in value]
    return [node.as_typed.show(value, node.options)]


def _amounts(found: Results) -> Iterator[tuple[Result, str, Decimal | int | None]]:
    for line in found.lines:
        if line.kind in NUMBERS:
            yield line, "", line.total
        elif line.counts:
            for label, count in line.counts.items():
                yield line, label, count
        else:
            yield line, "", None


def _kind(node: Node, path: tuple[str, ...]) -> str:
    if "*" in path or node.kind not in NUMBERS:
        return "text"
    return {"money": "money", "integer": "number"}.get(node.kind, "decimal")


def _cell(answers: dict[str, Any], _title: str, node: Node, path: tuple[str, ...]) -> Any:
    values = _values(answers, path)
    if not values:
        return None
    if "*" not in path and node.kind in NUMBERS:
        return values[0] if isinstance(values[0], int) else Decimal(str(values[0]))
    return "; ".join(str(node.as_typed.show(value, node.options)) for value in values)[:MOST_LETTERS]


def _note(found: Results) -> str:
    said = _("{told} trên {expected} cơ quan đã nộp phiếu kỳ {period}. Chỗ trống là chưa biết, không phải là 0.")
    return said.format(told=found.told, expected=found.expected, period=term(found.period).label)
