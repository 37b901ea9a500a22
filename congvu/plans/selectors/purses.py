"""The money of one project, as columns of a table ask for it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from congvu.plans.models import Money
from congvu.plans.rules.layouts import Sum, Take
from congvu.plans.rules.words import MoneyMeasure


@dataclass(frozen=True, slots=True)
class Purse:
    """All money that is told of a project; `years` are what the names of years stand for (`layouts.years_of`)."""

    rows: tuple[Money, ...] = ()
    years: dict[str, int] = field(default_factory=dict)

    def of(self, wanted: Sum) -> int | None:
        """What a column wants; None where nothing is told.

        Of measures that say the same (the need of a year, the estimate's part of it) the first that is told decides for
        all funds, so that neighbouring columns fit together. Payments and advances are added up.
        """
        measures = wanted.measures
        if MoneyMeasure.PAID not in measures:
            measures = tuple(one for one in measures if self._rows(one, wanted))[:1]
        return added(row for measure in measures for row in self._rows(measure, wanted) if row.fund in wanted.funds)

    def _rows(self, measure: str, wanted: Sum) -> list[Money]:
        return TAKES[wanted.take]([row for row in self.rows if row.measure == measure], self.years[wanted.year])


def added(rows: Iterable[Money]) -> int | None:
    """The sum of amounts; None of none."""
    amounts = [row.amount for row in rows]
    return sum(amounts) if amounts else None


def total(rows: Sequence[Money], _year: int = 0) -> list[Money]:
    """What is told of all years; where nothing is, what is told of single ones."""
    sure = [row for row in rows if not row.forecast]
    return [row for row in sure if row.year is None] or [row for row in sure if not row.upto]


def of_year(rows: Sequence[Money], year: int) -> list[Money]:
    """What is told of a single year."""
    return [row for row in rows if row.year == year and not row.upto and not row.forecast]


def through(rows: Sequence[Money], year: int) -> list[Money]:
    """Of each fund the last sum that is told up to a year, and what is told of single years after it."""
    found: list[Money] = []
    told = [row for row in rows if row.year is not None and row.year <= year and not row.forecast]
    for fund in dict.fromkeys(row.fund for row in told):
        mine = [row for row in told if row.fund == fund]
        last = max((row for row in mine if row.upto), key=lambda row: row.year or 0, default=None)
        found += [last] if last else []
        found += [row for row in mine if not row.upto and (last is None or (row.year or 0) > (last.year or 0))]
    return found


def of_half(rows: Sequence[Money], year: int) -> list[Money]:
    """What is told of a year and of no day after its first half."""
    return [row for row in of_year(rows, year) if row.as_of is None or row.as_of <= half(year)]


def expected(rows: Sequence[Money], year: int) -> list[Money]:
    """What is expected of a year."""
    return [row for row in rows if row.year == year and not row.upto and row.forecast]


def half(year: int) -> date:
    """The last day of a year's first half."""
    return date(year, 6, 30)


TAKES: dict[Take, Callable[[Sequence[Money], int], list[Money]]] = {
    Take.TOTAL: total, Take.YEAR: of_year, Take.THROUGH: through, Take.HALF: of_half, Take.FORECAST: expected,
}  # fmt: skip
