"""Addresses for this room's tests: its own, with stand-ins for pages that the frame of its pages names."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from congvu.web.access import anyone, open_to


@open_to(anyone)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


urlpatterns = [
    path("", page, name="portal-home"),
    path("viec/", page, name="desk-home"),
    path("dang-nhap/", page, name="people-sign-in"),
    path("tai-khoan/dang-nhap/", page, name="account-sign-in"),
    path("tra-cuu/<str:key>/", page, name="portal-look-up-by-key"),
    path("", include("congvu.web.urls")),
    path("", include("congvu.api.urls")),
]
