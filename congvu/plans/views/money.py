"""Money by source and year: of a project, and the totals that the plan prints."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.plans.forms.substance_money import BudgetForm, MoneyForm
from congvu.plans.models import Budget, Money, Plan, Project
from congvu.plans.rules.telling import told_number
from congvu.plans.rules.words import DONE_MEASURES
from congvu.plans.selectors.projects import budget_of, budgets, grids, money_of, project_of
from congvu.plans.services.money import remove_budget, remove_money, set_budget, set_money
from congvu.plans.views.frames import member, planner
from congvu.plans.views.substance import done, filled, frame, read
from congvu.web.access import actor_of, open_to


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def money(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The money of a project, and the form of one more amount."""
    plan = read(request, slug)
    return _money_form(request, plan, project_of(plan, pk), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def amount(request: HttpRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Change an amount."""
    plan = read(request, slug)
    found = project_of(plan, pk)
    return _money_form(request, plan, found, money_of(found, row))


@never_cache
@require_POST
@open_to(planner)
def drop_amount(request: HttpRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Take an amount out."""
    plan = read(request, slug)
    found = money_of(project_of(plan, pk), row)
    return done(
        request,
        lambda: remove_money(found.pk, by=actor_of(request), at=timezone.now()),
        said=_("Đã xóa dòng kinh phí."),
        to=reverse("plans-money", args=[slug, pk]),
    )


@never_cache
@require_safe
@open_to(member)
def totals(request: HttpRequest, slug: str) -> HttpResponse:
    """The totals that the plan prints, with what their parts add up to."""
    plan = read(request, slug)
    context = frame(request, plan, "plans-budgets", _("Tổng kinh phí"))
    context["rows"] = [
        {
            "row": one,
            "amount": told_number(one.amount),
            "parts": [(name, told_number(part)) for name, part in one.parts.items()],
            "sum": told_number(sum(one.parts.values())) if one.parts else "",
            "apart": bool(one.parts) and sum(one.parts.values()) != one.amount,
            "url": reverse("plans-budget", args=[slug, one.pk]),
        }
        for one in budgets(plan)
    ]
    return render(request, "plans/budgets.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def add_budget(request: HttpRequest, slug: str) -> HttpResponse:
    """A new total."""
    return _budget_form(request, read(request, slug), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def budget(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a total."""
    plan = read(request, slug)
    return _budget_form(request, plan, budget_of(plan, pk))


@never_cache
@require_POST
@open_to(planner)
def drop_budget(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a total out."""
    found = budget_of(read(request, slug), pk)
    return done(
        request,
        lambda: remove_budget(found.pk, by=actor_of(request), at=timezone.now()),
        said=_("Đã xóa dòng tổng kinh phí."),
        to=reverse("plans-budgets", args=[slug]),
    )


def _money_form(request: HttpRequest, plan: Plan, project: Project, row: Money | None) -> HttpResponse:
    here = reverse("plans-money", args=[plan.slug, project.pk])
    title = _("Sửa kinh phí") if row else _("Kinh phí của {code}").format(code=project.code)
    way = [(project.code, reverse("plans-project", args=[plan.slug, project.pk]))]
    context: dict[str, Any] = frame(request, plan, "plans-projects", title, *way)
    # In force, what was planned stays: the form offers what is done.
    form = MoneyForm(request.POST or None, money=row, done=not context["may_write"])
    context |= {"project": project, "grids": grids(project), "row": row, "done": DONE_MEASURES}
    if row:
        context |= {
            "drop_url": reverse("plans-drop-amount", args=[plan.slug, project.pk, row.pk]),
            "drop": _("Xóa dòng kinh phí này?"),
        }
    return filled(
        request,
        form,
        lambda: set_money(
            project.pk, form.said(), money_id=row.pk if row else None, by=actor_of(request), at=timezone.now()
        ),
        context,
        said=_("Đã ghi kinh phí."),
        to=here,
        template="plans/money.html",
    )


def _budget_form(request: HttpRequest, plan: Plan, found: Budget | None) -> HttpResponse:
    form = BudgetForm(request.POST or None, budget=found)
    title = _("Sửa tổng kinh phí {code}").format(code=found.code) if found else _("Thêm tổng kinh phí")
    context = frame(request, plan, "plans-budgets", title)
    if found:
        context |= {
            "drop_url": reverse("plans-drop-budget", args=[plan.slug, found.pk]),
            "drop": _("Xóa dòng tổng kinh phí này?"),
        }
    return filled(
        request,
        form,
        lambda: set_budget(
            plan.pk, form.said(), budget_id=found.pk if found else None, by=actor_of(request), at=timezone.now()
        ),
        context,
        said=_("Đã ghi tổng kinh phí. Nếu các phần không cộng đúng, trang nghi vấn sẽ nói."),
        to=reverse("plans-budgets", args=[plan.slug]),
    )
