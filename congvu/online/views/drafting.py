"""Filling in at home: for whom, where to, who applies, and the procedure's own questions, a short page each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.base.refusals import Refusal
from congvu.dossiers.rules import Channel, applicant_sheet
from congvu.online import selectors, services
from congvu.online.forms.plain import ReturnForm
from congvu.online.forms.steps import ANSWERS, APPLICANT, RETURN, reached, steps_of
from congvu.online.selectors import mine
from congvu.online.views.drafting_page import Open, keep, latest, newer, onward, opened, remembered, remembers, shown
from congvu.people.models import Party
from congvu.people.rules import PartyKind
from congvu.procedures.models import Edition
from congvu.procedures.rules import what_it_takes
from congvu.procedures.selectors import Compiled, catalogue, compiled
from congvu.sheet import Reading
from congvu.web.access import actor_of, citizen, open_to
from congvu.web.templatetags.web import mistakes as mistakes_of

FIELDS = "f-"


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """What is needed, for whom it is, and what was begun already."""
    by = actor_of(request)
    edition = catalogue(on=timezone.localdate()).filter(procedure__slug=slug).first()
    if edition is None:
        raise Http404
    parties = mine.parties(by)
    if request.method == "POST":
        chosen = request.POST.get("party", "")
        party = next((one for one in parties if str(one.pk) == chosen), None) or next(iter(parties), None)
        if party is None:
            raise Http404
        return _begun(request, edition, party)
    known = compiled(edition)
    context = {
        "edition": edition,
        "pack": known.pack,
        "online": Channel.ONLINE in known.pack.channels,
        "needs": what_it_takes(known.pack),
        "parties": parties,
        "drafts": selectors.drafts_of(by).filter(edition__procedure=edition.procedure_id),
        "reusable": any(selectors.reusable(by, party.pk, edition).answers for party in parties[:5]),
    }
    return render(request, "online/begin.html", context)


def _begun(request: HttpRequest, edition: Edition, party: Party) -> HttpResponse:
    by, at = actor_of(request), timezone.now()
    draft = services.begin(edition, party, by=by, at=at)
    earlier = selectors.reusable(by, party.pk, edition)
    before = {name: value for name, value in earlier.applicant.items() if name in {"address", "phone", "email"}}
    applicant = {**before, **draft.applicant}
    # What a form asks of a person is not the company's to answer.
    facts = applicant if party.kind == PartyKind.PERSON else {**applicant, "name": ""}
    answers = compiled(edition).form.prefill(facts, earlier.answers if "reuse" in request.POST else None)
    draft = services.keep(draft.key, applicant=applicant, answers=answers, by=by, at=at)
    return redirect("online-draft", draft.key)


@never_cache
@require_GET
@open_to(citizen)
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Where it was left, or what has become of it."""
    if sent := selectors.sent_as(actor_of(request), key):
        return redirect("online-filed", sent.code)
    draft = selectors.draft_for(actor_of(request), key)
    return redirect(reached(draft, steps_of(draft, compiled(draft.edition))).address(draft))


@require_POST
@open_to(citizen)
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Not wanted any more."""
    services.discard(key, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã xóa bản soạn."))
    return redirect("online-mine")


@remembers
@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def applicant(request: HttpRequest, key: str) -> HttpResponse:
    """Who applies; begun with what the account says."""
    page = opened(request, key, APPLICANT)
    sheet = applicant_sheet()
    if request.method == "POST":
        reading = sheet.read(request.POST, FIELDS)
        return _taken(request, page, reading, raw=reading.typed, applicant=reading.values)
    left = remembered(request)
    values = sheet.read(left, FIELDS).typed if left else page.typed or page.draft.applicant
    fields = sheet.fields(values, prefix=FIELDS)
    return newer(request, page) or shown(request, page, "online/fields.html", fields=fields, left=left is not None)


@remembers
@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def answers(request: HttpRequest, key: str, page: str) -> HttpResponse:
    """One page of the procedure's own form."""
    here = opened(request, key, f"{ANSWERS}:{page}")
    form, own = here.known.form, _keys(here.known, page)
    if request.method == "POST":
        reading = form.read(request.POST, FIELDS, page, here.draft.answers)
        raw = {name: typed for name, typed in reading.typed.items() if name in own}
        return _taken(request, here, reading, raw=raw, answers=reading.values)
    left = remembered(request)
    typed = form.read(left, FIELDS, page, here.draft.answers).typed if left else here.typed
    fields = form.fields({**here.draft.answers, **typed}, prefix=FIELDS, page=page)
    return newer(request, here) or shown(request, here, "online/fields.html", fields=fields, left=left is not None)


def _keys(known: Compiled, page: str) -> tuple[str, ...]:
    return next(one.keys for one in known.form.pages() if one.key == page)


def _taken(request: HttpRequest, page: Open, reading: Reading, *, raw: dict[str, Any], **values: Any) -> HttpResponse:
    """A page of questions as it was sent: kept, right or not; what is not right stands at its field."""
    wrong = bool(reading.errors or reading.more)
    try:
        draft = keep(request, page, wrong=wrong, typed=page.typed_now(raw if wrong else None), **values)
    except Refusal as refusal:
        now = latest(page, refusal, request)
        return _again(request, now, reading, elsewhere=refusal.sentence)
    if "leave" in request.POST or not wrong:
        return onward(request, draft, page.step.place)
    return _again(request, opened(request, draft.key, page.step.place), reading)


def _again(request: HttpRequest, page: Open, reading: Reading, *, elsewhere: str = "") -> HttpResponse:
    sheet = page.known.form if page.step.page else applicant_sheet()
    errors = {} if reading.more else reading.errors
    fields = sheet.fields(reading.typed, errors, FIELDS, reading.more, page.step.page)
    wrong = [("", elsewhere)] if elsewhere else mistakes_of(fields)
    return shown(request, page, "online/fields.html", fields=fields, mistakes=wrong)


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def returning(request: HttpRequest, key: str) -> HttpResponse:
    """How the result comes back."""
    page = opened(request, key, RETURN)
    if request.method == "GET":
        address = page.draft.return_address or page.draft.applicant.get("address", "")
        form = ReturnForm(initial={"return_by": page.draft.return_by, "return_address": address})
        return newer(request, page) or shown(request, page, "online/return.html", form=form)
    form = ReturnForm(request.POST)
    wrong = not form.is_valid()
    said = {name: form.cleaned_data[name] for name in ("return_by", "return_address") if name in form.cleaned_data}
    try:
        draft = keep(request, page, wrong=wrong, **said)
    except Refusal as refusal:
        now = latest(page, refusal, request)
        return shown(request, now, "online/return.html", form=form, mistakes=[("", refusal.sentence)])
    if "leave" in request.POST or not wrong:
        return onward(request, draft, page.step.place)
    again = opened(request, key, RETURN)
    return shown(request, again, "online/return.html", form=form, mistakes=mistakes_of(form))
