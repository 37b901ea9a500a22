"""What is late, and until when a late end may still be announced beforehand."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from congvu.base.working_time import Timetable

LONGEST_HOLIDAY = 60  # days looked back for a working day


def is_late(due_at: datetime, finished_at: datetime | None, *, now: datetime) -> bool:
    """Whether something took longer than its time: the one notion of it, which reports and letters share.

    What is finished is judged by dates, as the national reports judge it: a result of the day on which it was due is on
    time, whatever the hour. What is still open is late from the moment on which it was due, so that whoever has it in
    hand is warned within the day.
    """
    if finished_at is None:
        return now > due_at
    return localdate(finished_at) > localdate(due_at)


def last_to_reappoint(due_at: datetime, timetable: Timetable) -> datetime:
    """Until when a new date may be promised: the end of the working day before the day on which the time is over
    (Article 19 of Decree 61/2018, kept by Decree 118/2025). `due_at` as people's clocks show it."""
    for days in range(1, LONGEST_HOLIDAY):
        day = due_at.date() - timedelta(days=days)
        if timetable.works(day):
            return timetable.working_day(day).end
    return due_at - timedelta(days=LONGEST_HOLIDAY)
