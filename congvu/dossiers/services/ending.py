"""How a dossier ends, and how a late one is apologised for."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget
from congvu.clocks import rules as clock_rules
from congvu.dossiers import events, refusals
from congvu.dossiers.models import Dossier, Reappointment
from congvu.dossiers.rules import PAUSED, State
from congvu.dossiers.services import course
from congvu.dossiers.services.course import Seen
from congvu.journal.services import record


@transaction.atomic
def hand_over(dossier_id: int, *, receiver: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The clerk gives the result to the receiver, whose name is kept, and the dossier is closed.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `receiver_needed`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.DECIDED)
    course.must_hold(by, Role.CLERK, dossier)
    if not receiver.strip():
        raise Refusal(refusals.RECEIVER_NEEDED, field="receiver")
    course.finish_process(dossier, by=by, note=receiver.strip(), at=at)
    course.close(dossier, State.RETURNED, said=receiver.strip(), at=at)
    record(events.HANDED_OVER, dossier, by=by, at=at, receiver=receiver.strip())
    return course.kept(dossier, seen)


@transaction.atomic
def withdraw(dossier_id: int, *, reason: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The citizen takes the dossier back before there is a result; the counter records it.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `reason_needed`.
    """
    return _end_early(dossier_id, State.WITHDRAWN, Role.CLERK, reason=reason, by=by, at=at, seen=seen)


@transaction.atomic
def stop(dossier_id: int, *, reason: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The agency's leader stops a dossier that cannot be settled, with its legal reason (form 05 of TT 03/2025).

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `reason_needed`.
    """
    return _end_early(dossier_id, State.STOPPED, Role.LEADER, reason=reason, by=by, at=at, seen=seen)


def _end_early(
    dossier_id: int, state: State, role: Role, *, reason: str, by: Actor, at: datetime, seen: Seen | None
) -> Dossier:
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS, *PAUSED)
    course.must_hold(by, role, dossier)
    if not reason.strip():
        raise Refusal(refusals.REASON_NEEDED, field="reason")
    course.close(dossier, state, said=reason.strip(), at=at)
    event = events.WITHDRAWN if state == State.WITHDRAWN else events.STOPPED
    record(event, dossier, by=by, at=at, reason=reason.strip())
    return course.kept(dossier, seen)


@transaction.atomic
def reappoint(
    dossier_id: int,
    *,
    budget: Budget,
    reason: str,
    at_fault: Agency,
    by: Actor,
    at: datetime,
    seen: Seen | None = None,
) -> Dossier:
    """Apologise for a dossier that will be late and promise a new time, once (form 04). The clock is not touched: the
    dossier stays late by its statutory due time, and the statistics say so.

    `budget` runs on from the statutory due time. Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`,
    `not_yours`, `reason_needed`, `reappointed_before`, `reappointed_too_short`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    course.must_work_on(by, dossier)
    if not reason.strip():
        raise Refusal(refusals.REASON_NEEDED, field="reason")
    if Reappointment.objects.filter(dossier=dossier).exists():
        raise Refusal(refusals.REAPPOINTED_BEFORE)
    promised = clock_rules.step_due(dossier.clock.due_at, budget, (), timetable(dossier.agency_id))
    if promised <= dossier.clock.due_at:
        raise Refusal(refusals.REAPPOINTED_TOO_SHORT, field="days")
    dossier.state = State.IN_PROGRESS
    number = course.next_number(dossier.agency_id, f"apology-{timezone.localtime(at):%Y}")
    Reappointment.objects.create(
        dossier=dossier,
        number=number,
        reason=reason.strip(),
        at_fault=at_fault,
        due_before=dossier.clock.due_at,
        promised_at=promised,
        made_at=at,
        made_by=by.name,
    )
    record(
        events.REAPPOINTED,
        dossier,
        by=by,
        at=at,
        promised=course.told(promised),
        promised_at=promised.isoformat(),
        reason=reason.strip(),
        number=number,
    )
    return course.kept(dossier, seen)
