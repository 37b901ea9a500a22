"""Addresses of reporting: what agencies owe and tell, what is received, the duties and surveys themselves."""

from django.urls import URLPattern, path

from congvu.reporting.views import answers, consolidated, duties, figures, mine, received, report, surveys

HERE = "bao-cao-ke-hoach/"

reporting: list[URLPattern] = [
    path(HERE, mine.mine, name="reporting-mine"),
    path(f"{HERE}<int:pk>/", report.report, name="reporting-report"),
    path(f"{HERE}<int:pk>/nop/", report.submit, name="reporting-submit"),
    path(f"{HERE}<int:pk>/duyet/", report.accept, name="reporting-accept"),
    path(f"{HERE}<int:pk>/tra-lai/", report.return_, name="reporting-return"),
    path(f"{HERE}<int:pk>/mo-lai/", report.reopen, name="reporting-reopen"),
    path(f"{HERE}<int:pk>/phieu/<slug:key>/", answers.answers, name="reporting-answers"),
    path(f"{HERE}<int:pk>/minh-chung/<int:indicator>/", answers.evidence, name="reporting-evidence"),
    path(f"{HERE}nhan-duoc/", received.received, name="reporting-received"),
    path(f"{HERE}nhan-duoc/<int:pk>/<slug:code>/", received.period, name="reporting-period"),
    path(f"{HERE}nhan-duoc/<int:pk>/<slug:code>/khoa/", received.lock, name="reporting-lock"),
    path(f"{HERE}nhan-duoc/<int:pk>/<slug:code>/mo-khoa/", received.unlock, name="reporting-unlock"),
    path(f"{HERE}che-do/", duties.duties, name="reporting-duties"),
    path(f"{HERE}che-do/them/", duties.create, name="reporting-duty-create"),
    path(f"{HERE}che-do/<int:pk>/", duties.duty, name="reporting-duty"),
    path(f"{HERE}che-do/<int:pk>/dung/", duties.stop, name="reporting-duty-stop"),
    path(f"{HERE}che-do/<int:pk>/yeu-cau/", duties.ask, name="reporting-ask"),
    path(f"{HERE}khao-sat/them/", surveys.create, name="reporting-survey-create"),
    path(f"{HERE}nhan-duoc/<int:pk>/<slug:code>/khao-sat/", surveys.survey, name="reporting-survey"),
]

consolidating: list[URLPattern] = [
    path(f"{HERE}tong-hop/<int:pk>/<str:period>/", consolidated.now, name="reporting-consolidated"),
    path(f"{HERE}tong-hop/<int:pk>/<str:period>/lap/", consolidated.freeze, name="reporting-consolidate"),
    path(f"{HERE}tong-hop/<int:pk>/<str:period>/<str:code>/", figures.figure, name="reporting-figure"),
    path(f"{HERE}ban-tong-hop/<int:pk>/", consolidated.frozen, name="reporting-consolidation"),
    path(f"{HERE}dien-giai/<slug:slug>/<str:code>/<str:period>/", figures.explained, name="reporting-explain"),
]
urlpatterns: list[URLPattern] = [*reporting, *consolidating]
