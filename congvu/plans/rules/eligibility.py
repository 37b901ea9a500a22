"""Which new projects may be in the plan of a year: those of the approved long plan, and those decided in time.

So says letter 1750, appendix I, A.II.1: what was not decided by 31 October of the year before is not eligible.
"""

from datetime import date

from congvu.plans.rules.words import ProjectKind

LONG = 5  # years: a plan of so many is the long plan itself, and no yearly one


def last_day(year: int) -> date:
    """By when a new project for the plan of a year is decided."""
    return date(year - 1, 10, 31)


def asked_for(*, year_from: int, year_to: int, start: int | None) -> int | None:
    """The year in whose plan a project begins; None where the plan is itself the long one, or does not say so."""
    if year_to - year_from + 1 >= LONG:
        return None
    return max(year_from, min(start or year_from, year_to))


def eligible(kind: str, *, year: int, decided_on: date | None, in_long_plan: bool) -> bool:
    """Whether a project may be included in the plan of a year."""
    if kind != ProjectKind.NEW or in_long_plan:
        return True
    return decided_on is not None and decided_on <= last_day(year)
