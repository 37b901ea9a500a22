"""The plans of the demonstration, room by room: the seed plans walked through, and the province's own that lives."""

from collections.abc import Callable
from datetime import datetime

from congvu.base.actors import Actor
from congvu.plans.demo import build_draft, build_published, build_specimens
from congvu.progress.demo import build_living_scheme, build_specimen_rankings
from congvu.reporting.demo import build_living_reports, build_specimen_reports

HA_NOI = "ha-noi-pmnm-2013-2015"
BEGINS = (2026, 4, 1)  # with the first quarter of the living plan over, there is something to report on


def build_plans(*, until: datetime, by: Actor, tell: Callable[[str], None]) -> None:
    """All of it, once the books are kept. Before the living plan's first quarter is over, the seed plans alone."""
    tell("Reading the five seed plans, and a year of Hà Nội's reports with its ranking")
    specimens = build_specimens(by=by, at=until)
    build_specimen_reports(by=by, at=until)
    build_specimen_rankings(specimens[HA_NOI], by=by, at=until)
    if until.timetuple()[:3] < BEGINS:
        return
    tell("Writing the province's plan, measuring and reporting on it")
    plan = build_published()
    build_living_reports(plan, until=until, by=by)
    build_living_scheme(plan, until=until)
    build_draft(until=until)
