"""Money planned, allocated and paid, by year and source, with nothing counted twice.

A table may tell an amount of a year, of all years until one, and of the whole project. What is told of more than one
year is split: first what the years say themselves, and the rest stands under no year.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.plans.rules.words import MoneyMeasure


class Part(models.TextChoices):
    """What is asked of money."""

    PLANNED = "planned", _("Dự kiến")
    ALLOCATED = "allocated", _("Đã bố trí")
    PAID = "paid", _("Đã giải ngân")


MEASURES = {  # the first that a project tells
    Part.PLANNED: (MoneyMeasure.ESTIMATE, MoneyMeasure.NEED),
    Part.ALLOCATED: (MoneyMeasure.ALLOCATED,),
    Part.PAID: (MoneyMeasure.PAID,),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as the plan keeps it."""

    project: int
    fund: str
    measure: str
    year: int | None
    upto: bool
    forecast: bool
    amount: int


def spread(amounts: Iterable[Amount], part: str) -> dict[tuple[int | None, str], int]:
    """(year or None, source) -> đồng, of one part. What is only expected to be allocated or paid is left out."""
    found: dict[tuple[int | None, str], int] = defaultdict(int)
    rows = [one for one in amounts if part == Part.PLANNED or not one.forecast]
    for _project, told in groupby(sorted(rows, key=lambda one: one.project), key=lambda one: one.project):
        mine = list(told)
        measure = next((one for one in MEASURES[Part(part)] if any(row.measure == one for row in mine)), None)
        chosen = sorted((row for row in mine if row.measure == measure), key=lambda row: row.fund)
        for fund, some in groupby(chosen, key=lambda row: row.fund):
            for year, amount in _by_year(list(some)).items():
                found[year, fund] += amount
    return dict(found)


def sums(found: dict[tuple[int | None, str], int]) -> tuple[dict[int | None, int], dict[str, int], int]:
    """By year, by source, and all together."""
    years: dict[int | None, int] = defaultdict(int)
    funds: dict[str, int] = defaultdict(int)
    for (year, fund), amount in found.items():
        years[year] += amount
        funds[fund] += amount
    return dict(years), dict(funds), sum(found.values())


def _by_year(rows: list[Amount]) -> dict[int | None, int]:
    years: dict[int | None, int] = defaultdict(int)
    for row in rows:
        if row.year is not None and not row.upto:
            years[row.year] += row.amount
    rest = max(
        [0]
        + [row.amount - sum(years.values()) for row in rows if row.year is None]
        + [
            row.amount - sum(amount for year, amount in years.items() if year is not None and year <= (row.year or 0))
            for row in rows
            if row.upto
        ]
    )
    if rest:
        years[None] = rest
    return years
