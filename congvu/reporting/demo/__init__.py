"""What the demonstration shows of reports: the duties of the seed plans, a year of Hà Nội's, and the living plan's."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.journal.services import record
from congvu.reporting import events
from congvu.reporting.demo.duties import build_duties
from congvu.reporting.demo.ha_noi import build_year
from congvu.reporting.demo.living import build_reports as build_living_reports
from congvu.reporting.models import Report, ReportDuty

__all__ = ["build_living_reports", "build_specimen_reports"]

QUARTERLY = "R-01"  # Hà Nội's: every three months


@transaction.atomic
def build_specimen_reports(*, by: Actor, at: datetime) -> dict[str, ReportDuty]:
    """The duties of the seed plans, by code, and what Hà Nội's agencies told in 2013."""
    duties = build_duties(at=at)
    build_year(duties[QUARTERLY], by=by, at=at)
    record(
        events.SPECIMENS_BUILT, duties[QUARTERLY], by=by, at=at, duties=len(duties),
        reports=Report.objects.filter(duty=duties[QUARTERLY]).count(),
    )  # fmt: skip
    return duties
