"""One indicator of a period, agency by agency: what each told, what was measured when it did, and what is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.measures.rules import Figure, Term
from congvu.plans.models import Indicator
from congvu.reporting import refusals
from congvu.reporting.models import ReportDuty, Value
from congvu.reporting.selectors.beside import Counted, measured_beside, measured_each
from congvu.reporting.selectors.consolidated_tables import Told
from congvu.reporting.selectors.expecting import Expected
from congvu.reporting.selectors.reading import read, summed
from congvu.reporting.selectors.sums import exact


@dataclass(frozen=True, slots=True)
class ByAgency:
    """All of one indicator in a period of a duty. `measured` is the measured figure of today."""

    indicator: Indicator
    expected: Expected
    figure: Figure
    rows: tuple[Told, ...]
    measured: Figure | None


def by_agency_of(duty: ReportDuty, period: Term, code: str, *, unsaid: str) -> ByAgency:
    """`unsaid` is the word for who told nothing. Refusal: reporting.no_such_indicator."""
    reading = read(duty.plan, [period], duties=[duty]) if duty.plan else None
    one = (
        next((each for each in reading.expected.of.values() if each.target.indicator.code == code), None)
        if reading
        else None
    )
    if reading is None or one is None:
        raise Refusal(refusals.NO_SUCH_INDICATOR, indicator=code, period=period.label)
    indicator = one.target.indicator
    values = {
        value.agency_id: value
        for value in Value.objects.filter(
            duty=duty, period=period.code, indicator=indicator, counted=True, agency__in=one.agencies
        ).select_related("report")
    }
    now = measured_each(indicator, one.agencies, period, issuer_id=reading.plan.issuer_id)
    rows = tuple(_row(agency, values, now, indicator, unsaid) for agency in reading.expected.named(one.agencies))
    figure = summed(reading)[indicator.pk, period.code]
    return ByAgency(indicator, one, figure, rows, measured_beside(reading.plan, period, duty=duty).get(indicator.pk))


def _row(
    agency: Agency, values: Mapping[int, Value], now: Mapping[int, Counted], indicator: Indicator, unsaid: str
) -> Told:
    value, counted = values.get(agency.pk), now.get(agency.pk)
    measured = counted.figure if counted else None
    evidence = reverse("measures-behind", args=[indicator.metric_n, agency.code]) if counted else ""
    if value is None:
        return Told(agency.code, agency.short_name, Figure(), now=measured, state=unsaid, evidence=evidence)
    frozen = _figure(value.measured_n, value.measured_d) if value.measured_n is not None else None
    return Told(
        agency.code, agency.short_name, _figure(value.n, value.d), value.text, frozen, measured,
        "; ".join(part for part in (value.reason, value.evidence) if part), str(value.report.get_state_display()),
        reverse("reporting-report", args=[value.report_id]), evidence,
    )  # fmt: skip


def _figure(n: Decimal | None, d: Decimal | None) -> Figure:
    return Figure(exact(n), exact(d), 1 if n is not None else 0, 1)
