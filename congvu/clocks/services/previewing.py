"""What an edit of a calendar would do, before anybody does it; and doing exactly what was shown.

The edit itself is performed and rolled back at once: so its own rules refuse it here already, and there is only one
place that knows what a calendar looks like after it. Only the timetables are read in that short transaction, which
holds one row of the calendars for milliseconds; the projection that follows, of however many clocks, locks nothing.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from congvu.agencies.models import Agency
from congvu.agencies.selectors.calendars import stamp
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import in_vietnam
from congvu.clocks import refusals
from congvu.clocks.services.edits import Edit
from congvu.clocks.services.holding import alone
from congvu.clocks.services.projection import Moved, Progress, moves, timetables_of, touched, write

LISTED = 50


@dataclass(frozen=True, slots=True)
class AtAgency:
    """What happens to the clocks of one agency. `latest` is the greatest shift in days, to either side."""

    agency: Agency
    moved: int
    overdue: int
    latest: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit does to running clocks. The lists hold the first `LISTED`, the numbers all.

    `overdue` are those that are in time now and would not be any more. `shifts` says how many move by so many days (0:
    to another hour of the day). `fingerprint` is what whoever confirms has seen.
    """

    moved: int
    clocks: tuple[Moved, ...]
    overdue: int
    overdue_clocks: tuple[Moved, ...]
    agencies: tuple[AtAgency, ...]
    shifts: tuple[tuple[int, int], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Somebody has seen a preview and wants it. `accepts_overdue` with a `reason`: also that clocks become overdue."""

    fingerprint: str = ""
    accepts_overdue: bool = False
    reason: str = ""


def preview(edit: Edit, *, by: Actor, at: datetime, progress: Progress | None = None) -> Preview:
    """What an edit would do to the running clocks now; nothing is written.

    `progress` is told how many clocks were looked at since it was last told. Refusals: those of the edit, and
    clocks.no_working_time.
    """
    with transaction.atomic():
        before = stamp()
        edit.perform(by=by, at=at)
        clocks = touched(edit.agency_id, edit.span, at)
        known = timetables_of(clocks)
        transaction.set_rollback(True)
    return _preview(moves(clocks, known, progress), before, at)


@transaction.atomic
def perform(edit: Edit, *, by: Actor, at: datetime, confirmed: Confirmed | None = None) -> list[int]:
    """Edit a calendar and move the running clocks, each with a journal line; returns the keys of those that moved.

    With `confirmed` only what was shown happens. That is: the calendar is the one the preview began from, the same
    clocks become overdue, and where all that move could be listed, they are the same and move to the same times. Of
    more clocks than that, some are received and settled every minute, and their number may differ.
    Refusals: those of the edit; clocks.no_working_time, preview_outdated, would_be_overdue, overdue_needs_reason.
    """
    alone()
    before = stamp()
    edit.perform(by=by, at=at)
    clocks = touched(edit.agency_id, edit.span, at)
    moved = list(moves(clocks, timetables_of(clocks)))
    overdue = [one for one in moved if _becomes_overdue(one, at)]
    if confirmed and confirmed.fingerprint and confirmed.fingerprint != _fingerprint(before, moved, overdue):
        raise Refusal(refusals.PREVIEW_OUTDATED)
    _check_overdue(overdue, confirmed)
    reason = edit.reason
    if overdue and confirmed:
        reason = f"{reason}; xác nhận {len(overdue)} hồ sơ thành quá hạn: {confirmed.reason.strip()}"
    write(moved, reason=reason, by=by, at=at)
    return [one.clock_id for one in moved]


def _check_overdue(overdue: Sequence[Moved], confirmed: Confirmed | None) -> None:
    if not overdue:
        return
    if confirmed is None or not confirmed.accepts_overdue:
        named = ", ".join(one.label for one in overdue[:3]) + ("…" if len(overdue) > 3 else "")
        raise Refusal(refusals.WOULD_BE_OVERDUE, field="accepts_overdue", count=len(overdue), labels=named)
    if not confirmed.reason.strip():
        raise Refusal(refusals.OVERDUE_NEEDS_REASON, field="overdue_reason")


def _becomes_overdue(moved: Moved, at: datetime) -> bool:
    return moved.due < at <= moved.was


def _preview(found: Iterable[Moved], before: str, at: datetime) -> Preview:
    moved = list(found)
    overdue = [one for one in moved if _becomes_overdue(one, at)]
    shifts = Counter(_days(one) for one in moved)
    return Preview(
        len(moved),
        tuple(moved[:LISTED]),
        len(overdue),
        tuple(overdue[:LISTED]),
        _by_agency(moved, at),
        tuple(sorted(shifts.items(), key=lambda pair: (-pair[1], pair[0]))),
        _fingerprint(before, moved, overdue),
    )


def _by_agency(moved: Sequence[Moved], at: datetime) -> tuple[AtAgency, ...]:
    rows: dict[int, list[Moved]] = defaultdict(list)
    for one in moved:
        rows[one.agency_id].append(one)
    agencies = Agency.objects.in_bulk(rows)
    found = [
        AtAgency(
            agencies[key], len(some), sum(_becomes_overdue(one, at) for one in some), max(map(_days, some), key=abs)
        )
        for key, some in rows.items()
    ]
    return tuple(sorted(found, key=lambda row: (-row.overdue, -row.moved, row.agency.code)))


def _days(moved: Moved) -> int:
    """By how many days the due time moves; 0 is to another hour of the same day."""
    return (in_vietnam(moved.due).date() - in_vietnam(moved.was).date()) // timedelta(days=1)


def _fingerprint(before: str, moved: Sequence[Moved], overdue: Sequence[Moved]) -> str:
    seen = moved if len(moved) <= LISTED else overdue
    told = [f"{one.clock_id} {one.was.timestamp()} {one.due.timestamp()}" for one in seen]
    return hashlib.sha256("\n".join([before, *(str(one.clock_id) for one in overdue), "", *told]).encode()).hexdigest()
