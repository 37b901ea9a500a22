"""Going back: a step is returned to an earlier one, or taken back by whoever passed it on."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks.services.ledger import told
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_REASON, Dossier, Leg, Slip, Step
from congvu.dossiers.rules import State
from congvu.dossiers.selectors import returnable, to_recall
from congvu.dossiers.services import course, legs, process
from congvu.dossiers.services.course import Seen
from congvu.dossiers.services.steps import finish_step, open_step
from congvu.flow import Case, go_back
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.procedures.selectors import compiled


@transaction.atomic
def return_to(
    dossier_id: int, *, element: str, to: str, reason: str, by: Actor, at: datetime, seen: Seen | None = None
) -> Dossier:
    """Return an open step to one that was worked before it in the same agency's share, with the reason.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `step_not_open`, `not_yours`, `step_taken`,
    `reason_needed`, `too_long`, `cannot_return`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    step = open_step(dossier, element)
    by = course.must_work(by, step, dossier, at=at)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    known = compiled(dossier.edition)
    target = next((one for one in returnable(dossier, step) if one.element == to), None)
    if target is None:
        raise Refusal(refusals.CANNOT_RETURN, field="to")
    case = Case.load(known.net, dossier.case)
    task = next(one for one in case.open if one.id == step.task)
    finish_step(dossier, step, choice="returned", label=f"Trả lại: {target.name}", note=said, by=by, at=at)
    _forget_proposal(dossier, since=target)
    process.follow(dossier, go_back(known.net, case, task, to), by=by, at=at, after=step)
    names = {"step": step.name, "element": element, "to": target.name, "to_element": to}
    course.tell(events.RETURNED, dossier, by=by, at=at, reason=said, **names)
    return course.kept(dossier, seen)


def _forget_proposal(dossier: Dossier, *, since: Step) -> None:
    """What was proposed at the step that is worked again, or after it, is proposed no more; its words stay as draft."""
    known = compiled(dossier.edition)
    proposing = {(step.key, choice.key) for step, choice in known.pack.choices if choice.proposes}
    worked = Step.objects.filter(dossier=dossier, pk__gte=since.pk).values_list("element", "choice")
    if proposing & set(worked):
        dossier.proposed = ""


@transaction.atomic
def recall(dossier_id: int, *, reason: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """Take back what one has just passed on, as long as nobody there has taken it: the step is open again as before.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `reason_needed`, `too_long`,
    `nothing_to_recall`, `recall_too_late`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    step = to_recall(dossier, by)
    if step is None:
        raise Refusal(refusals.NOTHING_TO_RECALL)
    taken = next((one for one in dossier.now_open if one.opened_by_id == step.pk and one.taken_at), None)
    if taken and taken.account and taken.taken_at:
        raise Refusal(refusals.RECALL_TOO_LATE, who=taken.account.name, when=told(taken.taken_at))
    _undo(dossier, step, by=by, at=at)
    course.tell(events.RECALLED, dossier, by=by, at=at, step=step.name, reason=said, element=step.element)
    return course.kept(dossier, seen)


def _undo(dossier: Dossier, step: Step, *, by: Actor, at: datetime) -> None:
    """What the move opened is closed unworked, its slips and legs are void, and the step waits again for its worker."""
    known = compiled(dossier.edition)
    opened = [one for one in dossier.now_open if one.opened_by_id == step.pk]
    Step.objects.filter(pk__in=[one.pk for one in opened]).update(done_at=at, choice="recalled")
    Slip.objects.filter(pk__in=[one.slip_id for one in opened if one.slip_id]).update(recalled_at=at)
    inbox.drop([subject_of(one) for one in opened])
    for leg in Leg.objects.filter(dossier=dossier, finished_at=None, steps__in=opened).distinct():
        if all(one.pk in {opened_one.pk for opened_one in opened} for one in leg.steps.all()):
            legs.end_leg(leg, "recalled", by=by.name, at=at)
            process.note_end(dossier, leg)
    dossier.now_open = [one for one in dossier.now_open if one not in opened]
    if any(choice.key == step.choice and choice.proposes for choice in known.pack.steps[step.element].choices.values()):
        dossier.proposed = ""
    assert step.undo  # `to_recall` asked
    process.follow(dossier, Case.load(known.net, step.undo["case"]), by=by, at=at, after=step)
    again = next(one for one in dossier.now_open if one.element == step.element and one.pk != step.pk)
    again.account_id, again.taken_at, again.due_at = by.account_id, at, step.due_at
    again.save(update_fields=["account", "taken_at", "due_at"])
    inbox.take(subject_of(again), account_id=by.account_id, at=at)
    inbox.move([subject_of(again)], due_at=again.due_at)
