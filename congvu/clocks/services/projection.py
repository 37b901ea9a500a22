"""After a calendar was edited: running clocks are projected anew, and the journal says why."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from congvu.agencies.selectors import descendants
from congvu.base.actors import Actor
from congvu.clocks import events
from congvu.clocks.models import Clock
from congvu.clocks.rules import State
from congvu.clocks.services.ledger import project, told
from congvu.journal.services import record

AT_ONCE = 200


@transaction.atomic
def reproject(agency_id: int | None, *, reason: str, by: Actor, at: datetime) -> list[int]:
    """Project the running clocks of an agency and all below it, or (None) all, and journal each that moved.

    A paused clock has nothing to project: it is when it resumes. Returns the moved clocks' keys, so that whoever keeps
    something that hangs on them can follow. Refusal: clocks.no_working_time.
    """
    moved = []
    for clock in _running(None if agency_id is None else descendants([agency_id])):
        ledger = [tick.mark() for tick in clock.ticks.all()]
        due = project(ledger, clock.agency_id).due
        if due != clock.due_at:
            _move(clock, due, reason=reason, by=by, at=at)
            moved.append(clock.pk)
    return moved


def _running(agencies: frozenset[int] | None) -> Iterator[Clock]:
    """Running clocks, each held until the transaction ends, a few hundred in memory at once."""
    last = 0
    while True:
        clocks = Clock.objects.select_for_update().filter(state=State.RUNNING, pk__gt=last).order_by("pk")
        if agencies is not None:
            clocks = clocks.filter(agency__in=agencies)
        found = list(clocks.prefetch_related("ticks")[:AT_ONCE])
        yield from found
        if len(found) < AT_ONCE:
            return
        last = found[-1].pk


def _move(clock: Clock, due: datetime, *, reason: str, by: Actor, at: datetime) -> None:
    was = clock.due_at
    clock.due_at = due
    clock.save(update_fields=["due_at"])
    record(
        events.REPROJECTED,
        clock,
        by=by,
        at=at,
        label=clock.label,
        was=told(was),
        due=told(due),
        reason=reason,
        was_at=was.isoformat(),
        due_at=due.isoformat(),
    )
