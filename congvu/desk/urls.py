"""Addresses of the official's workplace."""

from django.urls import path

from congvu.desk import views

urlpatterns = [path("ban-lam-viec/", views.home, name="desk-home")]
