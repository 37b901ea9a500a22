"""Addresses of the counter and of the dossiers."""

from django.urls import path

from congvu.dossiers.views import case, finding, reception, samples

urlpatterns = [
    path("tiep-nhan/", reception.choose, name="dossier-receive"),
    path("tiep-nhan/<int:edition_id>/", reception.fill, name="dossier-intake"),
    path("tiep-nhan/<int:edition_id>/tinh/", reception.estimate, name="dossier-estimate"),
    path("tiep-nhan/<int:edition_id>/tu-choi/", reception.refuse, name="dossier-refuse"),
    path("tiep-nhan/tu-choi/<int:pk>/", finding.intake_refused, name="dossier-intake-refused"),
    path("tiep-nhan/tu-choi/<int:pk>/phieu.pdf", finding.intake_refusal_paper, name="dossier-intake-refusal-paper"),
    path("ban-lam-viec/tim/", finding.search, name="dossier-search"),
    path("ho-so/", finding.register, name="dossier-register"),
    path("ho-so/so-theo-doi.pdf", finding.register_book, name="dossier-register-book"),
    path("ho-so/<str:code>/", case.page, name="dossier-page"),
    path("ho-so/<str:code>/da-tiep-nhan/", reception.received, name="dossier-received"),
    path("ho-so/<str:code>/nhan-viec/", case.take, name="dossier-take"),
    path("ho-so/<str:code>/xu-ly/", case.complete, name="dossier-complete"),
    path("ho-so/<str:code>/yeu-cau-bo-sung/", case.ask_supplement, name="dossier-ask-supplement"),
    path("ho-so/<str:code>/da-bo-sung/", case.supply, name="dossier-supply"),
    path("ho-so/<str:code>/da-den/", case.arrive, name="dossier-arrive"),
    path("ho-so/<str:code>/tra-ket-qua/", case.hand_over, name="dossier-hand-over"),
    path("ho-so/<str:code>/rut/", case.withdraw, name="dossier-withdraw"),
    path("ho-so/<str:code>/dung/", case.stop, name="dossier-stop"),
    path("ho-so/<str:code>/hen-lai/", case.reappoint, name="dossier-reappoint"),
    path("ho-so/<str:code>/giay/<str:name>.pdf", case.paper, name="dossier-paper"),
    path("ho-so/<str:code>/tep/<int:pk>/", finding.view_file, name="dossier-file"),
    path("ho-so/<str:code>/tep/<int:pk>/tai-ve/", finding.file, name="dossier-file-download"),
    path("ho-so/<str:code>/tep/<int:pk>/trang/<int:page>.png", finding.preview, name="dossier-file-page"),
    path("mau-giay/", samples.index, name="papers-preview"),
    path("mau-giay/<str:name>.pdf", samples.paper, name="papers-preview-paper"),
    path("mau-giay/<str:name>.png", samples.picture_of, name="papers-preview-picture"),
]
