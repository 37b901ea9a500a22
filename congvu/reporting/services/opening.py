"""What is owed is opened: at the end of each period, or when somebody asks. What nobody owes any more is voided."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import midnight
from congvu.base.actors import Actor, system
from congvu.base.refusals import Refusal
from congvu.journal.services import record, record_many, subject_of
from congvu.measures.rules import Frequency, Term, term_of, terms
from congvu.reporting import events, refusals
from congvu.reporting.models import Report, ReportDuty, Revision
from congvu.reporting.rules import WITH_AGENCY, State
from congvu.reporting.selectors.duties import askable, owners
from congvu.reporting.selectors.expecting import duty_agencies
from congvu.reporting.services import locking
from congvu.reporting.services.following import Turn, after, end_turn, put_duty, start_clock
from congvu.reporting.services.holding import ended, held_duty, why_ended

SYSTEM = system("reporting", "Giao báo cáo tự động")
DAYS = (0, 250)
DAY = timedelta(days=1)


@dataclass(slots=True)
class Opened:
    """What a round of the duty has done."""

    opened: int = 0
    voided: int = 0
    locked: int = 0


def open_reports(at: datetime, *, by: Actor = SYSTEM) -> Opened:
    """Open what has become due to be told, void what ended agencies owed, lock what is over. Repeating it, or beginning
    it again half-way, opens nothing twice: a duty's period is one transaction."""
    done = Opened(voided=void_ended(at=at, by=by))
    failed: Refusal | None = None
    for duty_id, term in _ended_periods(at):
        try:
            done.opened += _open_period(duty_id, term, by=by, at=at)
        except Refusal as refusal:  # one agency's calendar without a day of work keeps no other duty from being opened
            failed = refusal
    done.locked = locking.lock_due(at=at, by=by)
    if failed:
        raise failed
    return done


@transaction.atomic
def ask(
    duty_id: int, agencies: Collection[int], *, due_days: int | None = None, by: Actor, at: datetime
) -> list[Report]:
    """Ask agencies of an on-demand duty for a report now; each at most once a year, whose period is the year.

    For planners of the receiver or of the plan's drafter. Refusals: reporting.duty_unknown, not_drafter, duty_stopped,
    only_on_demand, nobody_asked, not_in_scope, asked_already, days_wrong.
    """
    duty = held_duty(duty_id)
    _must_be_askable(duty, by=by, at=at)
    days = duty.due_days if due_days is None else due_days
    if not DAYS[0] < days <= DAYS[1]:
        raise Refusal(refusals.DAYS_WRONG, field="due_days", least=1, most=DAYS[1])
    term = term_of(timezone.localdate(at), Frequency.EVENT)
    chosen = _chosen(duty, agencies, term, at=at)
    made = _open(duty, term, chosen, days=days, at=at, since=at)
    codes = [agency.code for agency in chosen]
    record(
        events.ASKED, duty, by=_as(by, duty), at=at, count=len(made), period=term.code, agencies=codes, due_days=days
    )
    return made


def void_ended(*, at: datetime, by: Actor = SYSTEM) -> int:
    """Whatever agencies owe that are no more, whether another took their place or not; how many reports. Of a duty that
    is over, what was never reported stays what it is: missing."""
    owed = Report.objects.filter(state__in=WITH_AGENCY, duty__active=True)
    rows = owed.filter(agency__valid_to__lte=timezone.localdate(at))
    return sum(_void_ended(pk, by=by, at=at) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


def void(report: Report, *, reason: str, by: Actor, at: datetime) -> None:
    """Of a report that the caller holds: nobody owes it any more. One that was accepted before goes on as it was
    accepted, and its figures count; what was told and not accepted counts no more."""
    end_turn(report, at=at)
    kept = accepted_revision(report)
    if kept is not None:
        report.state, report.revision = State.ACCEPTED, kept
        record(events.KEPT, report, by=by, at=at, revision=kept, reason=reason)
    else:
        report.state = State.VOID
        record(events.VOIDED, report, by=by, at=at, reason=reason)
    report.values.update(counted=False)
    if kept is not None:
        report.values.filter(revision=kept).update(counted=True)
    report.version += 1
    report.save(update_fields=["state", "revision", "version"])


def accepted_revision(report: Report) -> int | None:
    """The revision that was accepted last: reviewed, and nothing was remarked."""
    rows = report.revisions.filter(reviewed_at__isnull=False, remarks="")
    return rows.order_by("-number").values_list("number", flat=True).first()


def _ended_periods(at: datetime) -> list[tuple[int, Term]]:
    """The periods that are over and not opened yet, duty by duty, the oldest first: two queries."""
    approved = Q(plan=None) | ~Q(plan__number="")
    duties = list(ReportDuty.objects.filter(approved, active=True).exclude(frequency=Frequency.EVENT).order_by("pk"))
    done = set(Report.objects.filter(duty__in=duties).order_by().values_list("duty_id", "period").distinct())
    yesterday = timezone.localdate(at) - DAY
    return [
        (duty.pk, term)
        for duty in duties
        for term in terms(duty.first, min(duty.last, yesterday), duty.frequency)
        if (duty.pk, term.code) not in done
    ]


@transaction.atomic
def _open_period(duty_id: int, term: Term, *, by: Actor, at: datetime) -> int:
    duty = held_duty(duty_id)
    if not duty.active or Report.objects.filter(duty=duty, period=term.code).exists():
        return 0  # another worker was quicker
    made = _open(duty, term, duty_agencies(duty, term), days=duty.due_days, at=at)
    if made:
        live = [report for report in made if report.state != State.VOID]
        first = min((report.due_at for report in live), default=None)
        record(
            events.OPENED, duty, by=by, at=at, period=term.code, count=len(live), voided=len(made) - len(live),
            first_due=first.isoformat() if first else "",
        )  # fmt: skip
    return len(made)


def _open(
    duty: ReportDuty, term: Term, agencies: Sequence[Agency], *, days: int, at: datetime, since: datetime | None = None
) -> list[Report]:
    today = timezone.localdate(at)
    reports = []
    for agency in agencies:
        report = Report(duty=duty, agency=agency, period=term.code, opened_at=at, due_at=at)
        if agency.valid_to is not None and agency.valid_to <= today:
            report.state = State.VOID
        else:
            begins = since or _begins(duty, term, agency)
            report.clock = start_clock(Turn(duty, agency.pk, term.code), days, since=begins)
            report.due_at = report.followed_due_at = report.clock.due_at
        reports.append(report)
    made = Report.objects.bulk_create(reports)
    Revision.objects.bulk_create(Revision(report=report, number=1) for report in made)
    for report in made:
        if report.state == State.OPEN:
            put_duty(report, at=at)
    _tell_voided(made, at=at)
    return made


def _begins(duty: ReportDuty, term: Term, agency: Agency) -> datetime:
    """From the period's end; but nobody is late with what was ordered only after it."""
    ordered = [after(term.days.last, agency.pk), duty.made_at]
    if duty.plan and duty.plan.decided_on:
        ordered.append(midnight(duty.plan.decided_on))
    return max(ordered)


def _tell_voided(reports: Sequence[Report], *, at: datetime) -> None:
    voided = [report for report in reports if report.state == State.VOID]
    lines = [(subject_of(report), {"reason": why_ended(report)}) for report in voided]
    if lines:
        record_many(events.VOIDED, lines, by=SYSTEM, at=at)


@transaction.atomic
def _void_ended(report_id: int, *, by: Actor, at: datetime) -> bool:
    rows = Report.objects.select_for_update(of=("self",)).select_related("agency__successor", "clock")
    report = rows.get(pk=report_id)
    if report.state not in WITH_AGENCY or not ended(report, at=at):
        return False
    void(report, reason=why_ended(report), by=by, at=at)
    return True


def _must_be_askable(duty: ReportDuty, *, by: Actor, at: datetime) -> None:
    if not any(by.holds(Role.PLANNER, at=agency_id, on=at) for agency_id in owners(duty)):
        raise Refusal(refusals.NOT_DRAFTER, agency=duty.receiver.name)
    if not duty.active:
        raise Refusal(refusals.DUTY_STOPPED)
    if duty.frequency != Frequency.EVENT:
        raise Refusal(refusals.ONLY_ON_DEMAND, frequency=duty.get_frequency_display())


def _chosen(duty: ReportDuty, wanted: Collection[int], term: Term, *, at: datetime) -> list[Agency]:
    if not wanted:
        raise Refusal(refusals.NOBODY_ASKED, field="agencies")
    may = {agency.pk: agency for agency in askable(duty, on=timezone.localdate(at))}
    for stranger in Agency.objects.filter(pk__in=set(wanted) - set(may))[:1]:
        raise Refusal(refusals.NOT_IN_SCOPE, field="agencies", agency=stranger.name)
    before = Report.objects.filter(duty=duty, period=term.code, agency__in=wanted).select_related("agency").first()
    if before is not None:
        raise Refusal(refusals.ASKED_ALREADY, field="agencies", agency=before.agency.name, period=term.code)
    return [may[key] for key in sorted(set(wanted) & set(may), key=lambda key: may[key].code)]


def _as(by: Actor, duty: ReportDuty) -> Actor:
    return by.acting(next(one for one in owners(duty) if by.holds(Role.PLANNER, at=one)), Role.PLANNER)
