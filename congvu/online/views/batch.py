"""Many requests at once, for whoever files for a company: a sheet to fill in, every line checked, all sent or none."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.base.refusals import Refusal
from congvu.dossiers.rules import Channel
from congvu.dossiers.services import Applicant
from congvu.files.selectors import shelf
from congvu.online import selectors
from congvu.online.forms import batch, opendocument
from congvu.online.forms.batch_page import SHEET, BatchForm, Sent, blank, taken
from congvu.online.forms.papers import FILE
from congvu.online.selectors import mine
from congvu.online.services import OnlineFiling, file_batch
from congvu.online.services.batches import problems_of
from congvu.online.services.drafts import known_of
from congvu.people.models import Account, Party
from congvu.procedures.models import Edition
from congvu.procedures.selectors import catalogue, compiled
from congvu.web.access import actor_of, citizen, open_to
from congvu.web.templatetags.web import mistakes as mistakes_of

MOST_TOLD = 100  # mistakes on one page


def _offered(slug: str) -> Edition:
    edition = catalogue(on=timezone.localdate()).filter(procedure__slug=slug).first()
    if edition is None or Channel.ONLINE not in compiled(edition).pack.channels:
        raise Http404
    return edition


@require_GET
@open_to(citizen)
def template(_request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet to fill in."""
    edition = _offered(slug)
    body = opendocument.written(batch.template(compiled(edition)))
    name = f'attachment; filename="{edition.procedure.slug[:60]}.ods"'
    return HttpResponse(body, opendocument.MEDIA_TYPE, headers={"Content-Disposition": name})


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet and what goes with every line of it. With the button "Kiểm tra" nothing is sent in."""
    by, at, edition = actor_of(request), timezone.now(), _offered(slug)
    known, parties = compiled(edition), mine.parties(by)
    choices: dict[str, Any] = {"parties": parties, "receivers": list(selectors.receivers(on=timezone.localdate(at)))}
    if request.method == "GET":
        usual = selectors.default_receiver(known, on=timezone.localdate(at))
        first = {
            "party": parties[-1].pk if parties else "",
            "receiver": usual.pk if usual else "",
            "return_by": "online",
        }
        return _shown(request, edition, BatchForm(initial=first, **choices), blank(known))
    form = BatchForm(request.POST, **choices)
    sent = taken(known, request.POST, request.FILES, into=shelf(), by=by, at=at)
    wrong = _wrong(form, sent)
    if wrong:
        return _shown(request, edition, form, sent, wrong=wrong)
    filings = _filings(request, edition, form.cleaned_data, sent)
    lines = [one.line for one in sent.read.requests]
    if found := problems_of(filings, by=by, at=at):
        told = [batch.Wrong(lines[one.row - 1], "", one.sentence) for one in found]
        return _shown(request, edition, form, sent, wrong=[(SHEET, str(one)) for one in told])
    if "check" in request.POST:
        return _shown(request, edition, form, sent, ready=len(filings))
    return _filed(request, edition, form, sent, filings)


def _filed(
    request: HttpRequest, edition: Edition, form: BatchForm, sent: Sent, filings: Sequence[OnlineFiling]
) -> HttpResponse:
    try:
        done = file_batch(
            filings,
            name=sent.sheet.name if sent.sheet else "",
            intake_key=_intake_key(request),
            lookup_keys=[secrets.token_urlsafe(16) for _one in filings],
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _shown(request, edition, form, sent, wrong=[("", refusal.sentence)])
    return redirect("online-batch-done", done.pk)


def _wrong(form: BatchForm, sent: Sent) -> list[tuple[str, str]]:
    """Everything that is wrong, at its place, in the order of the page."""
    found = mistakes_of(form)
    found += [(f"{FILE}{box.spec.key}", error) for box in sent.boxes for error in box.errors]
    found += [(SHEET, error) for error in sent.sheet_errors]
    return found + [(SHEET, str(one)) for one in sent.read.wrong[:MOST_TOLD]]


def _filings(request: HttpRequest, edition: Edition, said: dict[str, Any], sent: Sent) -> list[OnlineFiling]:
    by = actor_of(request)
    party = next(one for one in mine.parties(by) if str(one.pk) == said["party"])
    receiver = next(one for one in selectors.receivers(on=timezone.localdate()) if str(one.pk) == said["receiver"])
    known = _known(request, party, edition)
    return [
        OnlineFiling(
            edition=edition,
            party=party,
            applicant=Applicant.of({**known, "represents": one.represents}),
            answers=one.answers,
            uploads=sent.uploads,
            receiver=receiver,
            return_by=said["return_by"],
            return_address=said["return_address"],
        )
        for one in sent.read.requests
    ]


def _known(request: HttpRequest, party: Party, edition: Edition) -> dict[str, Any]:
    """Who applies, as the account and earlier requests say it."""
    by = actor_of(request)
    earlier = selectors.reusable(by, party.pk, edition).applicant
    account = Account.objects.get(pk=by.account_id or 0)
    return {**earlier, **known_of(party, account)}


def _intake_key(request: HttpRequest) -> str:
    return request.POST.get("intake_key", "")[:57] or secrets.token_urlsafe(24)


def _shown(
    request: HttpRequest,
    edition: Edition,
    form: BatchForm,
    sent: Sent,
    *,
    wrong: Sequence[tuple[str, str]] = (),
    ready: int = 0,
) -> HttpResponse:
    context = {
        "edition": edition,
        "pack": compiled(edition).pack,
        "form": form,
        "sent": sent,
        "ready": ready,
        "most": batch.MOST_ROWS,
        "mistakes": wrong,
        "intake_key": _intake_key(request),
        "crumbs": [(_("Hồ sơ của tôi"), reverse("online-mine")), (_("Nộp theo lô"), "")],
    }
    return render(request, "online/batch.html", context, status=422 if wrong else 200)


@never_cache
@require_GET
@open_to(citizen)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of it: a code for each line."""
    found = mine.batch_of(actor_of(request), pk)
    if found is None:
        raise Http404
    rows = [(number, one) for number, one in enumerate(found.submissions.select_related("clock").order_by("pk"), 1)]
    crumbs = [(_("Hồ sơ của tôi"), reverse("online-mine")), (_("Kết quả nộp theo lô"), "")]
    context = {"batch": found, "rows": rows, "pack": compiled(found.edition).pack, "crumbs": crumbs}
    return render(request, "online/batch_done.html", context)
