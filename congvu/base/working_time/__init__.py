"""The arithmetic of statutory time: when an office works, and when a budget of legal time ends. Pure.

The rules are told for people in `docs/clock.md`.
"""

from congvu.base.working_time.budgets import Budget, Unit
from congvu.base.working_time.reckoning import Reckoned, move, reckon, used
from congvu.base.working_time.timetable import (
    STANDARD,
    Hours,
    NoWorkingTime,
    Session,
    SpecialDay,
    Timetable,
    in_vietnam,
)

__all__ = [
    "STANDARD",
    "Budget",
    "Hours",
    "NoWorkingTime",
    "Reckoned",
    "Session",
    "SpecialDay",
    "Timetable",
    "Unit",
    "in_vietnam",
    "move",
    "reckon",
    "used",
]
