"""What an agency tells of one indicator, beside what was measured: what is wrong with it, and where it comes from."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from congvu.measures.rules import QUOTIENTS, Unit
from congvu.reporting.rules.states import Source

GREATEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Told:
    """One line as it was written. None is "not known", and stays so: it is no nought."""

    n: Decimal | None = None
    d: Decimal | None = None
    text: str = ""
    reason: str = ""
    evidence: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written."""
        return self.n is None and self.d is None and not (self.text or self.reason or self.evidence)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured of the same line: nothing (`n` is None), a numerator alone, or both."""

    n: Decimal | None = None
    d: Decimal | None = None


class Fault(StrEnum):
    """What can be wrong with a line."""

    NO_DENOMINATOR = "no_denominator"
    NO_NUMERATOR = "no_numerator"
    OF_NOTHING = "of_nothing"
    NEGATIVE = "negative"
    TOO_GREAT = "too_great"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_WHOLE = "not_whole"
    EXCEEDS = "exceeds"
    DIFFERS = "differs"


def differs(told: Told, seen: Seen) -> bool:
    """Whether the line is not what was measured. Leaving a measured figure out is telling it otherwise."""
    parts = ((told.n, seen.n), (told.d, seen.d))
    return any(measured is not None and said != measured for said, measured in parts)


def source_of(unit: str, told: Told, seen: Seen) -> Source:
    """Where the line comes from: what is wholly as measured is measured; a part that is told otherwise is changed."""
    if differs(told, seen):
        return Source.CHANGED
    whole = seen.n is not None and (unit not in QUOTIENTS or seen.d is not None)
    return Source.MEASURED if whole else Source.MANUAL


def faults(unit: str, told: Told, seen: Seen) -> list[tuple[str, Fault]]:
    """All that is wrong with a line: (the part at which it is told, what it is); parts are n, d and reason."""
    found: list[tuple[str, Fault]] = []
    for part, value in (("n", told.n), ("d", told.d)):
        if value is not None and value < 0:
            found.append((part, Fault.NEGATIVE))
        elif value is not None and value >= GREATEST:
            found.append((part, Fault.TOO_GREAT))
    if unit in QUOTIENTS:
        found += _of_quotient(unit, told)
    if unit == Unit.YES and told.n not in (None, 0, 1):
        found.append(("n", Fault.NOT_YES_OR_NO))
    if unit == Unit.MONEY and told.n is not None and told.n % 1:
        found.append(("n", Fault.NOT_WHOLE))
    if not found and differs(told, seen) and not told.reason:
        found.append(("reason", Fault.DIFFERS))
    return found


def _of_quotient(unit: str, told: Told) -> list[tuple[str, Fault]]:
    if told.n is not None and told.d is None:
        return [("d", Fault.NO_DENOMINATOR)]
    if told.n is None and told.d is not None:
        return [("n", Fault.NO_NUMERATOR)]
    if told.n is None or told.d is None:
        return []
    if told.d == 0 and told.n > 0:
        return [("d", Fault.OF_NOTHING)]
    if unit == Unit.PERCENT and told.n > told.d and not told.reason:
        return [("reason", Fault.EXCEEDS)]
    return []
