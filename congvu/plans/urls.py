"""Addresses of plans."""

from django.urls import path

from congvu.plans.views import (
    assigning,
    baselines,
    comments,
    course,
    documents,
    doubts,
    legal,
    lists,
    money,
    plan,
    projects,
    section,
    tables,
    targets,
    versions,
)
from congvu.plans.views import importing as tables_in

PLAN = "lap-ke-hoach/<slug:slug>/"
writing = [
    path("lap-ke-hoach/", lists.index, name="plans-list"),
    path("lap-ke-hoach/bat-dau/", lists.begin, name="plans-begin"),
    path("lap-ke-hoach/van-ban/", legal.register, name="plans-legal"),
    path(PLAN, plan.plan, name="plans-plan"),
    path(f"{PLAN}ten/", plan.rename, name="plans-rename"),
    path(f"{PLAN}muc/them/", section.add, name="plans-section-add"),
    path(f"{PLAN}muc/<int:pk>/", section.section, name="plans-section"),
    path(f"{PLAN}muc/<int:pk>/ten/", section.name, name="plans-section-name"),
    path(f"{PLAN}muc/<int:pk>/chuyen/", section.move, name="plans-section-move"),
    path(f"{PLAN}muc/<int:pk>/bo/", section.skip, name="plans-section-skip"),
    path(f"{PLAN}muc/<int:pk>/khoi-phuc/", section.restore, name="plans-section-restore"),
    path(f"{PLAN}muc/<int:pk>/xoa/", section.remove, name="plans-section-remove"),
    path(f"{PLAN}muc/<int:pk>/so-lieu/", section.figures, name="plans-section-figures"),
    path(f"{PLAN}muc/<int:pk>/can-cu/", section.legal, name="plans-section-legal"),
    path(f"{PLAN}ban/", versions.versions, name="plans-versions"),
    path(f"{PLAN}so-sanh/", versions.compare, name="plans-compare"),
    path(f"{PLAN}y-kien/", comments.comments, name="plans-comments"),
    path(f"{PLAN}y-kien/nhat-tri/", comments.agree, name="plans-agree"),
    path(f"{PLAN}y-kien/<int:pk>/tra-loi/", comments.answer, name="plans-answer"),
    path(f"{PLAN}lay-y-kien/", course.send_for_comment, name="plans-send-for-comment"),
    path(f"{PLAN}trinh/", course.submit, name="plans-submit"),
    path(f"{PLAN}phe-duyet/", course.approve, name="plans-approve"),
    path(f"{PLAN}tra-lai/", course.send_back, name="plans-send-back"),
    path(f"{PLAN}cong-bo/", course.publish, name="plans-publish"),
    path(f"{PLAN}sua-doi/", course.amend, name="plans-amend"),
    path(f"{PLAN}ket-thuc/", course.end, name="plans-end"),
    path(f"{PLAN}doc/", documents.read, name="plans-read"),
    path(f"{PLAN}tai/<str:form>/", documents.document, name="plans-document"),
]

substance = [
    path("lap-ke-hoach/<slug:slug>/muc-tieu/", targets.targets, name="plans-targets"),
    path("lap-ke-hoach/<slug:slug>/muc-tieu/them/", targets.add_target, name="plans-add-target"),
    path("lap-ke-hoach/<slug:slug>/muc-tieu/<int:pk>/", assigning.target, name="plans-target"),
    path("lap-ke-hoach/<slug:slug>/muc-tieu/<int:pk>/sua/", targets.edit_target, name="plans-edit-target"),
    path("lap-ke-hoach/<slug:slug>/muc-tieu/<int:pk>/xoa/", targets.drop_target, name="plans-drop-target"),
    path("lap-ke-hoach/<slug:slug>/muc-tieu/<int:pk>/giao/", assigning.assign_target, name="plans-assign"),
    path("lap-ke-hoach/<slug:slug>/muc-tieu/<int:pk>/bo-giao/", assigning.undo, name="plans-undo-assignment"),
    path("lap-ke-hoach/<slug:slug>/chi-tieu/them/", targets.add_indicator, name="plans-add-indicator"),
    path("lap-ke-hoach/<slug:slug>/chi-tieu/<int:pk>/", targets.indicator, name="plans-indicator"),
    path("lap-ke-hoach/<slug:slug>/hien-trang/", baselines.baselines, name="plans-baselines"),
    path("lap-ke-hoach/<slug:slug>/hien-trang/them/", baselines.add_baseline, name="plans-add-baseline"),
    path("lap-ke-hoach/<slug:slug>/hien-trang/<int:pk>/", baselines.baseline, name="plans-baseline"),
    path("lap-ke-hoach/<slug:slug>/hien-trang/<int:pk>/xoa/", baselines.drop_baseline, name="plans-drop-baseline"),
    path("lap-ke-hoach/<slug:slug>/du-an/", projects.listed, name="plans-projects"),
    path("lap-ke-hoach/<slug:slug>/du-an/them/", projects.add_project, name="plans-add-project"),
    path("lap-ke-hoach/<slug:slug>/du-an/<int:pk>/", projects.project, name="plans-project"),
    path("lap-ke-hoach/<slug:slug>/du-an/<int:pk>/sua/", projects.edit_project, name="plans-edit-project"),
    path("lap-ke-hoach/<slug:slug>/du-an/<int:pk>/xoa/", projects.drop_project, name="plans-drop-project"),
    path("lap-ke-hoach/<slug:slug>/du-an/<int:pk>/tien-do/", projects.follow, name="plans-follow"),
    path("lap-ke-hoach/<slug:slug>/du-an/<int:pk>/kinh-phi/", money.money, name="plans-money"),
    path("lap-ke-hoach/<slug:slug>/du-an/<int:pk>/kinh-phi/<int:row>/", money.amount, name="plans-amount"),
    path(
        "lap-ke-hoach/<slug:slug>/du-an/<int:pk>/kinh-phi/<int:row>/xoa/", money.drop_amount, name="plans-drop-amount"
    ),
    path("lap-ke-hoach/<slug:slug>/tong-kinh-phi/", money.totals, name="plans-budgets"),
    path("lap-ke-hoach/<slug:slug>/tong-kinh-phi/them/", money.add_budget, name="plans-add-budget"),
    path("lap-ke-hoach/<slug:slug>/tong-kinh-phi/<int:pk>/", money.budget, name="plans-budget"),
    path("lap-ke-hoach/<slug:slug>/tong-kinh-phi/<int:pk>/xoa/", money.drop_budget, name="plans-drop-budget"),
    path("lap-ke-hoach/<slug:slug>/nghi-van/", doubts.listed, name="plans-doubts"),
    path("lap-ke-hoach/<slug:slug>/bieu/", tables.listed, name="plans-tables"),
    path("lap-ke-hoach/<slug:slug>/bieu/<str:key>/", tables.one, name="plans-table"),
    path("lap-ke-hoach/<slug:slug>/bieu.ods", tables.file, name="plans-tables-file"),
]

importing = [
    path("lap-ke-hoach/<slug:slug>/nhap/", tables_in.imports, name="plans-imports"),
    path("lap-ke-hoach/<slug:slug>/nhap/<int:pk>/", tables_in.review, name="plans-import"),
    path("lap-ke-hoach/<slug:slug>/nhap/<int:pk>/sua/", tables_in.change, name="plans-import-change"),
]

urlpatterns = [*writing, *substance, *importing]
