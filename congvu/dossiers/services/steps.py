"""Working the process: a step is taken, worked with one of its choices, and the dossier goes where the process says."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.selectors import held
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.clocks.services.ledger import told
from congvu.dossiers import events, refusals
from congvu.dossiers.models import Decision, Dossier, Step
from congvu.dossiers.rules import Outcome, State
from congvu.dossiers.services import asked, course, process
from congvu.dossiers.services.course import Seen
from congvu.dossiers.services.numbering import next_number
from congvu.flow import Case
from congvu.flow import arrive as flow_arrives
from congvu.flow import complete as flow_completes
from congvu.inbox import services as inbox
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.procedures.rules import Choice
from congvu.procedures.selectors import Compiled, compiled

FINISHING = ("choice", "choice_label", "note", "account", "taken_at", "done_at", "done_by")


@transaction.atomic
def take(dossier_id: int, *, element: str, by: Actor, at: datetime, seen: Seen | None = None) -> Dossier:
    """An official takes the open step: from now on it is in that person's hands.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `step_not_open`, `recalled_before`,
    `not_yours`, `step_taken`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    step = open_step(dossier, element)
    by = course.must_work(by, step, dossier, at=at)
    _in_hand(dossier, step, by=by, at=at)
    step.save(update_fields=["account", "taken_at"])
    if dossier.state == State.RECEIVED:
        dossier.state = State.IN_PROGRESS
    course.tell(events.TAKEN, dossier, by=by, at=at, step=step.name)
    return course.kept(dossier, seen)


@transaction.atomic
def complete(
    dossier_id: int,
    *,
    element: str,
    choice: str,
    by: Actor,
    at: datetime,
    note: str = "",
    result: Mapping[str, object] | None = None,
    seen: Seen | None = None,
) -> Dossier:
    """Work the open step with one of the choices that the procedure gives.

    `result` are the facts for the result's paper, where the choice proposes one or returns a leg's. Refuses with
    `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `step_not_open`, `recalled_before`, `not_yours`,
    `step_taken`, `unknown_choice`, `reason_needed`, `result_incomplete`, `nothing_proposed`, `countersign_awaited`,
    `extended_before`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS)
    known = compiled(dossier.edition)
    step = open_step(dossier, element)
    by = course.must_work(by, step, dossier, at=at)
    chosen = known.pack.steps[element].choices.get(choice)
    if chosen is None or known.pack.steps[element].hand_over:
        raise Refusal(refusals.UNKNOWN_CHOICE, field="choice")
    if chosen.reason and not note.strip():
        raise Refusal(refusals.REASON_NEEDED, field="note")
    if chosen.proposes:
        _propose(dossier, known, chosen, note=note, result=result or {})
    if chosen.returns:
        _return_result(known, step, result=result or {}, at=at)
    decision = _decide(dossier, known, step, by=by, at=at) if chosen.decides else None
    _move_clock(dossier, known, chosen, at=at)
    finish_step(dossier, step, choice=choice, label=chosen.label, note=note, by=by, at=at)
    facts = {"choice": choice, "outcome": dossier.proposed, "answers": dossier.answers}
    before = Case.load(known.net, dossier.case)
    process.follow(dossier, flow_completes(known.net, before, step.task, facts), by=by, at=at, after=step)
    if not (chosen.decides or chosen.extends or chosen.starts_clock or chosen.returns):
        step.undo = {"move": dossier.moves, "case": before.dump()}
        step.save(update_fields=["undo"])
    _tell(dossier, step, chosen, decision, by=by, at=at)
    return course.kept(dossier, seen)


@transaction.atomic
def arrive(
    dossier_id: int, *, element: str, by: Actor, at: datetime, note: str = "", seen: Seen | None = None
) -> Dossier:
    """What the process waits for has come (a tax receipt): the clock runs on, and the process goes on.

    Refuses with `dossiers.not_found`, `changed_meanwhile`, `wrong_state`, `nothing_awaited`, `not_yours`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, State.RECEIVED, State.IN_PROGRESS, State.AWAITING_OBLIGATION)
    known = compiled(dossier.edition)
    step = next((step for step in dossier.now_open if step.element == element and step.waits), None)
    if step is None:
        raise Refusal(refusals.NOTHING_AWAITED)
    by = course.must_work(by, step, dossier, at=at)
    wait = known.pack.waits[element]
    finish_step(dossier, step, choice="arrived", label=wait.arrives, note=note, by=by, at=at)
    if dossier.state == State.AWAITING_OBLIGATION:
        process.resume(dossier, at=at)
    facts = {"choice": "", "outcome": dossier.proposed, "answers": dossier.answers}
    before = Case.load(known.net, dossier.case)
    process.follow(dossier, flow_arrives(known.net, before, step.task, facts), by=by, at=at, after=step)
    course.tell(
        events.ARRIVED,
        dossier,
        by=by,
        at=at,
        what=wait.arrives,
        element=element,
        due=told(dossier.clock.due_at),
    )
    return course.kept(dossier, seen)


def open_step(dossier: Dossier, element: str) -> Step:
    """The step under way at this element. Refuses with `dossiers.step_not_open`, and with `dossiers.recalled_before`
    where it was taken back by whoever had passed it on."""
    step = next((step for step in dossier.now_open if step.element == element and not step.waits), None)
    if step is None:
        _check_recalled(dossier, element)
        raise Refusal(refusals.STEP_NOT_OPEN)
    return step


def _check_recalled(dossier: Dossier, element: str) -> None:
    last = Step.objects.filter(dossier=dossier, element=element).order_by("-pk").first()
    if last and last.choice == "recalled":
        lines = Entry.objects.filter(subject=subject_of(dossier), event=events.RECALLED.name)
        if line := lines.last():
            raise Refusal(
                refusals.RECALLED_BEFORE, who=line.actor_name, when=told(line.at), reason=line.facts["reason"]
            )


def _in_hand(dossier: Dossier, step: Step, *, by: Actor, at: datetime) -> None:
    process.sign_for(dossier, step, by=by, at=at)
    step.account_id = by.account_id
    step.taken_at = step.taken_at or at
    inbox.take(subject_of(step), account_id=by.account_id, at=at)


def finish_step(dossier: Dossier, step: Step, *, choice: str, label: str, note: str, by: Actor, at: datetime) -> None:
    """The step is worked: by whom, how, and with which words."""
    process.sign_for(dossier, step, by=by, at=at)
    step.choice, step.choice_label, step.note = choice, label, note.strip()
    step.account_id = by.account_id
    step.taken_at = step.taken_at or at
    step.done_at, step.done_by = at, by.name
    step.save(update_fields=FINISHING)
    dossier.now_open.remove(step)
    inbox.drop([subject_of(step)])


def _propose(dossier: Dossier, known: Compiled, chosen: Choice, *, note: str, result: Mapping[str, object]) -> None:
    wanted = known.asks if chosen.proposes == Outcome.GRANTED else None
    if wanted and (problems := wanted.check(dict(result))):
        raise Refusal(refusals.RESULT_INCOMPLETE, field="result", problems="; ".join(said for _, said in problems))
    if chosen.proposes == Outcome.REFUSED and not note.strip():
        raise Refusal(refusals.REASON_NEEDED, field="note")
    dossier.proposed = chosen.proposes
    dossier.proposal = {"result": dict(result), "reason": note.strip()}


def _return_result(known: Compiled, step: Step, *, result: Mapping[str, object], at: datetime) -> None:
    """What a leg gives back: its facts, under a number of the agency that gives it."""
    assert step.leg  # the pack's check: only a leg's step returns
    spec = known.pack.legs[step.leg.key].returns
    assert spec
    if problems := known.leg_asks[step.leg.key].check(dict(result)):
        raise Refusal(refusals.RESULT_INCOMPLETE, field="result", problems="; ".join(said for _, said in problems))
    number = next_number(step.leg.agency_id, f"{spec.symbol}-{timezone.localdate(at).year}")
    step.leg.result = {"number": number, "on": timezone.localdate(at).isoformat(), "facts": dict(result)}
    step.leg.save(update_fields=["result"])


def _decide(dossier: Dossier, known: Compiled, step: Step, *, by: Actor, at: datetime) -> Decision:
    if not dossier.proposed:
        raise Refusal(refusals.NOTHING_PROPOSED)
    asked.must_be_countersigned(dossier)
    granted = dossier.proposed == Outcome.GRANTED
    symbol = known.pack.result.symbol if granted else "TB"
    today = timezone.localdate(at)
    return Decision.objects.create(
        dossier=dossier,
        outcome=dossier.proposed,
        symbol=symbol,
        number=next_number(dossier.agency_id, f"{symbol}-{today.year}"),
        facts=dossier.proposal.get("result", {}),
        reason=dossier.proposal.get("reason", ""),
        decided_at=at,
        signer=by.name,
        signer_title=_title(by, step, on=today),
    )


def _title(by: Actor, step: Step, *, on: date) -> str:
    """In which office it is signed: one's own, or by authority of the one whose seat was given over (TUQ.)."""
    posts = list(held(on=on).filter(agency=step.agency_id, role=step.role).order_by("pk"))
    if own := next((post for post in posts if post.account_id == by.account_id), None):
        return own.title
    given = next((post for post in posts if by.stands_for(post.account_id, step.agency_id, step.role)), None)
    return f"TUQ. {given.title}" if given else ""


def _move_clock(dossier: Dossier, known: Compiled, chosen: Choice, *, at: datetime) -> None:
    if chosen.starts_clock:
        dossier.clock = clocks.restart(dossier.clock_id, known.pack.time.budget, ground="acceptance", at=at)
        process.postpone(dossier)
    if chosen.extends:
        extension = known.pack.time.extensions[chosen.extends]
        if Step.objects.filter(dossier=dossier, choice__in=_extending(known, chosen.extends)).exists():
            raise Refusal(refusals.EXTENDED_BEFORE, name=extension.name)
        dossier.clock = clocks.extend(
            dossier.clock_id, extension.budget, ground=f"extension:{chosen.extends}", law=extension.law, at=at
        )
        process.postpone(dossier)


def _extending(known: Compiled, extension: str) -> list[str]:
    """The keys of all choices, of whatever step, that use this extension."""
    return [
        key for step in known.pack.steps.values() for key, choice in step.choices.items() if choice.extends == extension
    ]


def _tell(dossier: Dossier, step: Step, chosen: Choice, decision: Decision | None, *, by: Actor, at: datetime) -> None:
    facts = {"step": step.name, "choice": chosen.label, "note": step.note, "element": step.element}
    if decision:
        numbered = {"number": decision.number, "symbol": decision.symbol, "outcome": decision.outcome}
        course.tell(events.DECIDED, dossier, by=by, at=at, **facts, **numbered)
    elif chosen.sends_back:
        course.tell(events.SENT_BACK, dossier, by=by, at=at, **facts)
    else:
        course.tell(events.FORWARDED, dossier, by=by, at=at, **facts)
