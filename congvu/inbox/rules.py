"""The buckets in which an official finds what is to be done, and the times that part them. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.base.working_time import Budget, Timetable, Unit, in_vietnam, reckon

# From when on a duty is worth a warning. All of them are counted in the hours of the office that has the duty.
SOON = Budget(Decimal(1), Unit.WORKING_DAY)  # due within it
UNOPENED = timedelta(hours=4)  # new, and nobody has taken it for so long
STUCK = 3  # working days in somebody's hands without any movement
DAY, PATIENCE = timedelta(days=1), 400  # days without any working time, after which nothing is looked for


class State(models.TextChoices):
    """Where a duty stands; every open duty is in exactly one of these."""

    NEW = "new", _("Mới đến")
    IN_HAND = "in_hand", _("Đang xử lý")
    WAITING = "waiting", _("Chờ công dân")
    HAND_OVER = "hand_over", _("Chờ trả kết quả")


class Bucket(models.TextChoices):
    """What the inbox shows side by side: the four states, and across them what asks for attention."""

    NEW = "new", _("Mới đến")
    UNOPENED = "unopened", _("Chưa mở")
    IN_HAND = "in_hand", _("Đang xử lý")
    STUCK = "stuck", _("Đứng yên")
    DUE_SOON = "due_soon", _("Sắp đến hạn")
    OVERDUE = "overdue", _("Quá hạn")
    WAITING = "waiting", _("Chờ công dân")
    HAND_OVER = "hand_over", _("Chờ trả kết quả")


# While the citizen has the next word, and when only the citizen is still to come, nothing is due from the office.
ON_THE_CLOCK = (State.NEW, State.IN_HAND)
# They look across the states; every duty is in exactly one of the other buckets.
WARNINGS = (Bucket.UNOPENED, Bucket.STUCK, Bucket.DUE_SOON, Bucket.OVERDUE)


@dataclass(frozen=True, slots=True)
class Lines:
    """The moments that part the buckets: what is due by `soon` is due soon; what came before `unopened` and is still
    new was not opened; what last moved before `stuck` and is still in hand is stuck."""

    now: datetime
    soon: datetime
    unopened: datetime
    stuck: datetime


def lines(now: datetime, hours: Timetable) -> Lines:
    """The lines of an office at a moment. A weekend neither hides what is due when it is over, nor makes stuck what
    came on Friday."""
    return Lines(now, reckon(SOON, now, hours).due, ago(UNOPENED, now, hours), days_ago(STUCK, now, hours))


def ago(length: timedelta, now: datetime, hours: Timetable) -> datetime:
    """The latest moment from which so much working time has passed until now."""
    now = in_vietnam(now)
    day = now.date()
    for _number in range(PATIENCE):
        for session in reversed(hours.sessions(day)):
            end = min(now, session.end)
            if length <= end - session.start:
                return end - length
            length -= max(end - session.start, timedelta())
        day -= DAY
    return now - PATIENCE * DAY


def days_ago(count: int, now: datetime, hours: Timetable) -> datetime:
    """The latest moment from which so many working days have passed until now: on an earlier day at the same time.
    Of a day off it is the end of the working day before that counts."""
    now = in_vietnam(now)
    day, at = now.date(), now.timetz()
    if not hours.works(day):
        day, at, count = day + DAY, time.max.replace(tzinfo=now.tzinfo), count + 1
    for number in range(PATIENCE):
        if number:
            day -= DAY
            count -= hours.works(day)
        if count == 0:
            return datetime.combine(day, at)
    return now - PATIENCE * DAY
