"""The receiver's own report of a period: all figures as they stand, numbered and frozen, with what is missing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.selectors.posts import EVERYWHERE
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.measures.rules import Term
from congvu.reporting import events, refusals
from congvu.reporting.models import Consolidation, ReportDuty
from congvu.reporting.selectors.contents import content_now
from congvu.reporting.selectors.reviewers import term_of_duty

CONSOLIDATING = (Role.PLANNER, Role.LEADER)
LONGEST = 200


@transaction.atomic
def consolidate(duty_id: int, period: str, *, sent_to: str = "", by: Actor, at: datetime) -> Consolidation:
    """Freeze what is known of a period now. It may be done again: each has its number, and none ever changes.

    Refusals: reporting.duty_unknown, not_receiver, no_such_period, not_begun, nothing_to_add_up, too_long.
    """
    duty = ReportDuty.objects.select_for_update(of=("self",)).filter(pk=duty_id).first()
    if duty is None:
        raise Refusal(refusals.DUTY_UNKNOWN)
    by = _receiving(by, duty, at)
    term = _begun(duty, period, at)
    said = " ".join(sent_to.split())
    if len(said) > LONGEST:
        raise Refusal(refusals.TOO_LONG, field="sent_to", most=LONGEST)
    content = content_now(duty, term, on=timezone.localdate(at))
    last = Consolidation.objects.filter(duty=duty, period=term.code).order_by("-number").first()
    made = Consolidation.objects.create(
        duty=duty, period=term.code, number=last.number + 1 if last else 1, known=content["known"],
        expected=content["expected"], content=content, sent_to=said, made_by=by.name, made_at=at,
    )  # fmt: skip
    record(
        events.CONSOLIDATED, made, by=by, at=at, number=made.number, period=term.code, known=made.known,
        expected=made.expected, sent_to=said, duty=duty.code,
    )  # fmt: skip
    return made


def _receiving(by: Actor, duty: ReportDuty, at: datetime) -> Actor:
    """Who reviews the reports adds them up; the system itself may, on the command line."""
    if EVERYWHERE in by.seats:
        return by
    if not by.holds(*CONSOLIDATING, at=duty.receiver_id, on=at):
        raise Refusal(refusals.NOT_RECEIVER, agency=duty.receiver.name)
    return by.acting(duty.receiver_id, *CONSOLIDATING)


def _begun(duty: ReportDuty, period: str, at: datetime) -> Term:
    found = term_of_duty(duty, period)
    if not duty.asks_indicators or duty.plan is None:
        raise Refusal(refusals.NOTHING_TO_ADD_UP)
    if found.days.start > timezone.localdate(at):
        raise Refusal(refusals.NOT_BEGUN, period=found.label, day=f"{found.days.start:%d/%m/%Y}")
    return found
