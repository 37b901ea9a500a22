"""One version to be read: what it says, what is new in it, and what may be done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.content import selectors, services
from congvu.content.forms import ReasonForm
from congvu.content.models import Version
from congvu.content.rules import REVIEWED, State, difference
from congvu.content.services.writing import WRITABLE
from congvu.content.views.desk import FACES, desk, editor
from congvu.content.views.showing import cover_of, html_of, words_of
from congvu.web.access import actor_of, open_to


@require_safe
@open_to(desk)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version as it will stand, or stood, in the portal."""
    return _page(request, selectors.version_of(actor_of(request), pk))


@require_POST
@open_to(editor)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to review."""
    by = actor_of(request)
    return _done(
        request, pk, lambda: services.submit(pk, seen=_seen(request), by=by, at=timezone.now()), _("Đã gửi duyệt.")
    )


@require_POST
@open_to(desk)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree: it stands in the portal from now on."""
    by = actor_of(request)
    return _done(
        request, pk, lambda: services.publish(pk, seen=_seen(request), by=by, at=timezone.now()), _("Đã đăng bài.")
    )


@require_POST
@open_to(desk)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back to its writer."""
    reason, by = request.POST.get("reason", ""), actor_of(request)
    return _done(
        request,
        pk,
        lambda: services.send_back(pk, reason=reason, by=by, at=timezone.now()),
        _("Đã trả lại bài để sửa."),
    )


@require_POST
@open_to(desk)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from the portal."""
    reason, by = request.POST.get("reason", ""), actor_of(request)
    return _done(request, pk, lambda: services.withdraw(pk, reason=reason, by=by, at=timezone.now()), _("Đã gỡ bài."))


@require_POST
@open_to(editor)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version with what this one says."""
    found = selectors.version_of(actor_of(request), pk)
    try:
        made = services.restore(pk, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    messages.success(request, _("Đã tạo bản nháp mới từ bản cũ."))
    return redirect("content-write", made.pk)


def _page(request: HttpRequest, found: Version, *, refusal: Refusal | None = None) -> HttpResponse:
    viewer, page = actor_of(request), found.page
    before = page.versions.select_related("cover").filter(language=found.language, number__lt=found.number).first()
    writes = viewer.holds(Role.EDITOR, at=page.agency_id)
    context = {
        "version": found,
        "face": FACES[State(found.state)],
        "html": html_of(found),
        "cover": cover_of(found),
        "before": before,
        "changes": difference(words_of(before), words_of(found)) if before else (),
        "may_write": writes and found.state in WRITABLE,
        "may_review": found.state == State.IN_REVIEW and viewer.id not in found.writers,
        "waits": found.state == State.IN_REVIEW and viewer.id in found.writers,
        "may_withdraw": found.state == State.PUBLISHED,
        "may_restore": writes and found.state in REVIEWED,
        "reason": ReasonForm(),
        "refusal": refusal.sentence if refusal else "",
        "crumbs": [
            (_("Tin bài"), reverse("content-list")),
            (found.title, reverse("content-page", args=[page.pk])),
            (_("Bản %d") % found.number, ""),
        ],
    }
    return render(request, "content/version.html", context, status=refusal.status if refusal else 200)


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


def _done(request: HttpRequest, pk: int, deed: Callable[[], object], said: str) -> HttpResponse:
    found = selectors.version_of(actor_of(request), pk)
    try:
        deed()
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    messages.success(request, said)
    return redirect("content-version", pk)
