"""Edits of calendars, together with the clocks that follow from them: use these, not the ones of `agencies`.

Each returns the keys of the clocks whose due time moved.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from congvu.agencies.models import Agency
from congvu.agencies.services import calendars
from congvu.base.actors import Actor
from congvu.base.working_time import Hours
from congvu.clocks.services.projection import reproject


@transaction.atomic
def set_hours(agency: Agency, rows: Sequence[Hours], *, valid_from: date, by: Actor, at: datetime) -> list[int]:
    """Weekly hours from a day on. Refusals: those of `agencies`, and clocks.no_working_time."""
    calendars.set_hours(agency, rows, valid_from=valid_from, by=by, at=at)
    return reproject(agency.pk, reason=f"giờ làm việc mới từ {valid_from:%d/%m/%Y}", by=by, at=at)


@transaction.atomic
def record_day(
    day: date, *, works: bool, name: str, decision: str, agency: Agency | None, by: Actor, at: datetime
) -> list[int]:
    """A day off, or a day worked. Refusals: those of `agencies`, and clocks.no_working_time."""
    calendars.record_day(day, works=works, name=name, decision=decision, agency=agency, by=by, at=at)
    reason = f"{day:%d/%m/%Y} {name} {decision}".strip()
    return reproject(agency.pk if agency else None, reason=reason, by=by, at=at)


@transaction.atomic
def remove_day(day: date, *, agency: Agency | None, by: Actor, at: datetime) -> list[int]:
    """Nothing special on a day any more. Refusals: those of `agencies`, and clocks.no_working_time."""
    calendars.remove_day(day, agency=agency, by=by, at=at)
    return reproject(agency.pk if agency else None, reason=f"bỏ ngày {day:%d/%m/%Y} khỏi lịch", by=by, at=at)


@transaction.atomic
def seed_holidays(years: Sequence[int], *, by: Actor, at: datetime) -> list[int]:
    """The public holidays of whole years. Refusals: those of `agencies`."""
    calendars.seed_holidays(years, by=by, at=at)
    return reproject(None, reason=f"ngày nghỉ lễ năm {', '.join(map(str, years))}", by=by, at=at)
