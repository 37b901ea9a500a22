"""Projecting running clocks anew, many at a time: what would move, and moving it with a line in the journal each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from congvu.agencies.selectors import descendants
from congvu.agencies.selectors.calendars import timetables
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, NoWorkingTime, Timetable
from congvu.base.working_time.timetable import VIETNAM
from congvu.clocks import events, refusals
from congvu.clocks.models import Clock, Tick
from congvu.clocks.rules import ALWAYS, Kind, Mark, Span, State, due
from congvu.clocks.services.holding import alone
from congvu.clocks.services.ledger import told
from congvu.journal.services import record_many, subject_of

AT_ONCE = 2000  # clocks in memory
DAY = timedelta(days=1)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock that is, or would be, due at another time."""

    clock_id: int
    agency_id: int
    label: str
    was: datetime
    due: datetime

    @property
    def subject(self) -> Clock:
        """The clock, as far as the journal asks."""
        return Clock(pk=self.clock_id)


@transaction.atomic
def reproject(
    agency_id: int | None, *, reason: str, by: Actor, at: datetime, progress: Progress | None = None
) -> list[int]:
    """Project the running clocks of an agency and all below it, or (None) all, and journal each that moved.

    A paused clock has nothing to project: it is when it resumes. Returns the moved clocks' keys, so that whoever keeps
    something that hangs on them can follow. `progress` is told how many were looked at since it was last told.
    Refusal: clocks.no_working_time.
    """
    alone()
    clocks = touched(agency_id, ALWAYS, at)
    moved = list(moves(clocks, timetables_of(clocks), progress))
    write(moved, reason=reason, by=by, at=at)
    return [one.clock_id for one in moved]


def touched(agency_id: int | None, span: Span, at: datetime) -> QuerySet[Clock]:
    """The running clocks that an edit of these days can move.

    What is due depends on the days from the start to the due time or the ledger's last line, whichever is later. So a
    clock that started after the last of the days stays; and of days still to come, so does one that is due before them.
    """
    clocks = Clock.objects.filter(state=State.RUNNING)
    if agency_id is not None:
        clocks = clocks.filter(agency__in=descendants([agency_id]))
    if span.last is not None and span.last < date.max - DAY:
        clocks = clocks.filter(created_at__lt=_midnight(span.last + DAY))
    if span.first > at.astimezone(VIETNAM).date() + DAY:
        clocks = clocks.filter(due_at__gte=_midnight(span.first))
    return clocks


def timetables_of(clocks: QuerySet[Clock]) -> dict[int, Timetable]:
    """The timetables of all agencies that have one of the clocks."""
    return timetables(set(clocks.order_by().values_list("agency_id", flat=True).distinct()))


def moves(clocks: QuerySet[Clock], known: Mapping[int, Timetable], progress: Progress | None = None) -> Iterator[Moved]:
    """Which of the clocks are due at another time by these timetables, in the order of their keys.

    Reads only, some thousands in memory at once. Refusal: clocks.no_working_time.
    """
    last = 0
    while True:
        page = clocks.filter(pk__gt=last).order_by("pk").values_list("pk", "agency_id", "label", "due_at")
        found = list(page[:AT_ONCE])
        ledgers = _ledgers([row[0] for row in found])
        for clock_id, agency_id, label, was in found:
            if agency_id not in known:  # the first clock of an agency, started since the timetables were read
                continue
            projected = _due(ledgers[clock_id], known[agency_id])
            if projected != was:
                yield Moved(clock_id, agency_id, label, was, projected)
        if progress:
            progress(len(found))
        if len(found) < AT_ONCE:
            return
        last = found[-1][0]


def write(moved: Iterable[Moved], *, reason: str, by: Actor, at: datetime) -> None:
    """Set the due times and tell the journal, a batch at a time. Clocks that end together are set together."""
    waiting = iter(moved)
    while some := list(islice(waiting, AT_ONCE)):
        ending: dict[datetime, list[int]] = defaultdict(list)
        for one in some:
            ending[one.due].append(one.clock_id)
        for moment, keys in ending.items():
            Clock.objects.filter(pk__in=keys).update(due_at=moment)
        record_many(events.REPROJECTED, [(subject_of(one.subject), _facts(one, reason)) for one in some], by=by, at=at)


def _facts(moved: Moved, reason: str) -> dict[str, object]:
    return {
        "label": moved.label,
        "was": told(moved.was),
        "due": told(moved.due),
        "reason": reason,
        "was_at": moved.was.isoformat(),
        "due_at": moved.due.isoformat(),
    }


def _ledgers(keys: list[int]) -> dict[int, list[Mark]]:
    """The ledgers of some clocks, as values at once: making model objects of them would take most of the time."""
    ledgers: dict[int, list[Mark]] = defaultdict(list)
    budgets: dict[tuple[object, ...], Budget] = {}
    ticks = Tick.objects.filter(clock__in=keys).order_by("clock_id", "sequence")
    for clock_id, kind, at, amount, unit, cutoff in ticks.values_list(
        "clock_id", "kind", "at", "amount", "unit", "cutoff"
    ):
        budget = None
        if amount is not None:
            key = (amount, unit, cutoff)
            budget = budgets.get(key) or budgets.setdefault(key, Budget(*key))
        ledgers[clock_id].append(Mark(Kind(kind), at, budget))
    return ledgers


def _due(ledger: list[Mark], timetable: Timetable) -> datetime:
    try:
        return due(ledger, timetable)
    except NoWorkingTime as error:
        raise Refusal(refusals.NO_WORKING_TIME, day=f"{error.day:%d/%m/%Y}") from error


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
