"""Addresses of the citizen's door."""

from django.urls import path

from congvu.portal.views import finding, lookup

urlpatterns = [
    path("", finding.home, name="portal-home"),
    path("thu-tuc/", finding.procedures, name="portal-procedures"),
    path("thu-tuc/<slug:slug>/", finding.procedure, name="portal-procedure"),
    path("noi-nop-ho-so/", finding.counters, name="portal-counters"),
    path("tra-cuu/", lookup.look_up, name="portal-look-up"),
    path("tra-cuu/<str:key>/", lookup.look_up_by_key, name="portal-look-up-by-key"),
]
