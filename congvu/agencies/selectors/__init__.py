"""Finding agencies, who may act for them on a day, and when they are open."""

from congvu.agencies.selectors.calendars import calendar_days, hours_of, timetable
from congvu.agencies.selectors.posts import (
    accounts,
    accounts_page,
    actor_for,
    administered,
    administers,
    governs,
    held,
    holders,
    manages,
    posts_by_account,
)
from congvu.agencies.selectors.tree import (
    ancestors,
    children,
    competent,
    descendants,
    found_by,
    one_stop_of,
    receiving_unit,
    tree,
    valid,
)
from congvu.agencies.selectors.units import Unit, units
from congvu.agencies.selectors.year import WEEKDAYS, week_of, year_of

__all__ = [
    "WEEKDAYS",
    "Unit",
    "accounts",
    "accounts_page",
    "actor_for",
    "administered",
    "administers",
    "ancestors",
    "calendar_days",
    "children",
    "competent",
    "descendants",
    "found_by",
    "governs",
    "held",
    "holders",
    "hours_of",
    "manages",
    "one_stop_of",
    "posts_by_account",
    "receiving_unit",
    "timetable",
    "tree",
    "units",
    "valid",
    "week_of",
    "year_of",
]
