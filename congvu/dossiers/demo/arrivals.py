"""When dossiers come in: by the hour, the weekday and the office, never while the office is closed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from congvu.agencies.rules import Role
from congvu.base.working_time import Session
from congvu.dossiers.demo.hours import DAY, before, between
from congvu.dossiers.demo.offices import Office, shares
from congvu.dossiers.demo.scripts import SHARES, Course, Repertoire, Script
from congvu.dossiers.services import due_if_received
from congvu.inbox.rules import Bucket

YEAR = timedelta(days=365)
BY_WEEKDAY = (1.5, 1.1, 1.0, 1.0, 1.1, 0.6, 0.0)
BY_HOUR = {7: 0.6, 8: 2.2, 9: 2.0, 10: 1.3, 11: 0.5, 13: 0.7, 14: 2.0, 15: 1.3, 16: 0.6}
LATE_WITHOUT_A_WORD = 0.03
STANDING_SHARE = 0.35  # of all dossiers: those that are on a desk now
TAKEN = {
    Bucket.NEW: 0,
    Bucket.IN_HAND: 1,
    Bucket.DUE_SOON: 0.5,
    Bucket.OVERDUE: 0.5,
    Bucket.WAITING: 0,
    Bucket.HAND_OVER: 0,
}
MORE_OVERDUE = 0.15  # of the further overdue places of a desk that has three
NOT_RECEIVED_SHARE = 0.02  # beside the dossiers


@dataclass(frozen=True)
class Arrival:
    """A dossier that comes in. `pace` is the minutes between deeds of one that stays on a desk; `late` one is late.

    One that stays is found on the `desk` of this step.
    """

    at: datetime
    office: Office
    repertoire: Repertoire
    script: Script
    late: bool = False
    pace: int = 0
    taken: bool = False
    stays: bool = False
    desk: str = ""


def over_the_year(
    offices: Sequence[Office], count: int, *, until: datetime, random: Random, busy: Collection[int] = ()
) -> Iterator[Arrival]:
    """Dossiers of the last twelve months, most of them settled by now; many of them at the `busy` agencies."""
    first = max((until - YEAR).date(), max(one.edition.valid_from for office in offices for one in office.repertoires))
    for office in random.choices(offices, shares(offices, busy=busy), k=count):
        repertoire = random.choices(office.repertoires, office.asked)[0]
        courses = [course for course in Course if course in repertoire.scripts]
        course = random.choices(courses, [SHARES[course] for course in courses])[0]
        late = course is Course.LATE or (course is Course.PLAIN and random.random() < LATE_WITHOUT_A_WORD)
        at = a_moment(office, first, until, random)
        yield Arrival(at, office, repertoire, random.choice(repertoire.scripts[course]), late=late)


def a_moment(office: Office, first: date, until: datetime, random: Random) -> datetime:
    """A moment at which the counter is open, busier hours and weekdays more often."""
    while True:
        days, weights = _days(first, until.date())
        day = random.choices(days, cum_weights=weights)[0]
        sessions = office.counter_hours.opening(day)
        hours = [hour for hour in BY_HOUR if any(_touches(session, hour) for session in sessions)]
        if not hours:
            continue
        hour = random.choices(hours, [BY_HOUR[hour] for hour in hours])[0]
        session = next(session for session in sessions if _touches(session, hour))
        at = session.start.replace(hour=hour, minute=random.randrange(60))
        if session.start <= at <= session.end and at <= until:
            return at


@cache
def _days(first: date, last: date) -> tuple[list[date], list[float]]:
    days = [first + number * DAY for number in range((last - first).days + 1)]
    weights, total = [], 0.0
    for day in days:
        total += BY_WEEKDAY[day.weekday()]
        weights.append(total)
    return days, weights


def _touches(session: Session, hour: int) -> bool:
    return session.start.hour <= hour <= session.end.hour


def on_the_desks(offices: Sequence[Office], count: int, *, until: datetime, random: Random) -> Iterator[Arrival]:
    """Dossiers that are somewhere on the way now, so that everybody who can sign in finds work in every bucket."""
    places = [place for office in offices for place in _places(office)]
    random.shuffle(places)
    met: dict[tuple[str, str, str], int] = {}
    turns: list[tuple[int, int, Place]] = []
    for place in places:
        desk = (place.where, place.role, f"{place.bucket} {place.waits_for}")
        met[desk] = met.get(desk, 0) + 1
        # Every desk has a few overdue; an office where most of it is would be no office to learn from.
        if place.bucket is Bucket.OVERDUE and met[desk] > 3 and random.random() > MORE_OVERDUE:
            continue
        turns.append((met[desk], len(turns), place))
    turns.sort(key=lambda turn: turn[:2])
    for number in range(count if turns else 0):
        yield turns[number % len(turns)][2].arrival(until, random)


@dataclass(frozen=True)
class Place:
    """A desk at which a dossier of this kind may lie: after so many deeds of the script, in this state."""

    office: Office
    repertoire: Repertoire
    script: Script
    role: str
    bucket: Bucket
    waits_for: str = ""
    desk: str = ""

    @property
    def where(self) -> str:
        """Whose desk it is: another agency's, where it is on its way through a leg."""
        known = self.repertoire.known
        if key := known.leg_of.get(self.desk):
            wanted = known.pack.legs[key].agency
            return f"{wanted.kind} {wanted.sector}"
        return str(self.office.agency.pk)

    def arrival(self, until: datetime, random: Random) -> Arrival:
        """The dossier came in just so long ago that it lies there now."""
        hours, counter = self.office.hours, self.office.stage.receiver
        now = before(until, 0, hours)
        whole = between(now, due_if_received(self.repertoire.known, counter, at=now), hours)
        elapsed = self._elapsed(whole, random)
        taken = random.random() < TAKEN[self.bucket]
        # What is late has been slow all the way; the rest came to this desk lately, and was taken one pace after.
        rest = 2.0 if self.bucket is Bucket.OVERDUE else 1.3 if taken else 0.2
        pace = max(1, int(elapsed / (len(self.script.deeds) + rest)))
        return Arrival(
            before(until, elapsed, hours), self.office, self.repertoire, self.script,
            pace=pace, taken=taken, stays=True, desk=self.desk,
        )  # fmt: skip

    def _elapsed(self, whole: int, random: Random) -> int:
        """Minutes of working time since it came in, of the `whole` that it has."""
        if self.bucket is Bucket.OVERDUE:
            return whole + random.randrange(60, 1200)
        if self.bucket is Bucket.DUE_SOON:
            return max(20, whole - random.randrange(30, 360))
        if not self.script.deeds:  # at the first desk: a step has its own, shorter time
            return random.randrange(10, 200)
        share = random.uniform(0.02, 0.25) if self.bucket is Bucket.NEW else random.uniform(0.2, 0.7)
        return max(15, int(whole * share))


def _places(office: Office) -> Iterator[Place]:
    for repertoire in office.repertoires:
        for script in repertoire.scripts.get(Course.PLAIN, []):
            for done, deed in enumerate(script.deeds):
                role, short = repertoire.role_of(deed), script.until(done)
                waits_for = deed.step if deed.step in repertoire.known.pack.waits else ""
                for bucket in _buckets(deed.do, waits_for):
                    if bucket is Bucket.OVERDUE and repertoire.known.pack.time.acceptance:
                        continue  # its clock began anew when it was accepted: it would not be late
                    yield Place(office, repertoire, short, role, bucket, waits_for, deed.step)
        for script in repertoire.scripts.get(Course.SUPPLEMENTED, []):
            asked = next(place for place, deed in enumerate(script.deeds) if deed.do == "ask_supplement")
            yield Place(office, repertoire, script.until(asked + 1), Role.CLERK, Bucket.WAITING)


def _buckets(do: str, waits_for: str) -> tuple[Bucket, ...]:
    if do == "hand_over":
        return (Bucket.HAND_OVER,)
    if waits_for:
        return (Bucket.WAITING,)
    return (Bucket.NEW, Bucket.IN_HAND, Bucket.DUE_SOON, Bucket.OVERDUE)


def on_the_eve(office: Office, count: int, *, before_: datetime, random: Random) -> Iterator[Arrival]:
    """Dossiers that come in within a day's work before a moment, and cannot be settled until then."""
    able = [one for one in office.repertoires if Course.PLAIN in one.scripts]
    counter = office.stage.receiver
    long = [one for one in able if due_if_received(one.known, counter, at=before_) > before_ + 4 * DAY]
    for _number in range(count if long else 0):
        repertoire = random.choice(long)
        at = before(before_, random.randrange(30, 400), office.hours)
        yield Arrival(at, office, repertoire, random.choice(repertoire.scripts[Course.PLAIN]))


def turned_away(offices: Sequence[Office], count: int, *, until: datetime, random: Random) -> Iterator[Arrival]:
    """People whom the counter sends home with a written reason."""
    for arrival in over_the_year(offices, count, until=until, random=random):
        if arrival.repertoire.reasons_to_refuse:
            yield arrival
