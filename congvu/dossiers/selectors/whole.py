"""Everything that the dossier's page shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.clocks import selectors as clocks
from congvu.clocks.selectors import Told as ClockLine
from congvu.dossiers import events
from congvu.dossiers.models import Decision, Dossier, Leg, Paper, Reappointment, Scan, Slip, Step, Supplement
from congvu.dossiers.rules import OPEN, PAUSED, WORKING, Outcome, State, in_hands_of, is_late, last_to_reappoint
from congvu.dossiers.selectors.back import returnable, to_recall
from congvu.dossiers.selectors.beside import Asked, Beside, Person, asked_of, beside
from congvu.dossiers.selectors.legs import legs_of, slips_of
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.procedures.rules import Choice, PaperSpec, Result
from congvu.procedures.selectors import Compiled, compiled
from congvu.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the dossier's history."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Work:
    """An open step and what the viewer may do with it now."""

    step: Step
    choices: list[Choice]
    mine: bool
    hand_over: bool
    arrives: str
    others: str  # the name of the colleague who has it
    assignable: list[Person]
    back: list[Step]  # to which it may be returned
    paper: Result | None  # what some choice gives: the dossier's result, or that of the step's leg

    @property
    def giving(self) -> list[str]:
        """The choices with which the facts for that paper must be typed."""
        return [one.key for one in self.choices if one.proposes == Outcome.GRANTED or one.returns]

    def asks(self, known: Compiled) -> Sheet | None:
        """The form of those facts."""
        if self.paper is None:
            return None
        return known.leg_asks[self.step.leg.key] if self.step.leg else known.asks


@dataclass(frozen=True, slots=True)
class Whole:
    """The dossier with all that belongs to it, as one viewer may see and work it."""

    dossier: Dossier
    known: Compiled
    papers: list[Paper]
    scans: list[Scan]
    steps: list[Step]
    supplements: list[Supplement]
    decision: Decision | None
    reappointment: Reappointment | None
    entries: list[Entry]
    clock: list[ClockLine]
    work: list[Work]
    beside: Beside
    asked: list[Asked]
    may: frozenset[str]
    legs: list[Leg]
    slips: list[Slip]
    recallable: Step | None  # what the viewer passed on last and may take back

    @property
    def lit(self) -> frozenset[str]:
        """Elements of the process where the dossier is now."""
        return frozenset(step.element for step in self.steps if step.done_at is None)

    @property
    def history(self) -> list[Told]:
        """What the journal tells of it, oldest first."""
        return [Told(entry.at, entry.actor_name, events.ALL[entry.event].tell(entry.facts)) for entry in self.entries]

    @property
    def received_by(self) -> str:
        return self.entries[0].actor_name

    @property
    def first_due_at(self) -> datetime:
        """The time that the receipt promised; what came later moved the clock, not the receipt."""
        return datetime.fromisoformat(self.entries[0].facts["due_at"])

    @property
    def closed_by(self) -> str:
        return self.entries[-1].actor_name if self.dossier.closed_at else ""

    @property
    def done(self) -> frozenset[str]:
        return frozenset(step.element for step in self.steps if step.done_at is not None) - self.lit

    @property
    def listed_papers(self) -> list[tuple[PaperSpec, Paper | None]]:
        """Every paper of the procedure beside what was handed in of it."""
        given = {paper.key: paper for paper in self.papers}
        return [(spec, given.get(spec.key)) for spec in self.known.pack.papers]


def whole(dossier: Dossier, viewer: Actor, *, now: datetime) -> Whole:
    """All of a dossier that `dossier_for` has let the viewer see."""
    known = compiled(dossier.edition)
    steps = list(Step.objects.filter(dossier=dossier).select_related("agency", "account", "leg").order_by("pk"))
    supplements = list(Supplement.objects.filter(dossier=dossier).order_by("pk"))
    reappointment = Reappointment.objects.filter(dossier=dossier).select_related("at_fault").first()
    found = beside(dossier, steps, viewer, on=timezone.localdate(now))
    work = [_work(step, dossier, known, viewer, found, steps) for step in steps if step.done_at is None]
    works = viewer.holds("clerk", at=dossier.receiver_id) or any(one.mine for one in work)
    return Whole(
        dossier=dossier,
        known=known,
        papers=list(Paper.objects.filter(dossier=dossier).order_by("pk")),
        scans=list(Scan.objects.filter(dossier=dossier).select_related("blob").order_by("pk")),
        steps=steps,
        supplements=supplements,
        decision=Decision.objects.filter(dossier=dossier).first(),
        reappointment=reappointment,
        entries=list(Entry.objects.filter(subject=subject_of(dossier)).order_by("pk")),
        clock=clocks.explain(dossier.clock),
        work=work,
        beside=found,
        asked=asked_of(found, viewer, works=works, is_open=dossier.state in OPEN),
        may=_may(dossier, known, viewer, work, len(supplements), reappointment is not None, found, now),
        legs=legs_of(dossier) if any(step.leg_id for step in steps) else [],
        slips=slips_of(steps),
        recallable=to_recall(dossier, viewer, among=steps) if dossier.state in WORKING else None,
    )


def _work(step: Step, dossier: Dossier, known: Compiled, viewer: Actor, found: Beside, steps: Sequence[Step]) -> Work:
    spec = known.pack.steps.get(step.element)
    wait = known.pack.waits.get(step.element)
    workable = dossier.state in WORKING
    mine = viewer.holds(step.role, at=step.agency_id)
    has = in_hands_of(viewer, account_id=step.account_id, agency_id=step.agency_id, role=step.role)
    taken = mine and not has and not (spec and spec.hand_over)
    choices = list(spec.choices.values()) if spec and workable and not spec.hand_over else []
    mine = mine and not taken
    return Work(
        step=step,
        choices=choices,
        mine=mine,
        hand_over=bool(spec and spec.hand_over and dossier.state == State.DECIDED),
        arrives=wait.arrives if wait else "",
        others=step.account.name if taken and step.account else "",
        assignable=found.assignable.get(step.pk, []),
        back=returnable(dossier, step, among=steps) if mine and choices else [],
        paper=_paper_of(known, step, choices),
    )


def _paper_of(known: Compiled, step: Step, choices: Sequence[Choice]) -> Result | None:
    if step.leg and any(choice.returns for choice in choices):
        return known.pack.legs[step.leg.key].returns
    return known.pack.result if any(choice.proposes == Outcome.GRANTED for choice in choices) else None


def _may(
    dossier: Dossier,
    known: Compiled,
    viewer: Actor,
    work: list[Work],
    asked: int,
    reappointed: bool,
    found: Beside,
    now: datetime,
) -> frozenset[str]:
    """The deeds beside the process that the viewer may do now; the services ask the same questions again."""
    clerk = viewer.holds("clerk", at=dossier.receiver_id)
    works = clerk or any(one.mine for one in work)
    leads = viewer.holds("leader", at=dossier.agency_id)
    late = is_late(dossier.clock.due_at, dossier.finished_at, now=now)
    last = last_to_reappoint(timezone.localtime(dossier.clock.due_at), timetable(dossier.agency_id))
    settles = any(one.mine and one.step.role == "specialist" for one in work)
    deeds = {
        "ask_supplement": works and dossier.state in WORKING and asked < known.pack.supplement.times,
        "supply": works and dossier.state == State.AWAITING_SUPPLEMENT,
        "withdraw": clerk and dossier.state in (*WORKING, *PAUSED),
        "stop": leads and dossier.state in (*WORKING, *PAUSED),
        "reappoint": works and dossier.state in WORKING and not reappointed and now <= last,
        "apologise": (works or leads) and dossier.state in OPEN and late and found.apology is None,
        "ask_opinion": dossier.state in WORKING and any(one.mine and one.choices for one in work),
        "correct": (clerk or settles) and dossier.state in (*WORKING, *PAUSED),
    }
    return frozenset(deed for deed, allowed in deeds.items() if allowed)
