"""Giving a target to single agencies: a value of their own, or that they need not reach it and why; and undoing it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import Event, record
from congvu.plans import events, refusals
from congvu.plans.models import Assignment, Plan, Target
from congvu.plans.rules.scopes import Scope
from congvu.plans.rules.telling import told_value, told_year
from congvu.plans.selectors.assigning import agencies_in
from congvu.plans.services.rights import as_planner, plan_to_write
from congvu.plans.services.targets import plan_of


@transaction.atomic
def assign(
    target_id: int, agency_ids: Iterable[int], *, value: Decimal, reason: str = "", by: Actor, at: datetime
) -> list[Assignment]:
    """Give agencies that the target is for a value of their own, instead of what was said of them before.

    Refusals: plans.target_unknown, not_drafter, not_writable, nobody_chosen, assigned_outside.
    """
    target, agencies = _held(target_id, agency_ids, by=by, at=at)
    rows = _said(target, agencies, value=value, exempt=False, reason=reason.strip())
    _told(events.ASSIGNED, target, agencies, by=by, at=at, value=told_value(value, target.indicator.unit))
    return rows


@transaction.atomic
def exempt(target_id: int, agency_ids: Iterable[int], *, reason: str, by: Actor, at: datetime) -> list[Assignment]:
    """Say that agencies need not reach the target, and why.

    Refusals: plans.target_unknown, not_drafter, not_writable, nobody_chosen, assigned_outside, reason_empty.
    """
    target, agencies = _held(target_id, agency_ids, by=by, at=at)
    if not reason.strip():
        raise Refusal(refusals.REASON_EMPTY, field="reason")
    rows = _said(target, agencies, value=None, exempt=True, reason=reason.strip())
    _told(events.EXEMPTED, target, agencies, by=by, at=at, reason=reason.strip())
    return rows


@transaction.atomic
def undo_assignment(target_id: int, agency_ids: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Let agencies have the target as its scope says. How many had it otherwise.

    Refusals: plans.target_unknown, not_drafter, not_writable, nobody_chosen.
    """
    plan = plan_to_write(plan_of(target_id), by=by, at=at)
    target = _target(plan, target_id)
    rows = list(target.assignments.filter(agency__in=[*agency_ids]).select_related("agency"))
    if not rows:
        raise Refusal(refusals.NOBODY_CHOSEN)
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _told(events.ASSIGNMENT_UNDONE, target, [row.agency for row in rows], by=by, at=at)
    return len(rows)


def _held(target_id: int, agency_ids: Iterable[int], *, by: Actor, at: datetime) -> tuple[Target, list[Agency]]:
    """The target and the agencies; whom its scope covers on this day, or will yet, may be spoken of."""
    plan = plan_to_write(plan_of(target_id), by=by, at=at)
    target = _target(plan, target_id)
    wanted = sorted(set(agency_ids))
    if not wanted:
        raise Refusal(refusals.NOBODY_CHOSEN, field="agencies")
    covered = {one.pk: one for one in agencies_in(Scope.read(target.scope), plan.issuer_id, on=timezone.localdate(at))}
    if outside := [pk for pk in wanted if pk not in covered]:
        named = Agency.objects.filter(pk=outside[0]).first()
        raise Refusal(refusals.ASSIGNED_OUTSIDE, field="agencies", agency=named.name if named else str(outside[0]))
    return target, [covered[pk] for pk in wanted]


def _target(plan: Plan, target_id: int) -> Target:
    """Read after its plan is held."""
    target = plan.targets.select_related("indicator").filter(pk=target_id).first()
    if target is None:
        raise Refusal(refusals.TARGET_UNKNOWN)
    target.plan = plan
    return target


def _said(
    target: Target, agencies: list[Agency], *, value: Decimal | None, exempt: bool, reason: str
) -> list[Assignment]:
    return Assignment.objects.bulk_create(
        [Assignment(target=target, agency=one, value=value, exempt=exempt, reason=reason) for one in agencies],
        update_conflicts=True,
        unique_fields=["target", "agency"],
        update_fields=["value", "exempt", "reason"],
    )


def _told(event: Event, target: Target, agencies: list[Agency], *, by: Actor, at: datetime, **facts: object) -> None:
    plan = target.plan
    record(
        event, plan, by=as_planner(by, plan), at=at, code=target.indicator.code, when=told_year(target.year),
        count=len(agencies), agencies=[one.code for one in agencies], revision=plan.revision, **facts,
    )  # fmt: skip
