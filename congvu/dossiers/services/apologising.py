"""What a late dossier owes the citizen: a new date announced in time, or the apology that goes with its result."""

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
from congvu.dossiers.models import MOST_REASON, Apology, Dossier, Leg, Reappointment
from congvu.dossiers.rules import OPEN, WORKING, State, is_late, last_to_reappoint
from congvu.dossiers.services import course
from congvu.dossiers.services.course import Seen
from congvu.dossiers.services.numbering import next_number


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
    """Apologise for a dossier that will be late and promise a new time, once (form 04), at least one working day before
    the time is over. The clock is not touched: the dossier stays late by its statutory due time, and the statistics
    say so.

    `budget` runs on from the statutory due time. Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`,
    `not_yours`, `reason_needed`, `too_long`, `reappointed_before`, `reappointed_too_short`, `reappointed_too_late`,
    `at_fault_unknown`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *WORKING)
    by = course.must_work_on(by, dossier, at=at)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    _must_be_first(dossier)
    due_at, hours = dossier.clock.due_at, timetable(dossier.agency_id)
    promised = clock_rules.step_due(due_at, budget, (), hours)
    if promised <= due_at:
        raise Refusal(refusals.REAPPOINTED_TOO_SHORT, field="days")
    if at > (last := last_to_reappoint(timezone.localtime(due_at), hours)):
        raise Refusal(refusals.REAPPOINTED_TOO_LATE, last=told(last))
    _cause(dossier, at_fault, at=at)
    dossier.state = State.IN_PROGRESS
    number = _number(dossier, at)
    Reappointment.objects.create(
        dossier=dossier,
        number=number,
        reason=said,
        at_fault=at_fault,
        due_before=due_at,
        promised_at=promised,
        made_at=at,
        made_by=by.name,
    )
    course.tell(
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


@transaction.atomic
def apologise(
    dossier_id: int,
    *,
    reason: str,
    at_fault: Agency,
    promise: Budget | None = None,
    by: Actor,
    at: datetime,
    seen: Seen | None = None,
) -> Dossier:
    """Write the letter that a dossier past its time demands (form 04), naming the agency at fault and, where it was
    another agency's share that came late, that share. Without it the result cannot be handed over.

    `promise` is a new date for what is not decided yet, counted from now; a dossier has one new date in all. By whoever
    works on the dossier, or the leader of the agency that settles it. Refuses with `dossiers.not_found`,
    `changed_meanwhile`, `wrong_state`, `not_yours`, `not_late`, `apologised_before`, `reason_needed`, `too_long`,
    `at_fault_unknown`, `reappointed_before`, `reappointed_too_short`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *OPEN)
    if not by.holds(Role.LEADER, at=dossier.agency_id):
        by = course.must_work_on(by, dossier, at=at)
    if not is_late(dossier.clock.due_at, dossier.finished_at, now=at):
        raise Refusal(refusals.NOT_LATE, due=told(dossier.clock.due_at))
    if before := Apology.objects.filter(dossier=dossier).first():
        raise Refusal(refusals.APOLOGISED_BEFORE, number=before.number)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    leg = _cause(dossier, at_fault, at=at)
    promised = _promised(dossier, promise, at=at) if promise and not dossier.finished_at else None
    apology = Apology.objects.create(
        dossier=dossier,
        number=_number(dossier, at),
        reason=said,
        at_fault=at_fault,
        leg=leg,
        due_before=dossier.clock.due_at,
        promised_at=promised,
        made_at=at,
        made_by=by.name,
    )
    course.tell(
        events.APOLOGISED,
        dossier,
        by=by,
        at=at,
        number=apology.number,
        reason=said,
        at_fault=at_fault.short_name,
        at_fault_code=at_fault.code,
        leg=leg.number if leg else None,
        promised_at=promised.isoformat() if promised else "",
    )
    return course.kept(dossier, seen)


def must_have_apologised(dossier: Dossier) -> None:
    """A late result goes with its letter. Refuses with `dossiers.apology_needed`."""
    if owes_apology(dossier):
        raise Refusal(refusals.APOLOGY_NEEDED, due=told(dossier.clock.due_at))


def owes_apology(dossier: Dossier) -> bool:
    """Whether the result is late, and neither an apology was written nor a new date kept."""
    finished_at, due_at = dossier.finished_at, dossier.clock.due_at
    if finished_at is None or not is_late(due_at, finished_at, now=finished_at):
        return False
    kept = Reappointment.objects.filter(dossier=dossier, promised_at__gte=finished_at)
    return not kept.exists() and not Apology.objects.filter(dossier=dossier).exists()


def _must_be_first(dossier: Dossier) -> None:
    if Reappointment.objects.filter(dossier=dossier).exists() or (
        Apology.objects.filter(dossier=dossier, promised_at__isnull=False).exists()
    ):
        raise Refusal(refusals.REAPPOINTED_BEFORE)


def _promised(dossier: Dossier, promise: Budget, *, at: datetime) -> datetime:
    _must_be_first(dossier)
    promised = clock_rules.step_due(at, promise, (), timetable(dossier.agency_id))
    if not promise.parts or promised <= at:
        raise Refusal(refusals.REAPPOINTED_TOO_SHORT, field="days")
    return promised


def _cause(dossier: Dossier, at_fault: Agency, *, at: datetime) -> Leg | None:
    """The share of the agency at fault that came, or comes, too late. Refuses with `dossiers.at_fault_unknown` an
    agency that has nothing to do with the dossier."""
    legs = list(Leg.objects.filter(dossier=dossier, agency=at_fault).select_related("clock"))
    if not legs and at_fault.pk not in (dossier.agency_id, dossier.receiver_id):
        raise Refusal(refusals.AT_FAULT_UNKNOWN, field="at_fault")
    return next((leg for leg in legs if is_late(leg.clock.due_at, leg.finished_at, now=at)), None)


def _number(dossier: Dossier, at: datetime) -> int:
    return next_number(dossier.agency_id, f"apology-{timezone.localtime(at):%Y}")
