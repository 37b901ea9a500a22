"""When an office works: weekly hours by season, and the days that differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = 4
DAY = timedelta(days=1)
PATIENCE = 400  # days without any working time after which a timetable is taken for a mistake


class NoWorkingTime(ValueError):
    """The timetable has no counted session within 400 days of `day`: nothing can ever be due."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no working time within {PATIENCE} days of {day:%d/%m/%Y}")
        self.day = day


def in_vietnam(at: datetime) -> datetime:
    """The moment on Vietnamese clocks, to the minute: what is printed on the receipt is what counts."""
    return at.astimezone(VIETNAM).replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Session:
    """One stretch of work on one day, usually a half-day. The closing instant belongs to it."""

    start: datetime
    end: datetime

    @cached_property
    def day(self) -> date:
        return self.start.date()

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours on one weekday (0 is Monday), within a season ("month-day" bounds, both included; a season may
    run over New Year), from a day until the day before `valid_to`. Where not `counts`, the office only receives."""

    weekday: int
    opens: time
    closes: time
    counts: bool = True
    season_from: str = "01-01"
    season_to: str = "12-31"
    valid_from: date = date.min
    valid_to: date | None = None

    def hold_on(self, day: date) -> bool:
        """Whether these hours are in force on a day, whatever its weekday."""
        valid = self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
        return valid and self.in_season(f"{day:%m-%d}")

    def in_season(self, in_year: str) -> bool:
        """Whether a "month-day" lies in the season."""
        if self.season_from <= self.season_to:
            return self.season_from <= in_year <= self.season_to
        return in_year >= self.season_from or in_year <= self.season_to


STANDARD = tuple(
    Hours(weekday, opens, closes)
    for weekday in range(5)
    for opens, closes in ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its weekday: a holiday, a day off in lieu, a day worked instead by a decision."""

    works: bool
    name: str
    decision: str = ""


@dataclass(frozen=True)
class Timetable:
    """When one agency works.

    `layers` are weekly hours, the agency's own first, then its ancestors', at last the standard hours: a day follows
    the first layer in force on it. A Saturday or Sunday worked instead of another day has Friday's hours.
    """

    layers: tuple[tuple[Hours, ...], ...] = (STANDARD,)
    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    _known: dict[date, tuple[tuple[Session, ...], tuple[Session, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def sessions(self, day: date) -> tuple[Session, ...]:
        """The sessions that count towards time limits."""
        return self._of(day)[0]

    def opening(self, day: date) -> tuple[Session, ...]:
        """All opening hours, those that only receive included."""
        return self._of(day)[1]

    def works(self, day: date) -> bool:
        return bool(self.sessions(day))

    def from_day(self, day: date) -> Iterator[Session]:
        """All counted sessions from a day on. Raises `NoWorkingTime` after 400 days without any."""
        idle = 0
        while idle < PATIENCE:
            sessions = self.sessions(day)
            yield from sessions
            idle = 0 if sessions else idle + 1
            day += DAY
        raise NoWorkingTime(day - PATIENCE * DAY)

    def session_at(self, at: datetime) -> Session:
        """The session that a moment falls into, or the next one."""
        return next(session for session in self.from_day(at.date()) if at <= session.end)

    def working_day(self, day: date) -> Session:
        """The last session of a day, or of the next working day."""
        return self.sessions(next(self.from_day(day)).day)[-1]

    def _of(self, day: date) -> tuple[tuple[Session, ...], tuple[Session, ...]]:
        if day not in self._known:
            rows = sorted(self._hours(day), key=lambda hours: hours.opens)
            made = [(row.counts, Session(_moment(day, row.opens), _moment(day, row.closes))) for row in rows]
            self._known[day] = tuple(s for counts, s in made if counts), tuple(s for _, s in made)
        return self._known[day]

    def week(self, day: date) -> list[Hours]:
        """The weekly hours in force on a day, whatever is special about it."""
        return next(filter(None, ([row for row in rows if row.hold_on(day)] for rows in self.layers)), [])

    def _hours(self, day: date) -> list[Hours]:
        week = self.week(day)
        special = self.special.get(day)
        if special is None:
            return [row for row in week if row.weekday == day.weekday()]
        if not special.works:
            return []
        return [row for row in week if row.weekday == min(day.weekday(), FRIDAY)]


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, VIETNAM)
