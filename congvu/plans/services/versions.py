"""Versions: the whole plan as it stands, kept for ever."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Plan, Version
from congvu.plans.selectors.versions import snapshot
from congvu.plans.services.rights import as_planner, plan_to_follow
from congvu.plans.services.writing import needed


@transaction.atomic
def make_version(plan_id: int, *, reason: str, by: Actor, at: datetime) -> Version:
    """Keep the plan as it stands. Refusals: plans.not_found, not_drafter, not_writable, reason_empty, no_change."""
    plan = plan_to_follow(plan_id, by=by, at=at)
    plan.revision -= 1  # nothing is written: the plan that is held says the same as before
    plan.save(update_fields=["revision"])
    last = plan.versions.order_by("-number").defer("content").first()
    if last and last.revision == plan.revision:
        raise Refusal(refusals.NO_CHANGE, number=last.number)
    return kept(plan, reason=needed(reason), by=by, at=at)


def kept(plan: Plan, *, reason: str, by: Actor, at: datetime) -> Version:
    """The version of a held plan as it stands: a new one, unless nothing was written since the last."""
    last = plan.versions.order_by("-number").first()
    if last and last.revision == plan.revision:
        return last
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = Version.objects.create(
        plan=plan, number=number, revision=plan.revision, reason=reason, content=snapshot(plan), made_by=by.name,
        made_at=at,
    )  # fmt: skip
    record(
        events.VERSION_MADE, plan, by=as_planner(by, plan), at=at, number=number, reason=reason, revision=plan.revision
    )
    return version
