"""Some days that are counted at once, and what several counters read of them: read once, however many ask.

What holds on which of the days is a mask: bit 0 is the first day. So an interval is a number, two that must hold at
once are `&`, and a person with three posts at an agency is counted once by `|`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Q
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.journal.models import Entry

DAY = timedelta(days=1)
INNER = (Kind.DIVISION, Kind.ONE_STOP)  # parts of the agency above them, with which they are counted
Found = TypeVar("Found")
Owner = TypeVar("Owner", bound=Hashable)
Numbers = dict[int, list[int]]  # an agency's key -> its number on each of the days


@dataclass(frozen=True, slots=True)
class Known:
    """The days on which a metric can be known: from the first to the last, both counted; None is no bound."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What a counter found: agencies that are not in it have none. Of `covered` of `coverage` sources."""

    numbers: Numbers
    known: Known = Known()
    covered: int = 1
    coverage: int = 1


class Span:
    """The days from `first` to `last`, counted at the moment `at`."""

    def __init__(self, first: date, last: date, *, at: datetime) -> None:
        self.first, self.last, self.at = first, last, at
        self.size = (last - first).days + 1
        self.days = [first + number * DAY for number in range(self.size)]
        self.whole = (1 << self.size) - 1
        self._read: dict[Any, Any] = {}

    def once(self, read: "Callable[[Span], Found]") -> Found:
        """What a reader finds of these days, read the first time only."""
        if read not in self._read:
            self._read[read] = read(self)
        found: Found = self._read[read]
        return found

    @cached_property
    def rows(self) -> dict[int, Agency]:
        """Every agency there ever was: of one that ended there may still be something to count."""
        fields = ("pk", "code", "kind", "parent_id", "valid_from", "valid_to")
        return {row.pk: row for row in Agency.objects.only(*fields).order_by("pk")}

    @cached_property
    def owners(self) -> dict[int, int]:
        """With which agency each one is counted: itself, or for a part of one the agency above it."""
        found = {}
        for key, row in self.rows.items():
            seen = {key}
            while row.kind in INNER and row.parent_id in self.rows and row.parent_id not in seen:
                seen.add(row.parent_id)
                row = self.rows[row.parent_id]
            found[key] = key if row.kind in INNER else row.pk
        return found

    @cached_property
    def owner_of_code(self) -> dict[str, int]:
        """The same by codes, which is how books name agencies."""
        return {row.code: self.owners[key] for key, row in self.rows.items()}

    @cached_property
    def valid(self) -> dict[int, int]:
        """On which of the days each agency exists."""
        masks = {key: self.mask(row.valid_from, row.valid_to) for key, row in self.rows.items()}
        return {key: mask for key, mask in masks.items() if mask}

    @cached_property
    def counted(self) -> dict[int, int]:
        """The agencies that have figures of their own, each with the days on which it exists."""
        return {key: mask for key, mask in self.valid.items() if self.owners[key] == key}

    @cached_property
    def above(self) -> dict[int, tuple[int, ...]]:
        """Each agency itself and those above it."""
        found = {}
        for key in self.rows:
            walked: list[int] = []
            above: int | None = key
            while above in self.rows and above not in walked:
                walked.append(above)
                above = self.rows[above].parent_id
            found[key] = tuple(walked)
        return found

    @cached_property
    def begun(self) -> date | None:
        """The day of the journal's first line: before it the platform knows of no work at all."""
        first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
        return timezone.localdate(first) if first else None

    def mask(self, since: date | None, until: date | None) -> int:
        """The days of an interval that ends before `until`; None is no bound."""
        start = max((since - self.first).days, 0) if since else 0
        end = min((until - self.first).days, self.size) if until else self.size
        return ((1 << end) - 1) & ~((1 << start) - 1) if start < end else 0

    def nights(self, since: datetime, until: datetime | None) -> int:
        """The days at whose end something stands that began and (until) ended at these moments."""
        return self.mask(timezone.localdate(since), timezone.localdate(until) if until else None)

    def back(self, day: date, window: int) -> int:
        """The days on which a sign of life on a day still counts: that day and those after it, `window` together."""
        return self.mask(day, day + window * DAY)

    def moments(self) -> tuple[datetime, datetime]:
        """When the first day begins and the last one ends."""
        return midnight(self.first), midnight(self.last + DAY)

    def nothing(self) -> Numbers:
        """Numbers to fill in."""
        return defaultdict(lambda: [0] * self.size)

    def sums(self, rows: Iterable[tuple[str, date, int]]) -> Numbers:
        """Flows: numbers of agencies, by their codes, on days."""
        found = self.nothing()
        for code, day, number in rows:
            if code in self.owner_of_code:
                found[self.owner_of_code[code]][(day - self.first).days] += number
        return found

    def distinct(self, masks: Mapping[tuple[Owner, Any], int]) -> dict[Owner, list[int]]:
        """How many different things each agency (or whatever owns them) has on each day, of (owner, thing) -> mask."""
        found: dict[Owner, list[int]] = defaultdict(lambda: [0] * self.size)
        for (owner, _thing), mask in masks.items():
            numbers, place = found[owner], 0
            while mask:
                numbers[place] += mask & 1
                mask, place = mask >> 1, place + 1
        return found

    def ones(self, masks: Mapping[int, int]) -> Numbers:
        """1 on the days of each agency's mask."""
        return self.distinct({(agency, None): mask for agency, mask in masks.items()})


def valid_in(span: Span) -> Q:
    """Of rows with dates: those that count on one of the days."""
    return Q(Q(valid_to=None) | Q(valid_to__gt=span.first), valid_from__lte=span.last)


def midnight(day: date) -> datetime:
    """When a day begins in Vietnam."""
    return datetime.combine(day, time(), timezone.get_default_timezone())
