"""What every deed on a submission shares: taking it alone, and ending its wait."""

from datetime import datetime

from django.db.models import Q

from congvu.base.actors import Actor
from congvu.base.refusals import No, Refusal
from congvu.clocks import services as clocks
from congvu.clocks.services.holding import among_others
from congvu.clocks.services.ledger import told
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.online import refusals
from congvu.online.models import Submission
from congvu.online.rules import State
from congvu.online.selectors.drafts import HEAVY


def held(which: Q) -> Submission:
    """The submission, ours alone until the transaction ends. Refuses with `online.not_found`."""
    among_others()  # before any row is taken: a reorganisation is over by then, or waits until we are
    found = Submission.objects.select_for_update(of=("self",)).filter(which)
    submission = next(iter(found.select_related("receiver", "edition", "settler").defer(*HEAVY)), None)
    if submission is None:
        raise Refusal(refusals.NOT_FOUND)
    return submission


def must_wait(submission: Submission) -> None:
    """Refuses with `online.changed_meanwhile`, which says who was quicker."""
    if submission.state != State.WAITING and submission.answered_at:
        raise Refusal(
            refusals.CHANGED_MEANWHILE,
            who=submission.answered_by,
            when=told(submission.answered_at),
            state=submission.get_state_display(),
        )


def end(submission: Submission, state: str, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Nobody waits for the counter's answer any more: its clock stops and the duty is gone."""
    clocks.stop(submission.clock_id, at=at)
    inbox.drop([subject_of(submission)])
    submission.state, submission.reason = state, reason
    submission.answered_at, submission.answered_by, submission.answerer_id = at, by.name, by.account_id
    submission.save()


def sentence(typed: str, *, field: str, most: int, needed: No | None = refusals.REASON_NEEDED) -> str:
    """What was typed, as it is kept. Refuses with `needed` where nothing was, and with `online.too_long`."""
    said = typed.strip()
    if not said and needed:
        raise Refusal(needed, field=field)
    if len(said) > most:
        raise Refusal(refusals.TOO_LONG, field=field, most=most)
    return said
