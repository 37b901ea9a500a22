"""Figures of agencies over a period: the last of a stock, the sum of a flow. A constant number of queries, however many
agencies, days and metrics."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum

from congvu.agencies.models import Agency
from congvu.base.merging import heads
from congvu.measures.models import Measure
from congvu.measures.rules import METRICS
from congvu.statistics.rules import Period

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the platform counted for one agency in a period. None is "not known".

    `d` is None too where nothing is counted beneath the line. A stock is that of the day `on`, the last one counted;
    a flow the sum of the days counted, of which `on` is the last. `covered` of `coverage`: of a stock, of how many of
    its sources it is counted; of a flow, on how many of the period's days (those on which the agency exists).
    """

    n: int | None = None
    d: int | None = None
    on: date | None = None
    covered: int = 0
    coverage: int = 0


@dataclass(frozen=True, slots=True)
class _Sum:
    """The figure of one metric."""

    n: int
    on: date
    covered: int
    coverage: int


def measured(metric_n: str, metric_d: str, agency_ids: Collection[int], *, period: Period) -> dict[int, Measured]:
    """The figures of agencies above and (with `metric_d`) beneath the line, an entry for each of them. Six queries at
    most."""
    return measured_all([(metric_n, metric_d)], agency_ids, period=period)[metric_n, metric_d]


def measured_all(
    pairs: Iterable[Pair], agency_ids: Collection[int], *, period: Period
) -> dict[Pair, dict[int, Measured]]:
    """The same for many metrics at once, in as many queries."""
    wanted = list(dict.fromkeys(pairs))
    keys = {key for pair in wanted for key in pair if key}
    flows = _flows([key for key in keys if _is(key, "flow")], agency_ids, period)
    stocks = _stocks([pair for pair in wanted if _is(pair[0], "stock")], keys, agency_ids, period)
    found: dict[Pair, dict[int, Measured]] = {}
    for pair in wanted:
        above, below = pair
        found[pair] = {
            agency: _together(
                flows.get((above, agency)) or stocks.get((pair, above, agency)),
                flows.get((below, agency)) or stocks.get((pair, below, agency)),
            )
            for agency in agency_ids
        }
    return found


def _is(key: str, kind: str) -> bool:
    return key in METRICS and METRICS[key].kind == kind


def _together(above: _Sum | None, below: _Sum | None) -> Measured:
    if above is None:
        return Measured()
    return Measured(above.n, below.n if below else None, above.on, above.covered, above.coverage)


def _flows(keys: Collection[str], agency_ids: Collection[int], period: Period) -> dict[tuple[str, int], _Sum]:
    """By metric and agency: two queries."""
    if not keys:
        return {}
    days = {
        key: max((min(ends, period.end) - max(begins, period.start)).days, 0)
        for key, begins, ends in (
            (key, begins, ends or date.max)
            for key, begins, ends in Agency.objects.filter(pk__in=agency_ids)
            .order_by()
            .values_list("pk", "valid_from", "valid_to")
        )
    }
    rows = _rows(keys, agency_ids, period).values_list("metric", "agency")
    sums = rows.annotate(n=Sum("n"), last=Max("day"), covered=Sum("covered"), of=Sum("coverage"), rows=Count("pk"))
    return {
        (metric, agency): _Sum(n, last, covered, of + max(days.get(agency, 0) - counted, 0))
        for metric, agency, n, last, covered, of, counted in sums
    }


def _stocks(
    pairs: Collection[Pair], keys: Collection[str], agency_ids: Collection[int], period: Period
) -> dict[tuple[Pair, str, int], _Sum]:
    """By pair, metric and agency: each on the last day on which both of the pair were counted. All agencies are counted
    on the same days, so those that are missing on the last one ended earlier, and are looked for apart: two queries,
    and two more for them."""
    wanted = sorted(key for key in keys if _is(key, "stock"))
    last = last_days(wanted, period) if pairs else {}
    days = {pair: min(last[key] for key in pair if key in last) for pair in pairs if pair[0] in last}
    if not days:
        return {}
    known = _on(wanted, agency_ids, period, set(days.values()))
    at = {(pair, agency): days[pair] for pair in days for agency in agency_ids}
    if missing := {agency for pair, agency in at if (pair[0], agency, days[pair]) not in known}:
        ended = _rows(wanted, missing, period).values_list("metric", "agency").annotate(day=Max("day"))
        lasts: dict[tuple[str, int], date] = {(metric, agency): day for metric, agency, day in ended}
        known |= _on(wanted, missing, period, set(lasts.values()))
        for (pair, agency), day in at.items():
            at[pair, agency] = min(lasts.get((key, agency), day) for key in pair)
    return {
        (pair, key, agency): known[key, agency, day]
        for (pair, agency), day in at.items()
        for key in pair
        if (key, agency, day) in known
    }


def last_days(keys: Collection[str], period: Period) -> dict[str, date]:
    """The last day in a period on which each metric was counted, in one query that reads a row for each."""
    rows = Measure.objects.filter(day__gte=period.start, day__lt=period.end).order_by("-day")
    found = heads([rows.filter(metric=key).values_list("metric", "day") for key in keys], 1)
    return {metric: date.fromisoformat(str(day)) for metric, day in found}


def _on(
    keys: Collection[str], agency_ids: Collection[int], period: Period, days: Collection[date]
) -> dict[tuple[str, int, date], _Sum]:
    rows = _rows(keys, agency_ids, period).filter(day__in=sorted(days))
    columns = ("metric", "agency", "day", "n", "covered", "coverage")
    return {
        (metric, agency, day): _Sum(n, day, covered, of)
        for metric, agency, day, n, covered, of in rows.values_list(*columns)
    }


def _rows(keys: Collection[str], agency_ids: Collection[int], period: Period) -> QuerySet[Measure]:
    within = Q(day__gte=period.start, day__lt=period.end)
    return Measure.objects.filter(within, metric__in=sorted(keys), agency__in=sorted(agency_ids)).order_by()


def series(metric: str, agency_ids: Collection[int], *, period: Period) -> list[tuple[Period, int | None]]:
    """The figure of agencies together for each month of the period: of a stock on its last counted day, of a flow on
    all its days. None where nothing was counted. Two queries at most."""
    days = _last_days(metric, agency_ids, period) if _is(metric, "stock") else None
    rows = _rows([metric], agency_ids, period)
    if days is not None:
        rows = rows.filter(day__in=days)
    sums: dict[date, int] = defaultdict(int)
    for day, n in rows.values_list("day").annotate(n=Sum("n")):
        sums[day.replace(day=1)] += n
    return [(month, sums.get(month.start.replace(day=1))) for month in period.each("month")]


def _last_days(metric: str, agency_ids: Collection[int], period: Period) -> list[date]:
    """The last counted day of each month."""
    found: dict[tuple[int, int], date] = {}
    for day in _rows([metric], agency_ids, period).values_list("day", flat=True).distinct():
        key = (day.year, day.month)
        found[key] = max(day, found.get(key, day))
    return sorted(found.values())
