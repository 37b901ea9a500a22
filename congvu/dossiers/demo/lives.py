"""One dossier's life: each deed of its script is done when somebody would come to do it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.base.working_time import in_vietnam
from congvu.clocks.rules import step_due
from congvu.dossiers import refusals
from congvu.dossiers.demo.arrivals import Arrival
from congvu.dossiers.demo.beside import ALL, MINUTES, REDONE, embellished
from congvu.dossiers.demo.disguise import Disguise
from congvu.dossiers.demo.hours import after, between
from congvu.dossiers.demo.offices import Office
from congvu.dossiers.demo.world import World
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import Channel, Method
from congvu.dossiers.services import Filing, Upload, collect, receive, refuse_intake, take
from congvu.dossiers.services.apologising import owes_apology
from congvu.dossiers.services.course import open_steps
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.procedures.rules import Deed, Expect, Story

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
NOTHING = Expect(None, None, None, None)
LEFT, LAST = 9, ("ask_opinion", "pass_on")  # of so many dossiers left on a desk, one each
CHANNELS = {"counter": 60, "online": 30, "post": 10}


@dataclass
class Life:
    """A dossier on its way; `number` is its own among the demonstration's."""

    arrival: Arrival
    number: str
    random: Random
    scans: Sequence[Upload]
    disguise: Disguise
    world: World
    away: Office | None = None
    dossier: Dossier | None = None
    done: int = 0
    finished: bool = False

    def __post_init__(self) -> None:
        """What it will be told to do; with one thing beside the process now and then."""
        self.repertoire = self.arrival.repertoire
        deeds = self.arrival.script.deeds
        self.deeds = tuple(deeds) if self.arrival.stays else embellished(deeds, self.number, self.repertoire)
        # Whose fault a late one is: another agency's, where it goes through one; else the last step's.
        worked = [place for place, deed in enumerate(self.deeds) if deed.do == "complete"]
        shared = [place for place in worked if self.deeds[place].step in self.repertoire.known.leg_of]
        self.slow = next(iter(shared), worked[-1] if worked else -1)

    @property
    def office(self) -> Office:
        """Who settles it now: the year has its mergers."""
        return self.world.office(self.arrival.office.agency.pk)

    @property
    def stage(self) -> Stage:
        """Who acts: the settling office's people, and the clerks where it was handed in."""
        stage = self.office.stage
        if self.away is None:
            return stage
        there = self.world.office(self.away.agency.pk).stage
        return replace(stage, receiver=there.receiver, cast={**stage.cast, Role.CLERK: there.cast[Role.CLERK]})

    def step(self, at: datetime) -> datetime | None:
        """Do what is to be done now, and say when the next thing is; None when there is no other."""
        if self.dossier is None:
            self.dossier = self._begin(at)
        elif self.done < len(self.deeds):
            self._work(self.deeds[self.done], self.dossier, at)
        else:
            self._leave_it(self.dossier, at)
            self.finished = True
        return self._next(self.dossier, at)

    def _work(self, deed: Deed, dossier: Dossier, at: datetime) -> None:
        self.dossier = self._do(deed, dossier, at)
        nothing = deed.do in REDONE and self.dossier.version == dossier.version
        self.done += 2 if nothing else 1

    def _begin(self, at: datetime) -> Dossier:
        keys = {"intake_key": f"demo:{self.number}", "lookup_key": f"demo-{self.number}"}
        self.repertoire = self.world.repertoire(self.arrival.repertoire, on=in_vietnam(at).date())
        clerk = self.stage.cast[Role.CLERK]
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
        filing = filing_of(told, self.repertoire.edition, self.stage)
        settler = self.office.agency if self.away else None
        return replace(filing, uploads=self._uploads(list(filing.papers)), settler=settler)

    def _answers(self, story: Story) -> dict[str, object]:
        """The example's answers told of somebody else; as they are where that would not be valid."""
        known = self.repertoire.known
        answers = self.disguise.of(story.answers)
        for key in known.pack.fee.keys:
            if isinstance(answers.get(key), int) and f"answers.{key}" not in self.repertoire.conditions:
                answers[key] = self.random.choice((1, 1, 2, 2, 3, 4, 5))
        return dict(answers) if not known.form.check(answers) else dict(story.answers)

    def _channel(self) -> str:
        offered = [channel for channel in self.repertoire.known.pack.channels if channel in CHANNELS]
        return self.random.choices(offered, [CHANNELS[channel] for channel in offered])[0] if offered else "counter"

    def _uploads(self, papers: Sequence[str]) -> list[Upload]:
        if not self.scans or not papers or self.random.random() > SCANNED:
            return []
        return [replace(self.random.choice(self.scans), paper_key=self.random.choice(papers))]

    def _do(self, deed: Deed, dossier: Dossier, at: datetime) -> Dossier:
        told = replace(deed, at=at, given=self.disguise.of(deed.given))
        if deed.do == "hand_over" and owes_apology(dossier):
            letter = replace(told, do="apologise", given={"reason": self.random.choice(REASONS_LATE)})
            dossier = ALL["apologise"](dossier, letter, self.stage)
        try:
            return ALL[deed.do](dossier, told, self.stage)
        except Refusal as refusal:
            if refusal.no in PASSED_OVER:
                return dossier
            raise

    def _leave_it(self, dossier: Dossier, at: datetime) -> None:
        """What stays on a desk is taken there; now and then the head gives it to another, or an opinion is asked."""
        chance = int(self.number[8:12], 16) % LEFT
        if chance < len(LAST):
            deed = Deed(at, LAST[chance], self.arrival.desk, "", {}, NOTHING, 0)
            done = ALL[deed.do](dossier, deed, self.stage)
            if done.version != dossier.version:
                self.dossier = done
                return
        steps = [step for step in open_steps(dossier) if not step.waits]
        step = next((step for step in steps if step.element == self.arrival.desk), steps[0] if steps else None)
        if step:
            self.dossier = take(dossier.pk, element=step.element, by=self.stage.who(step), at=at)

    def _next(self, dossier: Dossier, at: datetime) -> datetime | None:
        hours = self.office.hours
        if self.done == len(self.deeds):
            return after(at, self.arrival.pace, hours) if self.arrival.taken and not self.finished else None
        if self.arrival.stays:
            asks = self.deeds[self.done].do == "ask_supplement"
            pace = min(self.arrival.pace, self._may_still_ask(dossier, at)) if asks else self.arrival.pace
            return after(at, max(1, pace), hours)
        return after(at, max(2, self._wait(self.deeds[self.done], dossier, at)), hours)

    def _wait(self, deed: Deed, dossier: Dossier, at: datetime) -> int:
        """Minutes of work until somebody does it."""
        random = self.random
        left = between(at, dossier.clock.due_at, self.office.hours)
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
        if deed.do in MINUTES:
            return random.randrange(*MINUTES[deed.do])
        return self._share(left)

    def _may_still_ask(self, dossier: Dossier, at: datetime) -> int:
        """Minutes of work in which the applicant may still be asked to complete the dossier."""
        within, hours = self.repertoire.known.pack.supplement.ask_within, self.office.hours
        last = step_due(dossier.received_at, within, (), hours) if within else dossier.clock.due_at
        return between(at, last, hours) - 5

    def _share(self, left: int) -> int:
        """An official's step: its part of what is left; one of a late dossier comes too late."""
        steps = sum(1 for deed in self.deeds[self.done :] if deed.do == "complete")
        if self.arrival.late and self.done == self.slow:
            return left + self.random.randrange(60, 1800)
        if left < 0:
            return self.random.randrange(20, 240)
        share = left / steps if steps else left
        return int(share * self.random.uniform(0.25, 0.85)) or self.random.randrange(5, 60)


def turn_away(arrival: Arrival, number: str, random: Random, *, world: World, at: datetime) -> None:
    """The counter does not receive it, and says why in writing."""
    office, story = world.office(arrival.office.agency.pk), arrival.script.story
    edition = world.repertoire(arrival.repertoire, on=in_vietnam(at).date()).edition
    disguise = Disguise(story, received=arrival.at, place=office.place, random=random)
    told = replace(story, applicant=_applicant(disguise.of(story.applicant), story, random))
    refuse_intake(
        edition,
        receiver=office.stage.receiver,
        applicant=filing_of(told, edition, office.stage).applicant,
        reason=random.choice(arrival.repertoire.reasons_to_refuse),
        intake_key=f"demo:refused:{number}",
        by=office.stage.cast[Role.CLERK],
        at=at,
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
