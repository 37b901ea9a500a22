"""Who may do what to a scheme, and holding it meanwhile."""

from datetime import datetime

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans.models import Plan
from congvu.progress import refusals
from congvu.progress.models import Scheme
from congvu.progress.selectors.ranking import SPEAKERS


def as_drafter(plan: Plan, *, by: Actor, at: datetime) -> Actor:
    """A planner of the plan's drafter. Refusal: progress.not_the_drafter."""
    if not by.holds(Role.PLANNER, at=plan.drafter_id, on=at):
        raise Refusal(refusals.NOT_THE_DRAFTER, agency=plan.drafter.name)
    return by.acting(plan.drafter_id, Role.PLANNER)


def as_issuer(plan: Plan, *, by: Actor, at: datetime) -> Actor:
    """A leader of the plan's issuer. Refusal: progress.not_the_issuer."""
    if not by.holds(Role.LEADER, at=plan.issuer_id, on=at):
        raise Refusal(refusals.NOT_THE_ISSUER, agency=plan.issuer.name)
    return by.acting(plan.issuer_id, Role.LEADER)


def as_agency(agency: Agency, *, by: Actor, at: datetime) -> Actor:
    """A planner or leader of the agency itself. Refusal: progress.not_yours."""
    if not by.holds(*SPEAKERS, at=agency.pk, on=at):
        raise Refusal(refusals.NOT_YOURS, agency=agency.name)
    return by.acting(agency.pk, *SPEAKERS)


def held(scheme_id: int, *states: str) -> Scheme:
    """The scheme, locked against others, in one of the states. Refusals: progress.not_found, not_now."""
    rows = Scheme.objects.select_for_update(of=("self",)).select_related("plan__drafter", "plan__issuer")
    scheme = rows.filter(pk=scheme_id).first()
    if scheme is None:
        raise Refusal(refusals.NOT_FOUND)
    if states and scheme.state not in states:
        raise Refusal(refusals.NOT_NOW, state=scheme.get_state_display())
    return scheme
