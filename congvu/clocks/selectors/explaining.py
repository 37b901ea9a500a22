"""How a due time came about, from the same fold that projects it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from congvu.agencies.selectors import timetable, timetables
from congvu.base.refusals import Refusal
from congvu.base.working_time import Timetable, Unit, in_vietnam
from congvu.clocks import refusals, rules
from congvu.clocks.models import Clock, Tick
from congvu.clocks.rules import Line, Mark, What
from congvu.clocks.selectors.sentences import hours_words, tell

BEGINNINGS = (What.STARTED, What.RESTARTED)


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the explanation with its sentence in the reader's language."""

    line: Line
    text: str

    def as_json(self) -> dict[str, Any]:
        """The line for machines: times in ISO 8601, amounts as text."""
        return {"text": self.text, **{key: _plain(value) for key, value in asdict(self.line).items()}}


def labelled(label: str) -> Clock:
    """The clock of a dossier's code. Refusal: clocks.unknown."""
    clock = Clock.objects.filter(label=label.strip()).first()
    if clock is None:
        raise Refusal(refusals.UNKNOWN, label=label)
    return clock


def explain(clock: Clock) -> list[Told]:
    """The arithmetic of a clock, line by line; the last one leads to the due time."""
    return _told([tick.mark() for tick in clock.ticks.order_by("sequence")], timetable(clock.agency_id))


def _told(ledger: list[Mark], hours: Timetable) -> list[Told]:
    """Each line as a sentence; where time begins to be counted, the office's hours beside it."""
    told = []
    for line in rules.run(ledger, hours).lines:
        said = tell(line)
        if line.what in BEGINNINGS and line.budget.unit != Unit.DAY:
            week = hours_words(hours.week(in_vietnam(line.since).date()))
            said = _("{said} Giờ làm việc: {week}.").format(said=said, week=week)
        told.append(Told(line, said))
    return told


def explain_all(clocks: Collection[Clock]) -> dict[int, list[Told]]:
    """The arithmetic of several clocks, by their keys; as many queries for ten as for one."""
    ledgers: dict[int, list[Mark]] = {clock.pk: [] for clock in clocks}
    for tick in Tick.objects.filter(clock__in=ledgers).order_by("clock", "sequence"):
        ledgers[tick.clock_id].append(tick.mark())
    hours = timetables({clock.agency_id for clock in clocks})
    return {clock.pk: _told(ledgers[clock.pk], hours[clock.agency_id]) for clock in clocks}


def pauses(clock_id: int, *, since: datetime) -> list[tuple[datetime, datetime]]:
    """The clock's pauses that have ended after a moment: what `rules.step_due` asks for."""
    ticks = Clock(pk=clock_id).ticks.order_by("sequence")
    return rules.pauses([tick.mark() for tick in ticks], since=since)


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value if isinstance(value, (str, bool)) or value is None else str(value)
