"""What the demonstration shows of progress: Hà Nội's ranking of 2013, and the living plan's points."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.journal.services import record
from congvu.plans.models import Plan
from congvu.progress import events
from congvu.progress.demo.ha_noi import build_rankings
from congvu.progress.demo.living import build_scheme as build_living_scheme

__all__ = ["build_living_scheme", "build_specimen_rankings"]


@transaction.atomic
def build_specimen_rankings(plan: Plan, *, by: Actor, at: datetime) -> None:
    """Two blocks of a seed plan's agencies, ranked for 2013."""
    rankings = build_rankings(plan, at=at)
    record(events.SPECIMENS_RANKED, plan, by=by, at=at, rankings=len(rankings))
