"""What a client's party has filed, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier, IssuedResult
from congvu.dossiers.models import Supplement as Asked
from congvu.online import refusals
from congvu.online.models import Submission
from congvu.online.selectors import Glimpse, glimpse_by_key
from congvu.procedures.models import Edition, Procedure

HEAVY = tuple(f"edition__{column}" for column in Edition.HEAVY)


@dataclass(frozen=True, slots=True)
class Standing:
    """A request of the party: its one code, where it stands, and what is asked; `dossier` once a counter took it."""

    code: str
    procedure: Procedure
    filed_at: datetime
    reason: str
    glimpse: Glimpse
    dossier: Dossier | None
    asked: Asked | None
    issued: bool


def standing(by: Actor, code: str, *, now: datetime) -> Standing:
    """A request of one of the actor's parties, filed from home or at the counter. Refuses with `online.not_found`."""
    filed = Submission.objects.filter(party__in=by.parties, code=code).select_related("edition__procedure")
    submission = filed.defer(*HEAVY).first()
    dossier = Dossier.objects.at_hand().filter(party__in=by.parties, code=code).first()
    kept = dossier or submission
    glimpse = glimpse_by_key(kept.lookup_key, now=now) if kept else None
    if kept is None or glimpse is None:
        raise Refusal(refusals.NOT_FOUND)
    return Standing(
        code=kept.code,
        procedure=kept.edition.procedure,
        filed_at=submission.filed_at if submission else glimpse.received_at,
        reason=_reason(submission, dossier),
        glimpse=glimpse,
        dossier=dossier,
        asked=dossier.supplements.filter(supplied_at=None).first() if dossier else None,
        issued=dossier is not None and IssuedResult.objects.filter(dossier=dossier).exists(),
    )


def _reason(submission: Submission | None, dossier: Dossier | None) -> str:
    """Why it was not accepted, taken back or stopped."""
    if dossier is not None:
        return dossier.closed_with if dossier.state in {"withdrawn", "stopped"} else ""
    return submission.reason if submission else ""
