"""What agencies say of a plan, and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.plans import services
from congvu.plans.forms.writing import AnswerForm, CommentForm
from congvu.plans.models import Comment, Plan
from congvu.plans.rules.words import WRITABLE, State
from congvu.plans.selectors.desk import silent
from congvu.plans.selectors.plans import commenting, draft_for, drafts
from congvu.plans.views.frames import crumbs, member, planner, whole
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show

TONES = {"open": "received", "taken": "decided", "partly": "awaiting_supplement", "refused": "withdrawn"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(member)
def comments(request: HttpRequest, slug: str) -> HttpResponse:
    """All comments with their answers; while it is asked, the form of one's own."""
    viewer = actor_of(request)
    plan = draft_for(viewer, slug)
    form = _form(request, plan)
    if request.method == "POST" and form and form.is_valid():
        said = form.cleaned_data
        agency = Agency.objects.get(pk=said["agency"])
        try:
            services.comment(
                plan.pk, said["text"], agency=agency, section=whole(said["section"]), by=viewer, at=timezone.now()
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã gửi ý kiến của %(agency)s.") % {"agency": agency.short_name})
            return redirect("plans-comments", slug)
    return _page(request, plan, form=form)


@require_POST
@open_to(member)
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """Have nothing to add."""
    plan = draft_for(actor_of(request), slug)
    agency = Agency.objects.filter(pk=whole(request.POST.get("agency", ""))).first()
    if agency is None:
        return redirect("plans-comments", slug)
    try:
        services.agree(plan.pk, agency=agency, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, plan, form=_form(request, plan), refusal=refusal)
    messages.success(request, _("Đã ghi nhận: không có ý kiến khác."))
    return redirect("plans-comments", slug)


@require_POST
@open_to(planner)
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what became of a comment."""
    plan = draft_for(actor_of(request), slug)
    form = AnswerForm(request.POST)
    if form.is_valid() and plan.comments.filter(pk=pk).exists():
        try:
            services.answer(pk, **form.cleaned_data, by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã trả lời ý kiến."))
            return redirect(f"{reverse('plans-comments', args=[slug])}#y-kien-{pk}")
    return _page(request, plan, form=None, answering=(pk, form))


def _page(
    request: HttpRequest,
    plan: Plan,
    *,
    form: CommentForm | None,
    answering: tuple[int, AnswerForm] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    viewer = actor_of(request)
    answers = drafts(viewer, plan) and plan.state in WRITABLE
    said = list(plan.comments.select_related("agency", "section").order_by("section__order", "pk"))
    wrong = answering[1] if answering else form
    context = {
        "plan": plan,
        "form": form,
        "wrong": wrong,
        "rows": [_row(one, answering, answers=answers) for one in said],
        "counts": [(label, sum(1 for one in said if one.answer == key)) for key, label in Comment.Answer.choices],
        "silent": silent(plan),
        "agencies": form.agencies if form else [],
        "refusal": refusal.sentence if refusal else "",
        "crumbs": crumbs(plan, (_("Ý kiến"), "")),
    }
    status = refusal.status if refusal else 422 if wrong and wrong.errors else 200
    return render(request, "plans/comments.html", context, status=status)


def _row(one: Comment, answering: tuple[int, AnswerForm] | None, *, answers: bool) -> dict[str, Any]:
    typed = answering[1] if answering and answering[0] == one.pk else None
    form = typed or AnswerForm(initial={"answer": "" if one.answer == "open" else one.answer, "reply": one.reply})
    form.auto_id = f"id_{one.pk}_%s"
    return {"comment": one, "face": TONES[one.answer], "form": form if answers else None, "open": typed is not None}


def _form(request: HttpRequest, plan: Plan) -> CommentForm | None:
    if plan.state != State.COMMENT:
        return None
    mine = Agency.objects.filter(pk__in=commenting(actor_of(request), plan)).exclude(pk=plan.drafter_id)
    agencies = list(mine.order_by("code"))
    if not agencies:
        return None
    sections = list(plan.sections.order_by("order"))
    about = request.GET.get("muc", "")
    initial = {"agency": str(agencies[0].pk), "section": about}
    typed = request.POST if request.method == "POST" and "text" in request.POST else None
    return CommentForm(typed, agencies=agencies, sections=sections, initial=initial)
