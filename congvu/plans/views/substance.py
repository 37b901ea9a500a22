"""What the pages of a plan's substance share: the way between them, and a form that is filled in and sent."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import Refusal
from congvu.plans.models import Plan
from congvu.plans.selectors.plans import draft_for, drafts, may_write, must_draft
from congvu.plans.views.frames import address, crumbs
from congvu.web.access import actor_of
from congvu.web.forms import show

PAGES = (
    ("plans-targets", _("Mục tiêu")),
    ("plans-baselines", _("Hiện trạng")),
    ("plans-projects", _("Dự án, nhiệm vụ")),
    ("plans-budgets", _("Tổng kinh phí")),
    ("plans-tables", _("Biểu")),
    ("plans-doubts", _("Nghi vấn")),
)


def read(request: HttpRequest, slug: str) -> Plan:
    """The plan as it stands at work, for who may see that. Refusal: plans.not_found."""
    return draft_for(actor_of(request), slug)


def day_of(plan: Plan) -> date:
    """The day on which the pages look at agencies: today, or the last one of a plan whose years are over."""
    return min(timezone.localdate(), date(plan.year_to, 12, 31))


def frame(request: HttpRequest, plan: Plan, here: str, title: str, *more: tuple[str, str]) -> dict[str, Any]:
    """The context of every such page: `more` are the crumbs between the list `here` and the page itself."""
    listed = str(dict(PAGES)[here])
    way = [(listed, reverse(here, args=[plan.slug])), *more, (title, "")] if more or title != listed else [(title, "")]
    return {
        "plan": plan,
        "title": title,
        "tabs": [
            {"label": label, "url": reverse(name, args=[plan.slug]), "here": name == here} for name, label in PAGES
        ],
        "crumbs": crumbs(plan, *way),
        "may_write": may_write(actor_of(request), plan),
        "drafts": drafts(actor_of(request), plan),
        "plan_url": address("plans-plan", plan.slug),
    }


def filled(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[], object],
    context: dict[str, Any],
    *,
    said: str,
    to: str,
    template: str = "plans/substance_form.html",
) -> HttpResponse:
    """A page with one form, for planners of the plan's drafter: shown, shown again with its mistakes, or done and on to
    another page. Refusal: plans.not_drafter."""
    must_draft(actor_of(request), context["plan"])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                deed()
            except Refusal as refusal:
                show(refusal, form)
                status = refusal.status
            else:
                messages.success(request, said)
                return redirect(to)
    return render(request, template, {**context, "form": form, "cancel_url": to}, status=status)


def done(request: HttpRequest, deed: Callable[[], object], *, said: str, to: str) -> HttpResponse:
    """A deed without a form; what is refused is said on the page that it came from."""
    try:
        deed()
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, said)
    return redirect(to)
