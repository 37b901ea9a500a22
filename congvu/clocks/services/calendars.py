"""Edits of calendars, together with the clocks that follow from them: use these, not the ones of `agencies`.

Each returns the keys of the clocks whose due time moved. Each refuses to make a clock overdue (clocks.would_be_overdue)
unless who asks has `confirmed` it with a reason; `preview` tells beforehand what would happen.
"""

from collections.abc import Sequence
from datetime import date, datetime

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.working_time import Hours
from congvu.clocks.services import edits
from congvu.clocks.services.previewing import Confirmed, perform


def set_hours(
    agency: Agency,
    rows: Sequence[Hours],
    *,
    valid_from: date,
    by: Actor,
    at: datetime,
    confirmed: Confirmed | None = None,
) -> list[int]:
    """Weekly hours from a day on. Refusals: those of `agencies`, and of `perform`."""
    return perform(edits.of_hours(agency, rows, valid_from=valid_from), by=by, at=at, confirmed=confirmed)


def record_day(
    day: date,
    *,
    works: bool,
    name: str,
    decision: str,
    agency: Agency | None,
    by: Actor,
    at: datetime,
    confirmed: Confirmed | None = None,
) -> list[int]:
    """A day off, or a day worked. Refusals: those of `agencies`, and of `perform`."""
    edit = edits.of_day(day, works=works, name=name, decision=decision, agency=agency)
    return perform(edit, by=by, at=at, confirmed=confirmed)


def remove_day(
    day: date, *, agency: Agency | None, by: Actor, at: datetime, confirmed: Confirmed | None = None
) -> list[int]:
    """Nothing special on a day any more. Refusals: those of `agencies`, and of `perform`."""
    return perform(edits.of_removal(day, agency=agency), by=by, at=at, confirmed=confirmed)


def seed_holidays(years: Sequence[int], *, by: Actor, at: datetime, confirmed: Confirmed | None = None) -> list[int]:
    """The public holidays of whole years. Refusals: those of `agencies`, and of `perform`."""
    return perform(edits.of_holidays(years), by=by, at=at, confirmed=confirmed)
