"""Numbers out of the tallies: as many rows are read as there are groups and days, however many dossiers there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, Sum

from congvu.base.actors import Actor
from congvu.procedures.models import Procedure
from congvu.statistics.models import Grain, LegTally, Tally
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import LEG_STOCKS, STOCKS
from congvu.statistics.rules.periods import DAY, Period
from congvu.statistics.selectors.scope import Scope, scope

Numbers = dict[str, dict[str, int]]  # group -> measure -> number
BY = ("agency", "field", "procedure", "channel")


@dataclass(frozen=True, slots=True)
class Question:
    """What a table is about: whose eyes, which days, in which groups, and what is left out. `agency` stands for itself
    and all below it. Stocks are those of the period's end, or of today while it runs."""

    viewer: Actor
    period: Period
    today: date
    by: str = "agency"
    agency: str = ""
    field: str = ""
    procedure: str = ""
    channel: str = ""

    @property
    def closing(self) -> date:
        """The day after the last day whose end is known: the stocks are those of the day before."""
        return max(min(self.period.end, self.today + DAY), self.period.start)


def numbers(
    question: Question, measures: Iterable[str], *, by: str | None = None, legs: bool = False, before: bool = False
) -> Numbers:
    """The numbers of each group of `by` (agency, field, procedure, channel; None: one group ""). Stocks are those at
    the end of the period, or (`before`) those at its beginning."""
    wanted = sorted(set(measures))
    known = _Filter(scope(question.viewer), legs=legs)
    return known.grouped(question, wanted, by=by, before=before)


def number(viewer: Actor, cell: Cell) -> int:
    """The number of one cell."""
    known = _Filter(scope(viewer), legs=cell.legs)
    period = Period(cell.start, cell.end)
    asked = Question(viewer, period, cell.end - DAY, "", cell.under, cell.field, cell.procedure, cell.channel)
    found = known.grouped(asked, sorted(cell.measures), by=None, before=False, exactly=cell.agency)
    return sum(found.get("", {}).values())


def series(
    question: Question, measures: Sequence[str], *, step: str = "day", legs: bool = False
) -> list[tuple[date, dict[str, int]]]:
    """Flows of each day or month of the period, with its first day; nothing is 0."""
    known = _Filter(scope(question.viewer), legs=legs)
    grain = Grain.DAY if step == "day" else Grain.MONTH
    first = question.period.start if step == "day" else question.period.start.replace(day=1)
    rows = known.rows(question).filter(
        grain=grain, measure__in=list(measures), day__gte=first, day__lt=question.period.end
    )
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for row in rows.order_by().values("day", "measure").annotate(n=Sum("number")):
        found[row["day"]][row["measure"]] = row["n"]
    starts = [one.start if step == "day" else one.start.replace(day=1) for one in question.period.each(step)]
    return [(start, {measure: found[start].get(measure, 0) for measure in measures}) for start in starts]


def ranges(start: date, end: date) -> list[tuple[str, date, date]]:
    """Years, months and days that make up [start, end): (grain, from, before)."""
    found: list[tuple[str, date, date]] = []
    months = (_up(start, months=True), end.replace(day=1))
    if months[0] >= months[1]:
        return [(Grain.DAY, start, end)] if months[0] > months[1] or start < end else []
    years = (_up(months[0], months=False), date(months[1].year, 1, 1))
    if years[0] < years[1]:
        found = [(Grain.MONTH, months[0], years[0]), (Grain.YEAR, *years), (Grain.MONTH, years[1], months[1])]
    else:
        found = [(Grain.MONTH, *months)]
    found = [(Grain.DAY, start, months[0]), *found, (Grain.DAY, months[1], end)]
    return [one for one in found if one[1] < one[2]]


def _up(day: date, *, months: bool) -> date:
    """The first day of the month, or year, that begins on the day or next after it."""
    if months:
        return day if day.day == 1 else Period.month(day.year, day.month).end
    return day if (day.month, day.day) == (1, 1) else date(day.year + 1, 1, 1)


def _until(end: date) -> list[tuple[str, date, date]]:
    """Everything before a day."""
    first = date(end.year, 1, 1)
    return [(Grain.YEAR, date.min, first), *ranges(first, end)]


class _Filter:
    """The tallies that a viewer may read."""

    def __init__(self, seen: Scope, *, legs: bool) -> None:
        self.seen, self.legs = seen, legs
        self.model: Any = LegTally if legs else Tally
        self.stocks = LEG_STOCKS if legs else STOCKS

    def rows(self, question: Question, *, exactly: str = "") -> Any:
        return of_scope(self.model.objects.all(), self.seen, under=question.agency, agency=exactly).filter(
            dimensions(question.field, question.procedure, question.channel)
        )

    def grouped(
        self, question: Question, measures: Sequence[str], *, by: str | None, before: bool, exactly: str = ""
    ) -> Numbers:
        """At most two queries: the flows of the period, the stocks at one of its ends."""
        flows = [measure for measure in measures if measure not in self.stocks]
        stocks = [measure for measure in measures if measure in self.stocks]
        spans = []
        if flows:
            spans.append((flows, ranges(question.period.start, question.period.end)))
        if stocks:
            spans.append((stocks, _until(question.period.start if before else question.closing)))
        found: Numbers = defaultdict(lambda: defaultdict(int))
        fields = fields_of_procedures() if by == "field" else {}
        column = "procedure" if by == "field" else by
        for some, within in spans:
            if not within:
                continue
            rows = self.rows(question, exactly=exactly).filter(reduce(or_, (_within(some, *one) for one in within)))
            for row in rows.order_by().values("measure", *([column] if column else [])).annotate(n=Sum("number")):
                key = row[column] if column else ""
                found[fields.get(key, key) if by == "field" else key][row["measure"]] += row["n"]
        return {key: dict(values) for key, values in found.items() if any(values.values())}


def _within(measures: Sequence[str], grain: str, start: date, end: date) -> Q:
    return Q(grain=grain, measure__in=measures, day__gte=start, day__lt=end)


def of_scope(rows: Any, seen: Scope, *, under: str, agency: str) -> Any:
    """Only what the viewer may see: everything, the books of some agencies, or of one."""
    if agency:
        return rows.filter(agency=agency) if agency in seen.codes or seen.all else rows.none()
    if under:
        return rows.filter(agency__in=sorted(seen.under(under)))
    return rows if seen.all else rows.filter(agency__in=sorted(seen.codes))


def dimensions(field: str, procedure: str, channel: str) -> Q:
    """The conditions that are the same for numbers and for lists."""
    wanted = Q()
    if field:
        # A procedure that the catalogue does not know is a field of its own.
        wanted &= Q(procedure__in=[code for code, one in fields_of_procedures().items() if one == field] or [field])
    if procedure:
        wanted &= Q(procedure=procedure)
    if channel:
        wanted &= Q(channel=channel)
    return wanted


def fields_of_procedures() -> dict[str, str]:
    """The field's code of every procedure, by the procedure's code."""
    return dict(Procedure.objects.order_by().values_list("code", "field_code"))


def labels(by: str, seen: Scope) -> Mapping[str, str]:
    """What the groups of a table are called, by their keys."""
    if by == "agency":
        return {code: agency.short_name for code, agency in seen.agencies.items()}
    if by == "field":
        return dict(Procedure.objects.order_by("field_code").values_list("field_code", "field_name"))
    return dict(Procedure.objects.order_by().values_list("code", "name"))


def of_group(question: Question, by: str | None, key: str) -> dict[str, str]:
    """The words of a cell in a group of a table about a question."""
    words = {"field": question.field, "procedure": question.procedure, "channel": question.channel}
    words |= {"under": question.agency, "agency": ""}
    return words | ({by: key} if by and key else {})
