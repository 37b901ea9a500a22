"""What an agency tells of the projects that it leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.measures.rules import term
from congvu.plans.rules.words import Progress
from congvu.plans.services import Heard, hear
from congvu.reporting import refusals
from congvu.reporting.models import Report, Revision
from congvu.reporting.selectors.reports import projects_of

MOST = 10**15
LONGEST = 500


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """How far a project is, and what was paid for it in the year until the period's end, in đồng; None is not known."""

    project: str
    progress: str = ""
    paid: int | None = None
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was told."""
        return not (self.progress or self.note) and self.paid is None


def checked_projects(report: Report, told: Sequence[ProjectTold]) -> list[dict[str, Any]]:
    """What was told, as it is kept. Refusals: reporting.project_unknown, progress_unknown, money_wrong, too_long."""
    known = {project.code: project.pk for project in projects_of(report)}
    kept = []
    for one in told:
        if one.project not in known:
            raise Refusal(refusals.PROJECT_UNKNOWN, project=one.project)
        key = known[one.project]
        if one.progress and one.progress not in Progress.values:
            raise Refusal(refusals.PROGRESS_UNKNOWN, field=f"progress_{key}")
        if one.paid is not None and not 0 <= one.paid < MOST:
            raise Refusal(refusals.MONEY_WRONG, field=f"paid_{key}")
        if len(one.note) > LONGEST:
            raise Refusal(refusals.TOO_LONG, field=f"note_{key}", most=LONGEST)
        if not one.empty:
            kept.append({"project": one.project, "progress": one.progress, "paid": one.paid, "note": one.note.strip()})
    return kept


def take_over(report: Report, revision: Revision, *, by: Actor, at: datetime) -> None:
    """What an accepted report told of projects comes into its plan: as of the period's last day, or of the day on which
    it was told where that is earlier."""
    if report.duty.plan_id is None or not revision.projects:
        return
    asked = term(report.period)
    told_on = timezone.localdate(report.submitted_at or at)
    hear(
        report.duty.plan_id, [Heard(**one) for one in revision.projects], on=min(asked.days.last, told_on),
        source=f"Báo cáo của {report.agency.name}, {asked.label}"[:200], by=by, at=at,
    )  # fmt: skip
