"""One section: the framework's guidance beside the editor, legal texts, figures of the platform, and its place."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congvu.base.refusals import Refusal
from congvu.content.rules import difference
from congvu.plans import refusals, services
from congvu.plans.forms.writing import AddForm, FiguresForm, LegalForm, NamesForm, ReasonForm, SectionForm
from congvu.plans.models import Section
from congvu.plans.rules.frameworks import framework_of
from congvu.plans.rules.sections import seen_of
from congvu.plans.rules.words import SectionKind, State
from congvu.plans.selectors.figures import sources
from congvu.plans.selectors.plans import commenting, draft_to_write, may_write, must_draft
from congvu.plans.selectors.sections import legal_texts, section_for
from congvu.plans.views.frames import crumbs, done, html, member, planner, whole
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(member)
def section(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read a section; its writer edits it. `preview` shows what is typed without saving it."""
    found = section_for(actor_of(request), slug, pk)
    form = SectionForm(request.POST if request.method == "POST" else None, section=found)
    if request.method != "POST" or not form.is_valid() or "preview" in request.POST:
        return shown(request, found, form=form)
    try:
        services.write_section(
            found.plan_id, pk, form.cleaned_data["body"], seen=form.cleaned_data["seen"], by=actor_of(request),
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        show(refusal, form)
        return shown(request, found, form=form, refusal=refusal)
    messages.success(request, _("Đã lưu mục này."))
    after = _neighbour(found, 1) if "next" in request.POST else None
    return redirect("plans-section", slug, after.pk if after else pk)


def shown(
    request: HttpRequest,
    found: Section,
    *,
    form: SectionForm | None = None,
    figures: FiguresForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page of a section, with what was typed and refused."""
    viewer, plan = actor_of(request), found.plan
    form = form or SectionForm(section=found)
    typed = form["body"].value() or ""
    lost: list[Any] = []
    if refusal and refusal.no is refusals.CHANGED_MEANWHILE:
        found = section_for(viewer, plan.slug, found.pk)
        lost = difference(found.body, typed)
        form.data = {**{key: form.data[key] for key in form.data}, "seen": seen_of(found.body)}
    framework = framework_of(plan.framework)
    writes = may_write(viewer, plan)
    text = request.GET.get("q", "").strip()
    context = {
        "plan": plan,
        "section": found,
        "part": framework.part(found.key) if framework and found.key else None,
        "framework": framework,
        "form": form,
        "writes": writes,
        "html": html(found.body),
        "preview": html(typed) if "preview" in request.POST else None,
        "changes": lost,
        "legal": [(one, one.pk) for one in found.legal.all()],
        "takes_legal": writes and (found.kind == SectionKind.LEGAL or found.legal.all()),
        "groups": _groups(found)
        if writes and not found.skipped and found.kind in (SectionKind.ASSESSMENT, SectionKind.TARGETS)
        else [],
        "figures": figures or FiguresForm(today=timezone.localdate()),
        "wrong": figures or form,
        "names": NamesForm(initial={"number": found.number, "title": found.title}),
        "reason": ReasonForm(),
        "comments": plan.comments.filter(section=found).select_related("agency"),
        "may_comment": plan.state == State.COMMENT and bool(commenting(viewer, plan)),
        "before": _neighbour(found, -1),
        "after": _neighbour(found, 1),
        "text": text,
        "refusal": refusal.sentence if refusal and not form.errors else "",
        "crumbs": crumbs(plan, (str(found), "")),
    }
    status = refusal.status if refusal else 422 if (figures or form).errors else 200
    return render(request, "plans/section.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(planner)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a section that the framework does not have."""
    plan = draft_to_write(actor_of(request), slug)
    sections = list(plan.sections.filter(parent__parent=None).order_by("order"))
    form = AddForm(request.POST or None, sections=sections, initial={"parent": request.GET.get("thuoc", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = services.add_section(
                plan.pk, title=said["title"], number=said["number"], kind=said["kind"], parent=whole(said["parent"]),
                by=actor_of(request), at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            show(refusal, form)
        else:
            return redirect("plans-section", slug, made.pk)
    context = {"form": form, "title": _("Thêm mục"), "yes": _("Thêm"), "crumbs": crumbs(plan, (_("Thêm mục"), ""))}
    return render(request, "plans/form.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(planner)
def name(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give it another number or title."""
    number, title = request.POST.get("number", ""), request.POST.get("title", "")
    return _deed(request, slug, pk, services.rename_section, _("Đã đổi tên mục."), number=number, title=title)


@require_POST
@open_to(planner)
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put it before or behind its neighbour."""
    up = request.POST.get("way") == "up"
    return _deed(request, slug, pk, services.move_section, _("Đã chuyển chỗ mục."), up=up)


@require_POST
@open_to(planner)
def skip(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave it out."""
    return _deed(
        request, slug, pk, services.skip_section, _("Đã bỏ mục."), reason=request.POST.get("reason", "")
    )  # fmt: skip


@require_POST
@open_to(planner)
def restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it in again."""
    return _deed(request, slug, pk, services.restore_section, _("Đã khôi phục mục."))


@require_POST
@open_to(planner)
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take out one that was added."""
    to = reverse("plans-plan", args=[slug])
    return _deed(request, slug, pk, services.remove_section, _("Đã xóa mục."), to=to)


@require_POST
@open_to(planner)
def figures(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Pull the platform's figures of a day."""
    form = FiguresForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return shown(request, section_for(actor_of(request), slug, pk), figures=form)
    return _deed(
        request, slug, pk, services.pull_figures, _("Đã lấy số liệu và ghi vào mục."),
        codes=request.POST.getlist("codes"), on=form.cleaned_data["on"],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(planner)
def legal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Pick legal texts for a section from the register, or add one to it."""
    viewer = actor_of(request)
    found = section_for(viewer, slug, pk)
    must_draft(viewer, found.plan)
    text = request.GET.get("q", "").strip()
    form = LegalForm(request.POST if "add" in request.POST else None)
    picked = list(found.legal.all())
    if request.method == "POST":
        try:
            if "add" not in request.POST:
                return _picked(request, found)
            if form.is_valid():
                made = services.add_legal(**form.cleaned_data, by=viewer, at=timezone.now())
                texts = [one.pk for one in picked] + [made.pk]
                services.pick_legal(found.plan_id, pk, texts, by=viewer, at=timezone.now())
                messages.success(request, _("Đã thêm văn bản vào sổ và chọn làm căn cứ."))
                return redirect("plans-section-legal", slug, pk)
        except Refusal as refusal:
            show(refusal, form)
    others = [one for one in legal_texts(text) if one not in picked]
    context = {
        "plan": found.plan, "section": found, "text": text, "form": form, "picked": picked, "others": others,
        "crumbs": crumbs(
            found.plan, (str(found), reverse("plans-section", args=[slug, pk])), (_("Chọn căn cứ"), "")
        ),
    }  # fmt: skip
    return render(request, "plans/section_legal.html", context, status=422 if form.errors else 200)


def _picked(request: HttpRequest, found: Section) -> HttpResponse:
    texts = [whole(one) for one in request.POST.getlist("legal")]
    services.pick_legal(found.plan_id, found.pk, texts, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã chọn %(count)d văn bản.") % {"count": len(texts)})
    return redirect("plans-section", found.plan.slug, found.pk)


def _deed(
    request: HttpRequest, slug: str, pk: int, deed: Callable[..., object], said: str, *, to: str = "", **facts: Any
) -> HttpResponse:
    found = section_for(actor_of(request), slug, pk)
    return done(
        request,
        lambda: deed(found.plan_id, pk, **facts, by=actor_of(request), at=timezone.now()),
        said,
        to=to or reverse("plans-section", args=[slug, pk]),
        refused=lambda refusal: shown(request, found, refusal=refusal),
    )


def _neighbour(found: Section, way: int) -> Section | None:
    sections = Section.objects.filter(plan=found.plan_id).only("pk", "number", "title", "order")
    if way > 0:
        return sections.filter(order__gt=found.order).order_by("order").first()
    return sections.filter(order__lt=found.order).order_by("-order").first()


def _groups(found: Section) -> list[tuple[str, Any]]:
    titles = {
        "slots": _("Khung yêu cầu ở mục này"),
        "indicators": _("Chỉ tiêu có số đo tự động"),
        "metrics": _("Số đo tự động"),
    }
    return [(titles[key], several) for key, several in sources(found)]
