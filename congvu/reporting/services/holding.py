"""The rows that a deed holds until it is done, and whether the actor may do it."""

from datetime import datetime

from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks.services.ledger import told
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.measures.rules import term
from congvu.reporting import refusals
from congvu.reporting.models import Lock, Report, ReportDuty
from congvu.reporting.rules import NEXT, State

WRITERS = (Role.PLANNER,)
SENDERS = (Role.PLANNER, Role.LEADER)
REVIEWERS = (Role.PLANNER, Role.LEADER)


def report_of_agency(report_id: int, *roles: str, seen: int, by: Actor, at: datetime) -> Report:
    """The report, held; for these roles of its agency, while that exists, and as it was when they read it.

    Refusals: reporting.not_found, not_yours, agency_ended, changed_meanwhile, locked.
    """
    report = _held(report_id)
    _must_exist(report, by=by, at=at)
    if not by.holds(*roles, at=report.agency_id, on=at):
        raise Refusal(refusals.NOT_YOURS, agency=report.agency.name)
    _must_be_read(report, seen)
    must_be_unlocked(report)
    return report


def report_of_receiver(report_id: int, *, seen: int, by: Actor, at: datetime) -> Report:
    """The report, held; for reviewers of its receiver.

    Refusals: reporting.not_found, not_receiver, changed_meanwhile.
    """
    report = _held(report_id)
    if not by.holds(*REVIEWERS, at=report.duty.receiver_id, on=at):
        raise Refusal(refusals.NOT_RECEIVER, agency=report.duty.receiver.name)
    _must_be_read(report, seen)
    return report


def must_lead_to(report: Report, state: State) -> None:
    """Refusal: reporting.not_in_state."""
    if state not in NEXT[State(report.state)]:
        raise Refusal(refusals.NOT_IN_STATE, state=report.get_state_display())


def must_be_unlocked(report: Report) -> None:
    """Refusal: reporting.locked."""
    lock = lock_of(report.duty_id, report.period)
    if lock is not None:
        raise Refusal(
            refusals.LOCKED, period=term(report.period).label, at=told(lock.locked_at), name=lock.locked_by,
            receiver=report.duty.receiver.name,
        )  # fmt: skip


def lock_of(duty_id: int, period: str) -> Lock | None:
    """The lock that holds on a period of a duty."""
    return Lock.objects.filter(duty=duty_id, period=period, opened_at=None).first()


def ended(report: Report, *, at: datetime) -> bool:
    """Whether the report's agency is no more."""
    last = report.agency.valid_to
    return last is not None and last <= timezone.localdate(at)


def why_ended(report: Report) -> str:
    """Since when an agency is no more, and which one is in its place: as the journal keeps it."""
    heir = report.agency.successor
    assert report.agency.valid_to
    return f"cơ quan kết thúc từ {report.agency.valid_to:%d/%m/%Y}" + (f", {heir.name} kế thừa" if heir else "")


def duty_to_review(duty_id: int, *, by: Actor, at: datetime) -> ReportDuty:
    """The duty, held; for reviewers of its receiver. Refusals: reporting.duty_unknown, not_receiver."""
    duty = held_duty(duty_id)
    if not by.holds(*REVIEWERS, at=duty.receiver_id, on=at):
        raise Refusal(refusals.NOT_RECEIVER, agency=duty.receiver.name)
    return duty


def duty_to_change(duty_id: int, *, by: Actor, at: datetime) -> ReportDuty:
    """The duty, held; for planners of the agency that drafts its plan, or without a plan of the receiver.

    Refusals: reporting.duty_unknown, not_drafter.
    """
    duty = held_duty(duty_id)
    owner = duty.plan.drafter if duty.plan else duty.receiver
    if not by.holds(Role.PLANNER, at=owner.pk, on=at):
        raise Refusal(refusals.NOT_DRAFTER, agency=owner.name)
    return duty


def held_duty(duty_id: int) -> ReportDuty:
    """The duty, held. Refusal: reporting.duty_unknown."""
    rows = ReportDuty.objects.select_for_update(of=("self",)).select_related(
        "plan__drafter", "plan__issuer", "receiver"
    )
    duty = rows.filter(pk=duty_id).first()
    if duty is None:
        raise Refusal(refusals.DUTY_UNKNOWN)
    return duty


def reason_given(reason: str, *, field: str = "reason", most: int = 300) -> str:
    """One line. Refusals: reporting.reason_empty, too_long."""
    said = " ".join(reason.split())
    if not said:
        raise Refusal(refusals.REASON_EMPTY, field=field)
    if len(said) > most:
        raise Refusal(refusals.TOO_LONG, field=field, most=most)
    return said


def _held(report_id: int) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    rows = rows.select_related("duty__plan", "duty__receiver", "agency__successor", "clock")
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise Refusal(refusals.NOT_FOUND)
    return report


def _must_exist(report: Report, *, by: Actor, at: datetime) -> None:
    """Whoever might think to write it, at the old agency or at the one in its place, is told why not."""
    heir = report.agency.successor
    if ended(report, at=at) and by.holds(at=report.agency_id) | bool(heir and by.holds(at=heir.pk)):
        assert report.agency.valid_to
        raise Refusal(
            refusals.AGENCY_ENDED, agency=report.agency.name, day=f"{report.agency.valid_to:%d/%m/%Y}",
            successor=heir.name if heir else "—",
        )  # fmt: skip


def _must_be_read(report: Report, seen: int) -> None:
    if report.version != seen:
        last = Entry.objects.filter(subject=subject_of(report)).order_by("-pk").first()
        raise Refusal(refusals.CHANGED_MEANWHILE, name=last.actor_name if last else "—")
