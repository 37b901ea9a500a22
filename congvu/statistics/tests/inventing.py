"""Lives made up at random, the same for the same seed: every deed that counts, in any order that the law allows."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from congvu.journal.models import Entry
from congvu.statistics.rules.lives import Line

AGENCIES, COUNTERS = ("H98.31", "H98.32", "H98.33"), ("H98.01", "H98.02")
PROCEDURES, CHANNELS = ("1.000001", "2.000002"), ("counter", "online", "post")
BEGINNING = datetime(2026, 1, 1, 1, tzinfo=UTC)  # 08:00 in Vietnam
FIRST, LAST = date(2025, 12, 20), date(2026, 6, 30)


@dataclass
class Invented:
    """One dossier on its way, telling a line for each deed."""

    dice: random.Random
    number: int
    at: datetime = BEGINNING
    lines: list[tuple[str, Line]] = field(default_factory=list)
    state: str = "received"
    finished: str = ""
    legs: dict[int, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return f"H98.01-{self.number:06d}"

    @property
    def subject(self) -> str:
        return f"dossiers.dossier:{self.number}"

    def wait(self, most_hours: int = 60) -> None:
        self.at += timedelta(hours=self.dice.randint(0, most_hours), minutes=self.dice.randint(0, 59))

    def tell(self, event: str, **facts: Any) -> None:
        left = {"state": self.state, "due_at": self.due.isoformat(), "finished": self.finished}
        self.lines.append((self.subject, Line(0, self.at, f"dossiers.{event}", {**left, **facts})))

    def live(self) -> None:
        dice = self.dice
        self.at += timedelta(minutes=dice.randint(0, 60 * 24 * 90))
        self.due = self.at + timedelta(days=dice.randint(0, 8))
        self.agency, self.receiver, self.fee = dice.choice(AGENCIES), dice.choice(COUNTERS), dice.choice((0, 0, 50000))
        self.tell(
            "received",
            code=self.code,
            procedure=dice.choice(PROCEDURES),
            edition="1",
            agency=self.agency,
            receiver=self.receiver,
            channel=dice.choice(CHANNELS),
            fee=self.fee,
        )
        for _deed in range(dice.randint(0, 12)):
            self.wait()
            self.do()
            if self.state in {"returned", "withdrawn", "stopped"}:
                return self.look_back()

    def do(self) -> None:
        at_hand = {
            "received": (self.work, self.work, self.pause, self.rehome, self.open_leg, self.end, self.reproject),
            "in_progress": (
                self.work, self.pause, self.decide, self.decide, self.rehome, self.open_leg, self.finish_leg,
                self.finish_leg, self.end, self.reproject, self.correct, self.reappoint, self.pay, self.issue,
            ),
            "awaiting_supplement": (self.resume, self.resume, self.rehome, self.end),
            "awaiting_obligation": (self.resume, self.resume, self.rehome, self.finish_leg),
            "decided": (
                self.hand_over, self.hand_over, self.reopen, self.rehome, self.correct, self.pay, self.issue, self.rate,
            ),
        }  # fmt: skip
        self.dice.choice(at_hand[self.state])()

    def work(self) -> None:
        self.state = "in_progress"
        self.tell("taken")

    def pause(self) -> None:
        self.state = self.dice.choice(("awaiting_supplement", "awaiting_obligation"))
        self.tell("supplement_asked" if self.state == "awaiting_supplement" else "forwarded")

    def resume(self) -> None:
        self.state, self.due = "in_progress", self.due + timedelta(days=self.dice.randint(0, 5))
        self.tell("supplied")

    def decide(self) -> None:
        self.state, self.finished = "decided", self.at.isoformat()
        self.tell("decided", outcome=self.dice.choice(("granted", "granted", "refused")))

    def reopen(self) -> None:
        self.state, self.finished = "in_progress", ""
        self.tell("recalled")

    def hand_over(self) -> None:
        self.state = "returned"
        self.tell("handed_over")

    def end(self) -> None:
        self.state = self.dice.choice(("withdrawn", "stopped"))
        for number in self.legs:
            self.tell(
                "leg_finished", number=number, agency=self.legs[number], ending="ended", leg_due_at=self._leg_due()
            )
        self.legs = {}
        self.tell(self.state)

    def rehome(self) -> None:
        old, new = self.agency, self.dice.choice(AGENCIES)
        was, now = self.receiver, self.dice.choice((self.receiver, self.dice.choice(COUNTERS)))
        moved = [
            (number, self.legs[number], self.dice.choice(AGENCIES)) for number in self.legs if self.dice.random() < 0.5
        ]
        self.agency, self.receiver = new, now
        self.legs |= {number: to for number, _from, to in moved}
        both = {"old_agency": old, "new_agency": new, "old_receiver": was, "new_receiver": now}
        self.tell("rehomed", **both, legs=[list(one) for one in moved])

    def reproject(self) -> None:
        self.due += timedelta(days=self.dice.randint(-2, 3))
        number = self.dice.choice(("", *(f"/{leg}" for leg in self.legs)))
        facts = {"label": f"{self.code}{number}", "due_at": (self.due if not number else self.at).isoformat()}
        self.lines.append((f"clocks.clock:{self.number}", Line(0, self.at, "clocks.reprojected", facts)))

    def correct(self) -> None:
        self.fee = self.dice.choice((0, 20000, 70000))
        self.tell("corrected", fee=self.fee)

    def pay(self) -> None:
        """The fee is taken, and some get it back, all or in part; by another way than it came, too."""
        self.tell("fee_collected", amount=50000, method=self.dice.choice(("cash", "online", "online")))
        if back := self.dice.choice((0, 0, 20000, 50000)):
            method = self.dice.choice(("cash", "transfer", "online"))
            self.tell(self.dice.choice(("fee_cancelled", "fee_refunded")), amount=back, method=method)

    def issue(self) -> None:
        """The file of the result, once; it may come before the hand-over, or long after it."""
        if self.finished and not any(line.event == "dossiers.result_issued" for _subject, line in self.lines):
            self.tell("result_issued", name="Kết quả", sha256="0" * 64)

    def rate(self) -> None:
        """Once, and whatever becomes of the dossier then."""
        if self.finished and not any(line.event == "online.rated" for _subject, line in self.lines):
            level = self.dice.choice(("very_satisfied", "satisfied", "unsatisfied", "unsatisfied"))
            facts = {"code": self.code, "level": level, "level_name": level}
            self.lines.append((self.subject, Line(0, self.at, "online.rated", facts)))

    def look_back(self) -> None:
        """What is told of a dossier that is closed."""
        for deed in (self.issue, self.rate, self.pay):
            if self.dice.random() < 0.5:
                self.wait()
                deed()

    def reappoint(self) -> None:
        self.tell("reappointed", number=3)

    def _leg_due(self) -> str:
        return (self.at + timedelta(days=self.dice.randint(-2, 4))).isoformat()

    def open_leg(self) -> None:
        number = 1 + sum(line.event == "dossiers.leg_opened" for _subject, line in self.lines)
        self.legs[number] = self.dice.choice(AGENCIES)
        facts = {"number": number, "key": "tax", "leg": "Thuế", "agency": self.legs[number]}
        self.tell("leg_opened", **facts, leg_due_at=self._leg_due())

    def finish_leg(self) -> None:
        if self.legs:
            number = self.dice.choice(sorted(self.legs))
            agency = self.legs.pop(number)
            ending = self.dice.choice(("done", "done", "recalled"))
            self.tell("leg_finished", number=number, agency=agency, ending=ending, leg_due_at=self._leg_due())


def invent(seed: int, many: int) -> Iterator[Invented]:
    """So many dossiers, each with its lines in their order."""
    dice = random.Random(seed)
    for number in range(1, many + 1):
        one = Invented(dice, number)
        one.live()
        yield one


def journal(lives: list[Invented]) -> None:
    """Write the lines of all in the order of their times, as a province would have."""
    told = [pair for one in lives for pair in one.lines]
    told.sort(key=lambda pair: pair[1].at)
    Entry.objects.bulk_create(
        Entry(
            at=line.at, event=line.event, subject=subject, actor="system:test", actor_name="Thử", facts=dict(line.facts)
        )
        for subject, line in told
    )
