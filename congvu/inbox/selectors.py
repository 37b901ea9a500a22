"""Reading the inbox: exact counts in one index scan, and pages that stay flat however deep one turns."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.inbox import rules
from congvu.inbox.models import Duty
from congvu.inbox.rules import ON_THE_CLOCK, Bucket, Lines, State

KEY_TIME = "%Y%m%d%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of duties, soonest due first; `after` opens the next one."""

    duties: list[Duty]
    after: str


def lines(viewer: Actor, *, now: datetime) -> Lines:
    """The times that part the viewer's buckets, by the hours of the viewer's agency."""
    return rules.lines(now, timetable(min(viewer.agencies())))


def counts(viewer: Actor, at: Lines) -> dict[Bucket, int]:
    """How many duties the viewer has in each bucket."""
    found = of(viewer).aggregate(**{bucket.value: Count("id", filter=in_bucket(bucket, at)) for bucket in Bucket})
    return {bucket: found[bucket.value] for bucket in Bucket}


def page(viewer: Actor, bucket: Bucket | None, at: Lines, *, after: str = "", size: int = 50) -> Page:
    """The viewer's duties in a bucket (None: all), from the key `after` on; an unreadable key starts at the top."""
    duties = of(viewer)
    if bucket:
        duties = duties.filter(in_bucket(bucket, at))
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


def of(viewer: Actor) -> QuerySet[Duty]:
    """Duties of the viewer's seats that nobody else has taken, save the absent for whom the viewer stands in."""
    in_order = sorted(viewer.seats, key=lambda seat: (seat.agency_id, seat.role))
    seats = [Q(agency_id=seat.agency_id, role=seat.role) for seat in in_order]
    if not seats:
        return Duty.objects.none()
    # Nothing but seats may stand in the first condition: with any other word beside them SQLite reads the whole table.
    in_hand = Q(account=None) | Q(account_id=viewer.account_id)
    for seat in in_order:
        if seat.for_accounts:
            in_hand |= Q(agency_id=seat.agency_id, role=seat.role, account_id__in=seat.for_accounts)
    return Duty.objects.filter(reduce(or_, seats)).filter(in_hand)


def in_bucket(bucket: Bucket, at: Lines) -> Q:
    """What puts a duty into a bucket."""
    if bucket is Bucket.OVERDUE:
        return Q(state__in=ON_THE_CLOCK, due_at__lt=at.now)
    if bucket is Bucket.DUE_SOON:
        return Q(state__in=ON_THE_CLOCK, due_at__gte=at.now, due_at__lte=at.soon)
    if bucket is Bucket.UNOPENED:
        return Q(state=State.NEW, since__lt=at.unopened)
    if bucket is Bucket.STUCK:
        return Q(state=State.IN_HAND, since__lt=at.stuck)
    return Q(state=bucket.value)
