"""Who waits, who is called."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Count, Q, QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import valid
from congvu.base.actors import Actor
from congvu.queues.models import Line, Ticket
from congvu.queues.rules import LAST, State, likely_wait

SHOWN = 6  # numbers on the screen


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a line; `wait` is None while nobody was served today."""

    ahead: int
    wait: timedelta | None


def counter(code: str, *, on: date) -> Agency | None:
    """The one-stop of this code, if it is one on that day."""
    return valid(on=on).filter(kind=Kind.ONE_STOP, code=code).first()


def lines(agency_id: int) -> QuerySet[Line]:
    """The open lines of a counter."""
    return Line.objects.filter(agency=agency_id, closed_at=None)


def lines_with_waiting(agency_id: int, *, on: date) -> QuerySet[Line]:
    """The open lines of a counter, each with how many are `waiting` in it on a day."""
    waiting = Count("tickets", filter=Q(tickets__day=on, tickets__state=State.WAITING))
    return lines(agency_id).annotate(waiting=waiting)


def called(agency_id: int, *, on: date) -> list[Ticket]:
    """The numbers called last at a counter, newest first: what the screen shows."""
    found = Ticket.objects.filter(line__agency=agency_id, day=on, called_at__isnull=False)
    return list(found.select_related("line").order_by("-called_at", "-pk")[:SHOWN])


def at_window(viewer: Actor, agency_id: int, *, on: date) -> list[Ticket]:
    """The numbers that are being served at a counter now, for those who work there."""
    if not viewer.holds(Role.CLERK, at=agency_id):
        return []
    found = Ticket.objects.filter(line__agency=agency_id, day=on, state=State.CALLED)
    return list(found.select_related("line").order_by("called_at", "pk"))


def place(ticket: Ticket) -> Place:
    """How many are before this number, and how long that may take."""
    same = Ticket.objects.filter(line=ticket.line_id, day=ticket.day)
    ahead = same.filter(state=State.WAITING, number__lt=ticket.number).count()
    calls = same.exclude(called_at=None).order_by("-called_at").values_list("called_at", flat=True)[: LAST + 1]
    known = [call for call in calls if call]
    return Place(ahead, likely_wait(ahead, [later - earlier for later, earlier in pairwise(known)]))
