"""The one-stop counter: choose the procedure, fill in the form, accept or refuse, print."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.dossiers import forms, selectors, services
from congvu.dossiers.rules import Channel
from congvu.dossiers.selectors import fees
from congvu.dossiers.selectors.settling import settlers
from congvu.files.selectors import shelf
from congvu.procedures.models import Edition
from congvu.procedures.selectors import Compiled, catalogue, compiled, offered_by
from congvu.web.access import actor_of, holds, open_to

at_the_counter = holds(Role.CLERK)
MOST_SETTLERS = 30  # on one page; the rest is found by name


def _counter(request: HttpRequest, by: Actor) -> Agency:
    """The counter that the clerk works at; a clerk of several says which by `noi`."""
    counters = Agency.objects.select_related("parent").filter(pk__in=by.agencies(Role.CLERK))
    asked = request.GET.get("noi") or request.POST.get("noi") or ""
    return (
        counters.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 19 else None
    ) or counters.order_by("code")[0]


@never_cache
@require_GET
@open_to(at_the_counter)
def choose(request: HttpRequest) -> HttpResponse:
    """What this counter receives, by field, found by any word without diacritics; on demand, what it receives for the
    other agencies of the province."""
    by = actor_of(request)
    counter, today = _counter(request, by), timezone.localdate()
    text, elsewhere = request.GET.get("q", "")[:200], request.GET.get("nd") == "khac"
    words = fold(text).split()
    found = list(offered_by(counter, on=today))
    if elsewhere:
        own = {edition.pk for edition in found}
        found = [edition for edition in catalogue(on=today) if edition.pk not in own]
    fields: dict[str, list[Edition]] = {}
    for edition in found:
        if all(word in edition.procedure.folded for word in words):
            fields.setdefault(edition.procedure.field_name, []).append(edition)
    context = {"counter": counter, "fields": list(fields.items()), "q": text, "elsewhere": elsewhere}
    return render(request, "dossiers/desk/choose.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(at_the_counter)
def fill(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The form of a procedure: typed, checked, accepted. What is wrong stands at its field and nothing is lost."""
    by, at = actor_of(request), timezone.now()
    edition, counter = _edition(edition_id), _counter(request, by)
    known, settler = compiled(edition), _settler(request)
    if request.method == "GET" and "chon" in request.GET:
        return _choose_settler(request, edition, counter, None)
    try:
        agency = services.must_offer(known, counter, settler=settler, by=by, on=timezone.localdate(at))
    except Refusal as refusal:
        if refusal.field != "settler":
            raise
        return _choose_settler(request, edition, counter, refusal if settler else None)
    settler = agency if agency.pk not in (counter.pk, counter.parent_id) else None
    if request.method == "GET":
        return _page(request, edition, counter, settler, forms.blank(known), key=secrets.token_urlsafe(24))
    key = request.POST.get("intake_key", "")[:64] or secrets.token_urlsafe(24)
    draft = "tinh" in request.POST
    form = forms.read(known, request.POST, request.FILES, draft=draft, shelf=shelf(), by=by, at=at)
    if draft or form.more:
        return _page(request, edition, counter, settler, form, key=key)
    if form.mistakes or form.who is None:
        return _page(request, edition, counter, settler, form, key=key, status=422)
    filing = services.Filing(
        edition=edition,
        receiver=counter,
        applicant=form.who,
        answers=form.values,
        papers=form.checklist.counted,
        uploads=form.checklist.uploads,
        sets=known.pack.sets,
        channel=request.POST.get("channel", "counter"),
        settler=settler,
    )
    try:
        dossier = services.receive(filing, intake_key=key, lookup_key=secrets.token_urlsafe(16), by=by, at=at)
    except Refusal as refusal:
        form.mistakes = [("", refusal.sentence)]
        return _page(request, edition, counter, settler, form, key=key, status=refusal.status)
    return redirect("dossier-received", code=dossier.code)


@require_POST
@open_to(at_the_counter)
def estimate(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Fee and due time as they would be if the form were accepted now; a part of the page."""
    edition = _edition(edition_id)
    known = compiled(edition)
    answers = known.form.read(request.POST, forms.ANSWERS).values
    counter = _counter(request, actor_of(request))
    context = _estimate(known, answers, counter, _settler(request), channel=request.POST.get("channel", ""))
    return render(request, "dossiers/desk/estimate.html", context)


@require_POST
@open_to(at_the_counter)
def refuse(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Do not receive: the reason is written down and form 03 printed. The form stays as it was typed."""
    by, at = actor_of(request), timezone.now()
    edition, counter = _edition(edition_id), _counter(request, by)
    known, settler = compiled(edition), _settler(request)
    form = forms.read(known, request.POST, request.FILES, draft=True, shelf=shelf(), by=by, at=at)
    typed = {field.name.removeprefix(forms.APPLICANT): field.value or "" for field in form.applicant}
    key = request.POST.get("intake_key", "")[:64] or secrets.token_urlsafe(24)
    try:
        refusal = services.refuse_intake(
            edition,
            receiver=counter,
            applicant=services.Applicant.of({**typed, "kind": typed["kind"] or "citizen"}),
            reason=request.POST.get("refusal_reason", ""),
            intake_key=f"refused:{key}"[:64],
            by=by,
            at=at,
        )
    except Refusal as no:
        form.mistakes = [(f"{forms.APPLICANT}name" if no.field == "name" else "refusal_reason", no.sentence)]
        return _page(request, edition, counter, settler, form, key=key, status=no.status, refusing=True)
    return redirect("dossier-intake-refused", pk=refusal.pk)


@never_cache
@require_GET
@open_to(at_the_counter)
def received(request: HttpRequest, code: str) -> HttpResponse:
    """Accepted: the code, the due time, and the receipt to print."""
    dossier = selectors.dossier_for(actor_of(request), code)
    context = {
        "dossier": dossier,
        "pack": compiled(dossier.edition).pack,
        "dues": fees.dues(dossier, actor_of(request)),
        "deed_key": secrets.token_urlsafe(12),
    }
    return render(request, "dossiers/desk/received.html", context)


def _edition(edition_id: int) -> Edition:
    editions = Edition.objects.select_related("procedure").defer(*Edition.HEAVY)
    return get_object_or_404(editions, pk=edition_id)


def _settler(request: HttpRequest) -> Agency | None:
    """Who settles, where the clerk has chosen."""
    asked = (request.GET.get("co-quan") or request.POST.get("co-quan") or "").strip()
    return Agency.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 19 else None


def _choose_settler(request: HttpRequest, edition: Edition, counter: Agency, refusal: Refusal | None) -> HttpResponse:
    """Several agencies settle this: which one is it? Found by name without diacritics."""
    known, today, text = compiled(edition), timezone.localdate(), request.GET.get("q", "")[:200]
    found = list(settlers(known, counter, on=today, text=text)[: MOST_SETTLERS + 1])
    context = {
        "edition": edition,
        "pack": known.pack,
        "counter": counter,
        "agencies": found[:MOST_SETTLERS],
        "more": len(found) > MOST_SETTLERS,
        "q": text,
        "wrong": refusal.sentence if refusal else "",
    }
    return render(request, "dossiers/desk/settler.html", context, status=refusal.status if refusal else 200)


def _estimate(
    known: Compiled, answers: dict[str, Any], counter: Agency, settler: Agency | None, *, channel: str
) -> dict[str, Any]:
    now = timezone.now()
    fee = known.fee(answers, channel or Channel.COUNTER)
    return {"fee": fee, "due": services.due_if_received(known, counter, settler=settler, at=now), "now": now}


def _page(
    request: HttpRequest,
    edition: Edition,
    counter: Agency,
    settler: Agency | None,
    form: forms.IntakeForm,
    *,
    key: str,
    status: int = 200,
    refusing: bool = False,
) -> HttpResponse:
    context = {
        "edition": edition,
        "pack": form.known.pack,
        "counter": counter,
        "settler": settler,
        "form": form,
        "intake_key": key,
        "refusing": refusing,
        "refusal_reason": request.POST.get("refusal_reason", ""),
        **_estimate(form.known, form.values, counter, settler, channel=request.POST.get("channel", "")),
    }
    return render(request, "dossiers/desk/fill.html", context, status=status)
