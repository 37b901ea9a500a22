"""Addresses of measures."""

from django.urls import path

from congvu.measures.views import catalogue, metric

urlpatterns = [
    path("so-do/", catalogue.catalogue, name="measures-catalogue"),
    path("so-do/dem-lai/", catalogue.count, name="measures-count"),
    path("so-do/<str:key>/", metric.metric, name="measures-metric"),
    path("so-do/<str:key>/<str:code>/", metric.behind, name="measures-behind"),
]
