"""Tables from office files: uploaded, looked at cell by cell, taken or dropped."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.files.selectors import shelf
from congvu.files.services import store
from congvu.plans.forms.importing import UploadForm, decided, known_roles, shaped
from congvu.plans.models import Import, Plan
from congvu.plans.selectors.imports import Review, import_of, imports_of
from congvu.plans.selectors.plans import draft_for, draft_to_write, may_write
from congvu.plans.services import importing as services
from congvu.plans.views.frames import crumbs, planner, whole
from congvu.plans.views.import_pages import asked, columns, lines, settled, sheet
from congvu.tabular.reading.archive import MOST_BYTES
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show

SHOWN_DOUBTS = 30
SHOWN_IMPORTS = 30
FACES = {Import.State.READ: "in_progress", Import.State.TAKEN: "returned", Import.State.DROPPED: "withdrawn"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(planner)
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The files that were read for a plan, and one more."""
    viewer, plan = actor_of(request), draft_to_write(actor_of(request), slug)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _read(request, plan, form)
        except Refusal as refusal:
            show(refusal, form)
        else:
            return redirect("plans-import", plan.slug, made.pk)
    rows = imports_of(plan, viewer)[:SHOWN_IMPORTS]
    context = {
        "plan": plan,
        "form": form,
        "may_write": may_write(viewer, plan),
        "columns": [{"label": label} for label in (_("Tệp"), _("Loại bảng"), _("Trạng thái"), _("Người chọn tệp"))],
        "rows": [_row(plan, one) for one in rows],
        "crumbs": crumbs(plan, (_("Nhập bảng"), "")),
    }
    return render(request, "plans/imports.html", context, status=422 if form.errors else 200)


def _read(request: HttpRequest, plan: Plan, form: UploadForm) -> Import:
    """Read first: what cannot be read is not kept."""
    upload, by, at = form.cleaned_data["file"], actor_of(request), timezone.now()
    try:
        grids = services.readable(upload.read(MOST_BYTES + 1), upload.name)
        upload.seek(0)
        blob = store(upload.file, name=upload.name, into=shelf(), by=by, at=at)
    except Refusal as refusal:
        refusal.field = "file"
        raise
    kind = form.cleaned_data["kind"]
    return services.begin_import(plan.pk, kind=kind, grids=grids, blob=blob, name=upload.name, by=by, at=at)


def _row(plan: Plan, one: Import) -> list[dict[str, Any]]:
    return [
        {"text": one.name, "url": reverse("plans-import", args=[plan.slug, one.pk])},
        {"text": one.get_kind_display()},
        {"text": one.get_state_display()},
        {"text": one.made_by, "note": f"{timezone.localtime(one.made_at):%d/%m/%Y %H:%M}"},
    ]


@require_safe
@never_cache
@open_to(planner)
def review(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A table as it would be taken: how it is read, what is in doubt beside its cell, the lines."""
    return _page(request, slug, pk)


def _page(
    request: HttpRequest,
    slug: str,
    pk: int,
    *,
    refusal: Refusal | None = None,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    viewer, plan = actor_of(request), draft_for(actor_of(request), slug)
    found = import_of(plan, pk, viewer)
    seen = Review(found, plan, timezone.localdate())
    over = found.state != Import.State.READ
    reading = seen.reading
    context = {
        "plan": plan,
        "found": found,
        "over": over,
        "may_write": may_write(viewer, plan) and not over,
        "face": FACES[Import.State(found.state)],
        "tables": [(number, grid["title"], len(grid["rows"])) for number, grid in enumerate(found.grids)],
        "sheet": sheet(seen.grid, seen.layout),
        "columns": columns(seen),
        "shape": {"head": seen.layout.head, "unit": seen.layout.unit},
        "missing": [sentence for _where, sentence in seen.missing],
        "doubts": asked(seen, reading.open[:SHOWN_DOUBTS], said=request.POST, wrong=wrong or {}),
        "open": len(reading.open),
        "shown": min(len(reading.open), SHOWN_DOUBTS),
        "settled": settled(seen),
        "lines": lines(seen),
        "taken": len(reading.taken),
        "left_out": len(reading.lines) - len(reading.taken),
        "stale": seen.stale and not over,
        "ready": seen.ready,
        "place": reverse(f"plans-{found.kind}", args=[plan.slug]) if found.state == Import.State.TAKEN else "",
        "refusal": refusal.sentence if refusal else "",
        "mistakes": [(f"doubt-{number}", sentence) for number, sentence in enumerate((wrong or {}).values(), 1)],
        "crumbs": crumbs(plan, (_("Nhập bảng"), reverse("plans-imports", args=[plan.slug])), (found.name, "")),
    }
    status = refusal.status if refusal else 422 if wrong else 200
    return render(request, "plans/import.html", context, status=status)


@require_POST
@never_cache
@open_to(planner)
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was said of an import: another table, its columns, doubts, that it was looked at again, taken or dropped."""
    viewer, plan = actor_of(request), draft_for(actor_of(request), slug)
    found = import_of(plan, pk, viewer)
    by, at, said = viewer, timezone.now(), request.POST
    try:
        if "choose" in said:
            services.choose_table(found.pk, whole(said.get("table", "")), by=by, at=at)
        elif "shape" in said:
            services.shape_import(found.pk, known_roles(shaped(said), found.kind), by=by, at=at)
        elif "again" in said:
            services.look_again(found.pk, by=by, at=at)
        elif "reopen" in said:
            services.decide(found.pk, {said.get("reopen", ""): ""}, by=by, at=at)
        elif "drop" in said:
            services.drop_import(found.pk, by=by, at=at)
            messages.success(request, _("Đã bỏ tệp, không nhập gì."))
            return redirect("plans-imports", plan.slug)
        elif "take" in said:
            services.take_import(found.pk, by=by, at=at)
            messages.success(request, _("Đã nhập bảng vào kế hoạch."))
        else:
            return _decided(request, plan, found)
    except Refusal as refusal:
        return _page(request, slug, pk, refusal=refusal)
    return redirect("plans-import", plan.slug, found.pk)


def _decided(request: HttpRequest, plan: Plan, found: Import) -> HttpResponse:
    doubts = Review(found, plan, timezone.localdate()).reading.doubts
    fitting, wrong = decided(request.POST, doubts)
    if fitting:
        services.decide(found.pk, fitting, by=actor_of(request), at=timezone.now())
    if wrong:
        return _page(request, plan.slug, found.pk, wrong=wrong)
    return redirect("plans-import", plan.slug, found.pk)
