"""Addresses of the numbers at the counter."""

from django.urls import path

from congvu.queues import views

urlpatterns = [
    path("so-thu-tu/", views.calling, name="queues-calling"),
    path("so-thu-tu/hang/<int:pk>/goi/", views.call_next, name="queues-call-next"),
    path("so-thu-tu/so/<int:pk>/xong/", views.finish, name="queues-finish"),
    path("so-thu-tu/man-hinh/<str:code>/", views.screen, name="queues-screen"),
    path("quan-tri/co-quan/<int:pk>/hang-cho/", views.lines, name="queues-lines"),
    path("quan-tri/hang-cho/<int:pk>/dong/", views.close_line, name="queues-close-line"),
]
