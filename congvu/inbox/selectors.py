"""Reading the inbox: exact counts in one index scan, and pages that stay flat however deep one turns."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.base.working_time import Budget, Unit, reckon
from congvu.inbox.models import Duty
from congvu.inbox.rules import ON_THE_CLOCK, Bucket

KEY_TIME = "%Y%m%d%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of duties, soonest due first; `after` opens the next one."""

    duties: list[Duty]
    after: str


def soon_after(now: datetime, viewer: Actor) -> datetime:
    """Until when a duty is due soon: one working day from now, by the hours of the viewer's agency. A weekend does not
    hide what is due when it is over."""
    hours = timetable(min(viewer.agencies()))
    return reckon(Budget(Decimal(1), Unit.WORKING_DAY), now, hours).due


def counts(viewer: Actor, *, now: datetime, soon: datetime) -> dict[Bucket, int]:
    """How many duties the viewer has in each bucket; `soon` is the end of what is due soon."""
    found = _of(viewer).aggregate(**{bucket.value: Count("id", filter=_in(bucket, now, soon)) for bucket in Bucket})
    return {bucket: found[bucket.value] for bucket in Bucket}


def page(
    viewer: Actor, bucket: Bucket | None, *, now: datetime, soon: datetime, after: str = "", size: int = 50
) -> Page:
    """The viewer's duties in a bucket (None: all), from the key `after` on; an unreadable key starts at the top."""
    duties = _of(viewer)
    if bucket:
        duties = duties.filter(_in(bucket, now, soon))
    if key := _read(after):
        due_at, duty_id = key
        duties = duties.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=duty_id))
    rows = list(duties.select_related("account").order_by("due_at", "id")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _key(rows[-1]) if more else "")


def _key(duty: Duty) -> str:
    return f"{duty.due_at.astimezone(UTC):{KEY_TIME}}-{duty.pk}"


def _read(key: str) -> tuple[datetime, int] | None:
    due_at, _, duty_id = key.partition("-")
    try:
        return datetime.strptime(due_at, KEY_TIME).replace(tzinfo=UTC), int(duty_id)
    except ValueError:
        return None


def _of(viewer: Actor) -> QuerySet[Duty]:
    """Duties of the viewer's seats that nobody else has taken."""
    in_order = sorted(viewer.seats, key=lambda seat: (seat.agency_id, seat.role))
    seats = [Q(agency_id=seat.agency_id, role=seat.role) for seat in in_order]
    if not seats:
        return Duty.objects.none()
    # Nothing but seats may stand in the first condition: with any other word beside them SQLite reads the whole table.
    return Duty.objects.filter(reduce(or_, seats)).filter(Q(account=None) | Q(account_id=viewer.account_id))


def _in(bucket: Bucket, now: datetime, soon: datetime) -> Q:
    if bucket is Bucket.OVERDUE:
        return Q(state__in=ON_THE_CLOCK, due_at__lt=now)
    if bucket is Bucket.DUE_SOON:
        return Q(state__in=ON_THE_CLOCK, due_at__gte=now, due_at__lte=soon)
    return Q(state=bucket.value)
