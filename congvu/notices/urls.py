"""Addresses of the outbox, of one's own wishes, and of the demonstration's letters."""

from django.urls import path

from congvu.notices import views

urlpatterns = [
    path("thu-gui-di/", views.outbox, name="notices-outbox"),
    path("thu-gui-di/<int:pk>/", views.message, name="notices-message"),
    path("thu-gui-di/<int:pk>/gui-lai/", views.retry, name="notices-retry"),
    path("thu-gui-di/<int:pk>/bo/", views.drop, name="notices-drop"),
    path("thu-bao/", views.preference, name="notices-preference"),
    path("trinh-dien/thu/", views.letters, name="notices-letters"),
    path("trinh-dien/thu/<str:name>/", views.letter, name="notices-letter"),
]
