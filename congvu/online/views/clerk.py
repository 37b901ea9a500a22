"""The counter answers what came from home: a list of what waits, and a page on which it is accepted or refused."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.clocks import selectors as clocks
from congvu.dossiers.rules import Channel, applicant_sheet
from congvu.dossiers.services import due_if_received
from congvu.online import selectors, services
from congvu.online.models import Submission, SubmissionFile
from congvu.online.rules import State
from congvu.online.selectors.filed import AS_DOSSIER
from congvu.procedures.rules import PaperSpec
from congvu.procedures.selectors import Compiled, compiled
from congvu.web.access import actor_of, holds, open_to

at_the_counter = holds(Role.CLERK)
SHOWN = 100


@never_cache
@require_GET
@open_to(at_the_counter)
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the clerk's answer, soonest due first."""
    found = list(selectors.waiting(actor_of(request))[: SHOWN + 1])
    context = {"submissions": found[:SHOWN], "more": len(found) > SHOWN, "now": timezone.now()}
    return render(request, "online/clerk/list.html", context)


@never_cache
@require_GET
@open_to(at_the_counter)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that was filed, and the two answers to it."""
    return _page(request, selectors.waiting_for(actor_of(request), code))


@require_POST
@open_to(at_the_counter)
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """There is a dossier from now on; its receipt is to be printed or sent."""
    submission = selectors.waiting_for(actor_of(request), code)
    try:
        services.accept(submission.pk, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return _refused(request, code, refusal)
    return redirect("dossier-received", code=code)


@require_POST
@open_to(at_the_counter)
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """It is not received, and the slip says why."""
    submission = selectors.waiting_for(actor_of(request), code)
    reason = request.POST.get("reason", "")
    try:
        services.refuse(submission.pk, reason=reason, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return _refused(request, code, refusal, reason=reason)
    messages.success(request, _("Đã từ chối tiếp nhận và lập phiếu từ chối."))
    return redirect("online-submission", code=code)


@never_cache
@require_GET
@open_to(at_the_counter)
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Form 03 of a refused submission."""
    body = selectors.refusal_paper(selectors.waiting_for(actor_of(request), code))
    return HttpResponse(
        body, "application/pdf", headers={"Content-Disposition": f'inline; filename="{code}-tu-choi.pdf"'}
    )


def _refused(request: HttpRequest, code: str, refusal: Refusal, *, reason: str = "") -> HttpResponse:
    """The page as it is now, with the sentence; what was typed is still there."""
    fresh = selectors.waiting_for(actor_of(request), code)
    wrong = refusal.field or ""
    refused: dict[str, Any] = {"refusal": refusal.sentence, "wrong": wrong, "reason": reason}
    refused["mistakes"] = [(wrong, refusal.sentence)]
    return _page(request, fresh, status=refusal.status, **refused)


def _page(request: HttpRequest, submission: Submission, *, status: int = 200, **refused: Any) -> HttpResponse:
    known, now = compiled(submission.edition), timezone.now()
    files = list(submission.files.all())
    waits = submission.state == State.WAITING
    context = {
        "submission": submission,
        "pack": known.pack,
        "waits": waits,
        "state": AS_DOSSIER.get(State(submission.state), "received"),
        "late": waits and submission.clock.due_at < now,
        "clock_lines": [line.text for line in clocks.explain(submission.clock)],
        "applicant": applicant_sheet().show(submission.applicant),
        "answers": known.form.show(submission.answers),
        "papers": _papers(known, files),
        "others": [file for file in files if not file.paper_key],
        "now": now,
        **(_if_accepted(known, submission, now) if waits else {}),
        **refused,
    }
    return render(request, "online/clerk/page.html", context, status=status)


def _papers(known: Compiled, files: list[SubmissionFile]) -> list[tuple[PaperSpec, list[SubmissionFile]]]:
    """Every paper of the procedure beside the files that show it."""
    return [(spec, [file for file in files if file.paper_key == spec.key]) for spec in known.pack.papers]


def _if_accepted(known: Compiled, submission: Submission, now: datetime) -> dict[str, Any]:
    """The fee and the due time that the dossier would have; nothing where nobody settles it any more."""
    try:
        due = due_if_received(known, submission.receiver, settler=submission.settler, at=now)
    except Refusal:
        return {}
    return {"due": due, "fee": known.fee(submission.answers, Channel.ONLINE)}
