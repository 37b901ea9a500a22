"""Addresses of the procedures' pages for officials."""

from django.urls import path

from congvu.procedures import views

urlpatterns = [
    path("quan-tri/thu-tuc/", views.catalogue, name="procedures-list"),
    path("quan-tri/thu-tuc/cong-bo/", views.publishing, name="procedures-publish"),
    path("quan-tri/thu-tuc/<str:code>/", views.edition, name="procedures-edition"),
    path("quan-tri/thu-tuc/<str:code>/<str:number>/", views.edition, name="procedures-edition-number"),
]
