"""Addresses of what is filed from home: where it is filled in and followed, and at the counter that answers it."""

from django.urls import path

from congvu.online.views import (
    batch,
    clerk,
    clerk_files,
    drafting,
    drafting_papers,
    drafting_where,
    filing,
    mine,
    mine_deeds,
)

urlpatterns = [
    path("nop-ho-so/<slug:slug>/", drafting.begin, name="online-begin"),
    path("nop-theo-lo/<slug:slug>/", batch.send, name="online-batch"),
    path("nop-theo-lo/<slug:slug>/bang-mau.ods", batch.template, name="online-batch-template"),
    path("nop-theo-lo/ket-qua/<int:pk>/", batch.done, name="online-batch-done"),
    path("ban-soan/<str:key>/", drafting.resume, name="online-draft"),
    path("ban-soan/<str:key>/noi-nop/", drafting_where.where, name="online-receiver"),
    path("ban-soan/<str:key>/nguoi-nop/", drafting.applicant, name="online-applicant"),
    path("ban-soan/<str:key>/to-khai/<str:page>/", drafting.answers, name="online-answers"),
    path("ban-soan/<str:key>/giay-to/", drafting_papers.papers, name="online-papers"),
    path("ban-soan/<str:key>/giay-to/<int:pk>/", drafting_papers.file, name="online-draft-file"),
    path("ban-soan/<str:key>/giay-to/<int:pk>/anh.png", drafting_papers.thumb, name="online-draft-picture"),
    path("ban-soan/<str:key>/nhan-ket-qua/", drafting.returning, name="online-return"),
    path("ban-soan/<str:key>/xem-lai/", filing.review, name="online-review"),
    path("ban-soan/<str:key>/ban-moi/", filing.newer, name="online-newer"),
    path("ban-soan/<str:key>/xoa/", drafting.discard, name="online-discard"),
    path("ho-so-cua-toi/", mine.index, name="online-mine"),
    path("ho-so-cua-toi/<str:code>/", mine.case, name="online-case"),
    path("ho-so-cua-toi/<str:code>/da-gui/", filing.filed, name="online-filed"),
    path("ho-so-cua-toi/<str:code>/giay/<str:name>.pdf", mine_deeds.letter, name="online-letter"),
    path("ho-so-cua-toi/<str:code>/tep/<int:pk>/", mine_deeds.file, name="online-case-file"),
    path("ho-so-cua-toi/<str:code>/bo-sung/", mine_deeds.supply, name="online-supply"),
    path("ho-so-cua-toi/<str:code>/rut/", mine_deeds.withdraw, name="online-withdraw"),
    path("ho-so-cua-toi/<str:code>/danh-gia/", mine_deeds.rate, name="online-rate"),
    path("truc-tuyen/", clerk.index, name="online-waiting"),
    path("truc-tuyen/<str:code>/", clerk.page, name="online-submission"),
    path("truc-tuyen/<str:code>/tiep-nhan/", clerk.accept, name="online-accept"),
    path("truc-tuyen/<str:code>/tu-choi/", clerk.refuse, name="online-refuse"),
    path("truc-tuyen/<str:code>/phieu-tu-choi.pdf", clerk.slip, name="online-refusal-slip"),
    path("truc-tuyen/<str:code>/tep/<int:pk>/", clerk_files.view_file, name="online-file"),
    path("truc-tuyen/<str:code>/tep/<int:pk>/tai-ve/", clerk_files.file, name="online-file-download"),
    path("truc-tuyen/<str:code>/tep/<int:pk>/trang/<int:page>.png", clerk_files.preview, name="online-file-page"),
]
