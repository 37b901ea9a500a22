"""Addresses of signing in."""

from django.urls import path

from congvu.people import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="people-sign-in"),
    path("dang-xuat/", views.sign_out, name="people-sign-out"),
    path("mat-khau/", views.password, name="people-password"),
]
