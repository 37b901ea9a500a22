"""One indicator of a period, agency by agency: what each told, what was measured when it did, and what is now."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.measures.rules import METRICS, Figure, Term
from congvu.measures.selectors import agencies_for
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


def by_agency_of(duty: ReportDuty, period: Term, code: str, *, unsaid: str, viewer: Actor) -> ByAgency:
    """`unsaid` is the word for who told nothing; what stands behind a measure is offered to who may read it.
    Refusal: reporting.no_such_indicator."""
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
    open_to = {agency.pk for agency in agencies_for(viewer)} if now else set()
    rows = tuple(
        _row(agency, values.get(agency.pk), counted, unsaid, _evidence(indicator, agency, counted, period, open_to))
        for agency in reading.expected.named(one.agencies)
        for counted in [now.get(agency.pk)]
    )
    figure = summed(reading)[indicator.pk, period.code]
    return ByAgency(indicator, one, figure, rows, measured_beside(reading.plan, period, duty=duty).get(indicator.pk))


def _evidence(
    indicator: Indicator, agency: Agency, counted: Counted | None, period: Term, open_to: Collection[int]
) -> str:
    """The page of what stands behind a measure."""
    if counted is None or counted.on is None or agency.pk not in open_to:
        return ""
    days = {"ngay": counted.on.isoformat()}
    if METRICS[indicator.metric_n].kind == "flow":
        days["tu"] = period.days.start.isoformat()
    return f"{reverse('measures-behind', args=[indicator.metric_n, agency.code])}?{urlencode(days)}"


def _row(agency: Agency, value: Value | None, counted: Counted | None, unsaid: str, evidence: str) -> Told:
    measured = counted.figure if counted else None
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
