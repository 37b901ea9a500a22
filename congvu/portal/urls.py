"""Addresses of the citizen's door."""

from django.urls import path

from congvu.portal import views

urlpatterns = [
    path("tra-cuu/", views.look_up, name="portal-look-up"),
    path("tra-cuu/<str:key>/", views.look_up_by_key, name="portal-look-up-by-key"),
]
