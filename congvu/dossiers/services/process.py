"""Following the process from step to step: steps, legs, duties, clocks and state are brought to where it stands."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.clocks import rules as clock_rules
from congvu.clocks import selectors as clocks_seen
from congvu.clocks import services as clocks
from congvu.clocks.models import Clock
from congvu.clocks.services.ledger import told as clock_told
from congvu.dossiers import events
from congvu.dossiers.models import Dossier, Leg, Step
from congvu.dossiers.rules import State
from congvu.dossiers.services import asked, legs
from congvu.dossiers.services.course import card, locked, place_of
from congvu.flow import Case, Task, complete
from congvu.inbox import services as inbox
from congvu.inbox.rules import State as DutyState
from congvu.journal.services import subject_of
from congvu.procedures.selectors import Compiled, compiled

Pauses = Sequence[tuple[datetime, datetime]]


def follow(dossier: Dossier, case: Case, *, by: Actor, at: datetime, after: Step | None = None) -> None:
    """Bring steps, legs, duties, clocks and state to where the process stands now.

    `after` is the step whose working moved the process: what it opens knows where it came from.
    """
    known = compiled(dossier.edition)
    dossier.case = case.dump()
    dossier.moves += 1
    before = {step.task: step for step in dossier.now_open}
    wanted = {task.id for task in case.open if task.kind != "timer"}
    _leave([step for task, step in before.items() if task not in wanted], at=at)
    dossier.now_open = [step for task, step in before.items() if task in wanted]
    under_way = legs.open_legs(dossier, known)
    for task in case.open:
        if task.id in wanted and task.id not in before:
            dossier.now_open.append(_enter(dossier, known, task, under_way, by=by, at=at, after=after))
    _end_legs(dossier, under_way, after, by=by, at=at)
    asked.fall(dossier, at=at)
    _settle(dossier, known, under_way, at=at)


def _leave(steps: list[Step], *, at: datetime) -> None:
    """Steps that the process left without their being worked: a terminate event, an interrupting boundary."""
    if steps:
        Step.objects.filter(pk__in=[step.pk for step in steps]).update(done_at=at)
        inbox.drop([subject_of(step) for step in steps])


def _enter(
    dossier: Dossier,
    known: Compiled,
    task: Task,
    under_way: dict[str, Leg],
    *,
    by: Actor,
    at: datetime,
    after: Step | None,
) -> Step:
    wait = known.pack.waits.get(task.element)
    role = wait.role if wait else task.lane or Role.SPECIALIST
    leg = _leg_of(dossier, known, task.element, under_way, at=at)
    agency_id = legs.place_in(leg, role, on=timezone.localdate(at)) if leg else place_of(role, dossier)
    giver = after.agency_id if after else dossier.receiver_id
    slip = (
        None if task.kind == "message" else legs.hand_on(dossier, leg, giver=giver, taker=agency_id, by=by.name, at=at)
    )
    step = Step.objects.create(
        dossier=dossier,
        leg=leg,
        task=task.id,
        element=task.element,
        name=wait.label if wait else task.name,
        waits=task.kind == "message",
        agency_id=agency_id,
        role=role,
        started_at=at,
        due_at=_step_due(dossier, known, task.element, agency_id, leg, started_at=at),
        slip=slip,
        opened_by=after,
    )
    spec = known.pack.steps.get(task.element)
    state = DutyState.WAITING if step.waits else DutyState.HAND_OVER if spec and spec.hand_over else DutyState.NEW
    inbox.put(
        subject_of(step),
        card(dossier, known, step.name),
        agency_id=agency_id,
        role=role,
        state=state,
        due_at=step.due_at,
        at=at,
    )
    return step


def _leg_of(dossier: Dossier, known: Compiled, element: str, under_way: dict[str, Leg], *, at: datetime) -> Leg | None:
    """The leg in which the element stands, opened if it is the first step of it."""
    key = known.leg_of.get(element)
    if key is None:
        return None
    if key not in under_way:
        leg = under_way[key] = legs.open_leg(dossier, known, key, at=at)
        told = {"agency": leg.agency.code, "agency_name": leg.agency.name, "number": leg.number, "key": key}
        due = {"leg_due": clock_told(leg.clock.due_at), "leg_due_at": leg.clock.due_at.isoformat()}
        dossier.news.append((events.LEG_OPENED, {"leg": leg.name, **told, **due}))
    return under_way[key]


def _end_legs(dossier: Dossier, under_way: dict[str, Leg], after: Step | None, *, by: Actor, at: datetime) -> None:
    """A leg of which nothing is open is over: done if its own last step was worked, else ended with the dossier."""
    for key, leg in list(under_way.items()):
        if any(step.leg_id == leg.pk for step in dossier.now_open):
            continue
        worked = after is not None and after.leg_id == leg.pk
        answer, note = (after.choice_label, after.note) if after and worked else ("", "")
        legs.end_leg(leg, "done" if worked else "ended", by=by.name, at=at, answer=answer, note=note)
        note_end(dossier, leg)
        del under_way[key]


def note_end(dossier: Dossier, leg: Leg) -> None:
    """For the journal: a leg is over."""
    told = {"agency": leg.agency.code, "agency_name": leg.agency.name, "number": leg.number, "key": leg.key}
    ended = {"leg_due_at": leg.clock.due_at.isoformat(), "ending": leg.ending, "answer": leg.answer}
    dossier.news.append((events.LEG_FINISHED, {"leg": leg.name, **told, **ended}))


def _step_due(
    dossier: Dossier,
    known: Compiled,
    element: str,
    agency_id: int,
    leg: Leg | None,
    *,
    started_at: datetime,
    pauses: Pauses = (),
) -> datetime:
    """A step is due by its own budget, and never after its leg or, outside of one, the dossier."""
    last = leg.clock.due_at if leg else dossier.clock.due_at
    spec = known.pack.steps.get(element)
    if spec is None or spec.budget is None:
        return last
    own = clock_rules.step_due(started_at, spec.budget, pauses, timetable(agency_id))
    return min(own, last)


def _settle(dossier: Dossier, known: Compiled, under_way: dict[str, Leg], *, at: datetime) -> None:
    """State and clocks follow from what is open: nothing that an agency could do, only the handing over, or work."""
    waits = [step for step in dossier.now_open if step.element in known.pack.waits]
    idle = bool(waits) and all(step.waits for step in dossier.now_open)
    ground = known.pack.waits[waits[0].element].ground if idle else ""
    if idle and dossier.state != State.AWAITING_OBLIGATION:
        dossier.clock = clocks.pause(dossier.clock_id, ground=ground, at=at)
        dossier.state = State.AWAITING_OBLIGATION
    elif idle:
        pass  # it stands already: one of several payments has come
    elif dossier.proposed and all(_is_hand_over(known, step) for step in dossier.now_open):
        if dossier.finished_at is None:
            dossier.clock = clocks.stop(dossier.clock_id, at=at)
            dossier.finished_at = at
        dossier.state = State.DECIDED
    else:
        dossier.state = State.IN_PROGRESS
    legs.stand_or_run(under_way, dossier, known, ground=ground, at=at)


def _is_hand_over(known: Compiled, step: Step) -> bool:
    spec = known.pack.steps.get(step.element)
    return spec is not None and spec.hand_over


def pause(dossier: Dossier, *, ground: str, state: str, at: datetime) -> None:
    """Stop the clocks beside the process: every open duty waits."""
    known = compiled(dossier.edition)
    dossier.clock = clocks.pause(dossier.clock_id, ground=ground, at=at)
    dossier.state = state
    legs.stand_or_run(legs.open_legs(dossier, known), dossier, known, ground=ground, at=at)
    inbox.move([subject_of(step) for step in dossier.now_open], state=DutyState.WAITING)


def resume(dossier: Dossier, *, at: datetime) -> None:
    """Run the clocks on; every open duty goes back to whoever had it, due later by what the pause lasted."""
    known = compiled(dossier.edition)
    dossier.clock = clocks.resume(dossier.clock_id, at=at)
    dossier.state = State.IN_PROGRESS
    legs.stand_or_run(legs.open_legs(dossier, known), dossier, known, ground="", at=at)
    postpone(dossier, resumed_at=at)


def postpone(dossier: Dossier, *, resumed_at: datetime | None = None) -> None:
    """After a clock moved: the open steps and their duties are due anew, and resumed in somebody's hands again."""
    known = compiled(dossier.edition)
    under_way = {leg.pk: leg for leg in legs.open_legs(dossier, known).values()}
    for step in dossier.now_open:
        in_hand = DutyState.IN_HAND if step.taken_at else DutyState.NEW
        state = (DutyState.WAITING if step.waits else in_hand) if resumed_at else None
        leg = under_way.get(step.leg_id or 0)
        pauses = clocks_seen.pauses(leg.clock_id if leg else dossier.clock_id, since=step.started_at)
        step.due_at = _step_due(
            dossier, known, step.element, step.agency_id, leg, started_at=step.started_at, pauses=pauses
        )
        step.save(update_fields=["due_at"])
        inbox.move([subject_of(step)], state=state, due_at=step.due_at, at=resumed_at)


def sign_for(dossier: Dossier, step: Step, *, by: Actor, at: datetime) -> None:
    """Whoever takes up a step signs the slip with which the dossier came to that agency."""
    if slip := legs.sign_for(step, by=by, at=at):
        facts = {"giver": slip.giver.name, "taker": slip.taker.name, "number": slip.number}
        dossier.news.append((events.SLIP_SIGNED, facts))


def finish_process(dossier: Dossier, *, by: Actor, note: str, at: datetime) -> None:
    """The handing over is the last step: with it the process itself comes to its end."""
    net = compiled(dossier.edition).net
    case = Case.load(net, dossier.case)
    for step in dossier.now_open:
        case = complete(net, case, step.task, {"outcome": dossier.proposed, "answers": dossier.answers})
        sign_for(dossier, step, by=by, at=at)
        step.done_at, step.done_by, step.account_id, step.note = at, by.name, by.account_id, note
        step.save(update_fields=["done_at", "done_by", "account", "note"])
        inbox.drop([subject_of(step)])
    dossier.now_open = []
    dossier.case = case.dump()


def catch_up(*, most: int = 200) -> int:
    """Set steps and duties by clocks, of dossiers and of legs, that a calendar edit projected anew; how many dossiers.

    The calendar is edited on a lower floor, which knows no dossiers; the worker calls this every few seconds. The edit
    itself is told in the journal by `clocks`.
    """
    behind = Dossier.objects.filter(closed_at=None).exclude(followed_due_at=F("clock__due_at"))
    shares = Leg.objects.filter(finished_at=None).exclude(followed_due_at=F("clock__due_at"))
    found = set(behind.order_by("pk").values_list("pk", flat=True)[:most])
    found |= set(shares.order_by("pk").values_list("dossier", flat=True)[:most])
    for dossier_id in sorted(found):
        with transaction.atomic():
            dossier = locked(dossier_id, None)
            postpone(dossier)
            dossier.followed_due_at = dossier.clock.due_at
            dossier.save(update_fields=["followed_due_at"])
            now = Clock.objects.filter(pk=OuterRef("clock")).values("due_at")
            Leg.objects.filter(dossier=dossier, finished_at=None).update(followed_due_at=Subquery(now))
    return len(found)


def close(dossier: Dossier, state: str, *, said: str, by: Actor, at: datetime) -> None:
    """End the dossier: nothing is open any more."""
    _leave(dossier.now_open, at=at)
    dossier.now_open = []
    _end_legs(dossier, legs.open_legs(dossier, compiled(dossier.edition)), None, by=by, at=at)
    asked.fall(dossier, at=at)
    if unsupplied := list(dossier.supplements.filter(supplied_at=None).order_by()):
        inbox.drop([subject_of(supplement) for supplement in unsupplied])
        dossier.supplements.filter(supplied_at=None).update(supplied_at=at)
    if dossier.finished_at is None:
        dossier.clock = clocks.stop(dossier.clock_id, at=at)
    dossier.state = state
    dossier.closed_at = at
    dossier.closed_with = said
