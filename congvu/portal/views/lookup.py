"""Where is my dossier: by its code and the end of the ID number, or by the QR code of the receipt."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from congvu.base.refusals import Refusal
from congvu.dossiers.selectors import Glimpse
from congvu.online import services
from congvu.online.selectors import telling
from congvu.portal.forms import LookupForm
from congvu.web.access import anyone, open_to


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No search engine keeps the answer. Its address leaves for no other site by the referrer policy of the whole
    house, `same-origin`; the stricter `no-referrer` would make browsers send `Origin: null`, and the page's own
    forms would be refused as forged."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(anyone)
@unlisted
def look_up(request: HttpRequest) -> HttpResponse:
    """By code and last characters of the ID number."""
    # A scanned or mailed code may stand in the address; the digits never do, they are sent by POST only.
    form = LookupForm(request.POST) if request.method == "POST" else LookupForm(initial={"code": request.GET.get("ma")})
    if not form.is_valid():
        return _asked(request, form, HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK)
    at = timezone.now()
    try:
        glimpse = services.look_up(
            form.cleaned_data["code"],
            form.cleaned_data["digits"],
            source=request.META["REMOTE_ADDR"],
            secret=settings.SECRET_KEY,
            at=at,
        )
    except Refusal as refusal:
        return _refused(request, form, refusal)
    return _shown(request, glimpse, at)


@never_cache
@require_safe
@open_to(anyone)
@unlisted
def look_up_by_key(request: HttpRequest, key: str) -> HttpResponse:
    """The address behind the receipt's QR code."""
    at = timezone.now()
    try:
        glimpse = services.look_up_by_key(key, source=request.META["REMOTE_ADDR"], secret=settings.SECRET_KEY, at=at)
    except Refusal as refusal:
        return _refused(request, LookupForm(), refusal)
    return _shown(request, glimpse, at)


def _asked(request: HttpRequest, form: LookupForm, status: int, refusal: Refusal | None = None) -> HttpResponse:
    return render(request, "portal/look_up.html", {"form": form, "refusal": refusal}, status=status)


def _refused(request: HttpRequest, form: LookupForm, refusal: Refusal) -> HttpResponse:
    if refusal.status != HTTPStatus.TOO_MANY_REQUESTS:
        return _asked(request, form, refusal.status, refusal)
    response = render(request, "portal/too_many.html", {"refusal": refusal}, status=refusal.status)
    response.headers["Retry-After"] = str(refusal.facts["seconds"])
    return response


def _shown(request: HttpRequest, glimpse: Glimpse, now: datetime) -> HttpResponse:
    return render(request, "portal/glimpse.html", telling.told(glimpse, now))
