"""What anybody may read of a request who holds its receipt, or knows its code and the end of the ID number: of one that
the counter has not accepted as little as of a dossier."""

import secrets
from datetime import datetime

from django.db.models import QuerySet

from congvu.dossiers import selectors as dossiers
from congvu.dossiers.selectors import Glimpse, readable
from congvu.dossiers.selectors.lookup import DIGITS, characters
from congvu.online.models import Submission
from congvu.online.rules import State
from congvu.online.selectors.drafts import HEAVY
from congvu.online.selectors.filed import AS_DOSSIER
from congvu.procedures.selectors import compiled

__all__ = ["Glimpse", "glimpse_by_code", "glimpse_by_key", "readable"]


def glimpse_by_key(key: str, *, now: datetime) -> Glimpse | None:
    """By the secret in the receipt's QR code, or in the answer to a filing."""
    if found := dossiers.glimpse_by_key(key, now=now):
        return found
    submission = _shown().filter(lookup_key=key).first()
    return _glimpse(submission) if submission else None


def glimpse_by_code(code: str, last_digits: str, *, now: datetime) -> Glimpse | None:
    """By the code and the last four characters of the ID number. A wrong code and wrong digits are the same nothing,
    and both are looked for in both places."""
    if dossier := dossiers.glimpse_by_code(code, last_digits, now=now):
        return dossier
    found = _shown().filter(code=readable(code)).first()
    # Compared even when there is none, so that the answer's time tells nothing either.
    known = characters(found.id_number)[-DIGITS:] if found else ""
    same = secrets.compare_digest(known.encode(), characters(last_digits).encode())
    return _glimpse(found) if found and same and len(known) == DIGITS else None


def _shown() -> QuerySet[Submission]:
    """Submissions of which there is no dossier: with one, the dossier alone tells."""
    apart = Submission.objects.filter(dossier=None).select_related("edition", "clock", "receiver__parent", "settler")
    return apart.defer(*HEAVY, "answers", "applicant", "reason")


def _glimpse(submission: Submission) -> Glimpse:
    receiver = submission.receiver
    settling = submission.settler or receiver.parent or receiver
    return Glimpse(
        code=submission.code,
        procedure=compiled(submission.edition).pack.name,
        agency=settling.name,
        receiver=receiver.name,
        receiver_phone=receiver.phone,
        receiver_address=receiver.address,
        state=AS_DOSSIER[State(submission.state)],
        received_at=submission.filed_at,
        due_at=submission.clock.due_at if submission.state == State.WAITING else None,
        finished_at=None,
        closed_at=submission.answered_at,
        places=[],
        to_bring=[],
        promised_at=None,
        parts=[],
    )
