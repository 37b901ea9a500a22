"""What the demonstration shows of plans: the five seed plans, read from data, and the plans of the demo province."""

from datetime import datetime
from itertools import chain

from django.db import transaction

from congvu.base.actors import Actor
from congvu.journal.services import record
from congvu.plans import events
from congvu.plans.demo.living import build_draft, build_published
from congvu.plans.demo.organisations import found_organisations
from congvu.plans.demo.reading import PLANS, seed
from congvu.plans.demo.seeds import SeedPlan, catalogue, register
from congvu.plans.models import Plan

__all__ = ["build_draft", "build_published", "build_specimens"]


@transaction.atomic
def build_specimens(*, by: Actor, at: datetime) -> dict[str, Plan]:
    """The seed plans, by slug, with the agencies, legal texts and indicators that they speak of."""
    agencies = found_organisations()
    common = seed("common")
    legal = register(common["legal"])
    plans = [SeedPlan(name, agencies=agencies, legal=legal, at=at) for name in PLANS]
    indicators = catalogue(chain(common["slots"], *(plan.told["targets"] for plan in plans)))
    built = {plan.slug: plan for plan in (one.build(indicators) for one in plans)}
    record(
        events.SPECIMENS_BUILT, built[PLANS[0]], by=by, at=at, plans=len(built), indicators=len(indicators),
        agencies=len(agencies),
    )  # fmt: skip
    return built
