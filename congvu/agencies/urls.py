"""Addresses of the administrator's pages, and of the demonstration's door."""

from django.urls import path

from congvu.agencies.views import agencies, calendars, delegations, demo, people, remits

urlpatterns = [
    path("quan-tri/co-quan/", agencies.index, name="agencies-list"),
    path("quan-tri/co-quan/<int:pk>/", agencies.agency, name="agencies-agency"),
    path("quan-tri/co-quan/<int:pk>/them/", agencies.create, name="agencies-create"),
    path("quan-tri/co-quan/<int:pk>/doi-ten/", agencies.rename, name="agencies-rename"),
    path("quan-tri/co-quan/<int:pk>/sua/", agencies.correct, name="agencies-correct"),
    path("quan-tri/co-quan/<int:pk>/chuyen/", agencies.move, name="agencies-move"),
    path("quan-tri/co-quan/<int:pk>/dong/", agencies.close, name="agencies-close"),
    path("quan-tri/co-quan/<int:pk>/lich/<int:year>/", calendars.year, name="agencies-calendar"),
    path("quan-tri/co-quan/<int:pk>/bo-nhiem/", people.appoint, name="agencies-appoint"),
    path("quan-tri/vi-tri/<int:pk>/thoi-giu/", people.end_post, name="agencies-end-post"),
    path("quan-tri/co-quan/<int:pk>/linh-vuc/", remits.grant, name="agencies-remit-grant"),
    path("quan-tri/linh-vuc/<int:pk>/chuyen/", remits.move, name="agencies-remit-move"),
    path("quan-tri/linh-vuc/<int:pk>/ket-thuc/", remits.end, name="agencies-remit-end"),
    path("uy-quyen/", delegations.index, name="delegations-list"),
    path("uy-quyen/vi-tri/<int:pk>/", delegations.make, name="delegations-make"),
    path("uy-quyen/<int:pk>/ket-thuc/", delegations.end, name="delegations-end"),
    # Accounts are shown with their posts, which the room `people` does not know: their pages live here.
    path("quan-tri/nguoi-dung/", people.index, name="people-list"),
    path("quan-tri/nguoi-dung/them/", people.enrol, name="people-enrol"),
    path("quan-tri/nguoi-dung/<int:pk>/", people.account, name="people-account"),
    path("quan-tri/nguoi-dung/<int:pk>/sua/", people.rename, name="people-rename"),
    path("quan-tri/nguoi-dung/<int:pk>/mat-khau/", people.set_password, name="people-set-password"),
    path("quan-tri/nguoi-dung/<int:pk>/ngung/", people.deactivate, name="people-deactivate"),
    path("quan-tri/nguoi-dung/<int:pk>/mo-lai/", people.reactivate, name="people-reactivate"),
    path("trinh-dien/", demo.demo, name="people-demo"),
    path("trinh-dien/vao-vai/", demo.enter, name="people-demo-enter"),
]
