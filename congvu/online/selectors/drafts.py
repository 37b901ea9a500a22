"""What somebody has begun, and what can be taken over from what the same party filed before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.online import refusals
from congvu.online.models import Draft, Submission, SubmissionFile
from congvu.procedures.models import Edition

REUSED = 30  # files of earlier requests that are offered again
HEAVY = tuple(f"edition__{column}" for column in Edition.HEAVY)


def drafts_of(by: Actor) -> QuerySet[Draft]:
    """The actor's drafts for those whom it may still file for, last kept first."""
    mine = Draft.objects.filter(account=by.account_id or 0, party__in=by.parties)
    return mine.select_related("edition__procedure", "party", "receiver", "settler").defer(*HEAVY)


def draft_for(by: Actor, key: str) -> Draft:
    """One of the actor's drafts, with its files. Refuses with `online.draft_gone`, also where it is another's."""
    draft = drafts_of(by).prefetch_related("files__blob").filter(key=key).first()
    if draft is None:
        raise Refusal(refusals.DRAFT_GONE)
    return draft


def sent_as(by: Actor, draft_key: str) -> Submission | None:
    """What a draft has become already, if it was sent in for one of the actor's parties."""
    return Submission.objects.filter(draft_key=draft_key, party__in=by.parties).first()


@dataclass(frozen=True, slots=True)
class Reusable:
    """What a party gave before: who applies, as in its newest request; the answers of its newest request by the same
    procedure; and the files of its requests, each once, newest first."""

    applicant: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[SubmissionFile, ...] = ()


def reusable(by: Actor, party_id: int, edition: Edition) -> Reusable:
    """What of earlier requests can be taken over; nothing of a party that the actor may not file for."""
    if party_id not in by.parties:
        return Reusable()
    filed = Submission.objects.filter(party=party_id).order_by("-pk")
    newest = filed.values_list("applicant", flat=True).first()
    same = filed.filter(edition__procedure=edition.procedure_id).values_list("answers", flat=True).first()
    files = SubmissionFile.objects.filter(submission__party=party_id).select_related("blob", "submission")
    once = {file.blob_id: file for file in reversed(files.order_by("-pk")[: 2 * REUSED])}
    return Reusable(newest or {}, same or {}, tuple(list(once.values())[::-1][:REUSED]))
