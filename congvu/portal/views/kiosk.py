"""The screen in the hall: where is my dossier, what is needed, a paper form, a number.

Nobody signs in and nothing is remembered: no page uses the session, none is kept by the browser, and the first page
asks the browser to forget what was left. Whoever walks away leaves the screen to go back to it by itself.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.online.selectors import telling
from congvu.online.services import look_up
from congvu.portal import selectors
from congvu.portal.forms import LookupForm
from congvu.procedures.rules import what_it_takes
from congvu.procedures.selectors import compiled
from congvu.queues import selectors as queues
from congvu.queues.services import take
from congvu.web.access import View, anyone, open_to

IDLE = 45  # seconds without a touch after which the screen asks whether anybody is there; the script counts them
PATIENCE = 180  # seconds after which it goes back where no script runs
MOST = 12  # procedures on a screen


def at_a_kiosk(view: Callable[..., HttpResponse]) -> View:
    """A page of one counter's screen. It is kept nowhere and goes back to the first page by itself."""

    @open_to(anyone)
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        agency = queues.counter(code, on=timezone.localdate())
        if agency is None:
            raise Http404
        response = view(request, agency, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Refresh", f"{PATIENCE};url={reverse('kiosk', args=[code])}")
        return response

    return answer


@require_safe
@at_a_kiosk
def start(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Four large buttons."""
    response = _page(request, "start", agency, lines=queues.lines(agency.pk).exists())
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Refresh"] = str(PATIENCE)
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_a_kiosk
def track(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Scan the receipt's barcode (a scanner types the code and Enter), then the four digits; the rule of privacy is
    that of the web."""
    if request.method != "POST":
        return _page(request, "track", agency, form=LookupForm())
    form = LookupForm(request.POST)
    if not request.POST.get("digits"):  # the scanner has sent the code alone
        form = LookupForm(initial={"code": request.POST.get("code", "").strip()})
        return _page(request, "track", agency, form=form, digits=bool(request.POST.get("code", "").strip()))
    if not form.is_valid():
        return _page(request, "track", agency, status=HTTPStatus.UNPROCESSABLE_ENTITY, form=form, digits=True)
    at = timezone.now()
    try:
        glimpse = look_up(**_typed(form), source=f"kiosk {agency.code}", secret=settings.SECRET_KEY, at=at)
    except Refusal as refusal:
        return _page(request, "track", agency, status=refusal.status, form=form, refusal=refusal, digits=True)
    return _page(request, "glimpse", agency, **telling.told(glimpse, at))


@require_safe
@at_a_kiosk
def procedures(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Find a procedure by everyday words."""
    text = request.GET.get("q", "").strip()
    found = selectors.offers(on=timezone.localdate(), text=text)
    return _page(request, "procedures", agency, text=text, offers=found[:MOST], more=len(found) > MOST)


@require_safe
@at_a_kiosk
def procedure(request: HttpRequest, agency: Agency, slug: str) -> HttpResponse:
    """What is needed; its paper form can be printed to be filled in by hand."""
    edition = selectors.offered(slug, on=timezone.localdate())
    if edition is None:
        raise Http404
    known = compiled(edition)
    told: dict[str, Any] = {
        "title": selectors.name_of(edition.procedure),
        "procedure": edition.procedure,
        "pack": known.pack,
    }
    return _page(request, "procedure", agency, needs=what_it_takes(known.pack), questions=known.form.fields(), **told)


@require_safe
@at_a_kiosk
def lines(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The lines of the counter, to take a number."""
    return _page(request, "lines", agency, lines=queues.lines_with_waiting(agency.pk, on=timezone.localdate()))


@require_POST
@at_a_kiosk
def number(request: HttpRequest, agency: Agency, line: int) -> HttpResponse:
    """A number, to be printed."""
    chosen = get_object_or_404(queues.lines(agency.pk), pk=line)
    at = timezone.now()
    try:
        ticket = take(chosen.pk, by=Actor(f"kiosk:{agency.code}", f"Ki-ốt {agency.short_name}"[:120]), at=at)
    except Refusal as refusal:
        waiting = queues.lines_with_waiting(agency.pk, on=timezone.localdate(at))
        return _page(request, "lines", agency, status=refusal.status, lines=waiting, refusal=refusal)
    place = queues.place(ticket)
    minutes = ceil(place.wait / timedelta(minutes=1)) if place.wait else 0
    return _page(request, "number", agency, ticket=ticket, place=place, minutes=minutes, now=at)


def _typed(form: LookupForm) -> dict[str, str]:
    return {"code": form.cleaned_data["code"], "last_digits": form.cleaned_data["digits"]}


def _page(request: HttpRequest, page: str, agency: Agency, *, status: int = HTTPStatus.OK, **told: Any) -> HttpResponse:
    context = {"agency": agency, "idle": IDLE, **told}
    return render(request, f"portal/kiosk/{page}.html", context, status=status)
