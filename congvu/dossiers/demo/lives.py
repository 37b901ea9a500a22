"""One dossier's life: each deed of its script is done when somebody would come to do it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.clocks.rules import step_due
from congvu.dossiers import refusals
from congvu.dossiers.demo.arrivals import Arrival
from congvu.dossiers.demo.disguise import Disguise
from congvu.dossiers.demo.hours import after, between
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import Channel, Method
from congvu.dossiers.services import Filing, Upload, collect, receive, refuse_intake, take
from congvu.dossiers.services.apologising import owes_apology
from congvu.dossiers.services.course import open_steps
from congvu.dossiers.services.stories import DEEDS, filing_of
from congvu.procedures.rules import Deed, Story

DAY = 450  # minutes of work in a day
SCANNED = 0.25
PAYS_LATER, PAYS_BY_TRANSFER = 12, 5  # every so many-th dossier
REASONS_LATE = (
    "Chờ ý kiến của cơ quan phối hợp",
    "Cán bộ thụ lý nghỉ ốm, chưa kịp bố trí người thay",
    "Hệ thống gián đoạn",
)
# What the story has and this life has no more: the date came too near, or the result was in time after all.
PASSED_OVER = (refusals.REAPPOINTED_TOO_LATE, refusals.NOT_LATE, refusals.APOLOGISED_BEFORE)
CHANNELS = {"counter": 60, "online": 30, "post": 10}


@dataclass
class Life:
    """A dossier on its way; `number` is its own among the demonstration's."""

    arrival: Arrival
    number: str
    random: Random
    scans: Sequence[Upload]
    disguise: Disguise
    dossier: Dossier | None = None
    done: int = 0
    finished: bool = False

    def step(self, at: datetime) -> datetime | None:
        """Do what is to be done now, and say when the next thing is; None when there is no other."""
        if self.dossier is None:
            self.dossier = self._begin(at)
        elif self.done < len(self._deeds):
            self.dossier = self._do(self._deeds[self.done], self.dossier, at)
            self.done += 1
        else:
            self._take(self.dossier, at)
            self.finished = True
        return self._next(self.dossier, at)

    @property
    def _deeds(self) -> Sequence[Deed]:
        return self.arrival.script.deeds

    def _begin(self, at: datetime) -> Dossier:
        keys = {"intake_key": f"demo:{self.number}", "lookup_key": f"demo-{self.number}"}
        clerk = self.arrival.office.stage.cast[Role.CLERK]
        dossier = receive(self._filing(at), by=clerk, at=at, **keys)
        # By the number and not by chance: what is drawn for the rest of the life stays as it was.
        if dossier.fee and int(self.number[:4], 16) % PAYS_LATER:
            online = dossier.channel == Channel.ONLINE or not int(self.number[4:8], 16) % PAYS_BY_TRANSFER
            collect(dossier.pk, method=Method.TRANSFER if online else Method.CASH, by=clerk, at=at)
        return dossier

    def _filing(self, at: datetime) -> Filing:
        story = self.arrival.script.story
        told = replace(
            story,
            received=at,
            applicant=_applicant(self.disguise.of(story.applicant), story, self.random),
            answers=self._answers(story),
            channel=self._channel(),
        )
        filing = filing_of(told, self.arrival.repertoire.edition, self.arrival.office.stage)
        return replace(filing, uploads=self._uploads(list(filing.papers)))

    def _answers(self, story: Story) -> dict[str, object]:
        """The example's answers told of somebody else; as they are where that would not be valid."""
        known = self.arrival.repertoire.known
        answers = self.disguise.of(story.answers)
        for key in known.pack.fee.keys:
            if isinstance(answers.get(key), int) and f"answers.{key}" not in self.arrival.repertoire.conditions:
                answers[key] = self.random.choice((1, 1, 2, 2, 3, 4, 5))
        return dict(answers) if not known.form.check(answers) else dict(story.answers)

    def _channel(self) -> str:
        offered = [channel for channel in self.arrival.repertoire.known.pack.channels if channel in CHANNELS]
        return self.random.choices(offered, [CHANNELS[channel] for channel in offered])[0] if offered else "counter"

    def _uploads(self, papers: Sequence[str]) -> list[Upload]:
        if not self.scans or not papers or self.random.random() > SCANNED:
            return []
        return [replace(self.random.choice(self.scans), paper_key=self.random.choice(papers))]

    def _do(self, deed: Deed, dossier: Dossier, at: datetime) -> Dossier:
        told = replace(deed, at=at, given=self.disguise.of(deed.given))
        if deed.do == "hand_over" and owes_apology(dossier):
            letter = replace(told, do="apologise", given={"reason": self.random.choice(REASONS_LATE)})
            dossier = DEEDS["apologise"](dossier, letter, self.arrival.office.stage)
        try:
            return DEEDS[deed.do](dossier, told, self.arrival.office.stage)
        except Refusal as refusal:
            if refusal.no in PASSED_OVER:
                return dossier
            raise

    def _take(self, dossier: Dossier, at: datetime) -> None:
        step = next((step for step in open_steps(dossier) if not step.waits), None)
        if step:
            take(dossier.pk, element=step.element, by=self.arrival.office.stage.who(step), at=at)

    def _next(self, dossier: Dossier, at: datetime) -> datetime | None:
        hours = self.arrival.office.hours
        if self.done == len(self._deeds):
            return after(at, self.arrival.pace, hours) if self.arrival.taken and not self.finished else None
        if self.arrival.stays:
            return after(at, self.arrival.pace, hours)
        return after(at, max(2, self._wait(self._deeds[self.done], dossier, at)), hours)

    def _wait(self, deed: Deed, dossier: Dossier, at: datetime) -> int:
        """Minutes of work until somebody does it."""
        random = self.random
        left = between(at, dossier.clock.due_at, self.arrival.office.hours)
        if deed.do in ("supplement", "arrive"):
            return int(random.uniform(0.5, 5) * DAY)
        if deed.do == "stop":
            return int(random.uniform(12, 20) * DAY)
        if deed.do == "hand_over":
            return int(random.choices((0.2, 1.5, 12), (70, 27, 3))[0] * random.random() * DAY)
        if deed.do in ("ask_supplement", "withdraw"):
            return min(int(left * random.uniform(0.05, 0.3)), self._may_still_ask(dossier, at))
        if deed.do == "reappoint":
            return left - DAY - random.randrange(10, 60)
        if deed.do == "apologise":
            return random.randrange(5, 60)
        return self._work(left)

    def _may_still_ask(self, dossier: Dossier, at: datetime) -> int:
        """Minutes of work in which the applicant may still be asked to complete the dossier."""
        within, hours = self.arrival.repertoire.known.pack.supplement.ask_within, self.arrival.office.hours
        last = step_due(dossier.received_at, within, (), hours) if within else dossier.clock.due_at
        return between(at, last, hours) - 5

    def _work(self, left: int) -> int:
        """An official's step: its part of what is left; the last one of a late dossier comes too late."""
        steps = sum(1 for deed in self._deeds[self.done :] if deed.do == "complete")
        if self.arrival.late and steps == 1:
            return left + self.random.randrange(60, 1800)
        share = left / steps if steps else left
        return int(share * self.random.uniform(0.25, 0.85)) or self.random.randrange(5, 60)


def turn_away(arrival: Arrival, number: str, random: Random) -> None:
    """The counter does not receive it, and says why in writing."""
    office, story = arrival.office, arrival.script.story
    disguise = Disguise(story, received=arrival.at, place=office.place, random=random)
    told = replace(story, applicant=_applicant(disguise.of(story.applicant), story, random))
    refuse_intake(
        arrival.repertoire.edition,
        receiver=office.stage.receiver,
        applicant=filing_of(told, arrival.repertoire.edition, office.stage).applicant,
        reason=random.choice(arrival.repertoire.reasons_to_refuse),
        intake_key=f"demo:refused:{number}",
        by=office.stage.cast[Role.CLERK],
        at=arrival.at,
    )


def _applicant(told: dict[str, str], story: Story, random: Random) -> dict[str, str]:
    """A person who is nobody else in the dossier may have been born in another year; a firm has a code."""
    number = story.applicant["id_number"]
    if not number:
        return {**told, "id_number": f"02000{random.randrange(100_000):05}"}
    alone = len(number) == 12 and number not in map(str, story.answers.values())
    if alone and not any(number[4:6] in str(answer) for answer in story.answers.values()):
        told["id_number"] = told["id_number"][:4] + f"{random.randrange(60, 100)}" + told["id_number"][6:]
    return told
