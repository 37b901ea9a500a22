"""What a clock's ledger means: one fold gives the due time, the state and the lines that explain them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from congvu.base.working_time import Budget, Reckoned, Timetable, Unit, in_vietnam, move, reckon, used


class Kind(StrEnum):
    """What a line of the ledger does to the clock."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    RESTART = "restart"
    STOP = "stop"


DAY = timedelta(days=1)
GIVE_TIME = (Kind.START, Kind.EXTEND, Kind.RESTART)


class State(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the ledger. `ground` is a code, for example "supplement"; `law` is the text that allows it."""

    kind: Kind
    at: datetime
    budget: Budget | None = None
    ground: str = ""
    law: str = ""


class What(StrEnum):
    """What a line of the explanation tells."""

    STARTED = "started"
    RAN = "ran"
    PAUSED = "paused"
    WAITS = "waits"
    EXTENDED = "extended"
    RESTARTED = "restarted"
    STOPPED = "stopped"
    DAYS_OFF = "days_off"
    DAY_WORKED = "day_worked"
    ROLLED = "rolled"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation: `what` from `since` to `until`.

    `counted` is how much of `budget`'s unit passed, or by how much the due time moved; `left` is how much remained at
    the end of the line, `due` the due time as the line leaves it. `name` and `decision` are those of a special day.
    """

    what: What
    since: datetime
    until: datetime
    budget: Budget
    due: datetime
    counted: Decimal = Decimal(0)
    left: Decimal = Decimal(0)
    counts_from: datetime | None = None
    after_cutoff: bool = False
    ground: str = ""
    law: str = ""
    name: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What the ledger comes to. While paused, `due` is what it was when the pause began."""

    state: State
    due: datetime
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The days whose hours an edit of a calendar may change, both included; None: no end."""

    first: date
    last: date | None = None


ALWAYS = Span(date.min)


def run(ledger: Sequence[Mark], timetable: Timetable) -> Course:
    """Fold a ledger, which begins with a start and whose times do not go back. Raises `NoWorkingTime`."""
    return _folded(_Fold, ledger, timetable)


def due(ledger: Sequence[Mark], timetable: Timetable) -> datetime:
    """The due time that `run` gives, four times as fast: nothing is counted for an explanation."""
    return _folded(_Quick, ledger, timetable).due


def _folded(kind: "type[_Fold]", ledger: Sequence[Mark], timetable: Timetable) -> Course:
    first = ledger[0]
    assert first.budget
    fold = kind(timetable, first.at, first.budget)
    deeds = {
        Kind.START: fold.start,
        Kind.PAUSE: fold.pause,
        Kind.RESUME: fold.resume,
        Kind.EXTEND: fold.extend,
        Kind.RESTART: fold.restart,
        Kind.STOP: fold.stop,
    }
    for mark in ledger:
        deeds[mark.kind](mark)
    return fold.end()


def pauses(ledger: Sequence[Mark], *, since: datetime) -> list[tuple[datetime, datetime]]:
    """The pauses that have ended after a moment: from when to when the clock stood still."""
    found: list[tuple[datetime, datetime]] = []
    paused: datetime | None = None
    for mark in ledger:
        if mark.kind == Kind.PAUSE:
            paused = mark.at
        elif mark.kind in {Kind.RESUME, Kind.RESTART} and paused:
            found.append((paused, mark.at))
            paused = None
    return [(began, ended) for began, ended in found if ended > since]


def step_due(
    started_at: datetime, budget: Budget, pauses: Sequence[tuple[datetime, datetime]], timetable: Timetable
) -> datetime:
    """When a step's own budget ends, moved by the pauses of its dossier's clock since the step began."""
    due = reckon(budget, started_at, timetable).due
    for paused, resumed in pauses:
        due = move(budget, due, max(paused, started_at), resumed, timetable).due
    return due


@dataclass
class _Fold:
    """The clock while its ledger is read. A pause moves the due time in the unit of the budget given last."""

    timetable: Timetable
    since: datetime  # since when the clock runs, or since when it is paused
    budget: Budget
    due: datetime = field(init=False)
    rolled_from: date | None = None  # the day off on which the due time would have been
    state: State = State.RUNNING
    pause_mark: Mark | None = None
    lines: list[Line] = field(default_factory=list)

    def start(self, mark: Mark) -> None:
        self.begin(What.STARTED, mark)

    def begin(self, what: What, mark: Mark) -> None:
        assert mark.budget
        self.budget, self.state, self.pause_mark = mark.budget, State.RUNNING, None
        reckoned = self.reckoned(reckon(mark.budget, mark.at, self.timetable))
        self.since = reckoned.counts_from
        self.tell(
            what,
            mark.at,
            left=self.count(reckoned.counts_from, self.due),
            counts_from=reckoned.counts_from,
            after_cutoff=reckoned.after_cutoff,
            ground=mark.ground,
            law=mark.law,
        )
        self.waited(mark.at, reckoned.counts_from)

    def pause(self, mark: Mark) -> None:
        self.ran(mark.at)
        self.since, self.state, self.pause_mark = mark.at, State.PAUSED, mark

    def resume(self, mark: Mark) -> None:
        assert self.pause_mark
        began, before = self.pause_mark, self.due
        self.reckoned(move(self.budget, before, began.at, mark.at, self.timetable))
        self.tell(
            What.PAUSED,
            began.at,
            mark.at,
            counted=self.count(before, self.due),
            left=self.count(mark.at, self.due),
            ground=began.ground,
            law=began.law,
        )
        self.since, self.state, self.pause_mark = mark.at, State.RUNNING, None

    def extend(self, mark: Mark) -> None:
        assert mark.budget
        self.budget = mark.budget
        before = self.due
        if self.rolled_from and mark.budget.unit == Unit.DAY:
            # 45 days and 15 more are 60 days, even where the 45th was a Sunday and would have been moved to Monday.
            before = self.nominal()
            self.reckoned(move(mark.budget, before, mark.at, mark.at + mark.budget.parts * DAY, self.timetable))
        else:
            self.reckoned(reckon(mark.budget, before, self.timetable))
        counted = self.count(before, self.due)
        left = self.count(mark.at, self.due)
        self.tell(What.EXTENDED, mark.at, counted=counted, left=left, ground=mark.ground, law=mark.law)

    def restart(self, mark: Mark) -> None:
        if self.state == State.RUNNING:
            self.ran(mark.at)
        self.begin(What.RESTARTED, mark)

    def stop(self, mark: Mark) -> None:
        if self.state == State.RUNNING:
            self.ran(mark.at)
        self.state = State.STOPPED
        left = self.count(mark.at, self.due)
        self.tell(What.STOPPED, mark.at, left=left, ground=mark.ground, law=mark.law)

    def end(self) -> Course:
        if self.state == State.PAUSED and self.pause_mark:
            left = self.count(self.since, self.due)
            self.tell(What.WAITS, self.since, left=left, ground=self.pause_mark.ground, law=self.pause_mark.law)
        elif self.state == State.RUNNING:
            if in_vietnam(self.since) < self.due:
                self.ran_out()
            self.tell(What.DUE, self.due)
        return Course(self.state, self.due, tuple(self.lines))

    def reckoned(self, reckoned: Reckoned) -> Reckoned:
        self.due, self.rolled_from = reckoned.due, reckoned.rolled_from
        return reckoned

    def nominal(self) -> datetime:
        """The due time before it was moved from a day off."""
        assert self.rolled_from
        return datetime.combine(self.rolled_from, self.due.timetz())

    def waited(self, at: datetime, counts_from: datetime) -> None:
        """The days off between receipt and the first session that counts: why it begins when it does."""
        self.lines += self.special_days(in_vietnam(at).date(), in_vietnam(counts_from).date() - DAY)

    def ran(self, until: datetime, *, to_the_end: bool = False) -> None:
        """The clock ran until a moment: how much was counted, and which days differed meanwhile."""
        if until <= self.since:
            return
        counted = self.count(self.since, until)
        left = Decimal(0) if to_the_end else self.count(until, self.due)
        self.lines += self.special_days(in_vietnam(self.since).date(), in_vietnam(until).date())
        self.tell(What.RAN, self.since, until, counted=counted, left=left)

    def ran_out(self) -> None:
        """The clock will run to its end, and roll on where that is a day off."""
        if self.rolled_from is None:
            return self.ran(self.due, to_the_end=True)
        self.ran(self.nominal(), to_the_end=True)
        special = self.timetable.special.get(self.rolled_from)
        named = {"name": special.name, "decision": special.decision} if special else {}
        self.tell(What.ROLLED, self.nominal(), self.due, **named)

    def special_days(self, first: date, last: date) -> Iterator[Line]:
        """The days that differ, neighbours of one kind and one decision in one line."""
        days = sorted(day for day in self.timetable.special if first <= day <= last)
        for _, run_of_days in groupby(enumerate(days), lambda numbered: self.kinship(*numbered)):
            together = [day for _, day in run_of_days]
            special = [self.timetable.special[day] for day in together]
            yield self.line(
                What.DAY_WORKED if special[0].works else What.DAYS_OFF,
                *(datetime.combine(day, self.due.timetz()) for day in (together[0], together[-1])),
                name=", ".join(dict.fromkeys(day.name for day in special)),
                decision=special[0].decision,
            )

    def kinship(self, place: int, day: date) -> tuple[int, bool, str]:
        """The same for days that follow one another without a gap and are special by the same decision."""
        special = self.timetable.special[day]
        return day.toordinal() - place, special.works, special.decision

    def count(self, since: datetime, until: datetime) -> Decimal:
        """How much of the budget's unit runs from one moment to another."""
        return used(self.budget, since, until, self.timetable)

    def tell(self, what: What, since: datetime, until: datetime | None = None, **more: Any) -> None:
        self.lines.append(self.line(what, since, until, **more))

    def line(self, what: What, since: datetime, until: datetime | None = None, **more: Any) -> Line:
        return Line(what, since, until or since, self.budget, self.due, **more)


class _Quick(_Fold):
    """The same fold for who asks only for the due time, of ten thousand clocks."""

    def count(self, _since: datetime, _until: datetime) -> Decimal:
        return Decimal(0)

    def waited(self, at: datetime, counts_from: datetime) -> None:
        pass

    def ran(self, until: datetime, *, to_the_end: bool = False) -> None:
        pass

    def tell(self, what: What, since: datetime, until: datetime | None = None, **more: Any) -> None:
        pass
