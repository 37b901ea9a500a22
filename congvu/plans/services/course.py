"""The course of a plan: sent for comment, submitted, approved or sent back, published, amended, ended."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor, system
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit, in_vietnam
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Comment, Plan, Version
from congvu.plans.rules.course import APPROVAL, LONGEST_COMMENT, REVISION, allowed
from congvu.plans.rules.words import State
from congvu.plans.selectors.sections import empty
from congvu.plans.services.doubts import must_hold_together
from congvu.plans.services.rights import as_planner
from congvu.plans.services.versions import kept
from congvu.plans.services.waiting import asked, follow_clocks, rest, wait
from congvu.plans.services.writing import needed

MOST_NAMED = 5


@transaction.atomic
def send_for_comment(plan_id: int, *, until: date, by: Actor, at: datetime) -> Plan:
    """Ask the planners of all agencies under the issuer what they say, until the end of a day.

    Refusals: plans.not_found, not_drafter, not_in_state, day_past.
    """
    plan = _as_drafter(plan_id, "send_for_comment", by=by, at=at)
    today = timezone.localdate(at)
    days = (until - today).days
    if not 0 < days <= LONGEST_COMMENT:
        raise Refusal(refusals.DAY_PAST, field="until", day=f"{today:%d/%m/%Y}", most=LONGEST_COMMENT)
    version = kept(plan, reason="Gửi lấy ý kiến", by=by, at=at)
    agencies = asked(plan, at=at)
    # The clock begins with the next working hour; sent on a Sunday too, it ends on the day that was named.
    begins = timetable(plan.issuer_id).session_at(in_vietnam(at)).day
    budget = Budget(Decimal(max((until - begins).days, 1)), Unit.DAY)
    wait(plan, "Góp ý dự thảo", budget, role=Role.PLANNER, agencies=agencies, home=plan.issuer, at=at)
    plan.state, plan.comment_until = State.COMMENT, until
    plan.save(update_fields=["state", "comment_until", "clock"])
    record(
        events.SENT_FOR_COMMENT, plan, by=as_planner(by, plan), at=at, agencies=len(agencies),
        until=f"{until:%d/%m/%Y}", number=version.number,
    )  # fmt: skip
    return plan


@transaction.atomic
def close_comment(plan_id: int, *, by: Actor, at: datetime) -> Plan:
    """The time for comments is over: the drafter answers them and goes on writing. For the periodic duty."""
    plan = held(plan_id, "close_comment")
    plan.state = State.DRAFT
    _revise(plan, at=at)
    plan.save(update_fields=["state", "clock"])
    record(events.COMMENT_CLOSED, plan, by=by, at=at, comments=plan.comments.count())
    return plan


def close_comments(at: datetime) -> int:
    """Close what is over, and let inboxes follow clocks that moved; how many plans were closed.

    A plan is commented on until its day ends and, where that is no working day, until its clock is due.
    """
    follow_clocks()
    over = Plan.objects.filter(state=State.COMMENT, comment_until__lt=timezone.localdate(at), clock__due_at__lt=at)
    found = list(over.values_list("pk", flat=True))
    for plan_id in found:
        close_comment(plan_id, by=system("plans", "Hết thời gian lấy ý kiến"), at=at)
    return len(found)


@transaction.atomic
def submit(plan_id: int, *, by: Actor, at: datetime) -> Version:
    """Give the plan to the issuer's leader to approve.

    Refusals: plans.not_found, not_drafter, not_in_state, comments_open, incomplete, cannot_be_included, doubts_open.
    """
    plan = _as_drafter(plan_id, "submit", by=by, at=at)
    if waiting := plan.comments.filter(answer=Comment.Answer.OPEN).count():
        raise Refusal(refusals.COMMENTS_OPEN, count=waiting)
    if blank := empty(plan):
        named = ", ".join(section.key or section.title for section in blank[:MOST_NAMED])
        more = "…" if len(blank) > MOST_NAMED else ""
        raise Refusal(refusals.INCOMPLETE, count=len(blank), sections=named + more)
    must_hold_together(plan)
    version = kept(plan, reason="Trình phê duyệt", by=by, at=at)
    wait(
        plan, "Phê duyệt kế hoạch", APPROVAL, role=Role.LEADER, agencies=[plan.issuer_id], home=plan.issuer,
        at=at,
    )  # fmt: skip
    plan.state = State.SUBMITTED
    plan.save(update_fields=["state", "clock"])
    record(
        events.SUBMITTED, plan, by=as_planner(by, plan), at=at, number=version.number, revision=version.revision
    )  # fmt: skip
    return version


@transaction.atomic
def approve(plan_id: int, *, number: str, day: date | None, seen: int, by: Actor, at: datetime) -> Version:
    """Approve the submitted version by a decision. `seen` is the revision that was read.

    Refusals: plans.not_found, not_approver, not_in_state, read_again, decision_incomplete, decision_later.
    """
    plan = _as_leader(plan_id, "approve", by=by, at=at)
    version = plan.versions.latest("number")
    if seen != version.revision:
        raise Refusal(refusals.READ_AGAIN)
    number = " ".join(number.split())[:60]
    if not number or day is None:
        raise Refusal(refusals.DECISION_INCOMPLETE, field="day" if number else "number")
    if day > timezone.localdate(at):
        raise Refusal(refusals.DECISION_LATER, field="day")
    rest(plan, at=at)
    plan.state, plan.number, plan.decided_on = State.APPROVED, number, day
    plan.save(update_fields=["state", "number", "decided_on", "clock"])
    version.decision, version.decided_on, version.approver = number, day, by.name
    version.save(update_fields=["decision", "decided_on", "approver"])
    record(
        events.APPROVED, plan, by=_leader(by, plan), at=at, version=version.number, number=number, day=f"{day:%d/%m/%Y}"
    )
    return version


@transaction.atomic
def send_back(plan_id: int, *, reason: str, by: Actor, at: datetime) -> Plan:
    """Give a submitted plan back to its drafter.

    Refusals: plans.not_found, not_approver, not_in_state, reason_empty.
    """
    plan = _as_leader(plan_id, "send_back", by=by, at=at)
    said = needed(reason)
    plan.state = State.DRAFT
    _revise(plan, at=at)
    plan.save(update_fields=["state", "clock"])
    record(events.SENT_BACK, plan, by=_leader(by, plan), at=at, reason=said)
    return plan


@transaction.atomic
def publish(plan_id: int, *, by: Actor, at: datetime) -> Plan:
    """Let everybody read the approved version. Refusals: plans.not_found, not_drafter, not_in_state."""
    plan = _as_drafter(plan_id, "publish", by=by, at=at)
    plan.versions.filter(pk=approved_version(plan).pk).update(published_at=at)
    plan.state, plan.published_at = State.PUBLISHED, at
    plan.save(update_fields=["state", "published_at"])
    record(events.PUBLISHED, plan, by=as_planner(by, plan), at=at)
    return plan


@transaction.atomic
def begin_amendment(plan_id: int, *, reason: str, by: Actor, at: datetime) -> Plan:
    """Work on an approved plan again. It holds as it was approved, and is shown so, until a new version is approved.

    Refusals: plans.not_found, not_drafter, not_in_state, reason_empty.
    """
    plan = _as_drafter(plan_id, "begin_amendment", by=by, at=at)
    said = needed(reason)
    plan.state, plan.comment_until = State.DRAFT, None
    plan.save(update_fields=["state", "comment_until"])
    record(events.AMENDMENT_BEGUN, plan, by=as_planner(by, plan), at=at, reason=said)
    return plan


@transaction.atomic
def end(plan_id: int, *, reason: str, by: Actor, at: datetime) -> Plan:
    """The plan is over. What was published stays to be read.

    Refusals: plans.not_found, not_drafter, not_in_state, reason_empty.
    """
    plan = _as_drafter(plan_id, "end", by=by, at=at)
    said = needed(reason)
    rest(plan, at=at)
    plan.state = State.ENDED
    plan.save(update_fields=["state", "clock"])
    record(events.ENDED, plan, by=as_planner(by, plan), at=at, reason=said)
    return plan


def held(plan_id: int, deed: str, check: Callable[[Plan], None] = lambda _plan: None) -> Plan:
    """The plan, held for a deed that its state allows. Refusals: plans.not_found, not_in_state."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("drafter", "issuer", "clock")
    plan = rows.filter(pk=plan_id).first()
    if plan is None:
        raise Refusal(refusals.NOT_FOUND)
    check(plan)
    if not allowed(deed, plan.state):
        raise Refusal(refusals.NOT_IN_STATE, state=plan.get_state_display())
    return plan


def approved_version(plan: Plan) -> Version:
    """The version that the last decision approved."""
    return plan.versions.exclude(decision="").latest("number")


def _as_drafter(plan_id: int, deed: str, *, by: Actor, at: datetime) -> Plan:
    def check(plan: Plan) -> None:
        if not by.holds(Role.PLANNER, at=plan.drafter_id, on=at):
            raise Refusal(refusals.NOT_DRAFTER, agency=plan.drafter.name)

    return held(plan_id, deed, check)


def _as_leader(plan_id: int, deed: str, *, by: Actor, at: datetime) -> Plan:
    def check(plan: Plan) -> None:
        if not by.holds(Role.LEADER, at=plan.issuer_id, on=at):
            raise Refusal(refusals.NOT_APPROVER, agency=plan.issuer.name)

    return held(plan_id, deed, check)


def _leader(by: Actor, plan: Plan) -> Actor:
    return by.acting(plan.issuer_id, Role.LEADER)


def _revise(plan: Plan, *, at: datetime) -> None:
    step = "Hoàn thiện, trình phê duyệt"
    wait(plan, step, REVISION, role=Role.PLANNER, agencies=[plan.drafter_id], home=plan.drafter, at=at)
