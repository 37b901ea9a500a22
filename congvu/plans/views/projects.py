"""The projects of a plan: the list, one of them, its form, and how far it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.plans.forms.substance_money import FollowForm, ProjectForm
from congvu.plans.models import Plan, Project
from congvu.plans.rules.printed import span
from congvu.plans.rules.telling import told_number
from congvu.plans.rules.words import IN_FORCE, WRITABLE, Progress
from congvu.plans.selectors.projects import grids, project_of, projects
from congvu.plans.selectors.targets import agencies_of, indicators_of
from congvu.plans.services.projects import follow_project, remove_project, set_project
from congvu.plans.views.frames import member, planner
from congvu.plans.views.substance import done, filled, frame, read
from congvu.web.access import actor_of, open_to

FACES = {
    Progress.PLANNED: "registered",
    Progress.RUNNING: "in_progress",
    Progress.DONE: "decided",
    Progress.STOPPED: "withdrawn",
}


@never_cache
@require_safe
@open_to(member)
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """All projects with what they cost, what was allocated and paid."""
    plan = read(request, slug)
    context = frame(request, plan, "plans-projects", _("Dự án, nhiệm vụ"))
    context["rows"] = [
        {
            "project": one.project,
            "url": reverse("plans-project", args=[slug, one.project.pk]),
            "lead": lead_of(one.project),
            "time": span(one.project.start, one.project.end),
            "face": FACES[Progress(one.project.progress)],
            "money": [
                (label, told_number(amount))
                for label, amount in (
                    (_("Dự kiến"), one.estimate), (_("Đã bố trí"), one.allocated), (_("Đã thanh toán"), one.paid)
                )
            ],
        }
        for one in projects(plan)
    ]  # fmt: skip
    return render(request, "plans/projects.html", context)


@never_cache
@require_safe
@open_to(member)
def project(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One project with its money."""
    plan = read(request, slug)
    found = project_of(plan, pk)
    return render(request, "plans/project.html", _context(request, plan, found) | {"form": _follow(found)})


@never_cache
@require_POST
@open_to(planner)
def follow(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say how far it is."""
    plan = read(request, slug)
    found = project_of(plan, pk)
    form = FollowForm(request.POST)
    return filled(
        request,
        form,
        lambda: follow_project(found.pk, **form.cleaned_data, by=actor_of(request), at=timezone.now()),
        _context(request, plan, found),
        said=_("Đã ghi tiến độ."),
        to=reverse("plans-project", args=[slug, pk]),
        template="plans/project.html",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def add_project(request: HttpRequest, slug: str) -> HttpResponse:
    """A new project."""
    return _form(request, read(request, slug), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planner)
def edit_project(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a project."""
    plan = read(request, slug)
    return _form(request, plan, project_of(plan, pk))


@never_cache
@require_POST
@open_to(planner)
def drop_project(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a project out of the plan, with its money."""
    found = project_of(read(request, slug), pk)
    return done(
        request,
        lambda: remove_project(found.pk, by=actor_of(request), at=timezone.now()),
        said=_("Đã xóa dự án."),
        to=reverse("plans-projects", args=[slug]),
    )


def lead_of(found: Project) -> str:
    """Who leads it, as the plan says; else the agency."""
    return found.leads or (found.lead.name if found.lead else "")


def _follow(found: Project) -> FollowForm:
    return FollowForm(initial={name: getattr(found, name) for name in ("progress", "finished_on", "note")})


def _context(request: HttpRequest, plan: Plan, found: Project) -> dict[str, Any]:
    decided = ", ".join(filter(None, (found.decision, f"{found.decided_on:%d/%m/%Y}" if found.decided_on else "")))
    context = frame(request, plan, "plans-projects", found.code)
    marks = (
        (found.in_long_plan, _("thuộc kế hoạch 5 năm đã duyệt")),
        (found.integrated, _("lồng ghép trong dự án khác")),
        (found.open_source, _("phần mềm nguồn mở")),
        (found.licences, _("mua bản quyền phần mềm")),
    )
    rows = [
        (_("Loại"), found.get_kind_display()),
        (_("Nhóm"), found.group),
        (_("Mục tiêu, quy mô"), found.goal),
        (_("Nội dung trong năm"), found.work),
        (_("Thời gian thực hiện"), span(found.start, found.end)),
        (_("Đơn vị chủ trì"), lead_of(found)),
        (_("Hình thức đầu tư, nguồn vốn"), found.funding),
        (_("Quyết định đầu tư"), decided),
        (_("Đánh dấu"), "; ".join(str(word) for yes, word in marks if yes)),
        (_("Phục vụ chỉ tiêu"), "\n".join(f"{one.code} {one.name}" for one in found.indicators.all())),
        (_("Ghi chú"), found.note),
    ]
    return context | {
        "project": found,
        "face": FACES[Progress(found.progress)],
        "rows": [row for row in rows if row[1]],
        "grids": grids(found),
        "may_follow": context["drafts"] and plan.state in (*WRITABLE, *IN_FORCE),
    }


def _form(request: HttpRequest, plan: Plan, found: Project | None) -> HttpResponse:
    form = ProjectForm(
        request.POST or None,
        plan=plan,
        agencies=agencies_of(plan, on=timezone.localdate(), also=found.lead_id if found else None),
        indicators=indicators_of(plan),
        project=found,
    )

    def deed() -> None:
        said, indicators = form.said()
        pk = found.pk if found else None
        by, at = actor_of(request), timezone.now()
        set_project(plan.pk, said, indicator_ids=indicators, project_id=pk, by=by, at=at)

    to = reverse("plans-project", args=[plan.slug, found.pk]) if found else reverse("plans-projects", args=[plan.slug])
    title = _("Sửa dự án {code}").format(code=found.code) if found else _("Thêm dự án, nhiệm vụ")
    return filled(
        request, form, deed, frame(request, plan, "plans-projects", title), said=_("Đã ghi dự án."), to=to
    )  # fmt: skip
