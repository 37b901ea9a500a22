"""When a budget of legal time ends, and how far a pause moves that end.

Five units, three ways of counting: minutes of working time, half-day sessions, days. Every function here is monotone:
a later start, a longer pause or a larger budget never gives an earlier end.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from congvu.base.working_time.budgets import Budget, Unit
from congvu.base.working_time.timetable import DAY, Session, Timetable, in_vietnam

MINUTE = timedelta(minutes=1)
SESSIONS = {Unit.HALF_DAY, Unit.WORKING_DAY}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """When a budget ends. It counts from `counts_from`; `after_cutoff` says that it came in too late in the day.
    `rolled_from` is the day off on which it would have ended."""

    counts_from: datetime
    due: datetime
    after_cutoff: bool = False
    rolled_from: date | None = None


def reckon(budget: Budget, at: datetime, timetable: Timetable) -> Reckoned:
    """Count a budget from a moment. Raises `NoWorkingTime`."""
    at = in_vietnam(at)
    first = timetable.session_at(at)
    start = max(at, first.start)
    if budget.unit == Unit.SAME_DAY:
        return _same_day(budget, at, start, timetable)
    if budget.unit == Unit.DAY:
        return _roll(start, start.date() + budget.parts * DAY, timetable)
    if budget.unit in SESSIONS:
        return Reckoned(start, _sessions_after(first, budget.parts, timetable).end)
    return Reckoned(start, _minutes_after(start, budget.parts * MINUTE, timetable))


def move(budget: Budget, due: datetime, paused: datetime, resumed: datetime, timetable: Timetable) -> Reckoned:
    """The due time after a pause: later by as much as the pause lasted in the budget's unit, never less."""
    due, paused, resumed = in_vietnam(due), in_vietnam(paused), in_vietnam(resumed)
    if budget.unit == Unit.DAY:
        return _roll(resumed, due.date() + (resumed.date() - paused.date()), timetable)
    if budget.unit == Unit.WORKING_HOUR:
        return Reckoned(resumed, _minutes_after(due, _worked(paused, resumed, timetable), timetable))
    if budget.unit in SESSIONS:
        lost = _sessions_lost(paused, resumed, timetable)
        return Reckoned(resumed, _sessions_after(timetable.session_at(due), lost, timetable).end)
    moved = Reckoned(resumed, _working_days_after(due.date(), _working_days(paused, resumed, timetable), timetable))
    if due < paused:
        return moved
    # Who was not yet late gets at least what a receipt at this hour would get: the cutoff holds again.
    return max(moved, reckon(budget, resumed, timetable), key=lambda reckoned: reckoned.due)


def used(budget: Budget, since: datetime, until: datetime, timetable: Timetable) -> Decimal:
    """How much of the budget's unit (working days for `same_day`) runs from one moment to another; negative when
    `until` is the earlier."""
    since, until = in_vietnam(since), in_vietnam(until)
    if until < since:
        return -used(budget, until, since, timetable)
    if budget.unit == Unit.WORKING_HOUR:
        return Decimal(_worked(since, until, timetable) // MINUTE) / 60
    if budget.unit in SESSIONS:
        sessions = _sessions_between(timetable.session_at(since), timetable.session_at(until), timetable)
        return Decimal(sessions) / (2 if budget.unit == Unit.WORKING_DAY else 1)
    if budget.unit == Unit.DAY:
        return Decimal((until.date() - since.date()).days)
    return Decimal(_working_days(since, until, timetable))


def _same_day(budget: Budget, at: datetime, start: datetime, timetable: Timetable) -> Reckoned:
    late = budget.cutoff is not None and start.date() == at.date() and at.time() > budget.cutoff
    if late:
        start = next(timetable.from_day(at.date() + DAY)).start
    return Reckoned(start, timetable.working_day(start.date()).end, after_cutoff=late)


def _roll(start: datetime, day: date, timetable: Timetable) -> Reckoned:
    due = timetable.working_day(day).end
    return Reckoned(start, due, rolled_from=None if timetable.works(day) else day)


def _sessions_after(session: Session, count: int, timetable: Timetable) -> Session:
    earlier = timetable.sessions(session.day).index(session)
    return next(islice(timetable.from_day(session.day), earlier + count, None))


def _minutes_after(start: datetime, length: timedelta, timetable: Timetable) -> datetime:
    for session in timetable.from_day(start.date()):
        begins = max(start, session.start)
        if begins <= session.end:
            if begins + length <= session.end:
                return begins + length
            length -= session.end - begins
    raise AssertionError("from_day never ends")


def _worked(since: datetime, until: datetime, timetable: Timetable) -> timedelta:
    total = timedelta()
    day = since.date()
    while day <= until.date():
        for session in timetable.sessions(day):
            total += max(timedelta(), min(until, session.end) - max(since, session.start))
        day += DAY
    return total


def _position(at: datetime, timetable: Timetable) -> tuple[Session, float]:
    """The session of a moment and the part of it that is left. At the closing instant the next one is whole."""
    session = next(session for session in timetable.from_day(at.date()) if at < session.end)
    return session, (session.end - max(at, session.start)) / session.length


def _sessions_between(first: Session, second: Session, timetable: Timetable) -> int:
    days = (first.day + number * DAY for number in range((second.day - first.day).days))
    whole = sum(len(timetable.sessions(day)) for day in days)
    return whole + timetable.sessions(second.day).index(second) - timetable.sessions(first.day).index(first)


def _sessions_lost(paused: datetime, resumed: datetime, timetable: Timetable) -> int:
    before, left_before = _position(paused, timetable)
    after, left_after = _position(resumed, timetable)
    return _sessions_between(before, after, timetable) + (left_after < left_before)


def _working_days(since: datetime, until: datetime, timetable: Timetable) -> int:
    day = _position(since, timetable)[0].day
    last = _position(until, timetable)[0].day
    total = 0
    while day < last:
        total += timetable.works(day)
        day += DAY
    return total


def _working_days_after(day: date, count: int, timetable: Timetable) -> datetime:
    day = timetable.working_day(day).day
    for _ in range(count):
        day = timetable.working_day(day + DAY).day
    return timetable.working_day(day).end
