"""What the books of dossiers tell: flows of each day, and what stands at its end. Which measures each metric adds up is
data, so that the list behind a number (`selectors.behind`) is the same by construction."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from congvu.dossiers.rules import Channel
from congvu.measures.rules.lit import WINDOW
from congvu.measures.selectors.counters.registry import counts
from congvu.measures.selectors.counters.spans import DAY, Counted, Known, Span, midnight
from congvu.statistics.rules import OPEN, SETTLED, Measure
from congvu.statistics.rules.measures import RETURNED
from congvu.statistics.selectors import days_with, each_day, kept, standing_before

M = Measure


@dataclass(frozen=True, slots=True)
class Added:
    """The measures of the books that a metric adds up, of one channel or (empty) of all."""

    measures: tuple[str, ...]
    channel: str = ""


FLOWS: dict[str, Added] = {
    "dvc.dossiers": Added((M.RECEIVED,)),
    "dvc.dossiers_online": Added((M.RECEIVED,), Channel.ONLINE),
    "dvc.settled": Added(SETTLED),
    "dvc.on_time": Added((M.SETTLED_EARLY, M.SETTLED_ON_TIME)),
    "dvc.results_returned": Added(RETURNED),
    "dvc.results_electronic": Added((M.ELECTRONIC,)),
    "dvc.fee_due": Added((M.FEE_DUE,)),
    "dvc.paid_online": Added((M.PAID_ONLINE,)),
    "dvc.rated": Added((M.VERY_SATISFIED, M.SATISFIED, M.UNSATISFIED, M.UNSATISFIED_LATE)),
    "dvc.satisfied": Added((M.VERY_SATISFIED, M.SATISFIED)),
    "onestop.received": Added((M.COUNTER_RECEIVED,)),
}
STOCKS: dict[str, Added] = {"dvc.open": Added(OPEN), "dvc.overdue": Added((M.OVERDUE,))}
OF_FLOWS = sorted({measure for added in FLOWS.values() for measure in added.measures})
ALIVE = (M.RECEIVED, M.CAME, *SETTLED)  # signs that an agency's dossiers are here


class Books:
    """What the books hold of the days of a span."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.known = _known(span)
        self.flows: dict[tuple[str, str], list[tuple[str, date, int]]] = defaultdict(list)
        for agency, measure, day, channel, number in each_day(span.first, span.last, OF_FLOWS):
            self.flows[measure, channel].append((agency, day, number))

    def rows(self, added: Added) -> Iterator[tuple[str, date, int]]:
        for (measure, channel), rows in self.flows.items():
            if measure in added.measures and added.channel in ("", channel):
                yield from rows


def _known(span: Span) -> Known:
    """From the journal's first line to the last day that was over when the books were brought up to date."""
    fresh = kept().at
    last = span.first - DAY
    while fresh and last < span.last and midnight(last + 2 * DAY) <= fresh:
        last += DAY
    return Known(span.begun or span.last + DAY, last)


def _flow(added: Added, span: Span) -> Counted:
    """The sum of the measures on each day."""
    found = span.once(Books)
    return Counted(span.sums(found.rows(added)), found.known)


def _stock(added: Added, span: Span) -> Counted:
    """What stood before the span, and by how much it grew on each day."""
    rows = ((code, span.first, number) for code, number in standing_before(span.first, added.measures).items())
    grown = ((row[0], row[2], row[4]) for row in each_day(span.first, span.last, added.measures))
    found = span.sums([*rows, *grown])
    for numbers in found.values():
        for place in range(1, span.size):
            numbers[place] += numbers[place - 1]
    return Counted(found, span.once(Books).known)


for _key, _added in FLOWS.items():
    counts(_key)(partial(_flow, _added))
for _key, _added in STOCKS.items():
    counts(_key)(partial(_stock, _added))


def signs(span: Span, measures: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """(an agency's code, the days on which one of its signs of the last days counts)."""
    for code, day in days_with(span.first - (WINDOW - 1) * DAY, span.last, measures):
        yield code, span.back(day, WINDOW)


@counts("onestop.units_feeding")
def units_feeding(span: Span) -> Counted:
    """Whether anything of the agency's was received or settled within the window."""
    masks: dict[int, int] = defaultdict(int)
    for code, mask in signs(span, ALIVE):
        if code in span.owner_of_code:
            masks[span.owner_of_code[code]] |= mask
    return Counted(span.ones(masks), span.once(Books).known)


@counts("onestop.units_working")
def units_working(span: Span) -> Counted:
    """The agency's one-stop units that received something within the window."""
    masks: dict[tuple[int, str], int] = defaultdict(int)
    for code, mask in signs(span, (M.COUNTER_RECEIVED,)):
        if code in span.owner_of_code:
            masks[span.owner_of_code[code], code] |= mask
    return Counted(span.distinct(masks), span.once(Books).known)


@counts("dvc.kinds_online")
def kinds_online(span: Span) -> Counted:
    """The agency's procedures of which a dossier came in online within the window."""
    masks: dict[tuple[int, str], int] = defaultdict(int)
    first = span.first - (WINDOW - 1) * DAY
    for code, _measure, day, procedure, number in each_day(
        first, span.last, (M.RECEIVED,), by="procedure", channel=Channel.ONLINE
    ):
        if number > 0 and code in span.owner_of_code:
            masks[span.owner_of_code[code], procedure] |= span.back(day, WINDOW)
    return Counted(span.distinct(masks), span.once(Books).known)
