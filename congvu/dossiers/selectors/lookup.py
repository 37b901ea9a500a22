"""What anybody may read of a dossier who holds its receipt, or knows its code and the end of the ID number.

A glimpse has no name, no address and no paper in it: where the dossier is, what happens next, when it is due.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from congvu.dossiers.models import Dossier, Reappointment, Step, Supplement
from congvu.dossiers.rules import State
from congvu.procedures.selectors import compiled

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One step as the citizen sees it."""

    name: str
    agency: str
    since: datetime
    until: datetime | None


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
    bring_because: str
    promised_at: datetime | None

    @property
    def label(self) -> str:
        return str(State(self.state).label)


def glimpse_by_key(key: str) -> Glimpse | None:
    """By the secret in the receipt's QR code."""
    dossier = Dossier.objects.at_hand().filter(lookup_key=key).first()
    return _glimpse(dossier) if dossier else None


def glimpse_by_code(code: str, last_digits: str) -> Glimpse | None:
    """By the code and the last four characters of the ID number. A wrong code and wrong digits are the same nothing."""
    found = Dossier.objects.at_hand().filter(code=readable(code)).first()
    # Compared even when there is no such dossier, so that the answer's time tells nothing either.
    known = found.id_number[-DIGITS:] if found else ""
    same = secrets.compare_digest(known.encode(), last_digits.strip().encode())
    return _glimpse(found) if found and same and len(known) == DIGITS else None


def readable(code: str) -> str:
    """A code as people type it: small letters, spaces, and the letter O where the digit 0 stands after the agency."""
    plain = "".join(code.split()).upper()
    head, dash, tail = plain.partition("-")
    return head + dash + tail.replace("O", "0")


def _glimpse(dossier: Dossier) -> Glimpse:
    steps = Step.objects.filter(dossier=dossier).select_related("agency").order_by("pk")
    asked = Supplement.objects.filter(dossier=dossier, supplied_at=None).first()
    again = Reappointment.objects.filter(dossier=dossier).first()
    return Glimpse(
        code=dossier.code,
        procedure=compiled(dossier.edition).pack.name,
        agency=dossier.agency.name,
        receiver=dossier.receiver.name,
        receiver_phone=dossier.receiver.phone,
        receiver_address=dossier.receiver.address,
        state=dossier.state,
        received_at=dossier.received_at,
        due_at=dossier.clock.due_at,
        finished_at=dossier.finished_at,
        closed_at=dossier.closed_at,
        places=[Place(step.name, step.agency.name, step.started_at, step.done_at) for step in steps],
        to_bring=list(asked.items) if asked else [],
        bring_because=asked.reason if asked else "",
        promised_at=again.promised_at if again else None,
    )
