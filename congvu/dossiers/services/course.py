"""What every deed on a dossier shares: taking it alone, asking who may, and telling what was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import check_delegation
from congvu.base.actors import Actor
from congvu.base.refusals import No, Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import Dossier, Opinion, Step
from congvu.dossiers.rules import State, in_hands_of
from congvu.dossiers.selectors.passed_on import check_passed_on
from congvu.inbox import services as inbox
from congvu.journal.models import Entry
from congvu.journal.services import Event, record, subject_of
from congvu.procedures.selectors import Compiled

# What deeds change of a dossier; everything else stands as it was received.
CHANGING = (
    "state",
    "case",
    "proposed",
    "proposal",
    "finished_at",
    "closed_at",
    "closed_with",
    "followed_due_at",
    "version",
    "moves",
    "last_deed",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the official had before the eyes when deciding: the dossier's version, and the form's own key, by which a
    form sent twice is known for the same deed."""

    version: int
    key: str


def locked(dossier_id: int, seen: Seen | None) -> Dossier:
    """The dossier, ours alone until the transaction ends. Refuses with `dossiers.not_found`, and with
    `dossiers.changed_meanwhile` when somebody else acted after the form was shown."""
    found = Dossier.objects.select_for_update(of=("self", "clock")).for_a_deed().filter(pk=dossier_id)
    found = found.annotate(asks_something=Exists(Opinion.objects.filter(dossier=OuterRef("pk"), dropped_at=None)))
    dossier = next(iter(found), None)  # not `first()`: sorting is two fifths of what a query costs to write
    if dossier is None:
        raise Refusal(refusals.NOT_FOUND)
    if seen and seen.version != dossier.version and not repeats(dossier, seen):
        last = Entry.objects.filter(subject=subject_of(dossier)).latest("pk")
        raise Refusal(refusals.CHANGED_MEANWHILE, who=last.actor_name, what=events.ALL[last.event].tell(last.facts))
    dossier.news = []
    dossier.now_open, dossier.asks = open_steps(dossier), bool(getattr(dossier, "asks_something", False))
    return dossier


def repeats(dossier: Dossier, seen: Seen | None) -> bool:
    """Whether this form has done its deed already: a double click, or a browser that sent it again."""
    return bool(seen and seen.key and seen.key == dossier.last_deed)


def kept(dossier: Dossier, seen: Seen | None) -> Dossier:
    """Close a deed: the next form must have seen what it did."""
    dossier.version += 1
    dossier.followed_due_at = dossier.clock.due_at
    dossier.last_deed = seen.key if seen else ""
    dossier.save(update_fields=CHANGING)
    return dossier


def tell(event: Event, dossier: Dossier, *, by: Actor, at: datetime, **facts: object) -> None:
    """Write the deed's line, with how it leaves the dossier, and what followed. Called when all else is done."""
    left = how_left(dossier)
    for what, said in [(event, facts), *dossier.news]:
        record(what, dossier, by=by, at=at, **said, **left)
    dossier.news = []


def how_left(dossier: Dossier) -> dict[str, str]:
    """The facts of `events.LEFT`; moments in local time, whether they were just reckoned or come from the database."""
    return {
        "state": str(dossier.state),
        "due_at": localtime(dossier.clock.due_at).isoformat(),
        "finished": localtime(dossier.finished_at).isoformat() if dossier.finished_at else "",
    }


def must_be(dossier: Dossier, *states: str) -> None:
    if dossier.state not in states:
        raise Refusal(refusals.WRONG_STATE, state=State(dossier.state).label)


def must_hold(by: Actor, role: str, dossier: Dossier, *, at: datetime) -> Actor:
    """The actor under the name to act by: who stands in for somebody says for whom.

    Refuses with `dossiers.not_yours`, `agencies.delegation_ended`, and with what `check_passed_on` finds.
    """
    agency_id = place_of(role, dossier)
    if not by.holds(role, at=agency_id, on=at):
        _refuse(by, role, agency_id, dossier, at=at)
    return by.acting(agency_id, role)


def must_work(by: Actor, step: Step, dossier: Dossier, *, at: datetime) -> Actor:
    """Whoever works a step sits where it is, and has it, or nobody has it. The actor as of `must_hold`.

    Refuses like it, and with `dossiers.step_taken`.
    """
    if not by.holds(step.role, at=step.agency_id, on=at):
        _refuse(by, step.role, step.agency_id, dossier, at=at)
    if not in_hands_of(by, account_id=step.account_id, agency_id=step.agency_id, role=step.role):
        assert step.account  # the line above asked
        raise Refusal(refusals.STEP_TAKEN, who=step.account.name)
    return by.acting(step.agency_id, step.role)


def _refuse(by: Actor, role: str, agency_id: int, dossier: Dossier, *, at: datetime) -> NoReturn:
    """Say why not: the delegation is over, the dossier has gone to another agency, or it never was theirs."""
    check_delegation(by, role, agency_id, on=at)
    check_passed_on(by, role, dossier)
    raise Refusal(refusals.NOT_YOURS, role=Role(role).label, agency=Agency.objects.get(pk=agency_id).name)


def must_work_on(by: Actor, dossier: Dossier, *, at: datetime) -> Actor:
    """Whoever holds an open step, or the counter that received the dossier, may act beside the process.

    The actor and the refusals are those of `must_hold`.
    """
    seats = [(Role.CLERK.value, dossier.receiver_id), *((step.role, step.agency_id) for step in dossier.now_open)]
    for role, agency_id in seats:
        if by.holds(role, at=agency_id, on=at):
            return by.acting(agency_id, role)
    role, agency_id = seats[1] if len(seats) > 1 else seats[0]
    _refuse(by, role, agency_id, dossier, at=at)


def serves(by: Actor, dossier: Dossier) -> bool:
    """Whether the actor is the applicant: the one who filed it online, or acts for whom it was filed."""
    return dossier.party_id in by.parties


def sentence(typed: str, *, field: str, most: int, needed: No = refusals.REASON_NEEDED) -> str:
    """What was typed, as it is kept. Refuses with `needed` where nothing was, and with `dossiers.too_long`."""
    said = typed.strip()
    if not said:
        raise Refusal(needed, field=field)
    if len(said) > most:
        raise Refusal(refusals.TOO_LONG, field=field, most=most)
    return said


def place_of(role: str, dossier: Dossier) -> int:
    """The counter works where the dossier was received, everybody else at the agency that settles it."""
    return dossier.receiver_id if role == Role.CLERK else dossier.agency_id


def open_steps(dossier: Dossier) -> list[Step]:
    """Oldest first. Sorted here, not by the database: there are one or two."""
    return sorted(Step.objects.filter(dossier=dossier, done_at=None).order_by(), key=lambda step: step.pk)


def card(dossier: Dossier, known: Compiled, step: str) -> inbox.Card:
    return inbox.Card(
        code=dossier.code, title=known.pack.name, step=step, who=dossier.applicant, address=f"/ho-so/{dossier.code}/"
    )
