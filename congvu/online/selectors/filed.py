"""What somebody has filed: submissions and dossiers of the parties that an actor files for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import State as DossierState
from congvu.dossiers.selectors import owned
from congvu.online import refusals
from congvu.online.models import Rating, Submission
from congvu.online.rules import State
from congvu.online.selectors.drafts import HEAVY
from congvu.procedures.models import Procedure

PAGE = 20
AS_DOSSIER = {  # what a submission is called while there is no dossier
    State.WAITING: DossierState.REGISTERED,
    State.REFUSED: DossierState.NOT_RECEIVED,
    State.WITHDRAWN: DossierState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Filed:
    """One request in the list of its applicant, whether the counter has answered yet or not. `state` is one of the
    national ten; `due_at` is when the counter answers, and later when there is a result."""

    code: str
    state: str
    procedure: Procedure
    party_id: int
    applicant: str
    filed_at: datetime
    due_at: datetime
    submission: Submission | None
    dossier: Dossier | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them, newest first; `before` opens the next older ones ("": there are none)."""

    rows: list[Filed]
    before: str


def filed_by(by: Actor, *, before: str = "", size: int = PAGE) -> Page:
    """What was filed for the actor's parties, newest first, page by page. Two queries, however much it is: a dossier
    that came from home stands in it once."""
    older = _read(before)
    apart = Submission.objects.filter(party__in=by.parties, dossier=None)
    dossiers = owned(by)
    if older:
        moment, code = older
        apart = apart.filter(Q(filed_at__lt=moment) | Q(filed_at=moment, code__lt=code))
        dossiers = dossiers.filter(Q(received_at__lt=moment) | Q(received_at=moment, code__lt=code))
    known = apart.select_related("edition__procedure", "clock").defer(*HEAVY)
    rows = [_submitted(one) for one in known.order_by("-filed_at", "-code")[: size + 1]]
    rows += [_received(one) for one in dossiers.order_by("-received_at", "-code")[: size + 1]]
    rows.sort(key=lambda row: (row.filed_at, row.code), reverse=True)
    return Page(rows[:size], _key(rows[size - 1]) if len(rows) > size else "")


def submission_for(by: Actor, code: str) -> Submission:
    """A submission of one of the actor's parties, with its files. Refuses with `online.not_found`."""
    found = Submission.objects.filter(party__in=by.parties, code=code)
    whole = found.select_related("edition__procedure", "clock", "receiver", "settler", "party", "dossier")
    submission = whole.defer(*HEAVY).prefetch_related("files__blob").first()
    if submission is None:
        raise Refusal(refusals.NOT_FOUND)
    return submission


def own_dossier(by: Actor, code: str) -> Dossier:
    """A dossier of one of the actor's parties. Refuses with `online.not_found`."""
    dossier = owned(by).filter(code=code).first()
    if dossier is None:
        raise Refusal(refusals.NOT_FOUND)
    return dossier


def rating_of(dossier: Dossier) -> Rating | None:
    """What its applicant thought of it, once said."""
    return Rating.objects.filter(dossier=dossier).first()


def _submitted(one: Submission) -> Filed:
    state = AS_DOSSIER[State(one.state)]
    procedure = one.edition.procedure
    return Filed(
        one.code, state, procedure, one.party_id, one.applicant_name, one.filed_at, one.clock.due_at, one, None
    )


def _received(one: Dossier) -> Filed:
    procedure = one.edition.procedure
    return Filed(
        one.code, one.state, procedure, one.party_id or 0, one.applicant, one.received_at, one.clock.due_at, None, one
    )


def _key(row: Filed) -> str:
    return f"{row.filed_at.isoformat()} {row.code}"


def _read(key: str) -> tuple[datetime, str] | None:
    """An unreadable key starts at the top."""
    moment, _, code = key.rpartition(" ")
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (read, code) if read.tzinfo else None
