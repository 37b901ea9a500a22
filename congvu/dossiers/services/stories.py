"""Playing a pack's worked examples: each is a test of the pack, and the same on any machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit
from congvu.dossiers.models import Dossier, Step
from congvu.dossiers.rules import ENDED, ApplicantKind, Method, State, applicant_sheet
from congvu.dossiers.selectors import fees
from congvu.dossiers.services import apologising, course, ending, pauses, steps
from congvu.dossiers.services.fees import collect
from congvu.dossiers.services.intake import Applicant, Counted, Filing, receive
from congvu.procedures.models import Edition
from congvu.procedures.rules import Deed, Story
from congvu.procedures.selectors import compiled


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a story is played: the counter that receives, who acts in each role, and `others`, by agency and role,
    who act where the dossier is not settled."""

    receiver: Agency
    cast: Mapping[str, Actor]
    others: Mapping[tuple[int, str], Actor] = field(default_factory=dict)

    def who(self, step: Step) -> Actor:
        """Who works a step."""
        return self.others[step.agency_id, step.role] if step.leg_id else self.cast[step.role]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the story and the system disagree."""

    line: int
    said: str


def play(story: Story, edition: Edition, stage: Stage) -> list[Fault]:
    """Play a story to its end, and say every disagreement. The dossier stays: the caller rolls back."""
    faults: list[Fault] = []
    try:
        dossier = begin(story, edition, stage)
    except Refusal as refusal:
        return [Fault(1, f"receive: {refusal}")]
    _compare(faults, 1, "due", story.due, dossier.clock.due_at)
    _compare(faults, 1, "fee", story.fee, dossier.fee)
    for deed in story.then:
        dossier = _play_deed(dossier, deed, stage, faults)
    _compare(faults, 1, "outcome", story.outcome, _outcome(dossier))
    return faults


def begin(story: Story, edition: Edition, stage: Stage) -> Dossier:
    """The story's dossier, received."""
    filing = filing_of(story, edition, stage)
    key = f"story:{edition.digest[:12]}:{story.key}"
    return receive(filing, intake_key=key, lookup_key=key[-43:], by=stage.cast[Role.CLERK], at=story.received)


def filing_of(story: Story, edition: Edition, stage: Stage) -> Filing:
    """What the story's people hand in."""
    citizens = "citizen" in compiled(edition).pack.subjects
    kind = ApplicantKind.CITIZEN if citizens else ApplicantKind.BUSINESS
    number = "id_number" if citizens else "org_code"
    typed = MultiValueDict({number if key == "id_number" else key: [said] for key, said in story.applicant.items()})
    typed["kind"] = kind
    return Filing(
        edition=edition,
        receiver=stage.receiver,
        applicant=Applicant.of({**applicant_sheet().read(typed).values, "kind": kind}),
        answers=story.answers,
        papers={key: Counted(count.original, count.copy) for key, count in story.papers.items()},
        channel=story.channel,
    )


def _play_deed(dossier: Dossier, deed: Deed, stage: Stage, faults: list[Fault]) -> Dossier:
    refused = None
    try:
        with transaction.atomic():
            dossier = DEEDS[deed.do](dossier, deed, stage)
    except Refusal as refusal:
        refused = refusal.code
        if deed.expect.refused is None:
            faults.append(Fault(deed.line, f"{deed.do}: {refusal}"))
    dossier = Dossier.objects.at_hand().get(pk=dossier.pk)
    expect = deed.expect
    if expect.refused is not None:
        _compare(faults, deed.line, "refused", expect.refused, refused)
    if expect.state is not None:
        _compare(faults, deed.line, "state", expect.state, str(dossier.state))
    if expect.due is not None:
        _compare(faults, deed.line, "due", expect.due, dossier.clock.due_at)
    if expect.open is not None:
        found = sorted(step.element for step in course.open_steps(dossier))
        _compare(faults, deed.line, "open", sorted(expect.open), found)
    return dossier


def _compare(faults: list[Fault], line: int, what: str, expected: object, found: object) -> None:
    if expected != found:
        faults.append(Fault(line, f"{what}: {_text(expected)} ≠ {_text(found)}"))


def _text(value: object) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if hasattr(value, "tzinfo") else str(value)  # type: ignore[arg-type]


def _outcome(dossier: Dossier) -> str:
    if dossier.state in ENDED:
        return dossier.state if dossier.state != State.RETURNED else dossier.proposed
    return dossier.proposed if dossier.state == State.DECIDED else "none"


def _worker(dossier: Dossier, stage: Stage, element: str = "") -> Actor:
    """Who has the dossier now: the cast's member in the role of the open step."""
    open_now = course.open_steps(dossier)
    step = next((step for step in open_now if step.element == element), open_now[0] if open_now else None)
    return stage.who(step) if step else stage.cast[Role.CLERK]


def _complete(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    return steps.complete(
        dossier.pk,
        element=deed.step,
        choice=deed.choice,
        note=deed.given.get("reason", "") or deed.given.get("note", ""),
        result=deed.given.get("result"),
        by=_worker(dossier, stage, deed.step),
        at=deed.at,
    )


def _arrive(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    return steps.arrive(dossier.pk, element=deed.step, by=_worker(dossier, stage, deed.step), at=deed.at)


def _ask_supplement(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    items, reason = deed.given.get("items", []), deed.given.get("reason", "")
    return pauses.ask_supplement(dossier.pk, items=items, reason=reason, by=_worker(dossier, stage), at=deed.at)


def _supply(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    papers = {key: Counted(**count) for key, count in deed.given.get("papers", {}).items()}
    return pauses.supply(dossier.pk, papers=papers, by=stage.cast[Role.CLERK], at=deed.at)


def _reappoint(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    return apologising.reappoint(
        dossier.pk,
        budget=Budget(Decimal(deed.given["budget"]["amount"]), Unit(deed.given["budget"]["unit"])),
        reason=deed.given.get("reason", ""),
        at_fault=dossier.agency,
        by=_worker(dossier, stage),
        at=deed.at,
    )


def _apologise(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    return apologising.apologise(
        dossier.pk,
        reason=deed.given.get("reason", ""),
        at_fault=dossier.agency,
        by=_worker(dossier, stage),
        at=deed.at,
    )


def _withdraw(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    return ending.withdraw(dossier.pk, reason=deed.given.get("reason", ""), by=stage.cast[Role.CLERK], at=deed.at)


def _stop(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    return ending.stop(dossier.pk, reason=deed.given.get("reason", ""), by=stage.cast[Role.LEADER], at=deed.at)


def _hand_over(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    """Who comes for the result pays what is not paid yet."""
    if dossier.fee and fees.owed(dossier, fees.receipts_of(dossier)):
        collect(dossier.pk, method=Method.CASH, by=stage.cast[Role.CLERK], at=deed.at)
    return ending.hand_over(dossier.pk, receiver=deed.given.get("receiver", ""), by=stage.cast[Role.CLERK], at=deed.at)


DEEDS: dict[str, Callable[[Dossier, Deed, Stage], Dossier]] = {
    "complete": _complete,
    "arrive": _arrive,
    "ask_supplement": _ask_supplement,
    "supplement": _supply,
    "reappoint": _reappoint,
    "apologise": _apologise,
    "withdraw": _withdraw,
    "stop": _stop,
    "hand_over": _hand_over,
}
