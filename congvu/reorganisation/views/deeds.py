"""What may be done with a batch: each is a button on its page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.base.refusals import Refusal
from congvu.reorganisation import selectors, services
from congvu.reorganisation.views.batches import admin, page
from congvu.web.access import actor_of, open_to


@open_to(admin)
@require_POST
def rehearse(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would move; nothing happens."""
    batch = selectors.batch_of(actor_of(request), pk)
    try:
        report = services.rehearse(pk, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return page(request, batch, refusal=refusal)
    return page(request, batch, report=report)


@open_to(admin)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send for review."""
    return _done(request, pk, lambda: services.submit(pk, by=actor_of(request), at=timezone.now()), _("Đã gửi soát."))


@open_to(admin)
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, as another person than who prepared it."""
    said = _("Đã soát. Đợt sắp xếp sẽ được thực hiện khi đến ngày.")
    return _done(request, pk, lambda: services.review(pk, by=actor_of(request), at=timezone.now()), said)


@open_to(admin)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of it again."""
    reason = request.POST.get("reason", "")
    said = _("Đã trả lại để soạn tiếp.")
    return _done(
        request, pk, lambda: services.send_back(pk, reason=reason, by=actor_of(request), at=timezone.now()), said
    )


@open_to(admin)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up."""
    reason = request.POST.get("reason", "")
    return _done(
        request,
        pk,
        lambda: services.cancel(pk, reason=reason, by=actor_of(request), at=timezone.now()),
        _("Đã hủy đợt sắp xếp."),
    )


@open_to(admin)
@require_POST
def perform(request: HttpRequest, pk: int) -> HttpResponse:
    """Do it now."""
    now = bool(request.POST.get("now"))
    return _done(
        request,
        pk,
        lambda: services.perform(pk, now=now, by=actor_of(request), at=timezone.now()),
        _("Đã thực hiện đợt sắp xếp."),
    )


def _done(request: HttpRequest, pk: int, deed: Callable[[], object], said: str) -> HttpResponse:
    batch = selectors.batch_of(actor_of(request), pk)
    try:
        deed()
    except Refusal as refusal:
        return page(request, batch, refusal=refusal)
    messages.success(request, said)
    return redirect("reorganisation-batch", pk)
