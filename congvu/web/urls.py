"""Addresses of the frame itself."""

from django.urls import path

from congvu.web import views

urlpatterns = [
    path("thanh-phan/", views.components, name="web-components"),
    path("ngon-ngu/", views.language, name="web-language"),
]
