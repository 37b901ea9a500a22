"""The plans that somebody may see, and a new one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import ancestors
from congvu.base.refusals import Refusal
from congvu.plans.forms.writing import BeginForm
from congvu.plans.models import Plan
from congvu.plans.rules.frameworks import frameworks
from congvu.plans.rules.words import State
from congvu.plans.selectors.plans import found, visible
from congvu.plans.services import begin as begin_plan
from congvu.plans.views.frames import crumbs, member, planner, whole
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show

PAGE = 50


@require_safe
@never_cache
@open_to(member)
def index(request: HttpRequest) -> HttpResponse:
    """The plans that the viewer may see, newest years first, by state, framework, year and words."""
    viewer, asked = actor_of(request), request.GET
    state, framework, text = asked.get("trang-thai", ""), asked.get("khung", ""), asked.get("q", "").strip()
    year = whole(asked.get("nam", ""))
    rows = Paginator(found(viewer, state=state, framework=framework, year=year, text=text), PAGE)
    page = rows.get_page(whole(asked.get("trang", "")) or 1)
    kept = {"khung": framework, "nam": str(year or ""), "q": text}
    asked_for = {**kept, "trang-thai": state}
    spans = visible(viewer).order_by().values_list("year_from", "year_to").distinct()
    years = sorted({one for first, last in spans for one in range(first, last + 1)})
    labels = (pgettext("one", "Kế hoạch"), _("Thời gian"), _("Trạng thái"), _("Quyết định"))
    context = {
        "columns": [{"label": label} for label in labels],
        "rows": [_row(plan) for plan in page],
        "tabs": [
            {"label": label, "url": _address({**kept, "trang-thai": key}), "here": key == state}
            for key, label in [("", pgettext("plans", "Tất cả")), *State.choices]
        ],
        "frameworks": [(one.key, one.name, one.key == framework) for one in frameworks().values()],
        "years": [(one, one == year) for one in years],
        "state": state,
        "text": text,
        "older_url": _address({**asked_for, "trang": page.next_page_number()}) if page.has_next() else "",
        "newer_url": _address({**asked_for, "trang": page.previous_page_number()}) if page.has_previous() else "",
        "may_begin": viewer.holds(Role.PLANNER),
    }  # fmt: skip
    return render(request, "plans/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(planner)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a plan from a framework."""
    viewer, today = actor_of(request), timezone.localdate()
    drafters = list(Agency.objects.filter(pk__in=viewer.agencies(Role.PLANNER)).order_by("code"))
    above = {pk for one in drafters for pk in ancestors(one.pk)}
    issuers = list(Agency.objects.filter(pk__in=above).order_by("code"))
    initial = {"year_from": today.year + 1, "year_to": today.year + 1, "framework": request.GET.get("khung", "")}
    known = list(frameworks().values())
    form = BeginForm(request.POST or None, frameworks=known, drafters=drafters, issuers=issuers, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = _begun(request, form, {str(one.pk): one for one in issuers})
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã lập kế hoạch với các mục của khung. Hãy viết từng mục."))
            return redirect("plans-plan", plan.slug)
    context = {"form": form, "frameworks": known, "crumbs": crumbs(None, (_("Kế hoạch mới"), ""))}
    return render(request, "plans/begin.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: BeginForm, agencies: dict[str, Agency]) -> Plan:
    said = form.cleaned_data
    return begin_plan(
        said["framework"],
        drafter=agencies[said["drafter"]],
        issuer=agencies[said["issuer"]],
        year_from=said["year_from"],
        year_to=said["year_to"],
        title=said["title"],
        slug=said["slug"],
        by=actor_of(request),
        at=timezone.now(),
    )


def _row(plan: Plan) -> list[dict[str, Any]]:
    known = frameworks().get(plan.framework)
    kind = known.name if known else plan.framework
    if plan.specimen:
        kind = _("%(kind)s (kế hoạch mẫu của nơi khác)") % {"kind": kind}
    decided = f"{plan.number} ({plan.decided_on:%d/%m/%Y})" if plan.number and plan.decided_on else ""
    return [
        {
            "text": plan.title, "url": reverse("plans-plan", args=[plan.slug]),
            "note": f"{kind} · {plan.drafter.short_name}",
        },
        {"text": f"{plan.year_from}–{plan.year_to}" if plan.year_to > plan.year_from else str(plan.year_from)},
        {"text": plan.get_state_display()},
        {"text": decided},
    ]  # fmt: skip


def _address(asked: dict[str, Any]) -> str:
    return f"{reverse('plans-list')}?{urlencode(asked)}"
