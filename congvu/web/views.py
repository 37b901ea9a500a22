"""The page that shows every component, the communes that a name may mean, and the switch between the languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from congvu import places
from congvu.web import samples
from congvu.web.access import anyone, open_to

A_YEAR = 365 * 24 * 60 * 60


@open_to(anyone)
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state; `?mat=ban` shows the officials' face."""
    face = "web/work.html" if request.GET.get("mat") == "ban" else "web/page.html"
    return render(request, "web/components.html", {"face": face, **samples.everything()})


@open_to(anyone)
@require_GET
def communes(request: HttpRequest) -> HttpResponse:
    """The communes that a typed name may mean, as a part of a form. htmx sends the field as it is: its name and what
    stands in it."""
    name = next(iter(request.GET), "")
    text = request.GET.get(name, "")
    options = [(place.commune.code, place.label) for place in places.choices(text)]
    context = {"name": name[:200], "options": options, "sought": len(text.strip()) > 2 and not places.only(text)}
    return render(request, "web/parts/communes.html", context)


@open_to(anyone)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language for a year and go back to where the reader was, inside this site only."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    if (chosen := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response
