"""Looking it all over, sending it in once, and what the sender has in hand then."""

import secrets
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.base.refusals import Refusal
from congvu.dossiers.rules import Channel
from congvu.dossiers.selectors.settling import nearest_settlers
from congvu.dossiers.services.intake import due_if_received
from congvu.online import refusals, selectors, services
from congvu.online.forms.review import sections
from congvu.online.forms.steps import REVIEW
from congvu.online.models import Draft, Submission
from congvu.online.rules import State
from congvu.online.views.drafting_page import newer as newer_edition
from congvu.online.views.drafting_page import opened, shown
from congvu.procedures.rules import deadline_words
from congvu.procedures.selectors import Compiled, compiled
from congvu.web.access import actor_of, citizen, open_to


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Everything on one page. Sent a second time, or opened again, it leads to what was sent the first time."""
    if request.method == "GET":
        if sent := selectors.sent_as(actor_of(request), key):
            return redirect("online-filed", sent.code)
        page = opened(request, key, REVIEW)
        return newer_edition(request, page) or _reviewed(request, key)
    intake_key = request.POST.get("intake_key", "")[:64] or secrets.token_urlsafe(24)
    try:
        submission = services.submit(
            key,
            intake_key=intake_key,
            lookup_key=secrets.token_urlsafe(16),
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        if refusal.no is refusals.NOT_IN_FORCE:
            return redirect("online-newer", key)
        return _reviewed(request, key, refused=refusal.sentence, intake_key=intake_key)
    return redirect("online-filed", submission.code)


def _reviewed(request: HttpRequest, key: str, *, refused: str = "", intake_key: str = "") -> HttpResponse:
    page = opened(request, key, REVIEW)
    draft, known = page.draft, page.known
    found = sections(draft, known, page.steps, settled_by=_settled_by(draft, known))
    return shown(
        request,
        page,
        "online/review.html",
        mistakes=[("", refused)] if refused else [],
        sections=found,
        complete=not any(one.problems for one in found),
        fee=known.fee(draft.answers, Channel.ONLINE),
        time=deadline_words(known.pack),
        intake_key=intake_key or secrets.token_urlsafe(24),
    )


def _settled_by(draft: Draft, known: Compiled) -> str:
    """The agency that settles it."""
    if draft.settler or draft.receiver is None:
        return draft.settler.name if draft.settler else ""
    nearest = nearest_settlers(known, draft.receiver, on=timezone.localdate())
    return nearest[0].name if len(nearest) == 1 else ""


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def newer(request: HttpRequest, key: str) -> HttpResponse:
    """A newer edition is in force: what changed, and one button that carries over what still fits."""
    by, at = actor_of(request), timezone.now()
    draft = selectors.draft_for(by, key)
    today = timezone.localdate(at)
    now = selectors.current_edition(draft.edition, on=today)
    if now.pk == draft.edition_id:
        return redirect("online-draft", key)
    if request.method == "POST":
        services.move_to_current_edition(key, by=by, at=at)
        return redirect("online-draft", key)
    changes = selectors.draft_changes(draft, on=today)
    context = {"draft": draft, "pack": compiled(now).pack, "edition": now, "changes": changes}
    return render(request, "online/newer.html", context)


@never_cache
@require_GET
@open_to(citizen)
def filed(request: HttpRequest, code: str) -> HttpResponse:
    """It is sent: the code, until when the counter answers, and when the result would be there."""
    submission = selectors.submission_for(actor_of(request), code)
    if submission.state != State.WAITING:
        return redirect("online-case", code)
    context = {
        "submission": submission,
        "pack": compiled(submission.edition).pack,
        "due": expected(submission, submission.clock.due_at),
        "fee": compiled(submission.edition).fee(submission.answers, Channel.ONLINE),
        "title": _("Đã gửi hồ sơ"),
    }
    return render(request, "online/filed.html", context)


def expected(submission: Submission, accepted_at: datetime) -> datetime | None:
    """When there is a result if the counter accepts at that time; None where nobody can say any more."""
    known = compiled(submission.edition)
    try:
        return due_if_received(known, submission.receiver, settler=submission.settler, at=accepted_at)
    except Refusal:
        return None
