"""The dossier's page, and the deeds done from it."""

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals, selectors, services
from congvu.dossiers.forms import blank, mistakes_of, paper_mistakes, read_papers
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import WORKING, Outcome, State
from congvu.dossiers.selectors import Whole, fees
from congvu.dossiers.selectors.legs import shares
from congvu.dossiers.selectors.whole import Work
from congvu.dossiers.services import Seen
from congvu.files.selectors import shelf
from congvu.flow import svg
from congvu.procedures.selectors import compiled
from congvu.sheet import Field
from congvu.web.access import View, actor_of, holds, open_to

works_on_dossiers = holds(Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER)
RESULT = "result-"
TYPED = (
    "choice",
    "note",
    "receiver",
    "wanted",
    "reason",
    "days",
    "to",
    "element",
    "at_fault",
    "agrees",
    "answer",
    "opinion",
    "amount",
    "payer",
)


@never_cache
@require_GET
@open_to(works_on_dossiers)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one dossier, and what the viewer may do with it now."""
    dossier = selectors.dossier_for(actor_of(request), code)
    return _page(request, selectors.whole(dossier, actor_of(request), now=timezone.now()))


def _page(request: HttpRequest, whole: Whole, **refused: Any) -> HttpResponse:
    """The page; with what `_refused` keeps where a deed was refused."""
    dossier, known, now = whole.dossier, whole.known, timezone.now()
    context = {
        "dossier": dossier,
        "whole": whole,
        "pack": known.pack,
        "answers": known.form.show(dossier.answers),
        "work": [(work, _result_fields(work, whole), json.dumps(work.giving)) for work in whole.work],
        "shares": shares(dossier, known, whole.legs, now=now),
        "result_shown": known.asks.show(whole.decision.facts) if whole.decision else [],
        "papers_available": selectors.available(whole),
        "dues": fees.dues(dossier, actor_of(request)),
        "checklist": blank(known).checklist if "supply" in whole.may else None,
        "picture": SafeString(svg(dossier.edition.bpmn, lit=whole.lit, done=whole.done, title=known.pack.name)),
        "history": whole.history[::-1],
        "clock_lines": [told.text for told in whole.clock],
        "time": time_of(dossier, now),
        "running": dossier.state in WORKING,
        "participants": selectors.participants(dossier) if {"reappoint", "apologise"} & whole.may else [],
        "now": now,
        "deed_key": secrets.token_urlsafe(12),
        **refused,
    }
    return render(request, "dossiers/desk/page.html", context, status=422 if refused else 200)


def _result_fields(work: Work, whole: Whole) -> list[Field]:
    asks = work.asks(whole.known) if work.mine else None
    return asks.fields(prefix=RESULT) if asks else []


def _refused(request: HttpRequest, whole: Whole, deed: str, refusal: Refusal) -> dict[str, Any]:
    """What a page keeps when a deed was refused: its form open, all that was typed, the sentence at the field."""
    typed = request.POST
    element = typed.get("element", "")
    if refusal.no is refusals.CHANGED_MEANWHILE and element and element not in whole.lit:
        return {"changed": refusal.sentence}  # what was typed was for a step that is over
    wrong = f"reason-{deed}" if refusal.field == "reason" else refusal.field or ""
    kept: dict[str, Any] = {"refused": deed, "refusal": refusal.sentence, "wrong": wrong}
    kept["typed"] = {name: typed.get(name, "") for name in TYPED}
    kept["mistakes"] = [(wrong, refusal.sentence)]
    if deed == "complete":
        kept["work"] = [_typed_work(work, whole, typed, complains=wrong == "result") for work in whole.work]
        wrongs = [one for _work, fields, _giving in kept["work"] for one in mistakes_of(fields)]
        kept["mistakes"] = wrongs or kept["mistakes"]
    if deed == "supply":
        by, at = actor_of(request), timezone.now()
        kept["checklist"] = read_papers(whole.known, typed, request.FILES, shelf=shelf(), by=by, at=at)
        kept["mistakes"] = paper_mistakes(kept["checklist"]) or kept["mistakes"]
    if refusal.no is refusals.CHANGED_MEANWHILE:  # nothing that was typed is wrong
        kept |= {"changed": refusal.sentence, "mistakes": []}
    return kept


def _typed_work(work: Work, whole: Whole, typed: QueryDict, *, complains: bool) -> tuple[Work, list[Field], str]:
    """The step with what was typed for its result; another step's form is as it was."""
    fields, asks = _result_fields(work, whole), work.asks(whole.known)
    if fields and asks and work.step.element == typed.get("element", ""):
        result = asks.read(typed, RESULT)
        fields = asks.fields(result.typed, result.errors if complains else {}, RESULT)
    return work, fields, json.dumps(work.giving)


def time_of(dossier: Dossier, now: Any) -> str:
    """How the dossier stands to its time, as the state part names it."""
    if dossier.state in {State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION}:
        return "paused"
    if dossier.state not in {State.RECEIVED, State.IN_PROGRESS}:
        return str(dossier.state)
    return "overdue" if dossier.clock.due_at < now else "in_time"


Deed = Callable[[HttpRequest, Dossier, QueryDict, Seen], Dossier]


def seen_of(request: HttpRequest, deed: str) -> Seen:
    """What the form that was sent had been shown with."""
    version = request.POST.get("version", "")
    known_version = int(version) if version.isdecimal() and len(version) < 10 else 0
    return Seen(known_version, _fingerprint(deed, request.POST))


def _fingerprint(deed: str, typed: QueryDict) -> str:
    """Knows a form that is sent twice. What was typed is part of it: who goes back to the page and does something else
    must not be told that it is done."""
    said = sorted((name, values) for name, values in typed.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(json.dumps([deed, said]).encode()).hexdigest()


def deed(act: Deed) -> View:
    """A form on the dossier's page: done, the page comes again with its new state; refused, with the sentence and
    everything that was typed."""

    @require_POST
    @open_to(works_on_dossiers)
    def view(request: HttpRequest, code: str) -> HttpResponse:
        viewer = actor_of(request)
        dossier = selectors.dossier_for(viewer, code)
        try:
            act(request, dossier, request.POST, seen_of(request, act.__name__))
        except Refusal as refusal:
            fresh = selectors.dossier_for(viewer, code)
            whole = selectors.whole(fresh, viewer, now=timezone.now())
            return _page(request, whole, **_refused(request, whole, act.__name__, refusal))
        messages.success(request, _("Đã ghi nhận."))
        # Whoever was asked for an opinion sees the dossier no more when it is given: the desk is where work goes on.
        return redirect("dossier-page", code=code) if selectors.sees(viewer, dossier) else redirect("desk-home")

    view.__doc__ = act.__doc__
    return view


@deed
def take(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Take the open step."""
    return services.take(
        dossier.pk, element=typed.get("element", ""), by=actor_of(request), at=timezone.now(), seen=seen
    )


@deed
def complete(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Work the open step with one of its choices."""
    known = compiled(dossier.edition)
    element, choice = typed.get("element", ""), typed.get("choice", "")
    step = known.pack.steps.get(element)
    chosen = step.choices.get(choice) if step else None
    asks = known.asks if chosen and chosen.proposes == Outcome.GRANTED else None
    if chosen and chosen.returns:
        asks = known.leg_asks[known.leg_of[element]]
    result = asks.read(typed, RESULT).values if asks else {}
    return services.complete(
        dossier.pk,
        element=element,
        choice=choice,
        note=typed.get("note", ""),
        result=result,
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def ask_supplement(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Ask the citizen to complete the dossier, one item a line."""
    return services.ask_supplement(
        dossier.pk,
        items=typed.get("wanted", "").splitlines(),
        reason=typed.get("reason", ""),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def supply(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Record what the citizen brought, and let the clock run on."""
    by, at = actor_of(request), timezone.now()
    brought = read_papers(compiled(dossier.edition), typed, request.FILES, shelf=shelf(), by=by, at=at)
    brought.must_be_sound()
    return services.supply(dossier.pk, papers=brought.counted, uploads=brought.uploads, by=by, at=at, seen=seen)


@deed
def arrive(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Record that what the process waits for has come."""
    return services.arrive(
        dossier.pk,
        element=typed.get("element", ""),
        note=typed.get("note", ""),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def hand_over(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Give the result to its receiver and close."""
    return services.hand_over(
        dossier.pk, receiver=typed.get("receiver", ""), by=actor_of(request), at=timezone.now(), seen=seen
    )


@deed
def withdraw(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """The citizen takes the dossier back."""
    return services.withdraw(
        dossier.pk, reason=typed.get("reason", ""), by=actor_of(request), at=timezone.now(), seen=seen
    )


@deed
def stop(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """The leader stops the dossier."""
    return services.stop(dossier.pk, reason=typed.get("reason", ""), by=actor_of(request), at=timezone.now(), seen=seen)


@never_cache
@require_GET
@open_to(works_on_dossiers)
def paper(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One of the dossier's papers as PDF/A, shown to be printed."""
    viewer = actor_of(request)
    whole = selectors.whole(selectors.dossier_for(viewer, code), viewer, now=timezone.now())
    body = selectors.issued_paper(whole.dossier, at=shelf()) if name == "result" else None
    body = body or selectors.paper(whole, name, address=settings.PUBLIC_ADDRESS)
    return HttpResponse(
        body, "application/pdf", headers={"Content-Disposition": f'inline; filename="{code}-{name}.pdf"'}
    )
