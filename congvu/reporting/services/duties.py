"""Making a report duty, changing it, stopping it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import ancestors
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.measures.rules import Frequency
from congvu.plans.models import Plan
from congvu.plans.rules.scopes import Scope
from congvu.reporting import events, refusals
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.rules import WITH_AGENCY
from congvu.reporting.services.holding import duty_to_change, reason_given
from congvu.reporting.services.opening import DAYS, void
from congvu.reporting.services.surveys import checked_form

MOST_LOCK = 3650
FIXED = {"code": "mã", "frequency": "kỳ", "form": "phiếu", "receiver": "nơi nhận"}  # once something was opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a duty says: who reports what to whom, how often, until when."""

    code: str
    title: str
    receiver: Agency
    frequency: str
    first: date
    last: date
    scope: Mapping[str, Any] = field(default_factory=dict)
    due_days: int = 10
    lock_days: int | None = None
    asks_indicators: bool = True
    asks_words: bool = True
    asks_projects: bool = False
    form: Mapping[str, Any] | None = None
    told: Mapping[str, Any] = field(default_factory=dict)


def wanted_of(duty: ReportDuty) -> Wanted:
    """What a duty says now."""
    return Wanted(**{one.name: getattr(duty, one.name) for one in fields(Wanted)})


@transaction.atomic
def make_duty(plan: Plan | None, wanted: Wanted, *, by: Actor, at: datetime) -> ReportDuty:
    """Make a duty of a plan, for planners of the agency that drafts it; without a plan, for those of the receiver.

    Refusals: reporting.not_drafter, code_empty, code_taken, title_empty, scope_wrong, receiver_wrong,
    frequency_unknown, dates_wrong, days_wrong, asks_nothing, form_wrong.
    """
    owner = plan.drafter if plan else wanted.receiver
    if not by.holds(Role.PLANNER, at=owner.pk, on=at):
        raise Refusal(refusals.NOT_DRAFTER, agency=owner.name)
    wanted = _checked(wanted, plan)
    if ReportDuty.objects.filter(code=wanted.code).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=wanted.code)
    acting = by.acting(owner.pk, Role.PLANNER)
    duty = ReportDuty(plan=plan, made_by=acting.name[:120], made_at=at)
    _put(duty, wanted)
    duty.save()
    record(
        events.DUTY_MADE, duty, by=acting, at=at, code=duty.code, title=duty.title, receiver=duty.receiver.code,
        frequency=duty.frequency, scope=duty.scope, due_days=duty.due_days, lock_days=duty.lock_days,
    )  # fmt: skip
    return duty


@transaction.atomic
def change_duty(duty_id: int, wanted: Wanted, *, by: Actor, at: datetime) -> ReportDuty:
    """Change what a duty says from the next period on. Once a report was opened by it, its code, rhythm, receiver and
    form stay. Refusals: as `make_duty`, and reporting.duty_unknown, duty_stopped, form_in_use."""
    duty = duty_to_change(duty_id, by=by, at=at)
    if not duty.active:
        raise Refusal(refusals.DUTY_STOPPED)
    wanted = _checked(wanted, duty.plan)
    was = _plain(wanted_of(duty))
    now = _plain(wanted)
    changed = [name for name in now if now[name] != was[name]]
    if duty.reports.exists():
        for name in FIXED:
            if name in changed:
                raise Refusal(refusals.FORM_IN_USE, field=name, what=FIXED[name])
    if ReportDuty.objects.filter(code=wanted.code).exclude(pk=duty.pk).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=wanted.code)
    if changed:
        _put(duty, wanted)
        duty.save()
        owner = duty.plan.drafter_id if duty.plan else duty.receiver_id
        record(
            events.DUTY_CHANGED, duty, by=by.acting(owner, Role.PLANNER), at=at, code=duty.code,
            fields=", ".join(changed), was={name: was[name] for name in changed},
            now={name: now[name] for name in changed},
        )  # fmt: skip
    return duty


@transaction.atomic
def stop_duty(duty_id: int, *, reason: str, by: Actor, at: datetime) -> ReportDuty:
    """Open nothing by it any more; what agencies still owe they owe no longer. What was told stays, and is reviewed.

    Refusals: reporting.duty_unknown, not_drafter, duty_stopped, reason_empty.
    """
    duty = duty_to_change(duty_id, by=by, at=at)
    said = reason_given(reason)
    if not duty.active:
        raise Refusal(refusals.DUTY_STOPPED)
    owner = duty.plan.drafter_id if duty.plan else duty.receiver_id
    acting = by.acting(owner, Role.PLANNER)
    duty.active = False
    duty.save(update_fields=["active"])
    rows = Report.objects.select_for_update(of=("self",)).select_related("clock").order_by("pk")
    owed = list(rows.filter(duty=duty, state__in=WITH_AGENCY))
    for report in owed:
        void(report, reason=said, by=acting, at=at)
    record(events.DUTY_STOPPED, duty, by=acting, at=at, code=duty.code, reason=said, voided=len(owed))
    return duty


def _put(duty: ReportDuty, wanted: Wanted) -> None:
    for one in fields(Wanted):
        setattr(duty, one.name, getattr(wanted, one.name))


def _plain(wanted: Wanted) -> dict[str, Any]:
    """As the journal keeps it."""
    values = {one.name: getattr(wanted, one.name) for one in fields(Wanted)}
    return {
        **values, "receiver": wanted.receiver.code, "first": wanted.first.isoformat(), "last": wanted.last.isoformat()
    }  # fmt: skip


def _checked(wanted: Wanted, plan: Plan | None) -> Wanted:
    code, title = wanted.code.strip(), " ".join(wanted.title.split())
    if not code:
        raise Refusal(refusals.CODE_EMPTY, field="code")
    if not title:
        raise Refusal(refusals.TITLE_EMPTY, field="title")
    for name, said, most in (("code", code, 30), ("title", title, 300)):
        if len(said) > most:
            raise Refusal(refusals.TOO_LONG, field=name, most=most)
    if wanted.frequency not in Frequency.values:
        raise Refusal(refusals.FREQUENCY_UNKNOWN, field="frequency")
    if wanted.last < wanted.first:
        raise Refusal(refusals.DATES_WRONG, field="last")
    _must_have_days(wanted)
    scope = _scope(wanted.scope)
    if plan and plan.issuer_id not in ancestors(wanted.receiver.pk):
        raise Refusal(refusals.RECEIVER_WRONG, field="receiver", agency=plan.issuer.name)
    form = checked_form(wanted.form)
    if not (wanted.asks_indicators or wanted.asks_words or wanted.asks_projects or form):
        raise Refusal(refusals.ASKS_NOTHING, field="asks_indicators")
    return replace(wanted, code=code, title=title, scope=scope, form=form, told=dict(wanted.told))


def _must_have_days(wanted: Wanted) -> None:
    if not DAYS[0] <= wanted.due_days <= DAYS[1]:
        raise Refusal(refusals.DAYS_WRONG, field="due_days", least=DAYS[0], most=DAYS[1])
    if wanted.lock_days is not None and not 0 <= wanted.lock_days <= MOST_LOCK:
        raise Refusal(refusals.DAYS_WRONG, field="lock_days", least=0, most=MOST_LOCK)


def _scope(told: Mapping[str, Any]) -> dict[str, Any]:
    """Refusal: reporting.scope_wrong."""
    try:
        scope = Scope.read(told)
    except ValueError as error:
        raise Refusal(refusals.SCOPE_WRONG, field="kinds") from error
    named = scope.included | scope.excluded
    if Agency.objects.filter(code__in=named).count() != len(named):
        raise Refusal(refusals.SCOPE_WRONG, field="include")
    return scope.write()
