"""How a dossier ends."""

from datetime import datetime

from django.db import transaction

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_NAME, MOST_REASON, Dossier
from congvu.dossiers.rules import PAUSED, ReturnBy, State
from congvu.dossiers.services import apologising, course, fees, process
from congvu.dossiers.services.course import Seen


@transaction.atomic
def hand_over(dossier_id: int, *, receiver: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The clerk gives the result to the receiver, whose name is kept, and the dossier is closed. An applicant who gets
    it online takes it without the clerk.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `receiver_needed`,
    `too_long`, `apology_needed`, `fee_unpaid`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.DECIDED)
    if dossier.return_by != ReturnBy.ONLINE or not course.serves(by, dossier):
        by = course.must_hold(by, Role.CLERK, dossier, at=at)
    name = course.sentence(receiver, field="receiver", most=MOST_NAME, needed=refusals.RECEIVER_NEEDED)
    apologising.must_have_apologised(dossier)
    fees.must_be_paid(dossier)
    process.finish_process(dossier, by=by, note=name, at=at)
    process.close(dossier, State.RETURNED, said=name, by=by, at=at)
    course.tell(events.HANDED_OVER, dossier, by=by, at=at, receiver=name)
    return course.kept(dossier, seen)


@transaction.atomic
def withdraw(dossier_id: int, *, reason: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The citizen takes the dossier back before there is a result, online or at the counter, which records it.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `reason_needed`,
    `too_long`.
    """
    return _end_early(dossier_id, State.WITHDRAWN, Role.CLERK, reason=reason, by=by, at=at, seen=seen)


@transaction.atomic
def stop(dossier_id: int, *, reason: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The agency's leader stops a dossier that cannot be settled, with its legal reason (form 05 of TT 03/2025).

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `reason_needed`,
    `too_long`.
    """
    return _end_early(dossier_id, State.STOPPED, Role.LEADER, reason=reason, by=by, at=at, seen=seen)


def _end_early(
    dossier_id: int, state: State, role: Role, *, reason: str, by: Actor, at: datetime, seen: Seen | None
) -> Dossier:
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS, *PAUSED)
    if state != State.WITHDRAWN or not course.serves(by, dossier):
        by = course.must_hold(by, role, dossier, at=at)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    process.close(dossier, state, said=said, by=by, at=at)
    event = events.WITHDRAWN if state == State.WITHDRAWN else events.STOPPED
    course.tell(event, dossier, by=by, at=at, reason=said)
    return course.kept(dossier, seen)
