"""Addresses of the frame itself."""

from django.urls import path

from congvu.web import views

urlpatterns = [
    path("thanh-phan/", views.components, name="web-components"),
    path("xa-phuong/", views.communes, name="web-communes"),
    path("ngon-ngu/", views.language, name="web-language"),
]
