"""Where things stand when a plan begins: figures as it tells them, with what is above and below the line."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Baseline, Indicator, Plan
from congvu.plans.rules.telling import told_number
from congvu.plans.services.changes import put
from congvu.plans.services.rights import as_planner, plan_to_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """What is said of a baseline. `parts` are numbers as text, by what they are called."""

    code: str
    name: str
    indicator_id: int | None = None
    year: int
    n: Decimal | None = None
    d: Decimal | None = None
    value: Decimal | None = None
    told: str = ""
    unit: str = ""
    approximate: bool = False
    parts: dict[str, Any] = field(default_factory=dict)
    measured: bool = False
    as_of: date | None = None
    section: str = ""
    note: str = ""


@transaction.atomic
def set_baseline(plan_id: int, said: Stood, *, baseline_id: int | None = None, by: Actor, at: datetime) -> Baseline:
    """Write a baseline of a plan, or change one (`baseline_id`).

    Refusals: plans.not_found, not_drafter, not_writable, baseline_unknown, title_empty, code_taken, indicator_unknown,
    denominator_nought, target_empty.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    row = _baseline(plan, baseline_id) if baseline_id else Baseline(plan=plan)
    was = put(row, _checked(plan, row, said))
    row.save()
    record(
        events.BASELINE_SET, plan, by=as_planner(by, plan), at=at, code=row.code, what=_told(row), was=was,
        revision=plan.revision,
    )  # fmt: skip
    return row


@transaction.atomic
def remove_baseline(baseline_id: int, *, by: Actor, at: datetime) -> None:
    """Take a baseline out of its plan. Refusals: plans.baseline_unknown, not_drafter, not_writable."""
    plan_id = Baseline.objects.filter(pk=baseline_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.BASELINE_UNKNOWN)
    plan = plan_to_write(plan_id, by=by, at=at)
    row = _baseline(plan, baseline_id)
    record(
        events.BASELINE_REMOVED, plan, by=as_planner(by, plan), at=at, code=row.code, was=_told(row),
        revision=plan.revision,
    )  # fmt: skip
    row.delete()


def _baseline(plan: Plan, baseline_id: int) -> Baseline:
    row = plan.baselines.filter(pk=baseline_id).first()
    if row is None:
        raise Refusal(refusals.BASELINE_UNKNOWN)
    return row


def _checked(plan: Plan, row: Baseline, said: Stood) -> Stood:
    said = replace(said, code=said.code.strip(), name=" ".join(said.name.split()), told=said.told.strip())
    if not said.code or not said.name:
        raise Refusal(refusals.TITLE_EMPTY, field="name" if said.code else "code")
    if plan.baselines.filter(code=said.code).exclude(pk=row.pk).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=said.code)
    if said.indicator_id is not None and not Indicator.objects.filter(pk=said.indicator_id).exists():
        raise Refusal(refusals.INDICATOR_UNKNOWN, field="indicator")
    if said.d is not None and said.d <= 0:
        raise Refusal(refusals.DENOMINATOR_NOUGHT, field="d")
    if said.n is None and said.value is None and not said.told:
        raise Refusal(refusals.TARGET_EMPTY, field="value")
    return said


def _told(row: Baseline) -> str:
    figures = f"{told_number(row.n)}/{told_number(row.d)}" if row.d is not None else told_number(row.n)
    value = None if row.value is None else told_number(row.value)
    return row.told or " = ".join(filter(None, (None if row.n is None else figures, value)))
