"""Saying what is right where a plan's figures do not fit together. The doubt stays visible, with who said what."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Confirmation, Plan
from congvu.plans.selectors.doubts import doubts, unconfirmed
from congvu.plans.services.rights import as_planner, plan_to_follow


@transaction.atomic
def confirm_doubt(plan_id: int, key: str, *, facts: str, remark: str, by: Actor, at: datetime) -> Confirmation:
    """Confirm a doubt as it was seen (`facts`), with a remark. Where those figures change, it is open again.

    Refusals: plans.not_found, not_drafter, not_writable, doubt_gone, doubt_stands, reason_empty.
    """
    plan = plan_to_follow(plan_id, by=by, at=at)
    doubt = next((one for one in doubts(plan) if one.key == key and one.facts == facts), None)
    if doubt is None:
        raise Refusal(refusals.DOUBT_GONE)
    if doubt.refuses:
        raise Refusal(refusals.DOUBT_STANDS, field="remark", sentence=doubt.sentence)
    remark = " ".join(remark.split())
    if not remark:
        raise Refusal(refusals.REASON_EMPTY, field="remark")
    planner = as_planner(by, plan)
    said, _made = Confirmation.objects.update_or_create(
        plan=plan, key=key, defaults={"facts": facts, "remark": remark, "said_by": planner.name, "said_at": at}
    )
    record(
        events.DOUBT_CONFIRMED, plan, by=planner, at=at, sentence=doubt.sentence, remark=remark, key=key, told=facts,
        revision=plan.revision,
    )  # fmt: skip
    return said


def must_hold_together(plan: Plan) -> None:
    """For whoever submits a plan: what cannot be included is out, and of every other doubt somebody said what is right.

    Refusals: plans.cannot_be_included, doubts_open.
    """
    found = unconfirmed(plan)
    if not found:
        return
    first = found[0]  # what nobody can confirm comes first
    if first.refuses:
        raise Refusal(refusals.CANNOT_BE_INCLUDED, sentence=first.sentence)
    raise Refusal(refusals.DOUBTS_OPEN, count=len(found), sentence=first.sentence)
