"""Projects and tasks of a plan, and how far they are."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Indicator, Plan, Project
from congvu.plans.rules.words import Progress, ProjectKind
from congvu.plans.services.changes import put
from congvu.plans.services.rights import as_planner, plan_to_follow, plan_to_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """What is said of a project. How far it is, is told apart (`follow_project`)."""

    code: str
    name: str
    printed: str = ""
    group: str = ""
    goal: str = ""
    work: str = ""
    start: int | None = None
    end: int | None = None
    lead_id: int | None = None
    leads: str = ""
    kind: str = ProjectKind.OTHER
    funding: str = ""
    decision: str = ""
    decided_on: date | None = None
    in_long_plan: bool = False
    integrated: bool = False
    open_source: bool = False
    licences: bool = False
    note: str = ""


@transaction.atomic
def set_project(
    plan_id: int,
    said: Undertaking,
    *,
    indicator_ids: list[int] | None = None,
    project_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Project:
    """Write a project of a plan, or change one (`project_id`). `indicator_ids` are those that it serves; None leaves
    them.

    Refusals: plans.not_found, not_drafter, not_writable, project_unknown, title_empty, code_taken, project_years,
    lead_unknown, indicator_unknown.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    project = _project(plan, project_id) if project_id else Project(plan=plan)
    was = put(project, _checked(plan, project, said))
    if project.pk is None:
        last: int | None = plan.projects.aggregate(last=Max("order"))["last"]
        project.order = (last or 0) + 1
    project.save()
    if indicator_ids is not None:
        found = list(Indicator.objects.filter(pk__in=indicator_ids))
        if len(found) != len({*indicator_ids}):
            raise Refusal(refusals.INDICATOR_UNKNOWN, field="indicators")
        project.indicators.set(found)
    record(
        events.PROJECT_SET, plan, by=as_planner(by, plan), at=at, code=project.code, name=project.name, was=was,
        revision=plan.revision,
    )  # fmt: skip
    return project


@transaction.atomic
def remove_project(project_id: int, *, by: Actor, at: datetime) -> None:
    """Take a project out of its plan, with its money. Refusals: plans.project_unknown, not_drafter, not_writable."""
    plan = plan_to_write(plan_of_project(project_id), by=by, at=at)
    project = _project(plan, project_id)
    record(
        events.PROJECT_REMOVED, plan, by=as_planner(by, plan), at=at, code=project.code, name=project.name,
        revision=plan.revision,
    )  # fmt: skip
    project.delete()


@transaction.atomic
def follow_project(
    project_id: int, *, progress: str, finished_on: date | None = None, note: str | None = None, by: Actor, at: datetime
) -> Project:
    """Say how far a project is; also while the plan is in force. `note` says why it is late; None leaves it.

    Refusals: plans.project_unknown, not_drafter, not_writable, finished_when, finished_later.
    """
    plan = plan_to_follow(plan_of_project(project_id), by=by, at=at)
    project = _project(plan, project_id)
    if (progress == Progress.DONE) != (finished_on is not None):
        raise Refusal(refusals.FINISHED_WHEN, field="finished_on")
    if finished_on and finished_on > timezone.localdate(at):
        raise Refusal(refusals.FINISHED_LATER, field="finished_on")
    before = project.get_progress_display()
    project.progress, project.finished_on = Progress(progress), finished_on
    project.note = project.note if note is None else note.strip()
    project.told_on = timezone.localdate(at)
    project.save(update_fields=["progress", "finished_on", "note", "told_on"])
    record(
        events.PROJECT_FOLLOWED, plan, by=as_planner(by, plan), at=at, code=project.code,
        progress=project.get_progress_display(), was=before, revision=plan.revision,
        finished_on=finished_on.isoformat() if finished_on else "",
    )  # fmt: skip
    return project


def plan_of_project(project_id: int) -> int:
    """The key of a project's plan. Refusal: plans.project_unknown."""
    plan_id = Project.objects.filter(pk=project_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.PROJECT_UNKNOWN)
    return plan_id


def _project(plan: Plan, project_id: int) -> Project:
    project = plan.projects.filter(pk=project_id).first()
    if project is None:
        raise Refusal(refusals.PROJECT_UNKNOWN)
    return project


def _checked(plan: Plan, project: Project, said: Undertaking) -> Undertaking:
    said = replace(said, code=said.code.strip(), name=" ".join(said.name.split()))
    if not said.code or not said.name:
        raise Refusal(refusals.TITLE_EMPTY, field="name" if said.code else "code")
    if plan.projects.filter(code=said.code).exclude(pk=project.pk).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=said.code)
    if said.start and said.end and said.end < said.start:
        raise Refusal(refusals.PROJECT_YEARS, field="end")
    if said.lead_id is not None and not Agency.objects.filter(pk=said.lead_id).exists():
        raise Refusal(refusals.LEAD_UNKNOWN, field="lead")
    return said
