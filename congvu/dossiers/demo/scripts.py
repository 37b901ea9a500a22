"""The courses that a dossier may take: the worked examples of its procedure, sorted by what happens in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.procedures.models import Edition
from congvu.procedures.rules import Deed, Story
from congvu.procedures.selectors import Compiled, catalogue, compiled, stories

REASON_TO_STOP = "Quá thời hạn trong phiếu yêu cầu mà người nộp không bổ sung hồ sơ"


class Course(StrEnum):
    """What makes a dossier's course remarkable."""

    PLAIN = "plain"
    SUPPLEMENTED = "supplemented"
    REFUSED = "refused"
    SENT_BACK = "sent_back"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


# Of a hundred dossiers. Besides those that are apologised for, some plain ones are late without a word.
SHARES = {
    Course.PLAIN: 76,
    Course.SUPPLEMENTED: 8,
    Course.REFUSED: 5,
    Course.SENT_BACK: 4,
    Course.LATE: 4,
    Course.WITHDRAWN: 2,
    Course.STOPPED: 1,
}


@dataclass(frozen=True)
class Script:
    """A story, and the deeds of it that are to be done."""

    story: Story
    deeds: tuple[Deed, ...]

    def until(self, count: int) -> "Script":
        """Only its first deeds."""
        return replace(self, deeds=self.deeds[:count])


@dataclass(frozen=True)
class Repertoire:
    """A procedure with the scripts for its dossiers, by their course."""

    edition: Edition
    known: Compiled
    scripts: dict[Course, list[Script]]

    @cached_property
    def roles(self) -> frozenset[str]:
        """Who must be there to settle it."""
        own = (one for one in self.known.net.elements.values() if one.id not in self.known.leg_of)
        lanes = {element.lane for element in own}
        return frozenset(role for role in Role if role in lanes)

    @cached_property
    def conditions(self) -> str:
        """The process as text, in which its conditions stand."""
        return Edition.objects.only("bpmn").get(pk=self.edition.pk).bpmn

    @cached_property
    def reasons_to_refuse(self) -> list[str]:
        """Why a counter would not receive it: a paper is missing."""
        return [f"Hồ sơ thiếu {paper.name}" for paper in self.known.pack.papers if paper.required]

    def fits(self, agency: Agency, sectors: frozenset[str]) -> bool:
        """Whether an agency with these remits is of the kind that settles it."""
        wanted = self.known.pack.competent
        return wanted.kind == agency.kind and (not wanted.sector or wanted.sector in sectors)

    def role_of(self, deed: Deed) -> str:
        """In whose hands a dossier is that waits for this deed."""
        if wait := self.known.pack.waits.get(deed.step):
            return wait.role or Role.CLERK
        if deed.do != "complete":
            return Role.CLERK
        return self.known.net.elements[deed.step].lane


def repertoires(*, on: date) -> list[Repertoire]:
    """Every procedure that is valid on a day."""
    heavy = catalogue(on=on).defer(None).select_related("procedure").order_by("procedure__code")
    return [repertoire_of(edition) for edition in heavy]


def repertoire_of(edition: Edition) -> Repertoire:
    """A procedure as an edition has it."""
    known = compiled(edition)
    scripts: dict[Course, list[Script]] = {}
    for story in stories(edition):
        deeds = tuple(deed for deed in story.then if deed.expect.refused is None)
        course = _course(known, story, deeds)
        scripts.setdefault(course, []).append(Script(story, deeds))
        if course is Course.SUPPLEMENTED:
            scripts.setdefault(Course.STOPPED, []).append(_stopped(story, deeds))
    light = catalogue(on=edition.valid_from).get(pk=edition.pk)
    return Repertoire(light, known, scripts)


def _course(known: Compiled, story: Story, deeds: Sequence[Deed]) -> Course:
    done = {deed.do for deed in deeds}
    if story.outcome == "withdrawn":
        return Course.WITHDRAWN
    if done & {"reappoint", "apologise"}:
        return Course.LATE
    if "ask_supplement" in done:
        return Course.SUPPLEMENTED
    if story.outcome == "refused":
        return Course.REFUSED
    sent_back = any(
        deed.do == "complete" and known.pack.steps[deed.step].choices[deed.choice].sends_back for deed in deeds
    )
    return Course.SENT_BACK if sent_back else Course.PLAIN


def _stopped(story: Story, deeds: tuple[Deed, ...]) -> Script:
    """The citizen was asked for more, never came back, and the leader ends it."""
    asked = next(place for place, deed in enumerate(deeds) if deed.do == "ask_supplement")
    end = replace(deeds[asked], do="stop", given={"reason": REASON_TO_STOP})
    return Script(story, (*deeds[: asked + 1], end))
