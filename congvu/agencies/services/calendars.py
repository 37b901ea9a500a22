"""The deeds on hours and days. `congvu.clocks.services` wraps each so that running clocks follow; use it there."""

import re
import uuid
from collections.abc import Sequence
from datetime import date, datetime

import holidays
from django.db import transaction
from django.db.models import Q

from congvu.agencies import events, refusals
from congvu.agencies.models import Agency, CalendarDay, CalendarStamp, Hours
from congvu.agencies.rules import EVERYBODY
from congvu.agencies.selectors.posts import administers, governs
from congvu.base import working_time
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record

PACKAGE = "holidays (PyPI)"
SEASON = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

# What the package does not know: day, works, name, decision.
CORRECTIONS = (
    (date(2026, 1, 2), False, "Nghỉ Tết Dương lịch, hoán đổi với ngày 10/01/2026", "12729/VPCP-KGVX"),
    (date(2026, 1, 10), True, "Làm bù ngày 02/01/2026", "12729/VPCP-KGVX"),
)


def touch() -> None:
    """Let every worker know that hours, days or the tree of agencies changed. Part of the caller's transaction."""
    CalendarStamp.objects.update_or_create(pk=CalendarStamp.ONLY, defaults={"value": uuid.uuid4()})


@transaction.atomic
def set_hours(
    agency: Agency, rows: Sequence[working_time.Hours], *, valid_from: date, by: Actor, at: datetime
) -> list[Hours]:
    """The agency's weekly hours from a day on, in place of those that held. No rows: it follows its parent again.

    Refusals: agencies.not_admin, hours_overlap, hours_backwards, season_bad.
    """
    _check_may(by, agency)
    _check_hours(rows)
    agency.hours.filter(valid_from__gte=valid_from).delete()
    agency.hours.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).update(valid_to=valid_from)
    made = Hours.objects.bulk_create(
        Hours(
            agency=agency,
            weekday=row.weekday,
            opens=row.opens,
            closes=row.closes,
            counts=row.counts,
            season_from=row.season_from,
            season_to=row.season_to,
            valid_from=valid_from,
        )
        for row in rows
    )
    touch()
    record(
        events.HOURS_SET,
        agency,
        by=by,
        at=at,
        name=agency.name,
        on=f"{valid_from:%d/%m/%Y}",
        rows=[[row.weekday, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}", row.counts] for row in rows],
    )
    return made


@transaction.atomic
def record_day(
    day: date, *, works: bool, name: str, decision: str, agency: Agency | None, by: Actor, at: datetime
) -> CalendarDay:
    """Say that a day is off, or worked, by a decision; for an agency and all below it, or (None) for everybody.

    What was said of the day before for the same agency is replaced. Refusals: agencies.not_admin, day_nameless.
    """
    _check_may(by, agency)
    if not name.strip():
        raise Refusal(refusals.DAY_NAMELESS, field="name")
    row, _ = CalendarDay.objects.update_or_create(
        agency=agency,
        day=day,
        defaults={"works": works, "name": name.strip(), "decision": decision.strip(), "source": ""},
    )
    touch()
    record(
        events.DAY_RECORDED,
        agency or EVERYBODY,
        by=by,
        at=at,
        day=f"{day:%d/%m/%Y}",
        name=row.name,
        decision=row.decision,
        works=works,
    )
    return row


@transaction.atomic
def remove_day(day: date, *, agency: Agency | None, by: Actor, at: datetime) -> None:
    """Take back what was said of a day. Refusals: agencies.not_admin, day_unknown."""
    _check_may(by, agency)
    row = CalendarDay.objects.filter(agency=agency, day=day).first()
    if row is None:
        raise Refusal(refusals.DAY_UNKNOWN, day=f"{day:%d/%m/%Y}")
    row.delete()
    touch()
    record(events.DAY_REMOVED, agency or EVERYBODY, by=by, at=at, day=f"{day:%d/%m/%Y}", name=row.name)


@transaction.atomic
def seed_holidays(years: Sequence[int], *, by: Actor, at: datetime) -> int:
    """Store the public holidays of whole years for everybody, with the corrections that the package lacks.

    Days that somebody recorded stay as they are, so this may run again. Returns how many days are new.
    Source: Labour Code 2019 article 112, as the `holidays` package computes it. Refusal: agencies.not_admin.
    """
    _check_may(by, None)
    known = set(CalendarDay.objects.filter(agency=None, day__year__in=years).values_list("day", flat=True))
    rows = {row.day: row for row in _shipped(years)}
    CalendarDay.objects.bulk_create(rows[day] for day in sorted(rows) if day not in known)
    new = len(rows.keys() - known)
    touch()
    record(events.HOLIDAYS_SEEDED, EVERYBODY, by=by, at=at, years=", ".join(map(str, years)), days=new)
    return new


def _shipped(years: Sequence[int]) -> list[CalendarDay]:
    computed = holidays.country_holidays("VN", language="vi", years=years)
    off = {day: (False, name) for day, name in computed.items()}
    worked = {day: (True, "Làm bù") for day in computed.weekend_workdays if day.year in years}
    days = [
        CalendarDay(day=day, works=works, name=name, source=PACKAGE)
        for day, (works, name) in sorted((off | worked).items())
    ]
    corrected = {day for day, *_ in CORRECTIONS}
    return [row for row in days if row.day not in corrected] + [
        CalendarDay(day=day, works=works, name=name, decision=decision, source="congvu")
        for day, works, name, decision in CORRECTIONS
        if day.year in years
    ]


def _check_may(by: Actor, agency: Agency | None) -> None:
    """An agency's calendar is edited by who administers it; everybody's, by who administers a root."""
    if not (governs(by) if agency is None else administers(by, agency.pk)):
        raise Refusal(refusals.NOT_ADMIN, agency=agency.name if agency else "lịch chung")


def _check_hours(rows: Sequence[working_time.Hours]) -> None:
    for row in rows:
        if row.opens >= row.closes:
            raise Refusal(refusals.HOURS_BACKWARDS, field="closes")
        if not SEASON.fullmatch(row.season_from) or not SEASON.fullmatch(row.season_to):
            raise Refusal(refusals.SEASON_BAD, field="season_from")
    for place, row in enumerate(rows):
        for other in rows[place + 1 :]:
            if _overlap(row, other):
                raise Refusal(refusals.HOURS_OVERLAP, field="opens")


def _overlap(one: working_time.Hours, other: working_time.Hours) -> bool:
    same_time = one.weekday == other.weekday and one.opens < other.closes and other.opens < one.closes
    starts = one.in_season(other.season_from) or other.in_season(one.season_from)
    return same_time and starts
