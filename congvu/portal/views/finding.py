"""The first page, the catalogue, one procedure, and the counters."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from congvu.agencies.rules import Kind, Role
from congvu.content import selectors as content
from congvu.dossiers.rules import applicant_sheet
from congvu.portal import selectors
from congvu.portal.forms import LookupForm
from congvu.procedures.models import Edition
from congvu.procedures.rules import SCOPES, Pack, time_words, what_it_takes, who_and_how
from congvu.procedures.selectors import Compiled, compiled
from congvu.web.access import anyone, open_to

COUNTERS = 150  # a province has fewer; a nation's are found by name
PAGE = 24  # procedures of a list


@gzip_page
@require_safe
@open_to(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here, and what is new."""
    today, language = timezone.localdate(), get_language() or "vi"
    context = {
        "form": LookupForm(),
        "life_events": selectors.life_events(on=today),
        "offers": selectors.most_used(on=today),
        "news": content.newest(language=language, on=today),
        "notices": content.notices(language=language, on=today),
    }
    return render(request, "portal/home.html", context)


@gzip_page
@require_safe
@open_to(anyone)
def procedures(request: HttpRequest) -> HttpResponse:
    """The procedures that may be applied for today, found by everyday words, by field and by event of life."""
    asked = {key: request.GET.get(key, "").strip() for key in ("q", "linh-vuc", "viec")}
    today = timezone.localdate()
    offers = selectors.offers(on=today, text=asked["q"], field=asked["linh-vuc"], life_event=asked["viec"])
    shown = Paginator(offers, PAGE).get_page(request.GET.get("trang"))
    here = urlencode({key: value for key, value in asked.items() if value})
    context = {
        "text": asked["q"],
        "field": asked["linh-vuc"],
        "life_event": asked["viec"],
        "fields": selectors.fields(on=today),
        "life_events": selectors.life_events(on=today),
        "offers": shown,
        "many": len(offers),
        "newer_url": f"?{here}&trang={shown.previous_page_number()}" if shown.has_previous() else "",
        "older_url": f"?{here}&trang={shown.next_page_number()}" if shown.has_next() else "",
    }
    return render(request, "portal/procedures.html", context)


@gzip_page
@require_safe
@open_to(anyone)
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that somebody who wants to apply asks, on one page."""
    edition = _offered(slug)
    known = compiled(edition)
    decides, *more = who_and_how(known.pack)
    place = (_("Nơi nộp"), _place(known.pack.competent.kind))
    context = {
        "procedure": edition.procedure,
        "name": selectors.name_of(edition.procedure),
        "field_name": selectors.field_of(edition.procedure),
        "edition": edition,
        "pack": known.pack,
        "begin_url": _begin(edition, known.pack),
        "scope": SCOPES[known.pack.service_level.scope],
        "needs": [(label, *_lines(said)) for label, said in (*what_it_takes(known.pack), place, decides)],
        "facts": more,
        "questions": known.form.fields(),
        "steps": _steps(known),
    }
    return render(request, "portal/procedure.html", context)


@gzip_page
@require_safe
@open_to(anyone)
def blank(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as a sheet of paper with room to write, for whoever hands it in at a counter."""
    edition = _offered(slug)
    title = selectors.name_of(edition.procedure)
    applicant, questions = applicant_sheet().fields(), compiled(edition).form.fields()
    context = {"edition": edition, "title": title, "applicant": applicant, "questions": questions}
    return render(request, "portal/blank.html", context)


def _offered(slug: str) -> Edition:
    edition = selectors.offered(slug, on=timezone.localdate())
    if edition is None:
        raise Http404
    return edition


def _lines(said: str) -> tuple[str, list[str]]:
    """What is said first, and what is added to it."""
    first, *more = said.split("\n")
    return first, more


def _begin(edition: Edition, pack: Pack) -> str:
    """Where it is filed from home; empty where it is not."""
    if "online" not in pack.channels or pack.service_level.scope == "information":
        return ""
    return reverse("online-begin", args=[edition.procedure.slug])


@gzip_page
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
