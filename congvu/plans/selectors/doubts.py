"""What of a plan does not fit together, read afresh each time: nothing is stored but what people say of it."""

from collections.abc import Iterable
from dataclasses import replace

from congvu.plans.models import Budget, Confirmation, LegalText, Money, Plan, Section
from congvu.plans.rules.doubting import Doubt
from congvu.plans.selectors.doubting import figures, undertakings

__all__ = ["Doubt", "doubts", "refusing", "unconfirmed"]


def doubts(plan: Plan) -> list[Doubt]:
    """All doubts of a plan, the open ones first. Seven queries, whatever its size."""
    said = {row.key: row for row in Confirmation.objects.filter(plan=plan.pk)}
    return sorted((_said(doubt, said) for doubt in _found(plan)), key=lambda doubt: (not doubt.refuses, not doubt.open))


def unconfirmed(plan: Plan) -> list[Doubt]:
    """The doubts of which nobody has said what is right: a plan with one of these is not submitted."""
    return [doubt for doubt in doubts(plan) if doubt.open]


def refusing(plan: Plan) -> list[Doubt]:
    """The doubts that nobody can confirm away: what they name cannot be included in the plan."""
    return [doubt for doubt in doubts(plan) if doubt.refuses]


def _found(plan: Plan) -> Iterable[Doubt]:
    targets = list(plan.targets.select_related("indicator").order_by("order", "pk"))
    baselines = list(plan.baselines.select_related("indicator").order_by("pk"))
    projects = list(plan.projects.order_by("order", "pk"))
    money: dict[int, list[Money]] = {}
    for row in Money.objects.filter(project__plan=plan.pk).order_by("pk"):
        money.setdefault(row.project_id, []).append(row)
    yield from figures.of_budgets(Budget.objects.filter(plan=plan.pk).order_by("pk"))
    yield from figures.of_baselines(plan, baselines)
    yield from figures.of_targets(plan, targets, baselines)
    yield from undertakings.of_projects(plan, projects)
    yield from undertakings.of_money(plan, projects, money)
    yield from figures.of_legal_texts(_legal_texts(plan))


def _legal_texts(plan: Plan) -> Iterable[LegalText]:
    picked = Section.legal.through.objects.filter(section__plan=plan.pk)
    return LegalText.objects.filter(pk__in=picked.values("legaltext")).exclude(doubt="").order_by("number")


def _said(doubt: Doubt, said: dict[str, Confirmation]) -> Doubt:
    row = said.get(doubt.key)
    if row is None or doubt.refuses:
        return doubt
    return replace(doubt, confirmed=row) if row.facts == doubt.facts else replace(doubt, earlier=row)
