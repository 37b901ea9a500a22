"""The list of batches, a new one, and the page of one."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.reorganisation import selectors, services
from congvu.reorganisation.forms import BatchForm, PerformForm, ReasonForm, beginning
from congvu.reorganisation.models import Batch
from congvu.reorganisation.rules import OPEN, Kind, State
from congvu.reorganisation.selectors.batches import PAGE
from congvu.reorganisation.views.report import shown
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

admin = holds("admin")
SLUGS = {
    "sap-nhap": Kind.MERGE,
    "doi-ten": Kind.RENAME,
    "chuyen-nhiem-vu": Kind.MOVE_REMIT,
    "chuyen-cap-tren": Kind.MOVE_PARENT,
}
TONES = {
    State.DRAFT: "registered",
    State.SUBMITTED: "received",
    State.REVIEWED: "in_progress",
    State.PERFORMED: "decided",
    State.CANCELLED: "withdrawn",
}


@open_to(admin)
def index(request: HttpRequest) -> HttpResponse:
    """All batches, newest first."""
    before = request.GET.get("truoc", "")
    found = selectors.batches(actor_of(request), before=int(before) if before.isdecimal() else 0)
    rows, more = found[:PAGE], len(found) > PAGE
    context = {
        "columns": [
            {"label": label} for label in (_("Đợt sắp xếp"), _("Có hiệu lực"), _("Trạng thái"), _("Người soạn"))
        ],
        "rows": [_row(batch) for batch in rows],
        "older": rows[-1].pk if more else 0,
        "crumbs": [(_("Sắp xếp tổ chức"), "")],
    }
    return render(request, "reorganisation/list.html", context)


@open_to(admin)
def create(request: HttpRequest) -> HttpResponse:
    """Begin a batch."""
    actor = actor_of(request)
    selectors.batches(actor)  # refuses whoever does not govern
    form = BatchForm(request.POST or None, initial=beginning(timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.prepare(
                form.cleaned_data["title"],
                decision=form.cleaned_data["decision"],
                effective_on=form.cleaned_data["effective_on"],
                by=actor,
                at=timezone.now(),
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã lập đợt sắp xếp. Hãy thêm các thay đổi."))
            return redirect("reorganisation-batch", made.pk)
    crumbs = [(_("Sắp xếp tổ chức"), reverse("reorganisation-list")), (_("Thêm đợt"), "")]
    context = {"form": form, "title": _("Thêm đợt sắp xếp"), "crumbs": crumbs}
    return render(request, "reorganisation/form.html", context, status=422 if form.errors else 200)


@open_to(admin)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its changes, what may be done with it, what moved, who did what and why."""
    return page(request, selectors.batch_of(actor_of(request), pk))


def page(
    request: HttpRequest, found: Batch, *, report: dict[str, Any] | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The page of a batch; with the `report` of a rehearsal, or with what was refused."""
    changes = [
        {"told": selectors.told(change), "kind": change.get_kind_display(), "pk": change.pk}
        for change in found.changes.select_related("agency", "other").order_by("position")
    ]
    open_ = found.state in OPEN
    context = {
        "batch": found,
        "face": TONES[State(found.state)],
        "data": _data(found),
        "changes": changes,
        "kinds": [(slug, kind.label) for slug, kind in SLUGS.items()],
        "draft": found.state == State.DRAFT,
        "submitted": found.state == State.SUBMITTED,
        "reviewed": found.state == State.REVIEWED,
        "open": open_,
        "own": found.prepared_by == actor_of(request).id,
        "rehearsed": report is not None,
        "report": shown(report or found.report) if report or found.report else None,
        "reason": ReasonForm(),
        "perform": PerformForm() if found.effective_on > timezone.localdate() else Form(),
        "history": selectors.history(found),
        "refusal": refusal.sentence if refusal else "",
        "crumbs": [(_("Sắp xếp tổ chức"), reverse("reorganisation-list")), (found.title, "")],
    }
    return render(request, "reorganisation/batch.html", context, status=refusal.status if refusal else 200)


def _row(found: Batch) -> list[dict[str, Any]]:
    return [
        {"text": found.title, "url": reverse("reorganisation-batch", args=[found.pk]), "note": found.decision},
        {"text": f"{found.effective_on:%d/%m/%Y}"},
        {"text": found.get_state_display()},
        {"text": found.prepared_by_name},
    ]


def _data(found: Batch) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (_("Số quyết định"), found.decision),
        (_("Có hiệu lực từ ngày"), f"{found.effective_on:%d/%m/%Y}"),
        (_("Trạng thái"), found.get_state_display()),
        (_("Người soạn"), found.prepared_by_name),
        (_("Người soát"), found.reviewed_by_name or _("chưa có")),
    ]
    if found.performed_at:
        rows.append((_("Thực hiện lúc"), f"{timezone.localtime(found.performed_at):%H:%M %d/%m/%Y}"))
    return rows
