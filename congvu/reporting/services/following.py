"""The duty of a report in its agency's inbox, and the clock behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from congvu.agencies.rules import Role
from congvu.agencies.selectors import timetable
from congvu.base.working_time import Budget, Timetable, Unit
from congvu.clocks import services as clocks
from congvu.clocks.models import Clock
from congvu.clocks.rules import State as ClockState
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.measures.rules import term
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.rules import WITH_AGENCY

# Kept like a step's name of a pack: in Vietnamese, whatever language the planner reads.
TO_WRITE = "Lập và nộp báo cáo"
TO_MEND = "Sửa báo cáo bị trả lại"
DAY = timedelta(days=1)
PATIENCE = 60  # days before a period's end among which a day of work is looked for


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose clock begins: the agency's, for one revision of its report."""

    duty: ReportDuty
    agency_id: int
    period: str
    revision: int = 1

    @property
    def label(self) -> str:
        """By which people find the clock."""
        tail = f".{self.revision}" if self.revision > 1 else ""
        return f"BC{self.duty.pk}/{self.period}/{self.agency_id}{tail}"


def start_clock(turn: Turn, days: int, *, since: datetime) -> Clock:
    """Begin to count working days at the agency's hours."""
    budget = Budget(Decimal(days), Unit.WORKING_DAY)
    return clocks.start(budget, agency_id=turn.agency_id, label=turn.label, at=since)


def after(last: date, agency_id: int) -> datetime:
    """The moment from which the days after a period count: in the last session worked until then, so that ten days end
    with the tenth day of work."""
    hours = timetable(agency_id)
    return next((hours.sessions(day)[-1].start for day in _back(last) if hours.works(day)), _noon(last, hours))


def put_duty(report: Report, *, at: datetime, step: str = "") -> None:
    """Into the inbox of the agency's planners."""
    assert report.followed_due_at
    duty = report.duty
    card = inbox.Card(
        code=f"{duty.code}/{report.period}",
        title=f"{term(report.period).label}: {duty.title}"[:300],
        step=step or (TO_WRITE if report.revision == 1 else TO_MEND),
        who=report.agency.short_name,
        address=f"/bao-cao-ke-hoach/{report.pk}/",
    )
    inbox.put(
        subject_of(report), card, agency_id=report.agency_id, role=Role.PLANNER, due_at=report.followed_due_at, at=at
    )


def end_turn(report: Report, *, at: datetime) -> None:
    """The agency has told it, or need not any more: its clock stops, and nothing waits in its inbox."""
    if report.clock is not None and report.clock.state != ClockState.STOPPED:
        clocks.stop(report.clock.pk, at=max(at, report.clock.created_at))
    inbox.drop([subject_of(report)])


def catch_up(*, most: int = 200) -> int:
    """Set reports and inboxes by clocks that were projected anew after a calendar edit; how many. The edit itself is
    told in the journal by `clocks`."""
    behind = Report.objects.filter(state__in=WITH_AGENCY, clock__state=ClockState.RUNNING)
    behind = behind.exclude(followed_due_at=F("clock__due_at"))
    with transaction.atomic():
        found = list(behind.select_for_update(of=("self",)).select_related("clock").order_by("pk")[:most])
        for report in found:
            assert report.clock
            report.followed_due_at = report.clock.due_at
            if report.submitted_at is None:  # later turns do not change by when it was to be told first
                report.due_at = report.clock.due_at
            inbox.move([subject_of(report)], due_at=report.clock.due_at)
        Report.objects.bulk_update(found, ["due_at", "followed_due_at"])
    return len(found)


def _back(day: date) -> list[date]:
    return [day - number * DAY for number in range(PATIENCE)]


def _noon(day: date, hours: Timetable) -> datetime:
    return next(hours.from_day(day)).start
