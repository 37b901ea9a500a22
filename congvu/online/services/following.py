"""What the applicant does after sending in: withdraw, complete, and say how content it is."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import MOST_REASON, Dossier
from congvu.dossiers.rules import State as DossierState
from congvu.dossiers.services import Upload
from congvu.journal.services import record
from congvu.online import events, refusals
from congvu.online.models import MOST_COMMENT, Rating, Submission
from congvu.online.rules import Level, State
from congvu.online.selectors import own_dossier
from congvu.online.services import holding
from congvu.online.services.filing import counted

SETTLED = (DossierState.DECIDED, DossierState.RETURNED)


@transaction.atomic
def withdraw(code: str, *, reason: str, by: Actor, at: datetime) -> Submission | Dossier:
    """Take a request back: at once while the counter has not answered, else as a dossier that has no result yet.

    Refuses with `online.not_found`, `changed_meanwhile`, `reason_needed`, `too_long`, and as
    `dossiers.services.withdraw`.
    """
    submission = _submission(code, by)
    if submission is None or submission.dossier_id:
        return dossiers.withdraw(own_dossier(by, code).pk, reason=reason, by=by, at=at)
    holding.must_wait(submission)
    said = holding.sentence(reason, field="reason", most=MOST_REASON)
    holding.end(submission, State.WITHDRAWN, reason=said, by=by, at=at)
    record(events.WITHDRAWN, submission, by=by, at=at, code=code, reason=said, receiver=submission.receiver.code)
    return submission


def supply(code: str, uploads: Sequence[Upload], *, by: Actor, at: datetime) -> Dossier:
    """Complete a dossier with what was asked for: each file counts as a copy of the paper it is under; one under no
    paper is kept with the dossier.

    Refuses with `online.not_found`, `nothing_supplied`, and as `dossiers.services.supply`.
    """
    if not uploads:
        raise Refusal(refusals.NOTHING_SUPPLIED, field="files")
    return dossiers.supply(own_dossier(by, code).pk, papers=counted(uploads), uploads=uploads, by=by, at=at)


def take_result(code: str, *, by: Actor, at: datetime) -> Dossier:
    """The applicant who chose to get the result online has taken it: the dossier is closed.

    Refuses with `online.not_found`, and as `dossiers.services.hand_over`.
    """
    receiver = f"{by.name} (bản điện tử)"
    return dossiers.hand_over(own_dossier(by, code).pk, receiver=receiver, by=by, at=at)


def rate(code: str, *, level: str, comment: str = "", by: Actor, at: datetime) -> Rating:
    """Say how content one is with how the dossier was settled: once, when there is a result.

    Refuses with `online.not_found`, `not_yet_settled`, `rated_before`, `level_wrong`, `too_long`.
    """
    return rate_dossier(own_dossier(by, code), level=level, comment=comment, by=by, at=at)


def rate_by_key(lookup_key: str, *, level: str, comment: str = "", by: Actor, at: datetime) -> Rating:
    """The same by whoever holds the receipt: its QR code has the secret. Refuses as `rate`."""
    dossier = Dossier.objects.filter(lookup_key=lookup_key).first()
    if dossier is None:
        raise Refusal(refusals.NOT_FOUND)
    return rate_dossier(dossier, level=level, comment=comment, by=by, at=at)


def rate_dossier(dossier: Dossier, *, level: str, comment: str, by: Actor, at: datetime) -> Rating:
    """Keep the rating of a dossier that the caller was let see. Refuses as `rate`."""
    if dossier.state not in SETTLED:
        raise Refusal(refusals.NOT_YET_SETTLED)
    if level not in Level.values:
        raise Refusal(refusals.LEVEL_WRONG, field="level")
    said = holding.sentence(comment, field="comment", most=MOST_COMMENT, needed=None)
    try:
        with transaction.atomic():
            rating = Rating.objects.create(dossier=dossier, level=level, comment=said, at=at)
            label = Level(level).label
            record(events.RATED, dossier, by=by, at=at, code=dossier.code, level=level, level_name=str(label))
    except IntegrityError:
        raise Refusal(refusals.RATED_BEFORE) from None
    return rating


def _submission(code: str, by: Actor) -> Submission | None:
    """The submission of one of the actor's parties, taken; None where the request never was one."""
    if not Submission.objects.filter(code=code, party__in=by.parties).exists():
        return None
    return holding.held(Q(code=code, party__in=by.parties))
