"""Sending in: what was filled in at home becomes a submission with its code, and waits for the counter."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.clocks.services.holding import among_others
from congvu.clocks.services.ledger import told
from congvu.dossiers.services import Applicant, Counted, Upload
from congvu.dossiers.services.intake import due_if_received, must_be_sound, next_code
from congvu.inbox import services as inbox
from congvu.journal.services import record, subject_of
from congvu.online import events, refusals
from congvu.online.models import Batch, Draft, Submission, SubmissionFile
from congvu.online.rules import ANSWER_LAW, ANSWER_WITHIN, MOST_WAITING, ReturnBy, State
from congvu.online.selectors import current_edition, default_receiver, sent_as
from congvu.online.services.drafts import MOST_ADDRESS, must_take_online
from congvu.online.services.drafts import locked as locked_draft
from congvu.people.models import Account, Party
from congvu.people.rules import Assurance
from congvu.procedures.models import Edition
from congvu.procedures.selectors import Compiled, compiled

# Kept like a step's name of a pack: in Vietnamese, whatever language the clerk reads.
TO_ANSWER = "Tiếp nhận hoặc từ chối hồ sơ trực tuyến"


@dataclass(frozen=True, slots=True)
class OnlineFiling:
    """Everything that is sent in at once. What is uploaded under a paper counts as a copy of it."""

    edition: Edition
    party: Party
    applicant: Applicant
    answers: Mapping[str, object]
    uploads: Sequence[Upload] = ()
    receiver: Agency | None = None  # None: the one-stop of who settles it, where that is one agency
    settler: Agency | None = None
    return_by: str = ReturnBy.COUNTER
    return_address: str = ""

    @property
    def papers(self) -> dict[str, Counted]:
        """What the files show, counted, and the form itself."""
        return given(compiled(self.edition), self.uploads)


def counted(uploads: Sequence[Upload]) -> dict[str, Counted]:
    """A copy of each paper of which something was uploaded."""
    return {upload.paper_key: Counted(copy=1) for upload in uploads if upload.paper_key}


def given(known: Compiled, uploads: Sequence[Upload]) -> dict[str, Counted]:
    """The papers of an online filing: those uploaded, and the form that was answered in place of the paper one."""
    forms = {paper.key: Counted(original=paper.original or 1) for paper in known.pack.papers if paper.form}
    return {**forms, **counted(uploads)}


def submit(draft_key: str, *, intake_key: str, lookup_key: str, by: Actor, at: datetime) -> Submission:
    """Send a draft in. The same draft, or the same `intake_key`, gives the same submission, however often and however
    fast it is sent; `lookup_key` is the secret behind the QR code of its receipt.

    Refuses with `online.draft_gone`, `contact_unconfirmed`, and as `file`; then the draft stays as it is.
    """
    try:
        with transaction.atomic():
            if twin := sent_as(by, draft_key):
                return twin
            among_others()
            draft = _locked_or_none(draft_key, by)
            if draft is None:
                return sent_as(by, draft_key) or _gone()
            _must_be_confirmed(draft.account)
            filing = filing_of(draft)
            if twin := _twin(filing, intake_key):
                return twin
            submission = file_one(filing, intake_key, lookup_key, draft_key=draft.key, by=by, at=at)
            draft.delete()
            return submission
    except IntegrityError:
        if twin := sent_as(by, draft_key):
            return twin
        raise


def filing_of(draft: Draft) -> OnlineFiling:
    """What a draft says, as it would be sent in. What was never filled in is empty, and is found wrong."""
    said: dict[str, Any] = {"kind": "", "name": "", **draft.applicant}
    files = draft.files.select_related("blob").order_by("order", "pk")
    return OnlineFiling(
        edition=draft.edition,
        party=draft.party,
        applicant=Applicant.of(said),
        answers=draft.answers,
        uploads=[Upload(file.blob, file.name, file.paper_key) for file in files],
        receiver=draft.receiver,
        settler=draft.settler,
        return_by=draft.return_by,
        return_address=draft.return_address,
    )


def file(filing: OnlineFiling, *, intake_key: str, lookup_key: str, by: Actor, at: datetime) -> Submission:
    """Send in without a draft: for machines. The same `intake_key` gives the same submission.

    Refuses with `online.not_yours`, `channel_closed`, `not_in_force`, `receiver_needed`, `receiver_closed`,
    `return_wrong`, `address_needed`, `too_long`, `too_many_waiting`, `form_used`; with `dossiers.not_offered`,
    `settler_needed`, `not_competent`, `agency_closed`, `merged`; with `dossiers.applicant_wrong`, `answers_wrong`,
    `papers_missing`, `paper_unknown`.
    """
    try:
        with transaction.atomic():
            if twin := _twin(filing, intake_key):
                return twin
            among_others()
            return file_one(filing, intake_key, lookup_key, by=by, at=at)
    except IntegrityError:
        # A second time while the first was under way: the first one won, and is the answer to both.
        if twin := _twin(filing, intake_key):
            return twin
        raise


def must_be_right(filing: OnlineFiling, *, by: Actor, at: datetime) -> Agency:
    """Everything that is asked of a filing before it is sent; the counter that it goes to. Refuses as `file`."""
    today, known = timezone.localdate(at), compiled(filing.edition)
    if filing.party.pk not in by.parties:
        raise Refusal(refusals.NOT_YOURS)
    must_take_online(known)
    if current_edition(filing.edition, on=today).pk != filing.edition.pk:
        raise Refusal(refusals.NOT_IN_FORCE)
    receiver = filing.receiver or default_receiver(known, settler=filing.settler, on=today)
    if receiver is None:
        raise Refusal(refusals.RECEIVER_NEEDED, field="receiver")
    closed = receiver.valid_to is not None and receiver.valid_to <= today
    if closed or receiver.kind != Kind.ONE_STOP:
        raise Refusal(refusals.RECEIVER_CLOSED, field="receiver", agency=receiver.name)
    due_if_received(known, receiver, settler=filing.settler, at=at)  # somebody settles it there
    _must_return_somewhere(filing)
    must_be_sound(known, filing.applicant, filing.answers, filing.papers)
    return receiver


def _must_return_somewhere(filing: OnlineFiling) -> None:
    if filing.return_by not in ReturnBy.values:
        raise Refusal(refusals.RETURN_WRONG, field="return_by")
    if filing.return_by == ReturnBy.POST and not filing.return_address.strip():
        raise Refusal(refusals.ADDRESS_NEEDED, field="return_address")
    if len(filing.return_address) > MOST_ADDRESS:
        raise Refusal(refusals.TOO_LONG, field="return_address", most=MOST_ADDRESS)


def _must_be_confirmed(account: Account) -> None:
    if account.assurance == Assurance.NONE:
        raise Refusal(refusals.CONTACT_UNCONFIRMED)


def _locked_or_none(draft_key: str, by: Actor) -> Draft | None:
    """None where somebody was quicker: another tab has sent it while we waited."""
    try:
        return locked_draft(draft_key, by)
    except Refusal:
        return None


def _gone() -> Submission:
    raise Refusal(refusals.DRAFT_GONE)


def _twin(filing: OnlineFiling, intake_key: str) -> Submission | None:
    """The submission that was made with this key already. Refuses with `online.form_used` when it is another's: what
    was filled in anew must not pass for sent."""
    twin = Submission.objects.filter(intake_key=intake_key).first()
    if twin is None:
        return None
    said = [filing.applicant.values(), dict(filing.answers)]
    same = json.loads(json.dumps(said)) == [twin.applicant, twin.answers]
    if not same or (twin.edition_id, twin.party_id) != (filing.edition.pk, filing.party.pk):
        raise Refusal(refusals.FORM_USED, code=twin.code)
    return twin


def file_one(
    filing: OnlineFiling,
    intake_key: str,
    lookup_key: str,
    *,
    by: Actor,
    at: datetime,
    draft_key: str | None = None,
    batch: Batch | None = None,
) -> Submission:
    """Within the caller's transaction, which has asked for a twin. Refuses as `file`."""
    receiver = must_be_right(filing, by=by, at=at)
    waiting = Submission.objects.filter(party=filing.party, state=State.WAITING).count()
    if waiting >= MOST_WAITING:
        raise Refusal(refusals.TOO_MANY_WAITING, most=MOST_WAITING)
    submission = _write(filing, receiver, intake_key, lookup_key, draft_key=draft_key, batch=batch, by=by, at=at)
    _tell(submission, by=by, at=at)
    return submission


def _write(
    filing: OnlineFiling,
    receiver: Agency,
    intake_key: str,
    lookup_key: str,
    *,
    draft_key: str | None,
    batch: Batch | None,
    by: Actor,
    at: datetime,
) -> Submission:
    code = next_code(receiver, at=at)
    clock = clocks.start(ANSWER_WITHIN, agency_id=receiver.pk, label=f"{code}/TN", at=at, law=ANSWER_LAW)
    submission = Submission.objects.create(
        code=code,
        lookup_key=lookup_key,
        intake_key=intake_key,
        draft_key=draft_key,
        edition=filing.edition,
        receiver=receiver,
        settler=filing.settler,
        party=filing.party,
        filer_id=by.account_id,
        batch=batch,
        applicant=filing.applicant.values(),
        applicant_name=filing.applicant.name.strip(),
        id_number=filing.applicant.id_number.strip(),
        answers=dict(filing.answers),
        return_by=filing.return_by,
        return_address=filing.return_address.strip(),
        clock=clock,
        followed_due_at=clock.due_at,
        filed_at=at,
    )
    SubmissionFile.objects.bulk_create(
        (
            SubmissionFile(submission=submission, blob=one.blob, paper_key=one.paper_key, name=one.name)
            for one in filing.uploads
        ),
        ignore_conflicts=True,
    )
    return submission


def _tell(submission: Submission, *, by: Actor, at: datetime) -> None:
    """Into the clerks' inbox, and into the journal."""
    known, due_at = compiled(submission.edition), submission.clock.due_at
    card = inbox.Card(
        code=submission.code,
        title=known.pack.name,
        step=TO_ANSWER,
        who=submission.applicant_name,
        address=f"/truc-tuyen/{submission.code}/",
    )
    inbox.put(subject_of(submission), card, agency_id=submission.receiver_id, role=Role.CLERK, due_at=due_at, at=at)
    record(
        events.SUBMITTED,
        submission,
        by=by,
        at=at,
        code=submission.code,
        due=told(due_at),
        procedure=known.pack.code,
        edition=submission.edition.number,
        receiver=submission.receiver.code,
        due_at=timezone.localtime(due_at).isoformat(),
    )
