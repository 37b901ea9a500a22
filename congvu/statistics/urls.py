"""Addresses of statistics."""

from django.urls import path

from congvu.statistics.views import board, quality, reports, scoring

urlpatterns = [
    path("thong-ke/", board.board, name="statistics-board"),
    path("thong-ke/danh-sach/", board.behind_number, name="statistics-list"),
    path("thong-ke/den-han-hom-nay/", board.due, name="statistics-due"),
    path("thong-ke/bao-cao/", reports.catalogue, name="statistics-reports"),
    path("thong-ke/bao-cao/<slug:key>/", reports.report, name="statistics-report"),
    path("thong-ke/so-theo-doi/", reports.register, name="statistics-register"),
    path("thong-ke/chi-so-766/", quality.index766, name="statistics-quality"),
    path("thong-ke/cham-diem/", scoring.ranking, name="statistics-scoring"),
    path("thong-ke/cham-diem/chot/", scoring.close_quarter, name="statistics-close-quarter"),
    path("thong-ke/cham-diem/<int:pk>/", scoring.score, name="statistics-score"),
    path("thong-ke/cham-diem/<int:pk>/tham-dinh/", scoring.appraise, name="statistics-appraise"),
]
