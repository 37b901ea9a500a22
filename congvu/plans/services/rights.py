"""Who may change the substance of a plan, and the plan that a deed holds until it is done."""

from datetime import datetime

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Plan
from congvu.plans.rules.words import IN_FORCE, WRITABLE


def plan_to_write(plan_id: int, *, by: Actor, at: datetime) -> Plan:
    """The plan, held and one revision on; for planners of its drafter while it is written.

    Refusals: plans.not_found, not_drafter, not_writable.
    """
    return _held(plan_id, WRITABLE, by=by, at=at)


def plan_to_follow(plan_id: int, *, by: Actor, at: datetime) -> Plan:
    """The same for what is done of a plan: how far a project is, what was paid. Also while the plan is in force.

    Refusals: plans.not_found, not_drafter, not_writable.
    """
    return _held(plan_id, (*WRITABLE, *IN_FORCE), by=by, at=at)


def as_planner(by: Actor, plan: Plan) -> Actor:
    """The actor under the name in which it writes this plan, for the journal."""
    return by.acting(plan.drafter_id, Role.PLANNER)


def _held(plan_id: int, states: tuple[str, ...], *, by: Actor, at: datetime) -> Plan:
    # The rows it points at are read after it is held: a lock on their tables is not wanted.
    plan = Plan.objects.select_for_update(of=("self",)).select_related("drafter", "issuer").filter(pk=plan_id).first()
    if plan is None:
        raise Refusal(refusals.NOT_FOUND)
    if not by.holds(Role.PLANNER, at=plan.drafter_id, on=at):
        raise Refusal(refusals.NOT_DRAFTER, agency=plan.drafter.name)
    if plan.state not in states:
        raise Refusal(refusals.NOT_WRITABLE, state=plan.get_state_display())
    plan.revision += 1
    plan.save(update_fields=["revision"])
    return plan
