"""Addresses for this room's tests: its own, and stand-ins for the pages of rooms above to which it sends people."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from congvu.web.access import actor_of, anyone, citizen, open_to


@open_to(anyone)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).name)


@open_to(citizen)
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).name)


urlpatterns = [
    path("", page, name="portal-home"),
    path("viec/", page, name="desk-home"),
    path("tai-khoan/", home, name="account-home"),
    path("", include("congvu.people.urls")),
    path("", include("congvu.web.urls")),
]
