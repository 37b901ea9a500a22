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
from congvu.clocks.services.ledger import told
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_NAME, MOST_REASON, Dossier, Reappointment
from congvu.dossiers.rules import PAUSED, State
from congvu.dossiers.services import course
from congvu.dossiers.services.course import Seen
from congvu.journal.services import record


@transaction.atomic
def hand_over(dossier_id: int, *, receiver: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The clerk gives the result to the receiver, whose name is kept, and the dossier is closed.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `not_yours`, `receiver_needed`,
    `too_long`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.DECIDED)
    course.must_hold(by, Role.CLERK, dossier)
    name = course.sentence(receiver, field="receiver", most=MOST_NAME, needed=refusals.RECEIVER_NEEDED)
    course.finish_process(dossier, by=by, note=name, at=at)
    course.close(dossier, State.RETURNED, said=name, at=at)
    record(events.HANDED_OVER, dossier, by=by, at=at, receiver=name)
    return course.kept(dossier, seen)


@transaction.atomic
def withdraw(dossier_id: int, *, reason: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """The citizen takes the dossier back before there is a result; the counter records it.

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
    course.must_hold(by, role, dossier)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    course.close(dossier, state, said=said, at=at)
    event = events.WITHDRAWN if state == State.WITHDRAWN else events.STOPPED
    record(event, dossier, by=by, at=at, reason=said)
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
    `not_yours`, `reason_needed`, `too_long`, `reappointed_before`, `reappointed_too_short`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    course.must_work_on(by, dossier)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
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
        reason=said,
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
        promised=told(promised),
        promised_at=promised.isoformat(),
        reason=said,
        number=number,
    )
    return course.kept(dossier, seen)
