"""What everybody may have of a plan: consolidated figures, and what its receiver accepted of each agency."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from congvu.measures.rules import QUOTIENTS, OverAgencies, Unit, term
from congvu.plans.models import Indicator, Plan
from congvu.progress.rules.open_data import Datum
from congvu.progress.selectors import courses
from congvu.progress.selectors.courses import Aim
from congvu.reporting.models import Value
from congvu.reporting.selectors.consolidating import figures

CHUNK = 2000
# Agencies that reach it: how many they are, or whether there is one; never per cent, whatever each of them tells.
COUNTED: dict[str, str] = {OverAgencies.UNITS: Unit.COUNT, OverAgencies.ANY: Unit.YES}
COLUMNS = ("agency__code", "agency__name", "indicator", "period", "n", "d", "measured_n", "measured_d")


def rows(plan: Plan, aims: list[Aim], *, today: date) -> Iterator[Datum]:
    """The long table, in a constant number of queries and without ever holding all of it."""
    indicators = {aim.indicator.pk: aim.indicator for aim in aims}
    before: tuple[object, ...] = ()
    yield from _consolidated(plan, indicators, today=today)
    for code, name, indicator, period, n, d, measured_n, measured_d in (
        accepted(plan, indicators).values_list(*COLUMNS).iterator(chunk_size=CHUNK)
    ):
        if (code, indicator, period) == before:
            continue  # told in two duties: the newer one stands for both
        before = (code, indicator, period)
        one = indicators[indicator]
        quotient = one.unit in QUOTIENTS
        if n is not None:
            yield Datum(code, name, one.code, one.name, period, n, d if quotient else None, one.unit, "reported")
        if measured_n is not None:
            below = measured_d if quotient else None
            yield Datum(code, name, one.code, one.name, period, measured_n, below, one.unit, "measured")


def accepted(plan: Plan, indicators: dict[int, Indicator]) -> QuerySet[Value]:
    """The figures of reports that were accepted, of those that count."""
    found = courses.counted(plan).filter(indicator__in=indicators, report__accepted_at__isnull=False)
    return found.order_by("indicator__code", "period", "agency__code", "-duty")


def _consolidated(plan: Plan, indicators: dict[int, Indicator], *, today: date) -> Iterator[Datum]:
    asked = courses.periods(plan, courses.rhythms([plan])[plan.pk], today=today)
    found = figures(plan, asked) if indicators and asked else {}
    for (indicator, code), one in sorted(found.items(), key=lambda pair: (pair[0][0], term(pair[0][1]).days.end)):
        what = indicators.get(indicator)
        # A period that nobody told anything of is a row too, while it is over: it says how many had to.
        if what is None or (not one.known and term(code).days.end > today):
            continue
        unit = COUNTED.get(what.over_agencies, what.unit)
        yield Datum(
            plan.issuer.code, plan.issuer.name, what.code, what.name, code, one.n,
            one.d if unit in QUOTIENTS else None, unit, "consolidated", one.known, one.expected,
        )  # fmt: skip
