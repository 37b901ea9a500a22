"""What a life counts for: a mark for every flow on its day, and for every stock from a day until another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from congvu.statistics.rules.lives import ENDED, LegLife, LegMoment, Life, Moment
from congvu.statistics.rules.measures import L, M

DAY = timedelta(days=1)
FOREVER = date(9999, 12, 31)
PAUSED = {"awaiting_supplement": M.SUPPLEMENT, "awaiting_obligation": M.OBLIGATION}
ASKED = {"awaiting_supplement": M.SUPPLEMENT_ASKED, "awaiting_obligation": M.OBLIGATION_ASKED}
WORKING = frozenset({"received", "in_progress"})
SETTLED_AS = {"early": M.SETTLED_EARLY, "on_time": M.SETTLED_ON_TIME, "late": M.SETTLED_LATE}
RETURNED_AS = {"early": M.RETURNED_EARLY, "on_time": M.RETURNED_ON_TIME, "late": M.RETURNED_LATE}
DONE_AS = {"early": L.DONE_EARLY, "on_time": L.DONE_ON_TIME, "late": L.DONE_LATE}
RATED_AS = {"very_satisfied": M.VERY_SATISFIED, "satisfied": M.SATISFIED}
LEG_ENDED_AS = {"recalled": L.RECALLED, "ended": L.ENDED}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing counted, once: a flow on the day `since` (`until` None), or a stock at the end of the days [since,
    until). `amount` is 1, or đồng."""

    measure: str
    agency: str
    since: date
    until: date | None = None
    amount: int = 1


def verdict(finished: date, due: date) -> str:
    """early, on_time or late: the date of the result beside the date it was due (national rule: <, =, >)."""
    return "early" if finished < due else "on_time" if finished == due else "late"


def marks(life: Life) -> tuple[Mark, ...]:
    """All that one dossier counts for, in a stable order."""
    flows = [mark for before, now in pairwise((None, *life.moments)) if now for mark in _flows(before, now)]
    return (*flows, *_known_later(life.moments), *_joined(_stocks(life.moments)))


def _flows(before: Moment | None, now: Moment) -> Iterator[Mark]:
    def mark(measure: str, *, agency: str = now.agency, amount: int = 1) -> Mark:
        return Mark(measure, agency, now.day, amount=amount)

    if before is None:
        yield mark(M.RECEIVED)
        yield mark(M.COUNTER_RECEIVED, agency=now.receiver)
    elif before.agency != now.agency and before.state not in ENDED:
        yield mark(M.WENT, agency=before.agency)
        yield mark(M.CAME)
    if more := now.fee - (before.fee if before else 0):
        yield mark(M.FEE, amount=more)
        yield mark(M.COUNTER_FEE, agency=now.receiver, amount=more)
    if paid := now.paid - (before.paid if before else 0):
        yield mark(M.PAID, amount=paid)
        yield mark(M.COUNTER_PAID, agency=now.receiver, amount=paid)
    was = before.state if before else ""
    if now.finished and not (before and before.finished):
        yield mark(SETTLED_AS[verdict(now.finished, now.due)])
        if now.outcome == "refused":
            yield mark(M.REFUSED)
    if before and before.finished and not now.finished:
        yield mark(M.REOPENED)
    if now.state in ASKED and now.state != was:
        yield mark(ASKED[now.state])
    if now.reappointed:
        yield mark(M.REAPPOINTED)
    if now.state in ENDED and was not in ENDED:
        yield from (mark(_ending(now)), *_counter(now))


def _ending(now: Moment) -> str:
    if now.state == "returned":
        return RETURNED_AS[verdict(now.finished or now.day, now.due)]
    return M.WITHDRAWN if now.state == "withdrawn" else M.STOPPED


def _counter(now: Moment) -> Iterator[Mark]:
    if now.state == "returned":
        yield Mark(M.COUNTER_RETURNED, now.receiver, now.day)


def _known_later(moments: tuple[Moment, ...]) -> Iterator[Mark]:
    """What later deeds tell of the receipt, of the result and of the return, on the days of these."""
    first, last = moments[0], moments[-1]
    if last.fee:
        yield Mark(M.FEE_DUE, first.agency, first.day)
        if last.online:
            yield Mark(M.PAID_ONLINE, first.agency, first.day)
    settled: Moment | None = None
    for before, now in pairwise(moments):
        if now.finished and not before.finished:
            settled = now
        if settled and now.rating != before.rating:
            yield Mark(_rated(now.rating, settled), settled.agency, settled.day)
        if last.issued and now.state == "returned" and before.state not in ENDED:
            yield Mark(M.ELECTRONIC, now.agency, now.day)


def _rated(level: str, settled: Moment) -> str:
    assert settled.finished  # it is the moment of the result
    late = verdict(settled.finished, settled.due) == "late"
    return RATED_AS.get(level) or (M.UNSATISFIED_LATE if late else M.UNSATISFIED)


def _stocks(moments: tuple[Moment, ...]) -> Iterator[Mark]:
    for now, after in pairwise((*moments, None)):
        assert now  # only the last is None
        until = after.day if after else FOREVER
        if now.state in PAUSED:
            yield Mark(PAUSED[now.state], now.agency, now.day, until)
        elif now.state in WORKING:
            yield from _split(M.IN_TIME, M.OVERDUE, now.agency, now.day, until, due=now.due)
            yield Mark(M.UNTAKEN if now.state == "received" else M.TAKEN, now.agency, now.day, until)
        elif now.state == "decided":
            yield from _split(M.WAITING, M.WAITING_OVERDUE, now.agency, now.day, until, due=now.due)


def _split(before: str, after: str, agency: str, since: date, until: date, *, due: date) -> Iterator[Mark]:
    """Until the end of the day on which it is due one thing, from the next day on another."""
    late = due + DAY
    yield Mark(before, agency, since, min(until, late))
    yield Mark(after, agency, max(since, late), until)


def _joined(stocks: Iterable[Mark]) -> list[Mark]:
    """Without empty spans, and a span that goes on where another of its kind ended made one with it."""
    joined: list[Mark] = []
    for mark in sorted((one for one in stocks if one.until and one.since < one.until), key=lambda one: one.measure):
        last = joined[-1] if joined else None
        if last and (last.measure, last.agency, last.until) == (mark.measure, mark.agency, mark.since):
            joined[-1] = replace(last, until=mark.until)
        else:
            joined.append(mark)
    return joined


def refusal_marks(receiver: str, day: date) -> tuple[Mark, ...]:
    """What a slip counts for by which a dossier was not received: it never comes into the books of dossiers."""
    return (Mark(M.NOT_RECEIVED, receiver, day),)


def leg_marks(leg: LegLife) -> tuple[Mark, ...]:
    """All that one leg counts for."""
    flows = [mark for before, now in pairwise((None, *leg.moments)) if now for mark in _leg_flows(before, now)]
    stocks = [
        mark
        for now, after in pairwise((*leg.moments, None))
        if now and not now.ending
        for mark in _split(L.IN_TIME, L.OVERDUE, now.agency, now.day, after.day if after else FOREVER, due=now.due)
    ]
    return (*flows, *_joined(stocks))


def _leg_flows(before: LegMoment | None, now: LegMoment) -> Iterator[Mark]:
    if before is None:
        yield Mark(L.OPENED, now.agency, now.day)
    elif before.agency != now.agency and not before.ending:
        yield Mark(L.WENT, before.agency, now.day)
        yield Mark(L.CAME, now.agency, now.day)
    if now.ending and not (before and before.ending):
        ended = LEG_ENDED_AS.get(now.ending) or DONE_AS[verdict(now.day, now.due)]
        yield Mark(ended, now.agency, now.day)
