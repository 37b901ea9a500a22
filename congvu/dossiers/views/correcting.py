"""Correcting what was received: the counter's form again, with what is known in it."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.dossiers import forms, refusals, selectors, services
from congvu.dossiers.selectors import Whole
from congvu.dossiers.views.case import seen_of, works_on_dossiers
from congvu.files.selectors import shelf
from congvu.web.access import actor_of, open_to


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(works_on_dossiers)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Put right the applicant, the answers and the papers; the receipt is printed anew."""
    viewer, now = actor_of(request), timezone.now()
    whole = selectors.whole(selectors.dossier_for(viewer, code), viewer, now=now)
    if request.method == "GET":
        if "correct" not in whole.may:
            raise Refusal(refusals.NOT_YOURS, role=Role.CLERK.label, agency=whole.dossier.receiver.name)
        return _page(request, whole, forms.filled(whole.known, whole.dossier, whole.papers))
    form = forms.read(whole.known, request.POST, request.FILES, shelf=shelf(), by=viewer, at=now)
    if form.more:
        return _page(request, whole, form)
    if form.mistakes or form.who is None:
        return _page(request, whole, form, status=422)
    try:
        services.correct(
            whole.dossier.pk,
            applicant=form.who,
            answers=form.values,
            papers=form.checklist.counted,
            reason=request.POST.get("reason", ""),
            by=viewer,
            at=now,
            seen=seen_of(request, "correct"),
        )
    except Refusal as refusal:
        form.mistakes = [("reason" if refusal.field == "reason" else "", refusal.sentence)]
        return _page(request, whole, form, status=422)
    messages.success(request, _("Đã đính chính. Hãy in lại giấy tiếp nhận và giao cho người nộp."))
    return redirect("dossier-page", code=code)


def _page(request: HttpRequest, whole: Whole, form: forms.IntakeForm, *, status: int = 200) -> HttpResponse:
    reason = request.POST.get("reason", "")
    wrong = next((sentence for name, sentence in form.mistakes if name == "reason"), "")
    context = {
        "dossier": whole.dossier,
        "pack": whole.known.pack,
        "form": form,
        "reason": reason,
        "wrong": "reason" if wrong else "",
        "refusal": wrong,
        "deed_key": secrets.token_urlsafe(12),
    }
    return render(request, "dossiers/desk/correct.html", context, status=status)
