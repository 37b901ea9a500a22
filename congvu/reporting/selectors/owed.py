"""What the viewer's agencies owe and have told."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from congvu.base.actors import Actor
from congvu.reporting.models import Lock, Report
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.selectors.reports import OWN

PAGE = 50
TABS = ("owed", State.SUBMITTED, State.ACCEPTED, State.VOID, "")


def owed(viewer: Actor, *, state: str = "owed", after: int = 0) -> list[Report]:
    """Reports of the viewer's agencies, up to a page and one more from behind `after`: what is owed the soonest due
    first, all others the newest first."""
    rows = _mine(viewer).select_related("duty__receiver", "agency__successor")
    if state == "owed":
        rows = rows.filter(state__in=WITH_AGENCY).exclude(_locked()).order_by("due_at", "pk")
    else:
        rows = rows.filter(state=state) if state in State.values else rows
        rows = rows.order_by("-period", "-pk")
    return list(rows[after : after + PAGE + 1])


def late(viewer: Actor, *, now: datetime) -> int:
    """How many of them are overdue."""
    return _mine(viewer).filter(state__in=WITH_AGENCY, followed_due_at__lt=now).exclude(_locked()).count()


def _locked() -> Exists:
    """Whether its period is locked: what was not told by then cannot be told any more."""
    return Exists(Lock.objects.filter(duty=OuterRef("duty"), period=OuterRef("period"), opened_at=None))


def _mine(viewer: Actor) -> QuerySet[Report]:
    own = viewer.agencies(*OWN)
    return Report.objects.filter(Q(agency__in=own) | Q(agency__successor__in=own, state=State.VOID))
