"""The same lines read another way, for the proof: no fold and no spans, but every day asked where the dossier stood.

What `lives` and `marks` build up deed by deed is here counted from the lines as they are; that both agree is what the
proof shows. It shares with them nothing but the names of the facts and of what is counted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from congvu.statistics.rules.lives import Line, day_of
from congvu.statistics.rules.measures import L, M

MONEY = ("dossiers.fee_collected", "dossiers.fee_cancelled", "dossiers.fee_refunded")
LATER = (*MONEY, "dossiers.result_issued")
Counts = Counter[tuple[str, str, date]]  # measure, agency, day -> number


@dataclass(frozen=True, slots=True)
class Left:
    """Where a dossier stood after a line; `day` never goes back."""

    day: date
    event: str
    agency: str
    receiver: str
    state: str
    due: datetime
    finished: str
    outcome: str
    fee: int
    paid: int
    said: str  # how content the applicant is, in the line in which that is said

    @property
    def closed(self) -> bool:
        return self.state in {"returned", "withdrawn", "stopped", "not_received"}

    @property
    def judged(self) -> str:
        """The date of the result beside the date it was due."""
        done = day_of(datetime.fromisoformat(self.finished)) if self.finished else self.day
        due = day_of(self.due)
        return "early" if done < due else "late" if done > due else "on_time"


def standings(lines: Sequence[Line]) -> list[Left]:
    """Where the dossier stood after each of its lines, from its receipt on."""
    found: list[Left] = []
    known: dict[str, Any] = {}
    for line in lines:
        if line.event == "dossiers.received":
            known = {"outcome": "", "finished": "", "paid": 0, **line.facts}
        if not known:
            continue
        told = dict(line.facts)
        if line.event == "clocks.reprojected":
            told = {"due_at": told["due_at"]}
        elif line.event == "dossiers.rehomed":
            told |= {"agency": told["new_agency"], "receiver": told["new_receiver"]}
        kept = {"state", "due_at", "finished"}
        kept |= {
            "dossiers.rehomed": {"agency", "receiver"},
            "dossiers.decided": {"outcome"},
            "dossiers.corrected": {"fee"},
        }.get(line.event, set())
        known |= {name: told[name] for name in kept if name in told}
        if line.event == "dossiers.fee_collected":
            known["paid"] += int(told["amount"])
        elif line.event in {"dossiers.fee_cancelled", "dossiers.fee_refunded"}:
            known["paid"] -= int(told["amount"])
        day = max(line.day, found[-1].day) if found else line.day
        left = (known["agency"], known["receiver"], known["state"], datetime.fromisoformat(known["due_at"]))
        found.append(
            Left(
                day,
                line.event,
                *left,
                known["finished"],
                known["outcome"],
                int(known["fee"]),
                known["paid"],
                told.get("level", "") if line.event == "online.rated" else "",
            )
        )
    return found


def count(lines: Sequence[Line], days: Sequence[date]) -> Counts:
    """What one dossier adds to the flows of these days and to the stocks at their ends; `days` without gaps."""
    counts: Counts = Counter()
    left = standings(lines)
    if left and days:
        _flows(left, days[0], days[-1], counts)
        for measure, agency, day in _known_later(left, [line for line in lines if line.event in LATER]):
            if days[0] <= day <= days[-1]:
                counts[measure, agency, day] += 1
        _stocks(left, days, counts)
    return counts


def _flows(left: Sequence[Left], first: date, last: date, counts: Counts) -> None:
    for number, now in enumerate(left):
        if first <= now.day <= last:
            for measure, agency, amount in _happened(left[number - 1] if number else None, now):
                counts[measure, agency, now.day] += amount


def _happened(was: Left | None, now: Left) -> Iterator[tuple[str, str, int]]:
    over = was is not None and was.closed
    if was is None:
        yield from ((M.RECEIVED, now.agency, 1), (M.COUNTER_RECEIVED, now.receiver, 1))
    elif not over and was.agency != now.agency:
        yield from ((M.WENT, was.agency, 1), (M.CAME, now.agency, 1))
    if paid := now.fee - (was.fee if was else 0):
        yield from ((M.FEE, now.agency, paid), (M.COUNTER_FEE, now.receiver, paid))
    if money := now.paid - (was.paid if was else 0):
        yield from ((M.PAID, now.agency, money), (M.COUNTER_PAID, now.receiver, money))
    if now.finished and not (was and was.finished):
        yield f"settled_{now.judged}", now.agency, 1
        if now.outcome == "refused":
            yield M.REFUSED, now.agency, 1
    if was and was.finished and not now.finished:
        yield M.REOPENED, now.agency, 1
    if now.state.startswith("awaiting_") and not (was and was.state == now.state):
        yield f"{now.state.removeprefix('awaiting_')}_asked", now.agency, 1
    if now.event == "dossiers.reappointed":
        yield M.REAPPOINTED, now.agency, 1
    if now.closed and not over:
        yield f"returned_{now.judged}" if now.state == "returned" else now.state, now.agency, 1
        if now.state == "returned":
            yield M.COUNTER_RETURNED, now.receiver, 1


def _known_later(left: Sequence[Left], lines: Sequence[Line]) -> Iterator[tuple[str, str, date]]:
    """What is told later than it is counted: of the lines about money the last one says how the fee was paid."""
    money = [line for line in lines if line.event in MONEY]
    if left[-1].fee:
        yield M.FEE_DUE, left[0].agency, left[0].day
        if money and money[-1].event == "dossiers.fee_collected" and money[-1].facts["method"] == "online":
            yield M.PAID_ONLINE, left[0].agency, left[0].day
    ended = next((one for one in left if one.state == "returned"), None)
    if ended and len(money) < len(lines):
        yield M.ELECTRONIC, ended.agency, ended.day
    for number, now in enumerate(left):
        results = [place for place in range(1, number + 1) if left[place].finished and not left[place - 1].finished]
        if now.said and results:
            result = left[results[-1]]
            late = "_late" if now.said == "unsatisfied" and result.judged == "late" else ""
            yield f"{now.said}{late}", result.agency, result.day


def _stocks(left: Sequence[Left], days: Sequence[date], counts: Counts) -> None:
    place = 0
    for day in days:
        while place < len(left) and left[place].day <= day:
            place += 1
        if not place:
            continue
        now = left[place - 1]
        if now.closed:
            if place == len(left):
                return
            continue
        late = day > day_of(now.due)
        if now.state == "decided":
            counts[M.WAITING_OVERDUE if late else M.WAITING, now.agency, day] += 1
        elif now.state.startswith("awaiting_"):
            counts[now.state.removeprefix("awaiting_"), now.agency, day] += 1
        else:
            counts[M.OVERDUE if late else M.IN_TIME, now.agency, day] += 1
            counts[M.UNTAKEN if now.state == "received" else M.TAKEN, now.agency, day] += 1


def count_legs(lines: Sequence[Line], code: str, days: Sequence[date]) -> Counts:
    """What the legs of one dossier add to the flows of these days and to the stocks at their ends."""
    counts: Counts = Counter()
    numbers = [int(line.facts["number"]) for line in lines if line.event == "dossiers.leg_opened"]
    for number in numbers:
        left = list(_leg_standings(lines, code, number))
        _leg_flows(left, days, counts)
        for day in days:
            stood = [one for one in left if one[0] <= day]
            if stood and not stood[-1][3]:
                _first, agency, due, _ending = stood[-1]
                counts[L.OVERDUE if day > due else L.IN_TIME, agency, day] += 1
    return counts


def _leg_standings(lines: Sequence[Line], code: str, number: int) -> Iterator[tuple[date, str, date, str]]:
    """After each line about the leg: day, agency, due day, ending."""
    day, agency, due, ending = date.min, "", date.min, ""
    for line in lines:
        facts = line.facts
        mine = line.event in {"dossiers.leg_opened", "dossiers.leg_finished"} and int(facts["number"]) == number
        if mine:
            due, ending = day_of(datetime.fromisoformat(facts["leg_due_at"])), facts.get("ending", "")
            agency = facts["agency"] if line.event == "dossiers.leg_opened" else agency
        elif line.event == "clocks.reprojected" and facts["label"] == f"{code}/{number}" and agency:
            due = day_of(datetime.fromisoformat(facts["due_at"]))
        elif line.event == "dossiers.rehomed" and agency and number in {int(one[0]) for one in facts["legs"]}:
            agency = next(new for leg, _old, new in facts["legs"] if int(leg) == number)
        else:
            continue
        day = max(day, line.day)
        yield day, agency, due, ending


def _leg_flows(left: Sequence[tuple[date, str, date, str]], days: Sequence[date], counts: Counts) -> None:
    within = set(days)
    for place, (day, agency, due, ending) in enumerate(left):
        was = left[place - 1] if place else None
        if day not in within:
            continue
        if was is None:
            counts[L.OPENED, agency, day] += 1
        elif was[1] != agency and not was[3]:
            counts[L.WENT, was[1], day] += 1
            counts[L.CAME, agency, day] += 1
        if ending and not (was and was[3]):
            done = "done_early" if day < due else "done_on_time" if day == due else "done_late"
            counts[done if ending == "done" else ending, agency, day] += 1


def each_day(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
