"""Figures of the platform itself for the current state that a plan tells: which there are, and what they say."""

from dataclasses import dataclass
from datetime import date, timedelta

from congvu.agencies.selectors import tree
from congvu.measures.rules import METRICS
from congvu.measures.selectors import INNER, Measured, Pair, measured_all
from congvu.plans.models import Plan, Section
from congvu.plans.selectors.sections import measurable, slots_of
from congvu.statistics.rules import Period

DAY = timedelta(days=1)
MOST_INDICATORS = 60


@dataclass(frozen=True, slots=True)
class Source:
    """What can be pulled: a slot of the framework, an indicator of the catalogue, or a metric alone.

    `why_not` says why nothing counts it yet.
    """

    code: str
    name: str
    unit: str
    metric_n: str
    metric_d: str
    why_not: str = ""

    @property
    def stock(self) -> bool:
        """Whether it stands on a day; else it happened since the year began."""
        return METRICS[self.metric_n].kind == "stock"


@dataclass(frozen=True, slots=True)
class Pulled:
    """What the platform knows of one on a day, over the issuer and all below it.

    `d` is None where there is none; `known` and `of` tell of how many agencies it is known.
    """

    source: Source
    n: int | None
    d: int | None
    first: date
    on: date
    known: int
    of: int

    @property
    def percent(self) -> str:
        """The quotient as it is printed, empty where there is none."""
        if self.n is None or not self.d or self.source.unit == "máy/người":
            return ""
        return f"{100 * self.n / self.d:.1f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


def sources(section: Section) -> list[tuple[str, list[Source]]]:
    """What can be pulled into a section: the framework's slots, the plan's and other indicators, the metrics."""
    slots = [_source(slot.key, slot.name, slot.unit, slot.metric_n, slot.metric_d) for slot in slots_of(section)]
    indicators = [
        _source(one.code, one.name, str(one.get_unit_display()), one.metric_n, one.metric_d)
        for one in measurable(section.plan)[:MOST_INDICATORS]
    ]
    metrics = [_source(metric.key, str(metric.name), "", metric.key, "") for metric in METRICS.values() if metric.lit]
    groups = [("slots", slots), ("indicators", indicators), ("metrics", metrics)]
    return [(key, found) for key, found in groups if found]


def pull(plan: Plan, chosen: list[Source], *, on: date) -> list[Pulled]:
    """The figures of a day for the issuer's tree. Raises nothing: what is not known has `n` None."""
    # Divisions and one-stops have no figures of their own: they are counted with the agency above them.
    agencies = list(tree(plan.issuer_id, on=on).exclude(kind__in=INNER).values_list("pk", flat=True))
    period = Period(date(on.year, 1, 1), on + DAY)
    figures = measured_all([_pair(source) for source in chosen], {plan.issuer_id, *agencies}, period=period)
    return [_pulled(plan, source, agencies, figures[_pair(source)], period, on) for source in chosen]


def _pair(source: Source) -> Pair:
    return source.metric_n, source.metric_d


def _pulled(
    plan: Plan, source: Source, agencies: list[int], figures: dict[int, Measured], period: Period, on: date
) -> Pulled:
    asked = [plan.issuer_id] if METRICS[source.metric_n].whole else agencies
    found = {pk: figures[pk] for pk in asked}
    # A quotient is a sum above a sum, of those agencies of which both are known.
    told = [one for one in found.values() if one.n is not None and (one.d is not None or not source.metric_d)]
    days = [one.on for one in told if one.on]
    return Pulled(
        source,
        sum(one.n or 0 for one in told) if told else None,
        sum(one.d or 0 for one in told) if told and source.metric_d else None,
        period.start,
        max(days) if source.stock and days else on,
        len(told),
        len(asked),
    )


def _source(code: str, name: str, unit: str, metric_n: str, metric_d: str) -> Source:
    dark = next((METRICS[key] for key in (metric_n, metric_d) if key in METRICS and not METRICS[key].lit), None)
    unknown = not metric_n or metric_n not in METRICS or bool(metric_d and metric_d not in METRICS)
    why_not = str(dark.why_dark) if dark else ""
    return Source(code, name, unit, "" if unknown or dark else metric_n, metric_d, why_not)
