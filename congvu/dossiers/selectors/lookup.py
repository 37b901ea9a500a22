"""What anybody may read of a dossier who holds its receipt, or knows its code and the end of the ID number.

A glimpse has no name, no address and no paper in it: where the dossier is, what happens next, when it is due. Nor has
it what officials wrote as reasons, for that is free text and often about the person; the papers tell it. Of another
agency's share it has the name and number of what came back, and nothing of what that says.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, FilteredRelation, Q, QuerySet

from congvu.dossiers.models import Dossier, Leg, Reappointment, Step
from congvu.dossiers.rules import State
from congvu.dossiers.selectors.legs import STATES, leg_is_late, leg_state, result_name
from congvu.procedures.selectors import Compiled, compiled

DIGITS = 4
SHOWN = (
    *("code", "id_number", "state", "received_at", "finished_at", "closed_at", "clock__due_at", "edition__digest"),
    *("agency__name", "receiver__name", "receiver__phone", "receiver__address", "reappointment__promised_at"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One step as the citizen sees it."""

    name: str
    agency: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """Another agency's share as the citizen sees it; the state as of `Share`, `result` the paper that came back."""

    name: str
    agency: str
    state: str
    word: str
    face: str
    since: datetime
    due_at: datetime
    answered_at: datetime | None
    late: bool
    result: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A dossier as its receipt's holder may see it. Times are aware datetimes."""

    code: str
    procedure: str
    agency: str
    receiver: str
    receiver_phone: str
    receiver_address: str
    state: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    closed_at: datetime | None
    places: list[Place]
    to_bring: list[str]
    promised_at: datetime | None
    parts: list[Part]

    @property
    def late_part(self) -> Part | None:
        """The share that has gone on too long, longest first; None where each has time."""
        late = [part for part in self.parts if part.late and part.answered_at is None]
        return min(late, key=lambda part: part.due_at, default=None)

    @property
    def never_accepted(self) -> bool:
        """Whether it was sent in from home and no counter has accepted it: only then nobody has promised a result."""
        return self.state == State.REGISTERED or self.due_at is None

    @property
    def label(self) -> str:
        return str(State(self.state).label)


def glimpse_by_key(key: str, *, now: datetime) -> Glimpse | None:
    """By the secret in the receipt's QR code."""
    dossier = _shown().filter(lookup_key=key).first()
    return _glimpse(dossier, now) if dossier else None


def glimpse_by_code(code: str, last_digits: str, *, now: datetime) -> Glimpse | None:
    """By the code and the last four characters of the ID number. A wrong code and wrong digits are the same nothing."""
    found = _shown().filter(code=readable(code)).first()
    # Compared even when there is no such dossier, so that the answer's time tells nothing either.
    known = characters(found.id_number)[-DIGITS:] if found else ""
    same = secrets.compare_digest(known.encode(), characters(last_digits).encode())
    return _glimpse(found, now) if found and same and len(known) == DIGITS else None


def readable(code: str) -> str:
    """A code as people type it: small letters, spaces, and the letter O where the digit 0 stands after the agency."""
    plain = "".join(code.split()).upper()
    head, dash, tail = plain.partition("-")
    return head + dash + tail.replace("O", "0")


def characters(number: str) -> str:
    """A number without the dashes and spaces of its spelling; the letter O counts as the digit 0."""
    return "".join(filter(str.isalnum, number)).upper().replace("O", "0")


def _shown() -> QuerySet[Dossier]:
    """Dossiers with what a glimpse shows, in one query; nobody's name, answer or address leaves the database."""
    asked = FilteredRelation("supplements", condition=Q(supplements__supplied_at=None))  # at most one is open
    joined = Dossier.objects.select_related("clock", "agency", "receiver", "edition", "reappointment")
    return joined.only(*SHOWN).annotate(asked=asked).annotate(items=F("asked__items"))


def _glimpse(dossier: Dossier, now: datetime) -> Glimpse:
    known = compiled(dossier.edition)
    # Waiting for another agency's answer is told by its share, and reads wrong among what was done.
    elsewhere = Q(waits=True) & ~Q(element__in=list(known.pack.waits))
    steps = Step.objects.filter(dossier=dossier).exclude(elsewhere).order_by("pk")
    places = steps.values_list("name", "agency__name", "started_at", "done_at")
    again: Reappointment | None = getattr(dossier, "reappointment", None)
    return Glimpse(
        code=dossier.code,
        procedure=known.pack.name,
        agency=dossier.agency.name,
        receiver=dossier.receiver.name,
        receiver_phone=dossier.receiver.phone,
        receiver_address=dossier.receiver.address,
        state=dossier.state,
        received_at=dossier.received_at,
        due_at=dossier.clock.due_at,
        finished_at=dossier.finished_at,
        closed_at=dossier.closed_at,
        places=[Place(*place) for place in places],
        to_bring=list(getattr(dossier, "items", None) or []),
        promised_at=again.promised_at if again else None,
        parts=_parts(dossier, now),
    )


def _parts(dossier: Dossier, now: datetime) -> list[Part]:
    """The shares that were not taken back; without a query where the procedure has none."""
    known = compiled(dossier.edition)
    if not known.pack.legs:
        return []
    legs = (
        Leg.objects.filter(dossier=dossier)
        .exclude(ending="recalled")
        .select_related("agency", "clock")
        .defer("answer", "note")
    )
    return [_part(known, leg, now) for leg in legs.order_by("pk")]


def _part(known: Compiled, leg: Leg, now: datetime) -> Part:
    state = leg_state(leg)
    word, face = STATES[state]
    return Part(
        name=leg.name,
        agency=leg.agency.name,
        state=state,
        word=str(word),
        face=face,
        since=leg.opened_at,
        due_at=leg.clock.due_at,
        answered_at=leg.finished_at,
        late=leg_is_late(leg, at=now),
        result=result_name(known, leg),
    )
