"""The desk of one plan: its sections, its state, who must do what, and the ways to everything of it."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans.forms.writing import PlanForm, ReasonForm, SendForm
from congvu.plans.models import Plan
from congvu.plans.rules.frameworks import framework_of
from congvu.plans.rules.words import State
from congvu.plans.selectors.desk import history, next_of, sent_back, silent
from congvu.plans.selectors.doubts import doubts
from congvu.plans.selectors.plans import approves, commenting, draft_to_write, drafts, may_write, plan_for, sees_draft
from congvu.plans.selectors.sections import EMPTY, FILLED, SKIPPED, Place, tree
from congvu.plans.selectors.versions import public_version
from congvu.plans.services import rename as rename_plan
from congvu.plans.views.frames import FACES, address, crumbs, member, planner
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


class Way(NamedTuple):
    """A page of the plan in some room; shown where this installation has it."""

    page: str
    label: Any  # gettext's lazy string
    icon: str


WAYS = (
    Way("plans-targets", gettext_lazy("Mục tiêu, giao cho cơ quan"), "check"),
    Way("plans-baselines", gettext_lazy("Hiện trạng bằng số"), "progress"),
    Way("plans-projects", gettext_lazy("Dự án, nhiệm vụ và kinh phí"), "money"),
    Way("plans-tables", gettext_lazy("Biểu theo mẫu của Bộ"), "paper"),
    Way("plans-imports", gettext_lazy("Nhập bảng từ tệp"), "upload"),
    Way("plans-doubts", gettext_lazy("Nghi vấn cần xác nhận"), "warning"),
    Way("plans-comments", gettext_lazy("Ý kiến góp ý"), "people"),
    Way("plans-versions", gettext_lazy("Các bản, so sánh"), "stamp"),
    Way("reporting-duties", gettext_lazy("Chế độ báo cáo"), "calendar"),
    Way("progress-plan", gettext_lazy("Tiến độ"), "progress"),
    Way("progress-public-plan", gettext_lazy("Trang công khai"), "globe"),
)
MARKS = {FILLED: ("tick", gettext_lazy("đã viết")), EMPTY: ("minus", gettext_lazy("còn trống")),
         SKIPPED: ("cross", gettext_lazy("bỏ qua"))}  # fmt: skip


@require_safe
@never_cache
@open_to(member)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The desk of a plan. Who may not see it at work reads its published version."""
    viewer = actor_of(request)
    found = plan_for(viewer, slug)
    return shown(request, found) if sees_draft(viewer, found) else redirect("plans-read", slug)


def shown(
    request: HttpRequest, found: Plan, *, send: SendForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The page of a plan, with what was refused."""
    viewer, quiet = actor_of(request), silent(found)
    places = tree(found)
    open_doubts = sum(1 for doubt in doubts(found) if doubt.open)
    framework = framework_of(found.framework)
    open_ways = [way for way in WAYS if way.page not in _shut(viewer, found)]
    ways = [(way, url) for way in open_ways if (url := address(way.page, found.slug) or address(way.page))]
    context = {
        "plan": found,
        "face": FACES[State(found.state)],
        "framework": framework,
        "next": next_of(found, silent=len(quiet)),
        "silent": quiet,
        "sent_back": sent_back(found),
        "now": timezone.now(),
        "places": [_line(found, place) for place in places],
        "counts": {state: sum(1 for place in places if place.state == state) for state in (FILLED, EMPTY, SKIPPED)},
        "doubts": open_doubts,
        "doubts_url": address("plans-doubts", found.slug),
        "ways": ways,
        "public": public_version(found) if found.published_at else None,
        "comments": found.comments.filter(answer="open").count(),
        "may": _may(request, found),
        "submit_look": "" if any(place.state == EMPTY for place in places) else "primary",
        "reason": ReasonForm(),
        "ending": ReasonForm(prefix="end"),
        "send": send or SendForm(),
        "history": history(found),
        "refusal": refusal.sentence if refusal else "",
        "crumbs": crumbs(found),
    }
    others = set(commenting(viewer, found)) - {found.drafter_id} if found.state == State.COMMENT else set()
    context["agencies"] = bool(others)
    status = refusal.status if refusal else 422 if send and send.errors else 200
    return render(request, "plans/plan.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(planner)
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    """The title and the years."""
    found = draft_to_write(actor_of(request), slug)
    form = PlanForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        try:
            rename_plan(found.pk, **form.cleaned_data, by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("plans-plan", slug)
    context = {
        "form": form, "title": _("Tên và thời gian của kế hoạch"), "yes": _("Lưu"),
        "crumbs": crumbs(found, (_("Tên và thời gian"), "")),
    }  # fmt: skip
    return render(request, "plans/form.html", context, status=422 if form.errors else 200)


def _may(request: HttpRequest, found: Plan) -> dict[str, bool]:
    viewer, state = actor_of(request), found.state
    mine, leads = drafts(viewer, found), approves(viewer, found)
    return {
        "write": may_write(viewer, found),
        "send": mine and state == State.DRAFT,
        "submit": mine and state == State.DRAFT,
        "approve": leads and state == State.SUBMITTED,
        "publish": mine and state == State.APPROVED,
        "amend": mine and state in (State.APPROVED, State.PUBLISHED),
    }


def _shut(viewer: Actor, found: Plan) -> set[str]:
    """The ways that are not the viewer's, or lead nowhere yet."""
    shut = {
        "plans-imports": not drafts(viewer, found),
        "reporting-duties": not viewer.holds(Role.PLANNER, Role.LEADER),
        "progress-public-plan": found.published_at is None,
    }
    return {page for page, is_shut in shut.items() if is_shut}


def _line(found: Plan, place: Place) -> dict[str, Any]:
    icon, word = MARKS.get(place.state, ("", ""))
    return {
        "section": place.section,
        "depth": place.depth,
        "state": place.state,
        "icon": icon,
        "word": word,
        "legal": place.legal,
        "url": reverse("plans-section", args=[found.slug, place.section.pk]),
    }
