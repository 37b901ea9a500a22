"""What the platform counted by itself, beside what was reported, and alone where nobody reports.

All metrics of all agencies of a plan are read at once. Only agencies of which both parts of a quotient were counted are
in its sums.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from congvu.measures.rules import METRICS, QUOTIENTS, Figure, OverAgencies, Term, Unit, reached
from congvu.measures.selectors import Measured, measured_all
from congvu.plans.models import Indicator, Plan
from congvu.reporting.models import ReportDuty
from congvu.reporting.selectors.expecting import Expected, expectations


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of an agency in a period, the last time on a day."""

    n: Decimal
    d: Decimal | None
    on: date | None

    @property
    def figure(self) -> Figure:
        """As a figure of one agency."""
        return Figure(self.n, self.d, 1, 1)


def measured_beside(plan: Plan, term: Term, *, duty: ReportDuty | None = None) -> dict[int, Figure]:
    """The measured figure of each indicator that has a metric, over the agencies that must tell it; today's, which may
    be another than the one that was frozen when it was told. `known` is of how many agencies something was counted.

    Of a quotient of which the platform counts only what stands above the line, the figure has no d.
    """
    asked = [
        one for one in expectations(plan, [term], duty=duty).of.values() if one.target.indicator.metric_n in METRICS
    ]
    agencies = frozenset({plan.issuer_id}.union(*(one.agencies for one in asked)))
    counts = measured_all([_pair(one.target.indicator) for one in asked], agencies, period=term.days)
    found = {}
    for one in asked:
        indicator = one.target.indicator
        parts = _counted(indicator, counts[_pair(indicator)], one.agencies, plan.issuer_id)
        if parts:
            found[indicator.pk] = _together(one, list(parts.items()))
    return found


def measured_each(
    indicator: Indicator, agencies: Iterable[int], term: Term, *, issuer_id: int = 0
) -> dict[int, Counted]:
    """The same of one indicator, agency by agency."""
    if indicator.metric_n not in METRICS:
        return {}
    who, pair = frozenset(agencies), _pair(indicator)
    counts = measured_all([pair], who | ({issuer_id} if issuer_id else set()), period=term.days)
    return _counted(indicator, counts[pair], who, issuer_id)


def _counted(
    indicator: Indicator, counts: Mapping[int, Measured], agencies: frozenset[int], issuer_id: int
) -> dict[int, Counted]:
    """Both parts of an indicator of the agencies that have them. A metric that counts an agency with all below it is
    taken of the issuer alone: it is never added up."""
    found = {}
    for agency in {issuer_id} if issuer_id and _whole(indicator) else agencies:
        one = counts.get(agency)
        if one is None or one.n is None or (indicator.metric_d and one.d is None):
            continue
        found[agency] = Counted(Decimal(one.n), None if one.d is None else Decimal(one.d), one.on)
    return found


def _together(one: Expected, parts: list[tuple[int, Counted]]) -> Figure:
    indicator, expected = one.target.indicator, len(one.agencies)
    if indicator.over_agencies in (OverAgencies.UNITS, OverAgencies.ANY):
        return _judged(one, parts)
    if indicator.over_agencies == OverAgencies.NONE and len(parts) > 1:
        return Figure(known=len(parts), expected=expected)
    n = sum((part.n for _agency, part in parts), Decimal(0))
    d = sum((part.d or Decimal(0) for _agency, part in parts), Decimal(0)) if indicator.metric_d else None
    known = expected if _whole(indicator) else len(parts)
    return Figure(n, d if indicator.unit in QUOTIENTS else None, known, expected)


def _judged(one: Expected, parts: list[tuple[int, Counted]]) -> Figure:
    indicator, reach, known = one.target.indicator, 0, 0
    yes = indicator.unit == Unit.YES
    for agency, part in parts:
        figure = Figure(part.n, part.d)
        wanted = Decimal(1) if yes else one.value_for(agency)
        value = figure.percent if indicator.unit == Unit.PERCENT else figure.value
        if wanted is not None and value is not None and (part.d is not None or indicator.unit not in QUOTIENTS):
            known += 1
            reach += reached(value, "ge" if yes else one.target.op, wanted)
    if not known:
        return Figure(expected=len(one.agencies))
    if indicator.over_agencies == OverAgencies.ANY:
        return Figure(Decimal(1 if reach else 0), None, known, len(one.agencies))
    return Figure(Decimal(reach), Decimal(known), known, len(one.agencies))


def _pair(indicator: Indicator) -> tuple[str, str]:
    return indicator.metric_n, indicator.metric_d


def _whole(indicator: Indicator) -> bool:
    return any(key in METRICS and METRICS[key].whole for key in _pair(indicator))
