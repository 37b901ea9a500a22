"""Addresses of the administrator's calendar pages."""

from django.urls import path

from congvu.clocks.views import calendars

urlpatterns = [
    path("quan-tri/co-quan/<int:pk>/gio/", calendars.hours, name="clocks-hours"),
    path("quan-tri/co-quan/<int:pk>/ngay/<int:year>/", calendars.days, name="clocks-days"),
    path("quan-tri/co-quan/<int:pk>/ngay/bo/", calendars.remove_day, name="clocks-remove-day"),
    path("quan-tri/co-quan/<int:pk>/ngay/<int:year>/ngay-le/", calendars.seed, name="clocks-seed-holidays"),
]
