"""Filling in at home, a page at a time. A draft is its owner's alone: the journal begins with what is sent."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals as dossier_refusals
from congvu.dossiers.rules import ApplicantKind, Channel
from congvu.files.models import Blob
from congvu.online import refusals
from congvu.online.models import Draft, DraftFile
from congvu.online.rules import MOST_DRAFTS, MOST_FILES, ReturnBy
from congvu.online.selectors import current_edition, drafts_of
from congvu.people.models import Account, Party
from congvu.people.rules import PartyKind
from congvu.procedures.models import Edition
from congvu.procedures.selectors import Compiled, compiled

KEPT = timedelta(days=180)  # a draft that nobody has touched for so long is put away
MOST_PLACE, MOST_FILE_NAME, MOST_ADDRESS = 60, 200, 300


def begin(edition: Edition, party: Party, *, by: Actor, at: datetime) -> Draft:
    """Begin a request for a party, with what its account says of it filled in.

    Refuses with `online.not_yours`, `channel_closed`, `not_in_force`, `too_many_drafts`.
    """
    if party.pk not in by.parties or by.account_id is None:
        raise Refusal(refusals.NOT_YOURS)
    must_take_online(compiled(edition))
    if current_edition(edition, on=timezone.localdate(at)).pk != edition.pk:
        raise Refusal(refusals.NOT_IN_FORCE)
    if drafts_of(by).count() >= MOST_DRAFTS:
        raise Refusal(refusals.TOO_MANY_DRAFTS, most=MOST_DRAFTS)
    account = Account.objects.get(pk=by.account_id)
    return Draft.objects.create(
        key=secrets.token_hex(16),
        account=account,
        party=party,
        edition=edition,
        applicant=known_of(party, account),
        begun_at=at,
        kept_at=at,
    )


def must_take_online(known: Compiled) -> None:
    """Refuses with `online.channel_closed`."""
    if Channel.ONLINE not in known.pack.channels:
        raise Refusal(refusals.CHANNEL_CLOSED)


def known_of(party: Party, account: Account) -> dict[str, str]:
    """The applicant's block as far as it is known."""
    person = party.kind == PartyKind.PERSON
    said = {"name": party.name, "phone": account.phone, "email": account.email}
    said["id_number" if person else "org_code"] = party.number
    kind = ApplicantKind.CITIZEN if person else ApplicantKind.BUSINESS
    return {"kind": kind.value, **{name: value for name, value in said.items() if value}}


@transaction.atomic
def keep(
    draft_key: str,
    *,
    by: Actor,
    at: datetime,
    applicant: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    typed: Mapping[str, Any] | None = None,
    place: str | None = None,
    receiver: Agency | None = None,
    settler: Agency | None = None,
    return_by: str | None = None,
    return_address: str | None = None,
    seen: int | None = None,
) -> Draft:
    """Keep what was filled in so far, right or not; what is not given stays as it was, and a new `receiver` forgets
    who was to settle. `seen` is the version that the page was drawn from.

    Refuses with `online.draft_gone`, `kept_elsewhere`, `return_wrong`, `too_long`.
    """
    draft = locked(draft_key, by)
    if seen is not None and seen != draft.version:
        raise Refusal(refusals.KEPT_ELSEWHERE)
    if return_by is not None and return_by not in ReturnBy.values:
        raise Refusal(refusals.RETURN_WRONG, field="return_by")
    if return_address is not None and len(return_address) > MOST_ADDRESS:
        raise Refusal(refusals.TOO_LONG, field="return_address", most=MOST_ADDRESS)
    if receiver is not None and receiver.pk != draft.receiver_id:
        draft.receiver, draft.settler = receiver, None
    given: dict[str, Any] = {"applicant": applicant, "answers": answers, "typed": typed, "settler": settler}
    given |= {"place": place and place[:MOST_PLACE], "return_by": return_by, "return_address": return_address}
    for name, value in given.items():
        if value is not None:
            setattr(draft, name, dict(value) if isinstance(value, Mapping) else value)
    return _kept(draft, at=at)


@transaction.atomic
def attach(draft_key: str, blob: Blob, paper_key: str, name: str, *, by: Actor, at: datetime) -> DraftFile:
    """Put a stored file beside the draft, under a paper or ("") under none; the same file twice is there once.

    Refuses with `online.draft_gone`, `too_many_files`, `dossiers.paper_unknown`.
    """
    draft = locked(draft_key, by)
    if paper_key and paper_key not in {paper.key for paper in compiled(draft.edition).pack.papers}:
        raise Refusal(dossier_refusals.PAPER_UNKNOWN, key=paper_key)
    if (there := draft.files.filter(blob=blob, paper_key=paper_key).first()) is not None:
        return there
    count = draft.files.count()
    if count >= MOST_FILES:
        raise Refusal(refusals.TOO_MANY_FILES, most=MOST_FILES)
    file = DraftFile.objects.create(
        draft=draft, blob=blob, paper_key=paper_key, name=name[:MOST_FILE_NAME], order=count + 1
    )
    _kept(draft, at=at)
    return file


@transaction.atomic
def detach(draft_key: str, file_id: int, *, by: Actor, at: datetime) -> Draft:
    """Take a file away again; one that is gone already is no mistake. Refuses with `online.draft_gone`."""
    draft = locked(draft_key, by)
    draft.files.filter(pk=file_id).delete()
    return _kept(draft, at=at)


@transaction.atomic
def arrange(draft_key: str, file_ids: Sequence[int], *, by: Actor, at: datetime) -> Draft:
    """Put the files in this order; those not named come after them as they were. Refuses with `online.draft_gone`."""
    draft = locked(draft_key, by)
    files = {file.pk: file for file in draft.files.all()}
    wanted = [pk for pk in dict.fromkeys(file_ids) if pk in files]
    for order, pk in enumerate([*wanted, *(pk for pk in files if pk not in wanted)], 1):
        files[pk].order = order
    DraftFile.objects.bulk_update(files.values(), ["order"])
    return _kept(draft, at=at)


@transaction.atomic
def discard(draft_key: str, *, by: Actor, at: datetime) -> None:  # noqa: ARG001  # every service is told when
    """Throw the draft away with its files. Refuses with `online.draft_gone`."""
    locked(draft_key, by).delete()


@transaction.atomic
def move_to_current_edition(draft_key: str, *, by: Actor, at: datetime) -> Draft:
    """Go on with the draft under the edition that is in force now: answers that still fit are carried over, what does
    not fit any more is asked again, files of papers that are asked no more stay beside the draft without a paper.

    Refuses with `online.draft_gone`, `edition_same`, `channel_closed`.
    """
    draft = locked(draft_key, by)
    now = current_edition(draft.edition, on=timezone.localdate(at))
    if now.pk == draft.edition_id:
        raise Refusal(refusals.EDITION_SAME)
    known = compiled(now)
    must_take_online(known)
    draft.edition, draft.answers, draft.place = now, _fitting(known, draft.answers), ""
    _put_files_under(draft, {paper.key for paper in known.pack.papers})
    return _kept(draft, at=at)


def _fitting(known: Compiled, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with which the form finds nothing wrong; a missing one is no fault yet."""
    kept = dict(answers)
    for pointer, _sentence in known.form.check(kept):
        kept.pop(pointer.strip("/").partition("/")[0], None)
    return kept


def _put_files_under(draft: Draft, papers: set[str]) -> None:
    for file in draft.files.exclude(paper_key__in=["", *papers]):
        if draft.files.filter(blob=file.blob_id, paper_key="").exists():
            file.delete()
        else:
            file.paper_key = ""
            file.save(update_fields=["paper_key"])


def forget_drafts(*, at: datetime) -> int:
    """Put away drafts that nobody has touched for half a year; how many."""
    return Draft.objects.filter(kept_at__lt=at - KEPT).delete()[1].get(Draft._meta.label, 0)


def locked(draft_key: str, by: Actor) -> Draft:
    """The draft, ours alone until the transaction ends. Refuses with `online.draft_gone`."""
    found = drafts_of(by).select_for_update(of=("self",)).filter(key=draft_key)
    draft = next(iter(found), None)
    if draft is None:
        raise Refusal(refusals.DRAFT_GONE)
    return draft


def _kept(draft: Draft, *, at: datetime) -> Draft:
    draft.version += 1
    draft.kept_at = at
    draft.save()
    return draft
