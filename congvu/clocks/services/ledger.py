"""The deeds on one clock. Each adds one line to its ledger and projects the due time anew.

They are part of a greater deed, which writes the journal's line: they keep no savepoint of their own, so a refusal
undoes the whole deed. Each takes four queries: lock and read, the timetable's stamp, the new line, the projection.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.selectors import timetable
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, NoWorkingTime
from congvu.clocks import refusals
from congvu.clocks.models import Clock, Tick
from congvu.clocks.rules import Course, Kind, Mark, State, run
from congvu.clocks.services.holding import among_others


@transaction.atomic(savepoint=False)
def start(budget: Budget, *, agency_id: int, label: str, at: datetime, law: str = "") -> Clock:
    """Start a clock at an agency's hours. `label` is the code of what it belongs to, by which people find it.

    Refusal: clocks.no_working_time.
    """
    among_others()
    mark = Mark(Kind.START, at, budget, law=law)
    course = project([mark], agency_id)
    clock = Clock.objects.create(agency_id=agency_id, label=label, state=course.state, due_at=course.due, created_at=at)
    _write(clock, mark)
    return clock


@transaction.atomic(savepoint=False)
def pause(clock_id: int, *, ground: str, at: datetime, law: str = "") -> Clock:
    """Stand still. `ground` is a code ("supplement", "obligation").

    Refusals: clocks.paused_already, stopped, backwards.
    """
    return _append(clock_id, Mark(Kind.PAUSE, at, ground=ground, law=law))


@transaction.atomic(savepoint=False)
def resume(clock_id: int, *, at: datetime) -> Clock:
    """Run on; the due time moves by as much as the pause lasted in the clock's own unit.

    Refusals: clocks.not_paused, stopped, backwards, no_working_time.
    """
    return _append(clock_id, Mark(Kind.RESUME, at))


@transaction.atomic(savepoint=False)
def extend(clock_id: int, budget: Budget, *, ground: str, at: datetime, law: str = "") -> Clock:
    """Give more time, which runs on from the present due time.

    Refusals: clocks.nothing_added, stopped, backwards, no_working_time.
    """
    if not budget.parts:
        raise Refusal(refusals.NOTHING_ADDED)
    return _append(clock_id, Mark(Kind.EXTEND, at, budget, ground, law))


@transaction.atomic(savepoint=False)
def restart(clock_id: int, budget: Budget, *, ground: str, at: datetime, law: str = "") -> Clock:
    """Count a new budget from now, whatever was left of the old one (a complaint is accepted).

    Refusals: clocks.stopped, backwards, no_working_time.
    """
    return _append(clock_id, Mark(Kind.RESTART, at, budget, ground, law))


@transaction.atomic(savepoint=False)
def stop(clock_id: int, *, at: datetime) -> Clock:
    """End the clock: there is a result, or nobody waits for one any more. Refusals: clocks.stopped, backwards."""
    return _append(clock_id, Mark(Kind.STOP, at))


def project(ledger: list[Mark], agency_id: int) -> Course:
    """What a ledger comes to at an agency's hours. Refusal: clocks.no_working_time."""
    try:
        return run(ledger, timetable(agency_id))
    except NoWorkingTime as error:
        raise Refusal(refusals.NO_WORKING_TIME, day=f"{error.day:%d/%m/%Y}") from error


def told(moment: datetime) -> str:
    """A moment as sentences write it."""
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def _append(clock_id: int, mark: Mark) -> Clock:
    clock, ledger = _locked(clock_id)
    _check(clock, ledger[-1], mark)
    course = project([*ledger, mark], clock.agency_id)
    clock.state, clock.due_at, clock.length = course.state, course.due, clock.length + 1
    _write(clock, mark)
    Clock.objects.filter(pk=clock.pk).update(state=clock.state, due_at=clock.due_at, length=clock.length)
    return clock


def _locked(clock_id: int) -> tuple[Clock, list[Mark]]:
    """The clock, ours alone until the transaction ends, with its ledger: both in one query."""
    found = Tick.objects.filter(clock=clock_id).order_by("sequence").select_related("clock")
    ticks = list(found.select_for_update(of=("clock",)))
    if not ticks:
        raise Clock.DoesNotExist(clock_id)
    clock = ticks[-1].clock
    if clock.length != len(ticks):  # somebody wrote while we waited for the lock
        ticks = list(found)
    return clock, [tick.mark() for tick in ticks]


def _check(clock: Clock, last: Mark, mark: Mark) -> None:
    if clock.state == State.STOPPED:
        raise Refusal(refusals.STOPPED, label=clock.label)
    if mark.kind == Kind.PAUSE and clock.state == State.PAUSED:
        raise Refusal(refusals.PAUSED_ALREADY, label=clock.label, since=told(last.at))
    if mark.kind == Kind.RESUME and clock.state == State.RUNNING:
        raise Refusal(refusals.NOT_PAUSED, label=clock.label)
    if mark.at < last.at:
        raise Refusal(refusals.BACKWARDS, at=told(mark.at), since=told(last.at))


def _write(clock: Clock, mark: Mark) -> None:
    budget = mark.budget
    Tick.objects.create(
        clock=clock,
        sequence=clock.length,
        kind=mark.kind,
        at=mark.at,
        amount=budget.amount if budget else None,
        unit=budget.unit if budget else "",
        cutoff=budget.cutoff if budget else None,
        ground=mark.ground,
        law=mark.law,
    )
