"""Addresses for this room's tests: its own and those below, with stand-ins for three pages of rooms above."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from congvu.web.access import anyone, open_to


@open_to(anyone)
def page(_request: HttpRequest, **_where: str) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("", page, name="portal-home"),
    path("viec/", page, name="desk-home"),
    path("ho-so/<str:code>/", page, name="dossier-page"),
    path("", include("congvu.web.urls")),
    path("", include("congvu.people.urls")),
    path("", include("congvu.agencies.urls")),
    path("", include("congvu.clocks.urls")),
]
