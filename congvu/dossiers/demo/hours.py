"""Moving along an office's working time, by the minute."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from congvu.base.working_time import Session, Timetable, in_vietnam

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def after(at: datetime, minutes: float, hours: Timetable) -> datetime:
    """So many minutes of working time later."""
    at, left = in_vietnam(at), int(minutes) * MINUTE
    for session in hours.from_day(at.date()):
        begins = max(at, session.start)
        if begins <= session.end:
            if begins + left <= session.end:
                return begins + left
            left -= session.end - begins
    raise AssertionError("from_day never ends")


def before(at: datetime, minutes: float, hours: Timetable) -> datetime:
    """So many minutes of working time earlier."""
    at, left = in_vietnam(at), int(minutes) * MINUTE
    for session in _backwards(at, hours):
        ends = min(at, session.end)
        if ends >= session.start:
            if ends - left >= session.start:
                return ends - left
            left -= ends - session.start
    raise AssertionError("offices have always worked")


def _backwards(at: datetime, hours: Timetable) -> Iterator[Session]:
    for days in count():
        yield from reversed(hours.sessions((at - days * DAY).date()))


def between(since: datetime, until: datetime, hours: Timetable) -> int:
    """Minutes of working time from one moment to another; 0 when it is over."""
    since, until = in_vietnam(since), in_vietnam(until)
    total, day = timedelta(), since.date()
    while day <= until.date():
        for session in hours.sessions(day):
            total += max(timedelta(), min(until, session.end) - max(since, session.start))
        day += DAY
    return total // MINUTE
