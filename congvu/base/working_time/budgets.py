"""How much time the law gives."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """In what legal time is counted."""

    WORKING_HOUR = "working_hour"
    HALF_DAY = "half_day"
    WORKING_DAY = "working_day"
    DAY = "day"
    SAME_DAY = "same_day"


# The smallest part of each unit that can be counted: a minute, a half-day session, a whole day.
PARTS = {
    Unit.WORKING_HOUR: 60,
    Unit.HALF_DAY: 1,
    Unit.WORKING_DAY: 2,
    Unit.DAY: 1,
    Unit.SAME_DAY: 1,
}


@dataclass(frozen=True, slots=True)
class Budget:
    """A stretch of legal time: an amount of a `Unit`.

    `same_day` has amount 0 and may have a `cutoff`: what comes in after it is due on the next working day.
    Raises ValueError for what cannot be counted: a negative amount, a quarter of a day, a cutoff elsewhere.
    """

    amount: Decimal
    unit: str
    cutoff: time | None = None

    def __post_init__(self) -> None:
        unit = Unit(self.unit)
        if not self.amount.is_finite() or self.amount < 0:
            raise ValueError(f"{self.amount} is no amount of time")
        if self.amount * PARTS[unit] % 1:
            raise ValueError(f"{self.amount} {unit} cannot be counted in whole parts of 1/{PARTS[unit]}")
        if unit == Unit.SAME_DAY and self.amount:
            raise ValueError("same_day has the amount 0")
        if unit != Unit.SAME_DAY and self.cutoff:
            raise ValueError(f"{unit} has no cutoff")

    @property
    def parts(self) -> int:
        """The amount in the smallest parts of its unit: minutes, half-day sessions, days."""
        return int(self.amount * PARTS[Unit(self.unit)])
