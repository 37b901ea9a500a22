"""Edits of calendars as values: what is done, whose clocks and which days it concerns, and why in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.services import calendars
from congvu.base.actors import Actor
from congvu.base.working_time import Hours
from congvu.clocks.rules import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. `agency_id` is whose calendar, with all below it; None: everybody's. `reason` goes into the journal."""

    agency_id: int | None
    span: Span
    reason: str
    deed: Callable[..., Any]

    def perform(self, *, by: Actor, at: datetime) -> None:
        """Edit the calendar, and nothing else. Refusals: those of `agencies`."""
        self.deed(by=by, at=at)


def of_hours(agency: Agency, rows: Sequence[Hours], *, valid_from: date) -> Edit:
    """Weekly hours from a day on; no rows: those of the agency above again."""

    def deed(**who: Any) -> None:
        calendars.set_hours(agency, rows, valid_from=valid_from, **who)

    return Edit(agency.pk, Span(valid_from), f"giờ làm việc mới từ {valid_from:%d/%m/%Y}", deed)


def of_day(day: date, *, works: bool, name: str, decision: str, agency: Agency | None) -> Edit:
    """A day off, or a day worked, for an agency and all below it or for everybody."""

    def deed(**who: Any) -> None:
        calendars.record_day(day, works=works, name=name, decision=decision, agency=agency, **who)

    reason = f"{day:%d/%m/%Y} {name.strip()} {decision.strip()}".strip()
    return Edit(agency.pk if agency else None, Span(day, day), reason, deed)


def of_removal(day: date, *, agency: Agency | None) -> Edit:
    """Nothing special on a day any more."""

    def deed(**who: Any) -> None:
        calendars.remove_day(day, agency=agency, **who)

    return Edit(agency.pk if agency else None, Span(day, day), f"bỏ ngày {day:%d/%m/%Y} khỏi lịch", deed)


def of_holidays(years: Sequence[int]) -> Edit:
    """The public holidays of whole years, for everybody."""

    def deed(**who: Any) -> None:
        calendars.seed_holidays(years, **who)

    span = Span(date(min(years), 1, 1), date(max(years), 12, 31))
    return Edit(None, span, f"ngày nghỉ lễ năm {', '.join(map(str, years))}", deed)
