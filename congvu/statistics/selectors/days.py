"""Numbers of every agency on every day, for whoever counts further: a few queries however many agencies and days."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, Sum
from django.urls import reverse

from congvu.statistics.models import Grain, Tally
from congvu.statistics.rules.cells import Cell
from congvu.statistics.selectors.numbers import ranges


def each_day(
    first: date, last: date, measures: Collection[str], *, by: str = "channel", channel: str = ""
) -> list[tuple[Any, ...]]:
    """(agency, measure, day, `by`, number): what the measures grew by on each of the days. Of a flow, what happened."""
    rows = Tally.objects.filter(grain=Grain.DAY, measure__in=sorted(measures), day__gte=first, day__lte=last)
    if channel:
        rows = rows.filter(channel=channel)
    columns = ("agency", "measure", "day", by)
    return list(rows.order_by().values_list(*columns).annotate(n=Sum("number")))


def days_with(first: date, last: date, measures: Collection[str]) -> list[tuple[str, date]]:
    """(agency, day): where any of these flows happened on which of the days."""
    rows = Tally.objects.filter(grain=Grain.DAY, measure__in=sorted(measures), day__gte=first, day__lte=last)
    return list(rows.filter(number__gt=0).order_by().values_list("agency", "day").distinct())


def standing_before(day: date, measures: Collection[str]) -> dict[str, int]:
    """What the stocks together were at the end of the day before, by the agency's code. One query."""
    begins = date(day.year, 1, 1)
    wanted = Q()
    for grain, start, end in ((Grain.YEAR, date.min, begins), *ranges(begins, day)):
        wanted |= Q(grain=grain, day__gte=start, day__lt=end)
    rows = Tally.objects.filter(wanted, measure__in=sorted(measures)).order_by()
    return dict(rows.values_list("agency").annotate(n=Sum("number")))


def number_by_agency(cell: Cell, codes: Collection[str]) -> dict[str, int]:
    """The number of a cell in the books of each of the agencies, for which the caller has made sure that they may be
    read. Agencies without any are not in it. One query."""
    if cell.stock:
        found = standing_before(cell.end, cell.measures)
        return {code: number for code, number in found.items() if code in codes and number}
    spans = Q()
    for grain, start, end in ranges(cell.start, cell.end):
        spans |= Q(grain=grain, day__gte=start, day__lt=end)
    rows = Tally.objects.filter(spans, measure__in=sorted(cell.measures), agency__in=sorted(codes)).order_by()
    if cell.channel:
        rows = rows.filter(channel=cell.channel)
    return {code: number for code, number in rows.values_list("agency").annotate(n=Sum("number")) if number}


def address_of(cell: Cell) -> str:
    """The page of the list behind a number."""
    return f"{reverse('statistics-list')}?{cell.query()}"
