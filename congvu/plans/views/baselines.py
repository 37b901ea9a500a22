"""Where things stand when a plan begins."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.forms.substance import BaselineForm
from congvu.plans.models import Baseline, Plan
from congvu.plans.selectors.targets import catalogue, told_baseline
from congvu.plans.services.baselines import remove_baseline, set_baseline
from congvu.plans.views.frames import member, planner
from congvu.plans.views.substance import done, filled, frame, read
from congvu.web.access import actor_of, open_to


@never_cache
@require_safe
@open_to(member)
def baselines(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, in the plan's order."""
    plan = read(request, slug)
    context = frame(request, plan, "plans-baselines", _("Hiện trạng"))
    context["rows"] = [
        {"row": one, "told": told_baseline(one), "url": reverse("plans-baseline", args=[slug, one.pk])}
        for one in plan.baselines.select_related("indicator").order_by("pk")
    ]
    return render(request, "plans/baselines.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def add_baseline(request: HttpRequest, slug: str) -> HttpResponse:
    """A new one."""
    return _form(request, read(request, slug), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def baseline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change one."""
    plan = read(request, slug)
    return _form(request, plan, _found(plan, pk))


@never_cache
@require_POST
@open_to(planner)
def drop_baseline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take one out of the plan."""
    found = _found(read(request, slug), pk)
    return done(
        request,
        lambda: remove_baseline(found.pk, by=actor_of(request), at=timezone.now()),
        said=_("Đã xóa số hiện trạng."),
        to=reverse("plans-baselines", args=[slug]),
    )


def _found(plan: Plan, pk: int) -> Baseline:
    found = plan.baselines.filter(pk=pk).first()
    if found is None:
        raise Refusal(refusals.BASELINE_UNKNOWN)
    return found


def _form(request: HttpRequest, plan: Plan, found: Baseline | None) -> HttpResponse:
    form = BaselineForm(request.POST or None, plan=plan, indicators=catalogue(), baseline=found)
    title = _("Sửa hiện trạng {code}").format(code=found.code) if found else _("Thêm hiện trạng")
    context: dict[str, Any] = frame(request, plan, "plans-baselines", title)
    if found:
        context |= {
            "drop_url": reverse("plans-drop-baseline", args=[plan.slug, found.pk]),
            "drop": _("Xóa số hiện trạng này?"),
        }
    return filled(
        request,
        form,
        lambda: set_baseline(
            plan.pk, form.said(), baseline_id=found.pk if found else None, by=actor_of(request), at=timezone.now()
        ),
        context,
        said=_("Đã ghi số hiện trạng."),
        to=reverse("plans-baselines", args=[plan.slug]),
    )
