"""Clocks of work that passes to another agency: from then on they follow that agency's hours."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import NoWorkingTime
from congvu.clocks import events, refusals
from congvu.clocks.models import Clock
from congvu.clocks.rules import State, run
from congvu.clocks.services.ledger import told
from congvu.journal.services import record


class Moved(NamedTuple):
    """A due time that moved, because the other agency works at other hours."""

    clock: Clock
    was: datetime
    due: datetime


@transaction.atomic(savepoint=False)
def rehome(clock_ids: Sequence[int], *, agency_id: int, reason: str, by: Actor, at: datetime) -> list[Moved]:
    """Put clocks that have not stopped under another agency's hours; the due times that moved are returned.

    The caller holds what the clocks belong to, and gives a few hundred at a time. A stopped clock stays where its time
    was measured; a paused one is counted anew when it resumes. One journal line per due time that moved, with `reason`.
    Refusal: clocks.no_working_time.
    """
    found = Clock.objects.select_for_update().filter(pk__in=clock_ids).exclude(state=State.STOPPED).order_by("pk")
    clocks = list(found.prefetch_related("ticks"))
    hours = timetable(agency_id)
    moved = []
    for clock in clocks:
        clock.agency_id = agency_id
        if clock.state == State.RUNNING:
            try:
                due = run([tick.mark() for tick in clock.ticks.all()], hours).due
            except NoWorkingTime as error:
                raise Refusal(refusals.NO_WORKING_TIME, day=f"{error.day:%d/%m/%Y}") from error
            if due != clock.due_at:
                moved.append(Moved(clock, clock.due_at, due))
                clock.due_at = due
    Clock.objects.bulk_update(clocks, ["agency", "due_at"])
    for one in moved:
        _tell(one, reason=reason, by=by, at=at)
    return moved


def _tell(moved: Moved, *, reason: str, by: Actor, at: datetime) -> None:
    record(
        events.REPROJECTED,
        moved.clock,
        by=by,
        at=at,
        label=moved.clock.label,
        was=told(moved.was),
        due=told(moved.due),
        reason=reason,
        was_at=moved.was.isoformat(),
        due_at=moved.due.isoformat(),
    )
