"""Whether a consolidated figure is where its target wants it."""

from decimal import Decimal
from typing import Protocol

from congvu.measures.rules import QUOTIENTS, Figure, OverAgencies, Unit, reached


class Counted(Protocol):
    """An indicator, as far as this concerns it."""

    @property
    def unit(self) -> str:
        """In what it is counted."""
        ...

    @property
    def over_agencies(self) -> str:
        """How several agencies' figures become one."""
        ...


class Wanted(Protocol):
    """A target, as far as this concerns it."""

    @property
    def op(self) -> str:
        """How it is compared."""
        ...

    @property
    def value(self) -> Decimal | None:
        """With what; None where it is put in words."""
        ...


def standing(indicator: Counted, target: Wanted, figure: Figure) -> bool | None:
    """Whether the target is reached; None where nobody can say so: nothing is known, or it is put in words.

    Where agencies that reach it are counted, all must, so one that does not is enough for a no, and one that is silent
    is enough for not knowing. One that reaches it is enough where any will do.
    """
    if figure.n is None:
        return None
    if indicator.over_agencies == OverAgencies.UNITS:
        if figure.d is not None and figure.n < figure.d:
            return False
        return True if figure.whole else None
    if indicator.over_agencies == OverAgencies.ANY:
        return True if figure.n else (False if figure.whole else None)
    if target.value is None or figure.value is None or (indicator.unit in QUOTIENTS and figure.d is None):
        return None
    value = figure.percent if indicator.unit == Unit.PERCENT else figure.value
    return None if value is None else reached(value, target.op, target.value)
