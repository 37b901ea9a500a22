"""When an agency is open. Timetables are kept in the process and known to be fresh by one small row."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from congvu.agencies.models import Agency, CalendarDay, CalendarStamp, Hours
from congvu.base import working_time
from congvu.base.working_time import STANDARD, SpecialDay, Timetable

# Who has rows of its own, and a timetable for every set of such ancestors: 3,321 communes that all follow their
# province share one.
Chain = tuple[int, ...]


@dataclass
class _Kept:
    stamp: UUID | None = None
    parents: dict[int, int | None] = field(default_factory=dict)
    owners: set[int] = field(default_factory=set)
    timetables: dict[Chain, Timetable] = field(default_factory=dict)


_kept = _Kept()


def timetable(agency_id: int) -> Timetable:
    """When an agency works: its own hours and days before its ancestors', at last the standard hours.

    One primary-key query while no calendar was edited; correct in every worker process after one was.
    """
    return _of(_fresh(agency_id), agency_id)


def timetables(agency_ids: Collection[int]) -> dict[int, Timetable]:
    """The timetables of many agencies, by their keys: the stamp is read once."""
    if not agency_ids:
        return {}
    kept = _fresh(*agency_ids)
    return {agency_id: _of(kept, agency_id) for agency_id in agency_ids}


def stamp() -> str:
    """Which calendars hold now: another text after every edit of hours, days or the tree. "" before the first."""
    return str(_stamp() or "")


def _of(kept: _Kept, agency_id: int) -> Timetable:
    chain = []
    above: int | None = agency_id
    while above is not None:
        if above in kept.owners:
            chain.append(above)
        above = kept.parents[above]
    key = tuple(chain)
    if key not in kept.timetables:
        kept.timetables[key] = _read(key)
    return kept.timetables[key]


def calendar_days(agency_id: int | None, *, year: int) -> QuerySet[CalendarDay]:
    """The special days of a year that were said for an agency itself, or (None) for everybody."""
    return CalendarDay.objects.filter(agency=agency_id, day__year=year)


def hours_of(agency_id: int, *, on: date) -> QuerySet[Hours]:
    """An agency's own hours in force from a day on; none means that it follows its parent."""
    return Hours.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), agency=agency_id)


def _stamp() -> UUID | None:
    # Not `first()`: every deed asks this several times, and sorting is two fifths of what a query costs to write.
    return next(iter(CalendarStamp.objects.filter(pk=CalendarStamp.ONLY).values_list("value", flat=True)), None)


def _fresh(*agency_ids: int) -> _Kept:
    global _kept
    # What is returned is what was compared: another thread may meanwhile keep what it sees in an edit of its own.
    kept, stamp = _kept, _stamp()
    if kept.stamp != stamp or any(agency_id not in kept.parents for agency_id in agency_ids):
        owners = set(Hours.objects.values_list("agency_id", flat=True).distinct().order_by())
        owners |= set(
            CalendarDay.objects.exclude(agency=None).values_list("agency_id", flat=True).distinct().order_by()
        )
        kept = _kept = _Kept(stamp, dict(Agency.objects.order_by().values_list("pk", "parent_id")), owners)
    return kept


def _read(chain: Chain) -> Timetable:
    layers: dict[int, list[working_time.Hours]] = {agency: [] for agency in chain}
    for row in Hours.objects.filter(agency__in=chain):
        layers[row.agency_id].append(
            working_time.Hours(
                row.weekday, row.opens, row.closes, row.counts,
                row.season_from, row.season_to, row.valid_from, row.valid_to,
            )
        )  # fmt: skip
    nearness = {agency: place for place, agency in enumerate((*chain, None))}
    days = CalendarDay.objects.filter(Q(agency=None) | Q(agency__in=chain))
    farthest_first = sorted(days, key=lambda row: -nearness[row.agency_id])
    special = {row.day: SpecialDay(row.works, row.name, row.decision) for row in farthest_first}
    return Timetable((*(tuple(layers[agency]) for agency in chain if layers[agency]), STANDARD), special)
