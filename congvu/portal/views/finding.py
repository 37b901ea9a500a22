"""The first page, the catalogue, one procedure, and the counters."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from congvu.agencies.rules import Kind, Role
from congvu.portal import selectors
from congvu.portal.forms import LookupForm
from congvu.procedures.rules import time_words, what_it_takes, who_and_how
from congvu.procedures.selectors import Compiled, compiled, fields_of_law
from congvu.web.access import anyone, open_to

COUNTERS = 150  # a province has fewer; a nation's are found by name


@require_safe
@open_to(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here."""
    fields = selectors.most_used(on=timezone.localdate())
    return render(request, "portal/home.html", {"form": LookupForm(), "fields": fields})


@require_safe
@open_to(anyone)
def procedures(request: HttpRequest) -> HttpResponse:
    """The procedures that may be applied for today, found by words without diacritics and by field."""
    text, field = request.GET.get("q", "").strip(), request.GET.get("linh-vuc", "")
    found = selectors.offers(on=timezone.localdate(), text=text, field=field)
    context = {"text": text, "field": field, "fields": fields_of_law(get_language() or "vi"), "offers": found}
    return render(request, "portal/procedures.html", context)


@require_safe
@open_to(anyone)
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that somebody who wants to apply asks, on one page."""
    edition = selectors.offered(slug, on=timezone.localdate())
    if edition is None:
        raise Http404
    known = compiled(edition)
    context = {
        "procedure": edition.procedure,
        "name": selectors.name_of(edition.procedure),
        "field_name": selectors.field_of(edition.procedure),
        "edition": edition,
        "pack": known.pack,
        "needs": [(_("Nơi nộp"), _place(known.pack.competent.kind)), *what_it_takes(known.pack)],
        "facts": who_and_how(known.pack),
        "questions": known.form.fields(),
        "steps": _steps(known),
    }
    return render(request, "portal/procedure.html", context)


@require_safe
@open_to(anyone)
def counters(request: HttpRequest) -> HttpResponse:
    """Where to go: every counter, found by the name of its commune or ward."""
    text = request.GET.get("q", "").strip()
    today = timezone.localdate()
    found = list(selectors.counters(text, on=today)[: COUNTERS + 1])
    followed = selectors.followed(text, on=today)
    context = {"text": text, "counters": found[:COUNTERS], "more": len(found) > COUNTERS, "followed": followed}
    return render(request, "portal/counters.html", context)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the process as the applicant reads it."""

    name: str
    who: str
    time: str


def _steps(known: Compiled) -> list[Stage]:
    """The steps in the order of procedure.yaml; what the applicant waits for or brings comes last."""
    roles = dict(Role.choices)
    elements = known.net.elements
    worked = [
        Stage(elements[key].name, str(roles[elements[key].lane]), time_words(step.budget))
        for key, step in known.pack.steps.items()
    ]
    waits = [Stage(wait.label, "", _("không tính vào thời hạn")) for wait in known.pack.waits.values()]
    return worked + waits


def _place(kind: str) -> str:
    """Where dossiers for this kind of agency are handed in: at its own counter, or any other of the province, wherever
    one lives (Decree 118/2025)."""
    if kind == Kind.COMMUNE_COMMITTEE:
        own = _("Trung tâm Phục vụ hành chính công của xã, phường, đặc khu")
    else:
        own = _("Trung tâm Phục vụ hành chính công của tỉnh, thành phố")
    other = _("hoặc bất kỳ Trung tâm nào trong tỉnh, thành phố; nơi nhận sẽ chuyển hồ sơ và trả kết quả")
    return f"{own}\n{other}"
