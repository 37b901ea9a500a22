"""Money of projects, in đồng: planned while the plan is written, done while it is in force. And totals as printed."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Budget, Money, Plan, Project
from congvu.plans.rules.telling import told_number, told_span
from congvu.plans.rules.words import DONE_MEASURES, MoneyMeasure
from congvu.plans.services.changes import put
from congvu.plans.services.projects import plan_of_project
from congvu.plans.services.rights import as_planner, plan_to_follow, plan_to_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One amount in đồng, of a source and for a year, or (`upto`) for all years until its end."""

    fund: str
    measure: str
    amount: int
    year: int | None = None
    upto: bool = False
    forecast: bool = False
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A total as the plan prints it, with the parts that it names, in đồng."""

    code: str
    name: str
    year: str = ""
    amount: int | None = None
    share: Decimal | None = None
    told: str = ""
    parts: dict[str, int] = field(default_factory=dict)
    section: str = ""


@transaction.atomic
def set_money(project_id: int, said: Sum, *, money_id: int | None = None, by: Actor, at: datetime) -> Money:
    """Write an amount of a project, or change one (`money_id`). What was allocated and done may also be told while the
    plan is in force.

    Refusals: plans.project_unknown, not_drafter, not_writable, money_unknown, money_negative, money_year, money_taken.
    """
    rows = Money.objects.filter(pk=money_id or 0, project=project_id)
    old = rows.values_list("measure", flat=True).first()
    plan, project = _held(project_id, {said.measure} | ({old} if old else set()), by=by, at=at)
    row = Money(project=project)
    if money_id is not None:
        row = _row(project, money_id)
    _must_fit(project, row, said)
    was = put(row, said)
    row.source = ""
    row.save()
    _record(plan, row, was=was, by=by, at=at)
    return row


@transaction.atomic
def remove_money(money_id: int, *, by: Actor, at: datetime) -> None:
    """Take an amount out. Refusals: plans.money_unknown, not_drafter, not_writable."""
    found = Money.objects.filter(pk=money_id).values_list("project_id", "measure").first()
    if found is None:
        raise Refusal(refusals.MONEY_UNKNOWN)
    plan, project = _held(found[0], {found[1]}, by=by, at=at)
    row = _row(project, money_id)
    record(
        events.MONEY_REMOVED, plan, by=as_planner(by, plan), at=at, code=project.code, revision=plan.revision,
        **_facts(row),
    )  # fmt: skip
    row.delete()


@transaction.atomic
def set_budget(plan_id: int, said: Total, *, budget_id: int | None = None, by: Actor, at: datetime) -> Budget:
    """Write a total of a plan, or change one (`budget_id`). Parts that do not add up are kept as they are: a doubt.

    Refusals: plans.not_found, not_drafter, not_writable, budget_unknown, title_empty, code_taken, money_negative.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    row = _budget(plan, budget_id) if budget_id else Budget(plan=plan)
    said = replace(said, code=said.code.strip(), name=" ".join(said.name.split()))
    if not said.code or not said.name:
        raise Refusal(refusals.TITLE_EMPTY, field="name" if said.code else "code")
    if plan.budgets.filter(code=said.code).exclude(pk=row.pk).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=said.code)
    if (said.amount or 0) < 0 or any(amount < 0 for amount in said.parts.values()):
        raise Refusal(refusals.MONEY_NEGATIVE, field="amount")
    was = put(row, said)
    row.save()
    record(
        events.BUDGET_SET, plan, by=as_planner(by, plan), at=at, code=row.code, name=row.name, was=was,
        revision=plan.revision,
    )  # fmt: skip
    return row


@transaction.atomic
def remove_budget(budget_id: int, *, by: Actor, at: datetime) -> None:
    """Take a total out of its plan. Refusals: plans.budget_unknown, not_drafter, not_writable."""
    plan_id = Budget.objects.filter(pk=budget_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.BUDGET_UNKNOWN)
    plan = plan_to_write(plan_id, by=by, at=at)
    row = _budget(plan, budget_id)
    record(
        events.BUDGET_REMOVED, plan, by=as_planner(by, plan), at=at, code=row.code, name=row.name,
        revision=plan.revision,
    )  # fmt: skip
    row.delete()


def _held(project_id: int, measures: set[str], *, by: Actor, at: datetime) -> tuple[Plan, Project]:
    plan_id = plan_of_project(project_id)
    hold = plan_to_follow if measures <= set(DONE_MEASURES) else plan_to_write
    plan = hold(plan_id, by=by, at=at)
    project = plan.projects.filter(pk=project_id).first()
    if project is None:
        raise Refusal(refusals.PROJECT_UNKNOWN)
    return plan, project


def _row(project: Project, money_id: int) -> Money:
    row = project.money.filter(pk=money_id).first()
    if row is None:
        raise Refusal(refusals.MONEY_UNKNOWN)
    return row


def _budget(plan: Plan, budget_id: int) -> Budget:
    row = plan.budgets.filter(pk=budget_id).first()
    if row is None:
        raise Refusal(refusals.BUDGET_UNKNOWN)
    return row


def _must_fit(project: Project, row: Money, said: Sum) -> None:
    if said.amount < 0:
        raise Refusal(refusals.MONEY_NEGATIVE, field="amount")
    if said.year is None and (said.upto or said.measure != MoneyMeasure.ESTIMATE):
        raise Refusal(refusals.MONEY_YEAR, field="year")
    same = project.money.filter(
        fund=said.fund, measure=said.measure, year=said.year, upto=said.upto, forecast=said.forecast
    )
    if same.exclude(pk=row.pk).exists():
        raise Refusal(refusals.MONEY_TAKEN, field="fund")


def _record(plan: Plan, row: Money, *, was: dict[str, list[str]], by: Actor, at: datetime) -> None:
    record(
        events.MONEY_SET, plan, by=as_planner(by, plan), at=at, code=row.project.code, was=was, revision=plan.revision,
        as_of=row.as_of.isoformat() if row.as_of else "", **_facts(row),
    )  # fmt: skip


def _facts(row: Money) -> dict[str, str]:
    return {
        "measure": row.get_measure_display(),
        "when": told_span(row.year, upto=row.upto, forecast=row.forecast),
        "fund": row.get_fund_display(),
        "amount": told_number(row.amount),
    }
