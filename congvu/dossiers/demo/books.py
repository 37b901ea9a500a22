"""The counters that one can sign in to close their cash books in the evening; the last two are still to be closed."""

from collections.abc import Sequence
from datetime import datetime, time

from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.dossiers.demo.offices import Office
from congvu.dossiers.models import CashDay
from congvu.dossiers.selectors import fees
from congvu.dossiers.services import close_day

EVENING = time(16, 55)
OPEN = 2  # days
KEPT = 500_000  # đồng of change that stay in the box
SHORT = 1_000  # đồng that are missing
SHORT_EVERY = 29  # days
WHY = "Thiếu tiền lẻ khi trả lại"


def close_books(offices: Sequence[Office], *, until: datetime) -> None:
    """Close the days in their order. What was taken after the evening counts with its day all the same."""
    clerks = {office.stage.receiver.pk: office.stage for office in offices}
    for counter_id, stage in clerks.items():
        days = CashDay.objects.filter(counter=counter_id, closed_at=None, day__lt=timezone.localdate(until))
        for place, held in enumerate(list(days.order_by("day"))[:-OPEN], start=1):
            _close(stage.receiver, held, place, by=stage.cast[Role.CLERK])


def _close(counter: Agency, held: CashDay, place: int, *, by: Actor) -> None:
    expected = fees.book(counter, held.day).totals.expected
    short = place % SHORT_EVERY == 0 and expected > SHORT
    counted = expected - SHORT * short
    at = timezone.make_aware(datetime.combine(held.day, EVENING))
    paid_in = max(0, counted - KEPT) // 1000 * 1000
    close_day(counter, held.day, counted=counted, paid_in=paid_in, reason=WHY if short else "", by=by, at=at)
