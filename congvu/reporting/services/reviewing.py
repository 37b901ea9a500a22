"""The receiver's part: giving a report back with remarks, accepting it, opening an accepted one again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks.services.ledger import told
from congvu.journal.services import record
from congvu.reporting import events, refusals
from congvu.reporting.models import Report, Revision, Value
from congvu.reporting.rules import State
from congvu.reporting.services.following import Turn, put_duty, start_clock
from congvu.reporting.services.holding import (
    REVIEWERS,
    ended,
    must_be_unlocked,
    must_lead_to,
    reason_given,
    report_of_receiver,
)
from congvu.reporting.services.projects import take_over

DAYS = 5  # of work, to mend a report
MOST_DAYS = 60
MOST_REMARKS = 4000


@transaction.atomic
def return_(report_id: int, *, remarks: str, days: int = DAYS, seen: int, by: Actor, at: datetime) -> Report:
    """Give a told report back, to be mended within so many days of work. Its next revision begins with what was told;
    what was told counts until the next one is told.

    For planners and leaders of the receiver. Refusals: reporting.not_found, not_receiver, changed_meanwhile,
    not_in_state, locked, agency_ended, remarks_empty, too_long, days_wrong.
    """
    report = report_of_receiver(report_id, seen=seen, by=by, at=at)
    if report.state != State.SUBMITTED:
        raise Refusal(refusals.NOT_IN_STATE, state=report.get_state_display())
    _must_be_mendable(report, days, at=at)
    said = remarks.strip()
    if not said:
        raise Refusal(refusals.REMARKS_EMPTY, field="remarks")
    if len(said) > MOST_REMARKS:
        raise Refusal(refusals.TOO_LONG, field="remarks", most=MOST_REMARKS)
    acting = _review(report, remarks=said, by=by, at=at)
    number = report.revision
    _begin_next(report, days, at=at)
    record(events.RETURNED, report, by=acting, at=at, revision=number, remarks=said, due=_due(report))
    return report


@transaction.atomic
def accept(report_id: int, *, seen: int, by: Actor, at: datetime) -> Report:
    """Accept a told report: it changes no figure, so a locked period does not forbid it. What it tells of projects
    comes into the plan.

    Refusals: reporting.not_found, not_receiver, changed_meanwhile, not_in_state.
    """
    report = report_of_receiver(report_id, seen=seen, by=by, at=at)
    if report.state != State.SUBMITTED:
        raise Refusal(refusals.NOT_IN_STATE, state=report.get_state_display())
    acting = _review(report, remarks="", by=by, at=at)
    report.state, report.accepted_at = State.ACCEPTED, at
    report.version += 1
    report.save(update_fields=["state", "accepted_at", "version"])
    record(events.ACCEPTED, report, by=acting, at=at, revision=report.revision)
    take_over(report, report.revisions.get(number=report.revision), by=acting, at=at)
    return report


@transaction.atomic
def reopen(report_id: int, *, reason: str, days: int = DAYS, seen: int, by: Actor, at: datetime) -> Report:
    """Open an accepted report again, as its next revision; the accepted one stays, and counts until that is told.

    Refusals: reporting.not_found, not_receiver, changed_meanwhile, not_in_state, locked, agency_ended, reason_empty,
    too_long, days_wrong.
    """
    report = report_of_receiver(report_id, seen=seen, by=by, at=at)
    if report.state != State.ACCEPTED:
        raise Refusal(refusals.NOT_IN_STATE, state=report.get_state_display())
    _must_be_mendable(report, days, at=at)
    said = reason_given(reason)
    number = report.revision
    _begin_next(report, days, at=at, reason=said)
    acting = by.acting(report.duty.receiver_id, *REVIEWERS)
    record(events.REOPENED, report, by=acting, at=at, revision=number, reason=said, due=_due(report))
    return report


def _must_be_mendable(report: Report, days: int, *, at: datetime) -> None:
    must_lead_to(report, State.RETURNED)
    must_be_unlocked(report)
    if ended(report, at=at):
        heir = report.agency.successor
        assert report.agency.valid_to
        raise Refusal(
            refusals.AGENCY_ENDED, agency=report.agency.name, day=f"{report.agency.valid_to:%d/%m/%Y}",
            successor=heir.name if heir else "—",
        )  # fmt: skip
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(refusals.DAYS_WRONG, field="days", least=1, most=MOST_DAYS)


def _review(report: Report, *, remarks: str, by: Actor, at: datetime) -> Actor:
    acting = by.acting(report.duty.receiver_id, *REVIEWERS)
    revision = report.revisions.get(number=report.revision)
    revision.remarks, revision.reviewed_by, revision.reviewed_at = remarks, acting.name[:120], at
    revision.save(update_fields=["remarks", "reviewed_by", "reviewed_at"])
    return acting


def _begin_next(report: Report, days: int, *, at: datetime, reason: str = "") -> None:
    """The next revision says what the last one said; its figures do not count yet, and are measured anew."""
    old = report.revisions.get(number=report.revision)
    last: int = report.revisions.aggregate(last=Max("number"))["last"]
    Revision.objects.create(
        report=report, number=last + 1, words=old.words, answers=old.answers, projects=old.projects, reason=reason
    )
    values = list(report.values.filter(revision=old.number))
    for value in values:
        value.pk, value.revision, value.counted = None, last + 1, False
        value._state.adding = True
    Value.objects.bulk_create(values)
    report.state, report.revision = State.RETURNED, last + 1
    report.clock = start_clock(Turn(report.duty, report.agency_id, report.period, last + 1), days, since=at)
    report.followed_due_at = report.clock.due_at
    report.version += 1
    report.save(update_fields=["state", "revision", "clock", "followed_due_at", "version"])
    put_duty(report, at=at)


def _due(report: Report) -> str:
    assert report.followed_due_at
    return told(timezone.localtime(report.followed_due_at))
