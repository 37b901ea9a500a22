"""Addresses of the administrator's calendar pages."""

from django.urls import path

from congvu.clocks import views

urlpatterns = [
    path("quan-tri/co-quan/<int:pk>/gio/", views.hours, name="clocks-hours"),
    path("quan-tri/co-quan/<int:pk>/ngay/<int:year>/", views.days, name="clocks-days"),
    path("quan-tri/co-quan/<int:pk>/ngay/bo/", views.remove_day, name="clocks-remove-day"),
    path("quan-tri/co-quan/<int:pk>/ngay/<int:year>/ngay-le/", views.seed, name="clocks-seed-holidays"),
]
