"""Clocks whose agency becomes another one, or comes to stand elsewhere in the tree: they follow the hours there."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from congvu.base.actors import Actor
from congvu.clocks.models import Clock
from congvu.clocks.rules import ALWAYS, State
from congvu.clocks.services.projection import Moved, moves, timetables_of, touched, write


@transaction.atomic(savepoint=False)
def rehome(clock_ids: Sequence[int], *, agency_id: int, reason: str, by: Actor, at: datetime) -> list[Moved]:
    """Put clocks that have not stopped under another agency's hours; the ones whose due time moved are returned.

    The caller holds what the clocks belong to. A stopped clock stays where its time was measured; a paused one is
    counted anew when it resumes. One journal line per due time that moved. Refusal: clocks.no_working_time.
    """
    clocks = Clock.objects.filter(pk__in=clock_ids)
    clocks.exclude(state=State.STOPPED).update(agency=agency_id)
    return _project_anew(clocks.filter(state=State.RUNNING), reason=reason, by=by, at=at)


@transaction.atomic(savepoint=False)
def follow(agency_id: int, *, reason: str, by: Actor, at: datetime) -> list[Moved]:
    """After an agency was put below another one: its running clocks, and those of all below it, by the hours there.

    Refusal: clocks.no_working_time.
    """
    return _project_anew(touched(agency_id, ALWAYS, at), reason=reason, by=by, at=at)


def _project_anew(running: QuerySet[Clock], *, reason: str, by: Actor, at: datetime) -> list[Moved]:
    moved = list(moves(running, timetables_of(running)))
    write(moved, reason=reason, by=by, at=at)
    return moved
