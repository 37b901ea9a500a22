"""A result becomes a file: printed once, kept by its digest, and its digest written into the journal."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import Dossier, IssuedResult
from congvu.dossiers.rules import check_code
from congvu.dossiers.selectors.issued import unissued
from congvu.dossiers.selectors.papers import paper
from congvu.dossiers.selectors.whole import whole
from congvu.dossiers.services import course
from congvu.files.selectors import Shelf
from congvu.files.services import store
from congvu.procedures.selectors import compiled

MOST = 20  # of a round: the other duties of the background wait for it


def issue(dossier_id: int, *, address: str, into: Shelf, by: Actor, at: datetime) -> IssuedResult:
    """Issue the paper of the decision as a file, once: a second time gives the first one. `address` is where the
    public asks whether a paper is genuine; it is printed beside the code.

    The paper is printed before the transaction begins. Refuses with `dossiers.not_found`, `dossiers.no_such_paper`.
    """
    dossier = Dossier.objects.at_hand().filter(pk=dossier_id).first()
    if dossier is None:
        raise Refusal(refusals.NOT_FOUND)
    if issued := IssuedResult.objects.filter(dossier=dossier).first():
        return issued
    printed = paper(whole(dossier, by, now=at), "result", address=address)
    blob = store(printed, name=f"{dossier.code}.pdf", into=into, by=by, at=at)
    with transaction.atomic():
        dossier = course.locked(dossier_id, None)
        issued, new = IssuedResult.objects.get_or_create(
            dossier=dossier,
            defaults={"blob": blob, "check_code": check_code(dossier.lookup_key), "issued_at": at},
        )
        if new:
            facts = {"sha256": blob.pk, "media_type": blob.media_type, "size": blob.size}
            name = compiled(dossier.edition).pack.result.name
            course.tell(events.RESULT_ISSUED, dossier, by=by, at=at, name=name, check_code=issued.check_code, **facts)
    return issued


def issue_waiting(*, address: str, into: Shelf, by: Actor, at: datetime, most: int = MOST) -> int:
    """Issue what was decided and is no file yet, newest first; how many."""
    waiting = unissued(most)
    for dossier_id in waiting:
        issue(dossier_id, address=address, into=into, by=by, at=at)
    return len(waiting)
