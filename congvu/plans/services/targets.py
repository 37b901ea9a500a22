"""What is to be reached: targets of a year, and the overall one, which is no sum of them."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Indicator, Plan, Target
from congvu.plans.rules.scopes import Scope
from congvu.plans.rules.telling import told_target, told_year
from congvu.plans.rules.words import Op
from congvu.plans.services.changes import put
from congvu.plans.services.rights import as_planner, plan_to_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is said of a target. Without a year it is the overall one; `scope` as `rules.scopes.Scope.read` reads it."""

    indicator_id: int
    year: int | None = None
    op: str = Op.GE
    value: Decimal | None = None
    text: str = ""
    day: date | None = None
    scope: dict[str, Any] = field(default_factory=dict)
    scope_text: str = ""
    baseline_n: Decimal | None = None
    baseline_d: Decimal | None = None
    baseline_year: int | None = None
    section: str = ""


@transaction.atomic
def set_target(plan_id: int, said: Wanted, *, target_id: int | None = None, by: Actor, at: datetime) -> Target:
    """Add a target to a plan, or change one of it (`target_id`).

    Refusals: plans.not_found, not_drafter, not_writable, target_unknown, indicator_unknown, year_outside, target_empty,
    target_taken, denominator_nought, scope_wrong, excluded_why.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    target = _target(plan, target_id)
    said = _checked(plan, target, said)
    was = put(target, said)
    if target.pk is None:
        last: int | None = plan.targets.aggregate(last=Max("order"))["last"]
        target.order = (last or 0) + 1
    target.save()
    record(
        events.TARGET_SET, plan, by=as_planner(by, plan), at=at, code=target.indicator.code,
        when=told_year(target.year), what=told_target(target), scope=target.scope, was=was, revision=plan.revision,
    )  # fmt: skip
    return target


@transaction.atomic
def remove_target(target_id: int, *, by: Actor, at: datetime) -> None:
    """Take a target out of its plan, with what was said of single agencies.

    Refusals: plans.target_unknown, not_drafter, not_writable.
    """
    plan = plan_to_write(plan_of(target_id), by=by, at=at)
    target = _target(plan, target_id)
    record(
        events.TARGET_REMOVED, plan, by=as_planner(by, plan), at=at, code=target.indicator.code,
        when=told_year(target.year), was=told_target(target), revision=plan.revision,
    )  # fmt: skip
    target.delete()


def plan_of(target_id: int) -> int:
    """The key of a target's plan. Refusal: plans.target_unknown."""
    plan_id = Target.objects.filter(pk=target_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.TARGET_UNKNOWN)
    return plan_id


def checked_scope(told: dict[str, Any]) -> dict[str, Any]:
    """A scope as it is kept. Of whom it names, all are agencies; of whom it leaves out, it says why.

    Refusals: plans.scope_wrong, excluded_why.
    """
    try:
        scope = Scope.read(told)
    except (ValueError, AttributeError, TypeError):
        raise Refusal(refusals.SCOPE_WRONG, field="kinds", said=str(told)[:100]) from None
    named = scope.included | scope.excluded
    known = set(Agency.objects.filter(code__in=named).values_list("code", flat=True))
    for name, codes in (("include", scope.included), ("exclude", scope.excluded)):
        if unknown := codes - known:
            raise Refusal(refusals.SCOPE_WRONG, field=name, said=min(unknown))
    for code, reason in scope.reasons:
        if not reason.strip():
            raise Refusal(refusals.EXCLUDED_WHY, field="exclude", agency=code)
    return scope.write()


def _target(plan: Plan, target_id: int | None) -> Target:
    if target_id is None:
        return Target(plan=plan)
    found = plan.targets.select_related("indicator").filter(pk=target_id).first()
    if found is None:
        raise Refusal(refusals.TARGET_UNKNOWN)
    return found


def _checked(plan: Plan, target: Target, said: Wanted) -> Wanted:
    indicator = Indicator.objects.filter(pk=said.indicator_id).first()
    if indicator is None:
        raise Refusal(refusals.INDICATOR_UNKNOWN, field="indicator")
    if said.year is not None and not plan.year_from <= said.year <= plan.year_to:
        raise Refusal(refusals.YEAR_OUTSIDE, field="year", first=plan.year_from, last=plan.year_to)
    if said.value is None and not said.text.strip() and said.day is None:
        raise Refusal(refusals.TARGET_EMPTY, field="value")
    same = plan.targets.filter(indicator=indicator, year=said.year).exclude(pk=target.pk)
    if same.exists():
        raise Refusal(refusals.TARGET_TAKEN, field="year", code=indicator.code, when=told_year(said.year))
    if said.baseline_d is not None and said.baseline_d <= 0:
        raise Refusal(refusals.DENOMINATOR_NOUGHT, field="baseline_d")
    return replace(said, text=said.text.strip(), scope=checked_scope(said.scope))
