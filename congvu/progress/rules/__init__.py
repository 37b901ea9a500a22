"""How a plan's progress is judged, and how agencies are scored. Pure."""

from congvu.progress.rules.money import Amount, Part, spread, sums
from congvu.progress.rules.projects import Late, late
from congvu.progress.rules.standing import Course, Goal, Seen, Standing, State, judge, latest

__all__ = [
    "Amount",
    "Course",
    "Goal",
    "Late",
    "Part",
    "Seen",
    "Standing",
    "State",
    "judge",
    "late",
    "latest",
    "spread",
    "sums",
]
