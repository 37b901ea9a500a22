"""The pages of rankings: all schemes, one scheme with its table, and making one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans.models import Plan
from congvu.plans.rules.scopes import Scope
from congvu.plans.rules.words import State as PlanState
from congvu.progress import services
from congvu.progress.forms import AnswerForm, CriterionForm, SchemeForm
from congvu.progress.models import Scheme
from congvu.progress.selectors import ranking
from congvu.progress.selectors.ranking import SPEAKERS, Sheet
from congvu.progress.views import addresses
from congvu.progress.views.asking import READS, exported, exports
from congvu.progress.views.sheets import criterion_of, points, sheet_of, table_of
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

PLANNER = holds(Role.PLANNER)
LEADER = holds(Role.LEADER)
TONES = {"draft": "plain", "self": "busy", "verify": "busy", "confirm": "wait", "published": "good"}
State = Scheme.State
STEPS = tuple(State)


@never_cache
@require_safe
@open_to(READS)
def listing(request: HttpRequest) -> HttpResponse:
    """The schemes that the viewer may open."""
    viewer = actor_of(request)
    context = {
        "schemes": [(one, TONES[one.state]) for one in ranking.listed(viewer)],
        "may_make": bool(_plans(viewer)),
    }
    return render(request, "progress/rankings.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(PLANNER)
def make(request: HttpRequest) -> HttpResponse:
    """Begin the scheme of a block."""
    viewer = actor_of(request)
    form = SchemeForm(request.POST or None, plans=_plans(viewer))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            scheme = services.make_scheme(
                data["plan"], year=data["year"], block=data["block"], scope=Scope(frozenset(data["kinds"])),
                legal=data["legal"], by=viewer, at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            show(refusal, form)
        else:
            return redirect("progress-scheme", scheme.pk)
    crumbs = [(_("Xếp hạng"), reverse("progress-rankings")), (_("Thang điểm mới"), "")]
    context = {"form": form, "title": _("Thang điểm mới"), "yes": _("Lập thang điểm"), "crumbs": crumbs}
    return render(request, "progress/form.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@open_to(READS)
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """A scheme: its criteria, and the agencies by their points."""
    viewer = actor_of(request)
    found = ranking.scheme_for(viewer, pk)
    criteria = ranking.criteria_of(found)
    sheets = seen(viewer, found, ranking.sheets(found, criteria))
    period = _("Năm {year}").format(year=found.year)
    if file := exported(request, lambda: table_of(found, criteria, sheets), agency=found.plan.issuer, period=period):
        return file
    return render(request, "progress/scheme.html", _page(viewer, found, criteria, sheets))


def seen(viewer: Actor, found: Scheme, sheets: list[Sheet]) -> list[Sheet]:
    """Until the points are published, an agency sees its own only."""
    if ranking.sees_all(viewer, found):
        return sheets
    mine = viewer.agencies(*SPEAKERS)
    return [sheet for sheet in sheets if sheet.agency.pk in mine]


def _page(viewer: Actor, found: Scheme, criteria: list[Any], sheets: list[Sheet]) -> dict[str, Any]:
    mine = viewer.agencies(*SPEAKERS)
    runs, publishes = ranking.runs(viewer, found.plan), ranking.publishes(viewer, found.plan)
    rows = []
    for sheet in sheets:
        row = sheet_of(sheet)
        own = sheet.agency.pk in mine
        if found.state in (State.SELF, State.CONFIRM) and own:
            row["own_url"] = reverse("progress-own", args=[found.pk, sheet.agency.pk])
        if runs and found.state in (State.VERIFY, State.CONFIRM):
            row["verify_url"] = reverse("progress-verify", args=[found.pk, sheet.agency.pk])
        row["url"] = reverse("progress-sheet", args=[found.pk, sheet.agency.pk])
        rows.append(row)
    return {
        "scheme": found,
        "tone": TONES[found.state],
        "steps": _steps(found),
        "criteria": [criterion_of(one) for one in criteria],
        "whole": points(sum((one.points for one in criteria), 0)),
        "rows": rows,
        "ranked": any(sheet.place for sheet in sheets),
        "editable": runs and found.state == State.DRAFT,
        "deed": _deed(found, runs, publishes),
        "plan_url": reverse("progress-plan", args=[found.plan.slug]),
        "public_url": addresses.public(found.plan) if found.state == State.PUBLISHED else "",
        "exports": exports(),
        "crumbs": [(_("Xếp hạng"), reverse("progress-rankings")), (str(found), "")],
    }


def _steps(found: Scheme) -> list[dict[str, Any]]:
    here = STEPS.index(State(found.state))
    over = found.state == State.PUBLISHED
    return [
        {"label": one.label, "stage": "done" if number < here or over else "current" if number == here else "next"}
        for number, one in enumerate(STEPS)
    ]


def _deed(found: Scheme, runs: bool, publishes: bool) -> dict[str, Any] | None:
    """What moves the round on, for who may do it."""
    offered = {
        State.DRAFT: (runs, "progress-open", _("Mở tự chấm"), _("Mở tự chấm? Thang điểm sau đó không sửa được nữa.")),
        State.SELF: (runs, "progress-close-self", _("Kết thúc tự chấm"), _("Kết thúc tự chấm và bắt đầu thẩm định?")),
        State.VERIFY: (
            runs, "progress-close-verify", _("Kết thúc thẩm định"),
            _("Kết thúc thẩm định và lấy xác nhận của các cơ quan? Điểm tự chấm đúng bằng số đo được công nhận."),
        ),
        State.CONFIRM: (publishes, "progress-publish", _("Công bố xếp hạng"), _("Công bố xếp hạng này cho mọi người?")),
    }.get(State(found.state))  # fmt: skip
    if not offered or not offered[0]:
        return None
    _may, name, label, question = offered
    return {"action": reverse(name, args=[found.pk]), "label": label, "question": question}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(PLANNER)
def criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a criterion to a draft."""
    viewer = actor_of(request)
    found = ranking.scheme_for(viewer, pk)
    form = CriterionForm(request.POST or None, scheme=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.add_criterion(
                found, code=data["code"], name=data["name"], points=data["points"], method=data["method"],
                indicator=data["indicator"], params=form.params(), by=viewer, at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã thêm tiêu chí."))
            return redirect("progress-scheme", pk)
    crumbs = [
        (_("Xếp hạng"), reverse("progress-rankings")), (str(found), reverse("progress-scheme", args=[pk])),
        (_("Thêm tiêu chí"), ""),
    ]  # fmt: skip
    context = {"form": form, "title": _("Thêm tiêu chí"), "yes": _("Thêm tiêu chí"), "crumbs": crumbs}
    return render(request, "progress/form.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@open_to(PLANNER)
def drop(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Take a criterion out of a draft."""
    found = ranking.scheme_for(actor_of(request), pk)
    one = get_object_or_404(found.criteria, pk=criterion)
    services.remove_criterion(one, by=actor_of(request), at=timezone.now())
    return redirect("progress-scheme", pk)


@never_cache
@require_POST
@open_to(PLANNER)
def open_self(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the round."""
    return _move(request, pk, services.open_self_scoring, _("Đã mở tự chấm."))


@never_cache
@require_POST
@open_to(PLANNER)
def close_self(request: HttpRequest, pk: int) -> HttpResponse:
    """Self-scoring is over."""
    return _move(request, pk, services.close_self_scoring, _("Đã kết thúc tự chấm."))


@never_cache
@require_POST
@open_to(PLANNER)
def close_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Verification is over."""
    return _move(request, pk, services.close_verification, _("Đã kết thúc thẩm định."))


@never_cache
@require_POST
@open_to(LEADER)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the ranking."""
    return _move(request, pk, services.publish, _("Đã công bố xếp hạng."))


@never_cache
@require_POST
@open_to(holds(*SPEAKERS))
def answer(request: HttpRequest, pk: int, agency: int) -> HttpResponse:
    """An agency confirms its points or objects."""
    viewer = actor_of(request)
    found, form = ranking.scheme_for(viewer, pk), AnswerForm(request.POST)
    if form.is_valid():
        agrees = form.cleaned_data["agrees"] == "yes"
        try:
            services.answer(
                found, get_object_or_404(Agency, pk=agency), agrees=agrees, text=form.cleaned_data["text"], by=viewer,
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã ghi ý kiến của cơ quan."))
            return redirect("progress-scheme", pk)
    crumbs = [(_("Xếp hạng"), reverse("progress-rankings")), (str(found), reverse("progress-scheme", args=[pk]))]
    context = {"form": form, "title": _("Trả lời về điểm thẩm định"), "yes": _("Gửi trả lời"), "crumbs": crumbs}
    return render(request, "progress/form.html", context, status=422)


def _move(request: HttpRequest, pk: int, deed: Callable[..., Any], done: str) -> HttpResponse:
    viewer = actor_of(request)
    try:
        deed(ranking.scheme_for(viewer, pk), by=viewer, at=timezone.now())
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("progress-scheme", pk)


def _plans(viewer: Actor) -> list[Plan]:
    """The plans of which the viewer may make schemes."""
    drafted = viewer.agencies(Role.PLANNER)
    held = (PlanState.APPROVED, PlanState.PUBLISHED, PlanState.ENDED)
    return list(Plan.objects.filter(drafter__in=drafted, state__in=held).order_by("-year_from", "slug"))
