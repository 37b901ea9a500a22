"""The versions of a plan: listed, kept, compared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.base.refusals import Refusal
from congvu.plans.forms.writing import ReasonForm
from congvu.plans.models import Plan
from congvu.plans.rules.words import IN_FORCE, WRITABLE
from congvu.plans.selectors.plans import drafts, plan_for, sees_draft
from congvu.plans.selectors.versions import compared, snapshot, version_of, versions_for
from congvu.plans.services import make_version
from congvu.plans.views.frames import crumbs, member, whole
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(member)
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions, newest first; its drafter keeps one more."""
    viewer = actor_of(request)
    plan = plan_for(viewer, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_version(plan.pk, reason=form.cleaned_data["reason"], by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã lập bản %(number)d.") % {"number": made.number})
            return redirect("plans-versions", slug)
    rows = versions_for(viewer, plan)
    context = {
        "plan": plan,
        "versions": rows,
        "now": sees_draft(viewer, plan),
        "changed": not rows or rows[0].revision != plan.revision,
        "form": form if drafts(viewer, plan) and plan.state in (*WRITABLE, *IN_FORCE) else None,
        "crumbs": crumbs(plan, (_("Các bản"), "")),
    }
    return render(request, "plans/versions.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@open_to(member)
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions, or one and the plan as it stands (0): what differs, by sections, targets and projects."""
    viewer = actor_of(request)
    plan = plan_for(viewer, slug)
    rows = versions_for(viewer, plan)
    now = sees_draft(viewer, plan)
    numbers = [one.number for one in rows]
    newest, oldest = (numbers[0], numbers[-1]) if numbers else (0, 0)
    first = whole(request.GET.get("tu", "")) or (newest if now else oldest)
    last = whole(request.GET.get("den", "0" if now else str(newest)))
    context = {
        "plan": plan,
        "versions": rows,
        "now": now,
        "first": first,
        "last": last,
        "groups": compared(_content(request, plan, first), _content(request, plan, last)) if rows else [],
        "crumbs": crumbs(plan, (_("So sánh"), "")),
    }
    return render(request, "plans/compare.html", context)


def _content(request: HttpRequest, plan: Plan, number: int) -> dict[str, object]:
    viewer = actor_of(request)
    if number == 0 and sees_draft(viewer, plan):
        return snapshot(plan)
    return version_of(viewer, plan, number).content  # type: ignore[no-any-return]
