"""The counter answers what came from home: it accepts, and there is a dossier; or it refuses, and says why."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from congvu.agencies.rules import Role
from congvu.agencies.selectors import check_delegation
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks.services.ledger import told
from congvu.dossiers.models import MOST_REASON, Dossier
from congvu.dossiers.rules import Channel
from congvu.dossiers.services import Applicant, Filing, Upload, receive, refuse_intake
from congvu.journal.services import record
from congvu.online import events, refusals
from congvu.online.models import Submission
from congvu.online.rules import State
from congvu.online.services import holding
from congvu.online.services.filing import given
from congvu.procedures.selectors import compiled


@transaction.atomic
def accept(submission_id: int, *, by: Actor, at: datetime) -> Dossier:
    """Accept: the dossier has the submission's code, and its time runs from now. Done twice by the same clerk it is
    done once.

    Refuses with `online.not_found`, `not_your_counter`, `changed_meanwhile`, `agencies.delegation_ended`, and as
    `dossiers.services.receive`.
    """
    submission = holding.held(Q(pk=submission_id))
    by = _must_answer(by, submission, at=at)
    if submission.dossier and submission.answerer_id == by.account_id:
        return submission.dossier
    holding.must_wait(submission)
    submission.dossier = receive(
        filing_of(submission),
        intake_key=f"online:{submission.code}",
        lookup_key=submission.lookup_key,
        by=by,
        at=at,
    )
    holding.end(submission, State.ACCEPTED, by=by, at=at)
    due = told(submission.dossier.clock.due_at)
    record(events.ACCEPTED, submission, by=by, at=at, code=submission.code, due=due, receiver=submission.receiver.code)
    return submission.dossier


@transaction.atomic
def refuse(submission_id: int, *, reason: str, by: Actor, at: datetime) -> Submission:
    """Do not accept, and say why in a numbered slip (form 03). Done twice by the same clerk it is done once.

    Refuses with `online.not_found`, `not_your_counter`, `changed_meanwhile`, `reason_needed`, `too_long`,
    `agencies.delegation_ended`.
    """
    submission = holding.held(Q(pk=submission_id))
    by = _must_answer(by, submission, at=at)
    if submission.state == State.REFUSED and submission.answerer_id == by.account_id:
        return submission
    holding.must_wait(submission)
    said = holding.sentence(reason, field="reason", most=MOST_REASON)
    submission.slip = refuse_intake(
        submission.edition,
        receiver=submission.receiver,
        applicant=Applicant.of(submission.applicant),
        reason=said,
        intake_key=f"online:{submission.code}",
        by=by,
        at=at,
    )
    holding.end(submission, State.REFUSED, reason=said, by=by, at=at)
    record(
        events.REFUSED, submission, by=by, at=at, code=submission.code, reason=said, receiver=submission.receiver.code
    )
    return submission


def filing_of(submission: Submission) -> Filing:
    """A submission as the counter takes it in."""
    files = submission.files.select_related("blob")
    uploads = [Upload(file.blob, file.name, file.paper_key) for file in files]
    return Filing(
        edition=submission.edition,
        receiver=submission.receiver,
        applicant=Applicant.of(submission.applicant),
        answers=submission.answers,
        papers=given(compiled(submission.edition), uploads),
        uploads=uploads,
        channel=Channel.ONLINE,
        settler=submission.settler,
        code=submission.code,
        party=submission.party,
        filer=submission.filer,
        return_by=submission.return_by,
        return_address=submission.return_address,
        filed_at=submission.filed_at,
    )


def _must_answer(by: Actor, submission: Submission, *, at: datetime) -> Actor:
    """The clerk under the name to act by: who stands in for somebody says for whom."""
    counter = submission.receiver
    if not by.holds(Role.CLERK, at=counter.pk, on=at):
        check_delegation(by, Role.CLERK, counter.pk, on=at)
        raise Refusal(refusals.NOT_YOUR_COUNTER, agency=counter.name)
    return by.acting(counter.pk, Role.CLERK)
