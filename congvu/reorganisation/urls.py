"""Addresses of reorganisations."""

from django.urls import path

from congvu.reorganisation.views import batches, changes, deeds

urlpatterns = [
    path("quan-tri/sap-xep/", batches.index, name="reorganisation-list"),
    path("quan-tri/sap-xep/them/", batches.create, name="reorganisation-create"),
    path("quan-tri/sap-xep/<int:pk>/", batches.batch, name="reorganisation-batch"),
    path("quan-tri/sap-xep/<int:pk>/them/<slug:kind>/", changes.add, name="reorganisation-add"),
    path("quan-tri/sap-xep/<int:pk>/bo/<int:change>/", changes.remove, name="reorganisation-remove"),
    path("quan-tri/sap-xep/<int:pk>/dien-tap/", deeds.rehearse, name="reorganisation-rehearse"),
    path("quan-tri/sap-xep/<int:pk>/gui-soat/", deeds.submit, name="reorganisation-submit"),
    path("quan-tri/sap-xep/<int:pk>/soat/", deeds.review, name="reorganisation-review"),
    path("quan-tri/sap-xep/<int:pk>/tra-lai/", deeds.send_back, name="reorganisation-send-back"),
    path("quan-tri/sap-xep/<int:pk>/thuc-hien/", deeds.perform, name="reorganisation-perform"),
    path("quan-tri/sap-xep/<int:pk>/huy/", deeds.cancel, name="reorganisation-cancel"),
]
