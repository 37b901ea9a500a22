"""The deeds that move a plan: for comment, submitted, approved or sent back, published, amended, ended."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congvu.base.refusals import Refusal
from congvu.plans import refusals, services
from congvu.plans.forms.writing import ApproveForm, ReasonForm, SendForm
from congvu.plans.models import Plan
from congvu.plans.rules.words import State
from congvu.plans.selectors.documents import document
from congvu.plans.selectors.plans import approves, draft_for
from congvu.plans.selectors.versions import compared, public_version
from congvu.plans.views import plan as plan_page
from congvu.plans.views.documents import shown as document_shown
from congvu.plans.views.frames import crumbs, done, leader, planner
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@require_POST
@open_to(planner)
def send_for_comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the agencies until a day."""
    form = SendForm(request.POST)
    if not form.is_valid():
        return plan_page.shown(request, draft_for(actor_of(request), slug), send=form)
    until = form.cleaned_data["until"]
    return _deed(
        request, slug, _("Đã gửi lấy ý kiến. Các cơ quan thấy việc này trong hộp việc."),
        lambda plan: services.send_for_comment(plan.pk, until=until, by=actor_of(request), at=timezone.now()),
    )  # fmt: skip


@require_POST
@open_to(planner)
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Give it to the leader."""
    return _deed(
        request, slug, _("Đã trình phê duyệt."),
        lambda plan: services.submit(plan.pk, by=actor_of(request), at=timezone.now()),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(leader)
def approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Read what was submitted, with what differs from the published version, and approve it by a decision."""
    viewer = actor_of(request)
    plan = draft_for(viewer, slug)
    version = plan.versions.order_by("-number").first()
    if not approves(viewer, plan):
        raise Refusal(refusals.NOT_APPROVER, agency=plan.issuer.name)
    if plan.state != State.SUBMITTED or version is None:
        return redirect("plans-plan", slug)
    form = ApproveForm(request.POST or None, initial={"seen": version.revision})
    if request.method == "POST" and form.is_valid():
        try:
            services.approve(plan.pk, **form.cleaned_data, by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã phê duyệt. Cơ quan soạn sẽ công bố."))
            return redirect("plans-plan", slug)
    public = public_version(plan)
    made, _version = document(viewer, plan, number=version.number)
    context = {
        "plan": plan,
        "version": version,
        "form": form,
        "reason": ReasonForm(),
        "public": public,
        "groups": compared(public.content, version.content) if public else [],
        "document": document_shown(made),
        "comments": plan.comments.select_related("agency", "section"),
        "crumbs": crumbs(plan, (_("Phê duyệt"), "")),
    }
    return render(request, "plans/approve.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(leader)
def send_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Give it back to its drafter."""
    reason = request.POST.get("reason", "")
    return _deed(
        request, slug, _("Đã trả lại kế hoạch."),
        lambda plan: services.send_back(plan.pk, reason=reason, by=actor_of(request), at=timezone.now()),
    )  # fmt: skip


@require_POST
@open_to(planner)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Let everybody read it."""
    return _deed(
        request, slug, _("Đã công bố kế hoạch."),
        lambda plan: services.publish(plan.pk, by=actor_of(request), at=timezone.now()),
    )  # fmt: skip


@require_POST
@open_to(planner)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Work on it again."""
    reason = request.POST.get("reason", "")
    return _deed(
        request, slug, _("Đã mở kế hoạch để sửa đổi. Bản đã duyệt vẫn có hiệu lực cho đến khi duyệt bản mới."),
        lambda plan: services.begin_amendment(plan.pk, reason=reason, by=actor_of(request), at=timezone.now()),
    )  # fmt: skip


@require_POST
@open_to(planner)
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """It is over."""
    reason = request.POST.get("end-reason", "")
    return _deed(
        request, slug, _("Kế hoạch đã kết thúc."),
        lambda plan: services.end(plan.pk, reason=reason, by=actor_of(request), at=timezone.now()),
    )  # fmt: skip


def _deed(request: HttpRequest, slug: str, said: str, deed: Callable[[Plan], object]) -> HttpResponse:
    plan = draft_for(actor_of(request), slug)
    return done(
        request,
        lambda: deed(plan),
        said,
        to=reverse("plans-plan", args=[slug]),
        refused=lambda refusal: plan_page.shown(request, draft_for(actor_of(request), slug), refusal=refusal),
    )
