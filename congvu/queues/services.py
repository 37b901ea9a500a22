"""Numbers at the counter: lines are opened, numbers are taken, called, served or missed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import administers
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.queues import events, refusals
from congvu.queues.models import Line, Ticket
from congvu.queues.rules import MOST_WAITING, State

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_NAME, MOST_WINDOW = 100, 20


@transaction.atomic
def open_line(agency: Agency, *, letter: str, name: str, by: Actor, at: datetime) -> Line:
    """A new line at a counter. Refuses with `queues.not_admin`, `letter_bad`, `letter_taken`, `name_empty`,
    `too_long`."""
    if not administers(by, agency.pk):
        raise Refusal(refusals.NOT_ADMIN)
    letter, name = letter.strip().upper(), " ".join(name.split())
    if len(letter) != 1 or letter not in LETTERS:
        raise Refusal(refusals.LETTER_BAD, field="letter")
    if not name:
        raise Refusal(refusals.NAME_EMPTY, field="name")
    if len(name) > MOST_NAME:
        raise Refusal(refusals.TOO_LONG, field="name", most=MOST_NAME)
    try:
        with transaction.atomic():
            line = Line.objects.create(agency=agency, letter=letter, name=name)
    except IntegrityError as error:
        raise Refusal(refusals.LETTER_TAKEN, field="letter", letter=letter) from error
    record(events.OPENED, line, by=by, at=at, letter=letter, name=name)
    return line


@transaction.atomic
def close_line(line_id: int, *, by: Actor, at: datetime) -> Line:
    """Give no more numbers of a line; who waits in it is still called. Refuses with `queues.not_found`, `not_admin`,
    `closed`."""
    line = _held(line_id)
    if not administers(by, line.agency_id):
        raise Refusal(refusals.NOT_ADMIN)
    if line.closed_at:
        raise Refusal(refusals.CLOSED)
    line.closed_at = at
    line.save(update_fields=["closed_at"])
    record(events.CLOSED, line, by=by, at=at, letter=line.letter, name=line.name)
    return line


@transaction.atomic
def take(line_id: int, *, by: Actor, at: datetime) -> Ticket:
    """The next number of the day, for whoever asks. Refuses with `queues.not_found`, `closed`, `full`."""
    line = _held(line_id)
    if line.closed_at:
        raise Refusal(refusals.CLOSED)
    today = Ticket.objects.filter(line=line, day=timezone.localdate(at))
    waiting = today.filter(state=State.WAITING).count()
    if waiting >= MOST_WAITING:
        raise Refusal(refusals.FULL, waiting=waiting)
    number = (today.aggregate(last=Max("number"))["last"] or 0) + 1
    ticket = Ticket.objects.create(line=line, day=timezone.localdate(at), number=number, taken_at=at)
    record(events.TAKEN, ticket, by=by, at=at, ticket=str(ticket))
    return ticket


@transaction.atomic
def call_next(line_id: int, *, window: str, by: Actor, at: datetime) -> Ticket:
    """Call whoever has waited longest to a window. Two clerks at once call two numbers. Refuses with
    `queues.not_found`, `not_yours`, `window_empty`, `too_long`, `nobody`."""
    line = _held(line_id)
    by = _must_work_at(line, by, at=at)
    window = window.strip()
    if not window:
        raise Refusal(refusals.WINDOW_EMPTY, field="window")
    if len(window) > MOST_WINDOW:
        raise Refusal(refusals.TOO_LONG, field="window", most=MOST_WINDOW)
    waiting = Ticket.objects.filter(line=line, day=timezone.localdate(at), state=State.WAITING)
    ticket = waiting.order_by("number").first()
    if ticket is None:
        raise Refusal(refusals.NOBODY)
    ticket.line, ticket.state, ticket.called_at = line, State.CALLED, at
    ticket.window, ticket.called_by = window, by.name
    ticket.save()
    record(events.CALLED, ticket, by=by, at=at, ticket=str(ticket), window=window)
    return ticket


@transaction.atomic
def finish(ticket_id: int, *, missed: bool = False, by: Actor, at: datetime) -> Ticket:
    """Whoever was called has been served, or did not come. Refuses with `queues.not_found`, `not_yours`,
    `not_called`."""
    found = Ticket.objects.select_for_update(of=("self",)).select_related("line").filter(pk=ticket_id)
    ticket = next(iter(found), None)
    if ticket is None:
        raise Refusal(refusals.NOT_FOUND)
    by = _must_work_at(ticket.line, by, at=at)
    if ticket.state != State.CALLED:
        raise Refusal(refusals.NOT_CALLED, ticket=str(ticket))
    ticket.state, ticket.done_at = State.MISSED if missed else State.SERVED, at
    ticket.save(update_fields=["state", "done_at"])
    record(events.MISSED if missed else events.SERVED, ticket, by=by, at=at, ticket=str(ticket))
    return ticket


def _held(line_id: int) -> Line:
    """The line, ours alone until the transaction ends: numbers are given and called one after another."""
    line = next(iter(Line.objects.select_for_update().filter(pk=line_id)), None)
    if line is None:
        raise Refusal(refusals.NOT_FOUND)
    return line


def _must_work_at(line: Line, by: Actor, *, at: datetime) -> Actor:
    if not by.holds(Role.CLERK, at=line.agency_id, on=at):
        raise Refusal(refusals.NOT_YOURS)
    return by.acting(line.agency_id, Role.CLERK)
