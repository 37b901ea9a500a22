"""What was measured of the indicators that an agency reports on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from congvu.measures.rules import Term
from congvu.measures.selectors import measured_all
from congvu.plans.models import Indicator
from congvu.reporting.rules import Seen


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure as a value keeps it, and of how much of its sources it is made."""

    seen: Seen = field(default_factory=Seen)
    on: date | None = None
    covered: int = 0
    coverage: int = 0


def measured_for(indicators: Iterable[Indicator], agency_id: int, *, term: Term) -> dict[int, Measured]:
    """What was measured of each indicator for one agency in a period, by the indicator's key. A constant number of
    queries."""
    listed = list(indicators)
    pairs = {(one.metric_n, one.metric_d) for one in listed if one.metric_n}
    found = measured_all(pairs, [agency_id], period=term.days) if pairs else {}
    kept = {}
    for indicator in listed:
        one = found.get((indicator.metric_n, indicator.metric_d), {}).get(agency_id)
        if one is None or one.n is None:
            kept[indicator.pk] = Measured()
        else:
            d = None if one.d is None else Decimal(one.d)
            kept[indicator.pk] = Measured(Seen(Decimal(one.n), d), one.on, one.covered, one.coverage)
    return kept
