"""Report duties and reports for tests, here and in the rooms above."""

from datetime import date
from typing import Any

from congvu.agencies.models import Agency
from congvu.plans.models import Indicator, Plan
from congvu.plans.testing import AT
from congvu.reporting.models import Report, ReportDuty, Revision, Value
from congvu.reporting.rules import State


def make_duty(plan: Plan, code: str = "R-1", **more: Any) -> ReportDuty:
    """A saved quarterly duty of departments and communes to the plan's drafter, over the plan's years."""
    given = {
        "title": f"Báo cáo {code}", "scope": {"kinds": ["department", "commune_committee"]}, "receiver": plan.drafter,
        "frequency": "quarter", "first": date(plan.year_from, 1, 1), "last": date(plan.year_to, 12, 31),
        "made_by": "Mẫu", "made_at": AT, **more,
    }  # fmt: skip
    return ReportDuty.objects.create(plan=plan, code=code, **given)


def make_report(
    duty: ReportDuty, agency: Agency, period: str, values: dict[Indicator, tuple[Any, Any]] | None = None, **more: Any
) -> Report:
    """A saved report, accepted unless said otherwise, with its figures as (n, d)."""
    given = {"state": State.ACCEPTED, "due_at": AT, "opened_at": AT, "submitted_at": AT, "accepted_at": AT, **more}
    report = Report.objects.create(duty=duty, agency=agency, period=period, **given)
    Revision.objects.create(
        report=report, number=report.revision, submitted_by="Mẫu" if report.submitted_at else "",
        submitted_at=report.submitted_at,
    )  # fmt: skip
    Value.objects.bulk_create(
        Value(
            report=report, revision=report.revision, duty=duty, agency=agency, indicator=indicator, period=period,
            n=n, d=d, counted=report.state in (State.SUBMITTED, State.ACCEPTED),
        )
        for indicator, (n, d) in (values or {}).items()
    )  # fmt: skip
    return report
