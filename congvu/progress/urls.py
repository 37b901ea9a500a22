"""Addresses of progress."""

from django.urls import path

from congvu.progress.views import data, leaders, public, rankings, scoring

urlpatterns = [
    path("tien-do/", leaders.plans, name="progress-plans"),
    path("tien-do/<slug:slug>/", leaders.plan, name="progress-plan"),
    path("xep-hang-ke-hoach/", rankings.listing, name="progress-rankings"),
    path("xep-hang-ke-hoach/them/", rankings.make, name="progress-make"),
    path("xep-hang-ke-hoach/<int:pk>/", rankings.scheme, name="progress-scheme"),
    path("xep-hang-ke-hoach/<int:pk>/tieu-chi/", rankings.criterion, name="progress-criterion"),
    path("xep-hang-ke-hoach/<int:pk>/tieu-chi/<int:criterion>/bo/", rankings.drop, name="progress-drop"),
    path("xep-hang-ke-hoach/<int:pk>/mo-tu-cham/", rankings.open_self, name="progress-open"),
    path("xep-hang-ke-hoach/<int:pk>/het-tu-cham/", rankings.close_self, name="progress-close-self"),
    path("xep-hang-ke-hoach/<int:pk>/het-tham-dinh/", rankings.close_verify, name="progress-close-verify"),
    path("xep-hang-ke-hoach/<int:pk>/cong-bo/", rankings.publish, name="progress-publish"),
    path("xep-hang-ke-hoach/<int:pk>/<int:agency>/", scoring.sheet, name="progress-sheet"),
    path("xep-hang-ke-hoach/<int:pk>/<int:agency>/tu-cham/", scoring.own, name="progress-own"),
    path("xep-hang-ke-hoach/<int:pk>/<int:agency>/tham-dinh/", scoring.verify, name="progress-verify"),
    path("xep-hang-ke-hoach/<int:pk>/<int:agency>/tra-loi/", rankings.answer, name="progress-answer"),
    path("ke-hoach/", public.plans, name="progress-public"),
    path("ke-hoach/<slug:slug>/", public.plan, name="progress-public-plan"),
    path("ke-hoach/<slug:slug>/noi-dung/", public.text, name="progress-public-text"),
    path("ke-hoach/<slug:slug>/xep-hang/<int:pk>/", public.placed, name="progress-public-ranking"),
    path("ke-hoach/<slug:slug>/du-lieu/", data.page, name="progress-data"),
    path("ke-hoach/<slug:slug>/du-lieu/<str:name>", data.file, name="progress-data-file"),
]
