"""Report duties: which ones somebody may see, and whom an on-demand one may ask."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans.models import Plan
from congvu.plans.rules.scopes import Scope
from congvu.plans.selectors.assigning import agencies_in
from congvu.reporting import refusals
from congvu.reporting.models import ReportDuty


def owners(duty: ReportDuty) -> list[int]:
    """The agencies whose planners may ask: the receiver, and the one that drafts the plan."""
    return [duty.receiver_id, *([duty.plan.drafter_id] if duty.plan else [])]


def askable(duty: ReportDuty, *, on: date) -> list[Agency]:
    """The agencies of a duty's scope that are valid on a day."""
    root = duty.plan.issuer_id if duty.plan else duty.receiver_id
    return agencies_in(Scope.read(duty.scope), root, on=on)


def duties(viewer: Actor, *, plan: Plan | None = None) -> QuerySet[ReportDuty]:
    """The duties that the viewer's agencies made or receive; `reports` counts what was opened by each."""
    rows = _seen(viewer).select_related("plan", "receiver").annotate(opened=Count("reports"))
    if plan is not None:
        rows = rows.filter(plan=plan)
    return rows.order_by("-active", "plan", "code")


def duty_for(viewer: Actor, pk: int) -> ReportDuty:
    """One of them. Refusal: reporting.duty_unknown."""
    duty = _seen(viewer).select_related("plan__drafter", "plan__issuer", "receiver").filter(pk=pk).first()
    if duty is None:
        raise Refusal(refusals.DUTY_UNKNOWN)
    return duty


def may_change(viewer: Actor, duty: ReportDuty) -> bool:
    """Whether the viewer is a planner of the agency whose duty it is."""
    return viewer.holds(Role.PLANNER, at=duty.plan.drafter_id if duty.plan else duty.receiver_id)


def may_ask(viewer: Actor, duty: ReportDuty) -> bool:
    """Whether the viewer is a planner of one of its owners."""
    return any(viewer.holds(Role.PLANNER, at=agency_id) for agency_id in owners(duty))


def _seen(viewer: Actor) -> QuerySet[ReportDuty]:
    near = viewer.agencies(Role.PLANNER, Role.LEADER)
    mine = Q(receiver__in=near) | Q(plan__drafter__in=near) | Q(plan__issuer__in=near)
    return ReportDuty.objects.filter(mine)
