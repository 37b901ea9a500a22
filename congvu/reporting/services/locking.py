"""Closing a period: nothing in it is changed any more, until somebody opens it again and says why."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.inbox import services as inbox
from congvu.journal.services import record, subject_of
from congvu.measures.rules import term
from congvu.reporting import events, refusals
from congvu.reporting.models import Lock, Report, ReportDuty
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.services.following import put_duty
from congvu.reporting.services.holding import REVIEWERS, duty_to_review, held_duty, lock_of, reason_given


@transaction.atomic
def lock(duty_id: int, period: str, *, by: Actor, at: datetime) -> Lock:
    """Lock a period of a duty; for reviewers of the receiver. What was not told by then cannot be told any more, and
    leaves the inboxes. Refusals: reporting.duty_unknown, not_receiver, not_found, locked_already."""
    duty = duty_to_review(duty_id, by=by, at=at)
    _must_have_reports(duty, period)
    if lock_of(duty.pk, period) is not None:
        raise Refusal(refusals.LOCKED_ALREADY, period=term(period).label)
    return _lock(duty, period, by=by.acting(duty.receiver_id, *REVIEWERS), at=at)


@transaction.atomic
def unlock(duty_id: int, period: str, *, reason: str, by: Actor, at: datetime) -> Lock:
    """Open a locked period again; for reviewers of the receiver. What was not told by then waits in the inboxes again.
    It is not locked by itself a second time.

    Refusals: reporting.duty_unknown, not_receiver, not_locked, reason_empty.
    """
    duty = duty_to_review(duty_id, by=by, at=at)
    said = reason_given(reason)
    found = lock_of(duty.pk, period)
    if found is None:
        raise Refusal(refusals.NOT_LOCKED, period=period)
    acting = by.acting(duty.receiver_id, *REVIEWERS)
    found.opened_by, found.opened_at, found.reason = acting.name[:120], at, said
    found.save(update_fields=["opened_by", "opened_at", "reason"])
    for report in _held(duty, period):
        if report.state in WITH_AGENCY:
            put_duty(report, at=at)
    record(events.UNLOCKED, duty, by=acting, at=at, period=period, reason=said, duty=duty.code)
    return found


def lock_due(*, at: datetime, by: Actor) -> int:
    """Lock the periods whose days of grace are over and that nobody has opened again; how many."""
    rows = Report.objects.filter(duty__lock_days__isnull=False).exclude(state=State.VOID).order_by()
    ends = rows.values_list("duty_id", "duty__lock_days", "period").annotate(Max("due_at"))
    known = set(Lock.objects.values_list("duty_id", "period").distinct())
    today = timezone.localdate(at)
    due = [
        (duty_id, period)
        for duty_id, days, period, last in ends
        if (duty_id, period) not in known and timezone.localdate(last) + timedelta(days=days) < today
    ]
    return sum(_lock_due(duty_id, period, by=by, at=at) for duty_id, period in due)


@transaction.atomic
def _lock_due(duty_id: int, period: str, *, by: Actor, at: datetime) -> bool:
    duty = held_duty(duty_id)
    if Lock.objects.filter(duty=duty, period=period).exists():
        return False
    _lock(duty, period, by=by, at=at)
    return True


def _lock(duty: ReportDuty, period: str, *, by: Actor, at: datetime) -> Lock:
    """Whoever is writing a report of the period holds its row: the lock waits for them, and the next ones see it."""
    waiting = [report for report in _held(duty, period) if report.state in WITH_AGENCY]
    made = Lock.objects.create(duty=duty, period=period, locked_by=by.name[:120], locked_at=at)
    inbox.drop([subject_of(report) for report in waiting])
    record(events.LOCKED, duty, by=by, at=at, period=period, duty=duty.code)
    return made


def _held(duty: ReportDuty, period: str) -> Iterable[Report]:
    rows = Report.objects.select_for_update(of=("self",)).select_related("duty")
    return list(rows.filter(duty=duty, period=period).order_by("pk"))


def _must_have_reports(duty: ReportDuty, period: str) -> None:
    if not Report.objects.filter(duty=duty, period=period).exists():
        raise Refusal(refusals.NOT_FOUND)
