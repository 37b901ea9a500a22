"""The duties themselves: listed, made, changed, stopped; and asking on demand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.measures.rules import Frequency
from congvu.plans.models import Plan
from congvu.plans.rules.scopes import Scope
from congvu.plans.selectors.plans import plan_for
from congvu.reporting import services
from congvu.reporting.forms.duties import AskForm, DutyForm, initial_of
from congvu.reporting.forms.reviewing import ReasonForm
from congvu.reporting.models import ReportDuty
from congvu.reporting.selectors import duties as selectors
from congvu.reporting.selectors.received import received
from congvu.reporting.views.showing import duties_crumb, planners, receivers
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@never_cache
@require_safe
@open_to(receivers)
def duties(request: HttpRequest) -> HttpResponse:
    """The duties of a plan (`ke-hoach`), or all that the viewer's agencies made or receive."""
    viewer, slug = actor_of(request), request.GET.get("ke-hoach", "")
    plan = plan_for(viewer, slug) if slug else None
    above = [(plan.title, reverse("plans-plan", args=[plan.slug]))] if plan else []
    context = {
        "plan": plan,
        "duties": list(selectors.duties(viewer, plan=plan)),
        "may_make": viewer.holds(Role.PLANNER),
        "crumbs": [*above, (_("Chế độ báo cáo"), "")],
    }
    return render(request, "reporting/duties.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planners)
def create(request: HttpRequest) -> HttpResponse:
    """Make a duty."""
    viewer = actor_of(request)
    plans = plans_of(viewer)
    begun = {"plan": request.GET.get("ke-hoach", ""), **years_of(plans, request.GET.get("ke-hoach", ""))}
    form = DutyForm(request.POST or None, plans=plans, receivers=receivers_of(viewer, plans), initial=begun)
    if request.method == "POST" and form.is_valid():
        plan = next((one for one in plans if one.slug == form.cleaned_data["plan"]), None)
        try:
            duty = services.make_duty(plan, form.wanted(), by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã lập chế độ báo cáo."))
            return redirect("reporting-duty", duty.pk)
    context = {"form": form, "crumbs": [duties_crumb(), (_("Chế độ mới"), "")]}
    return render(request, "reporting/duty-create.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(receivers)
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """A duty: what it says, what was opened by it, and the form to change it."""
    viewer = actor_of(request)
    found = selectors.duty_for(viewer, pk)
    form = _form_of(request, found) if selectors.may_change(viewer, found) and found.active else None
    if request.method == "POST" and form and form.is_valid():
        wanted = form.wanted(form=found.form, told=found.told)
        try:
            services.change_duty(pk, wanted, by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã lưu. Thay đổi áp dụng từ kỳ sau."))
            return redirect("reporting-duty", pk)
    return _page(request, found, form)


@never_cache
@require_POST
@open_to(planners)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a duty."""
    viewer, reason = actor_of(request), ReasonForm(request.POST)
    found = selectors.duty_for(viewer, pk)
    if reason.is_valid():
        try:
            services.stop_duty(pk, reason=reason.cleaned_data["reason"], by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, reason)
        else:
            messages.success(request, _("Đã dừng. Báo cáo chưa nộp không phải nộp nữa; báo cáo đã nộp giữ nguyên."))
            return redirect("reporting-duty", pk)
    return _page(request, found, None, reason=reason)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planners)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask agencies of an on-demand duty now."""
    viewer = actor_of(request)
    found = selectors.duty_for(viewer, pk)
    agencies = selectors.askable(found, on=timezone.localdate())
    form = AskForm(request.POST or None, agencies=agencies, due_days=found.due_days)
    if request.method == "POST" and form.is_valid():
        chosen, days = map(int, form.cleaned_data["agencies"]), form.cleaned_data["due_days"]
        try:
            made = services.ask(pk, list(chosen), due_days=days, by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã yêu cầu {count} cơ quan báo cáo.").format(count=len(made)))
            return redirect("reporting-period", pk, made[0].period)
    context = {
        "duty": found,
        "form": form,
        "crumbs": [duties_crumb(), (found.title, reverse("reporting-duty", args=[pk])), (_("Yêu cầu báo cáo"), "")],
    }
    return render(request, "reporting/ask.html", context, status=422 if form.errors else 200)


def plans_of(viewer: Actor) -> list[Plan]:
    """The plans that the viewer's agencies draft."""
    rows = Plan.objects.filter(drafter__in=viewer.agencies(Role.PLANNER))
    return list(rows.select_related("issuer", "drafter").order_by("-year_from", "slug"))


def receivers_of(viewer: Actor, plans: list[Plan]) -> list[Agency]:
    """The agencies that may receive: the viewer's own, and those whose plans they draft."""
    keys = set(viewer.agencies(Role.PLANNER)) | {plan.issuer_id for plan in plans}
    return list(Agency.objects.filter(pk__in=keys).order_by("code"))


def years_of(plans: list[Plan], slug: str) -> dict[str, str]:
    """The first and the last day of a plan, to begin with."""
    plan = next((one for one in plans if one.slug == slug), None)
    return {"first": f"01/01/{plan.year_from}", "last": f"31/12/{plan.year_to}"} if plan else {}


def _form_of(request: HttpRequest, found: ReportDuty) -> DutyForm:
    plans = [found.plan] if found.plan else []
    known = [found.receiver, *([found.plan.drafter, found.plan.issuer] if found.plan else [])]
    options = sorted({one.pk: one for one in known}.values(), key=lambda one: one.code)
    initial = initial_of(services.wanted_of(found))
    form = DutyForm(request.POST or None, plans=plans, receivers=options, initial=initial)
    del form.fields["plan"]
    return form


def _page(
    request: HttpRequest, found: ReportDuty, form: DutyForm | None, *, reason: ReasonForm | None = None
) -> HttpResponse:
    viewer = actor_of(request)
    periods, _more = received(viewer, now=timezone.now(), duty=found)
    context: dict[str, Any] = {
        "duty": found,
        "form": form,
        "wrong": form if form and form.errors else reason,
        "reason": reason or ReasonForm(),
        "facts": _facts(found),
        "periods": periods,
        "may_stop": found.active and selectors.may_change(viewer, found),
        "may_ask": found.active and found.frequency == Frequency.EVENT and selectors.may_ask(viewer, found),
        "crumbs": [duties_crumb(), (found.title, "")],
    }
    wrong = (form and form.errors) or (reason and reason.errors)
    return render(request, "reporting/duty.html", context, status=422 if wrong else 200)


def _facts(found: ReportDuty) -> list[tuple[str, str]]:
    lock = _("Sau hạn {days} ngày").format(days=found.lock_days) if found.lock_days is not None else _("Chỉ khóa tay")
    asks = ((found.asks_indicators, _("chỉ tiêu")), (found.asks_words, _("thuyết minh")),
            (found.asks_projects, _("dự án")), (found.form is not None, _("phiếu khảo sát")))  # fmt: skip
    return [
        (_("Mã"), found.code),
        (_("Kế hoạch"), found.plan.title if found.plan else ""),
        (_("Ai báo cáo"), _scope(found)),
        (_("Nơi nhận"), found.receiver.name),
        (_("Kỳ"), found.get_frequency_display()),
        (_("Từ ngày, đến hết ngày"), f"{found.first:%d/%m/%Y} – {found.last:%d/%m/%Y}"),
        (_("Hạn nộp"), _("{days} ngày làm việc").format(days=found.due_days)),
        (_("Tự khóa"), lock),
        (_("Hỏi"), ", ".join(word for asked, word in asks if asked)),
        *((str(key), str(value)) for key, value in found.told.items()),
    ]


def _scope(found: ReportDuty) -> str:
    """Who reports, in words: kinds, who besides, and who not and why."""
    scope = Scope.read(found.scope)
    if scope.alone:
        return found.plan.issuer.name if found.plan else found.receiver.name
    named = [str(Kind(kind).label) for kind in sorted(scope.kinds)] + sorted(scope.included)
    without = "; ".join(f"{code} ({reason})" for code, reason in scope.reasons)
    return ", ".join(named) + (_("; trừ {agencies}").format(agencies=without) if without else "")
