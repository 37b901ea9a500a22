"""The administrator moves running dossiers to another edition of their procedure: first to see, then to do, or undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from congvu.agencies.selectors import governs
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals, selectors, services
from congvu.dossiers.forms import ReasonForm
from congvu.dossiers.rules import changes
from congvu.procedures.models import Edition
from congvu.procedures.selectors import catalogue, compiled
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

admin = holds("admin")
MOST_SHOWN = 100


@open_to(admin)
def index(request: HttpRequest) -> HttpResponse:
    """Editions that still have running dossiers though a newer one is valid, and the moves that were made."""
    _must_govern(request)
    newest = catalogue(on=timezone.localdate())
    behind = [
        [
            {"text": one.edition.procedure.name, "url": reverse("edition-move", args=[one.edition.pk, one.newest.pk])},
            {"text": f"{one.edition.number} → {one.newest.number}"},
            {"text": one.dossiers},
        ]
        for one in selectors.behind(newest)
    ]
    context = {
        "behind": behind,
        "behind_columns": [
            {"label": pgettext("one", "Thủ tục")},
            {"label": _("Bản")},
            {"label": pgettext("several", "Hồ sơ"), "numeric": True},
        ],
        "moves": selectors.edition_moves()[:MOST_SHOWN],
        "crumbs": [(_("Chuyển bản thủ tục"), "")],
    }
    return render(request, "dossiers/migrating/list.html", context)


@open_to(admin)
def page(request: HttpRequest, was: int, now: int) -> HttpResponse:
    """The verdict on every running dossier; with a reason they are moved."""
    _must_govern(request)
    light = Edition.objects.select_related("procedure").defer(*Edition.HEAVY)
    old, new = get_object_or_404(light, pk=was), get_object_or_404(light, pk=now)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            outcome = services.move_edition(old, new, reason=reason, by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            moved = len(outcome.moved)
            said = ngettext("Đã chuyển %d hồ sơ.", "Đã chuyển %d hồ sơ.", moved) % moved
            messages.success(request, said)
            return redirect("edition-moves")
    verdicts = sorted(selectors.judged(old, new), key=lambda one: not one.obstacles)
    stay = sum(bool(verdict.obstacles) for verdict in verdicts)
    context = {
        "was": old,
        "now": new,
        "fitting": len(verdicts) - stay,
        "counts": [(_("Chuyển được"), str(len(verdicts) - stay)), (_("Ở lại bản cũ"), str(stay))],
        "verdicts": [
            [{"text": one.code}, {"text": "; ".join(one.obstacles) or _("Chuyển được")}]
            for one in verdicts[:MOST_SHOWN]
        ],
        "verdict_columns": [{"label": _("Hồ sơ")}, {"label": _("Chuyển được, hoặc vì sao ở lại")}],
        "crumbs": [(_("Chuyển bản thủ tục"), reverse("edition-moves")), (new.procedure.code, "")],
        "more": max(len(verdicts) - MOST_SHOWN, 0),
        "changes": changes(compiled(old), compiled(new)),
        "form": form,
    }
    return render(request, "dossiers/migrating/page.html", context, status=422 if form.errors else 200)


@open_to(admin)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a move back as far as its dossiers have not gone on."""
    _must_govern(request)
    try:
        outcome = services.undo_move(pk, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("edition-moves")
    back, stayed = len(outcome.moved), len(outcome.stayed)
    messages.success(request, ngettext("Đã đưa %d hồ sơ về bản cũ.", "Đã đưa %d hồ sơ về bản cũ.", back) % back)
    if stayed:
        said = ngettext(
            "%d hồ sơ đã đi tiếp theo bản mới nên ở lại.", "%d hồ sơ đã đi tiếp theo bản mới nên ở lại.", stayed
        )
        messages.warning(request, said % stayed)
    return redirect("edition-moves")


def _must_govern(request: HttpRequest) -> None:
    if not governs(actor_of(request)):
        raise Refusal(refusals.NOT_GOVERNING)
