"""An agency's week and year as people read them: opening hours, working days, holidays and swapped days."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency, Hours
from congvu.agencies.selectors.calendars import timetable
from congvu.agencies.selectors.tree import ancestors
from congvu.base import working_time
from congvu.base.working_time import STANDARD

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))


@dataclass(frozen=True, slots=True)
class Week:
    """Weekly hours in force, and whose they are; nobody's are the standard hours."""

    owner: Agency | None
    days: tuple[tuple[Any, tuple[working_time.Hours, ...]], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the year. `face` is work, rest (a weekend), off (a holiday or in lieu) or swapped (worked instead)."""

    day: date
    face: str
    name: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; None pads the first and the last. `working` counts the working days."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]
    working: int


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, and the days that differ from their weekday."""

    months: tuple[Month, ...]
    special: tuple[Day, ...]
    working: int


def week_of(agency_id: int, *, on: date) -> Week:
    """The weekly hours that an agency works by on a day: its own, or those of the nearest agency above."""
    above = ancestors(agency_id)
    current = Hours.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), agency__in=above, valid_from__lte=on
    ).select_related("agency")
    rows = sorted(current, key=lambda row: (above.index(row.agency_id), row.weekday, row.opens))
    owner = rows[0].agency if rows else None
    own = [
        working_time.Hours(row.weekday, row.opens, row.closes, row.counts, row.season_from, row.season_to)
        for row in rows
        if row.agency_id == (owner.pk if owner else None)
    ] or STANDARD
    return Week(
        owner, tuple((name, tuple(row for row in own if row.weekday == day)) for day, name in enumerate(WEEKDAYS))
    )


def year_of(agency_id: int, year: int) -> Year:
    """The whole year of an agency, from the same timetable that time limits are counted by."""
    known = timetable(agency_id)
    months = tuple(_month(known, year, number) for number in range(1, 13))
    special = tuple(day for month in months for week in month.weeks for day in week if day and day.name)
    return Year(months, special, sum(month.working for month in months))


def _month(known: working_time.Timetable, year: int, number: int) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    days = tuple(tuple(_day(known, day) if day.month == number else None for day in week) for week in weeks)
    return Month(number, days, sum(1 for week in days for day in week if day and day.face in {"work", "swapped"}))


def _day(known: working_time.Timetable, day: date) -> Day:
    said = known.special.get(day)
    if said is not None:
        return Day(day, "swapped" if said.works else "off", said.name, said.decision)
    return Day(day, "work" if known.works(day) else "rest")
