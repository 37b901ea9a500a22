"""The 26 report duties of the seed plans, as rows. None of these plans lives any more: nothing is opened by them."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from congvu.base.strict_yaml import load
from congvu.plans.models import Plan
from congvu.reporting.models import ReportDuty

FILE = Path(__file__).parent.parent / "data" / "duties.yaml"
# What is told of a plan's targets; the others are words, those of owners of projects their projects.
OF_INDICATORS = {"R-01", "R-06", "R-18", "R-21"}
OF_PROJECTS = {"R-12", "R-13"}


def build_duties(*, at: datetime) -> dict[str, ReportDuty]:
    """The duties, by code."""
    told = load(FILE.read_text(encoding="utf-8")).data
    plans = {plan.slug: plan for plan in Plan.objects.filter(slug__in={one["plan"] for one in told})}
    rows = ReportDuty.objects.bulk_create(_duty(one, plans[one["plan"]], at) for one in told)
    return {row.code: row for row in rows}


def _duty(told: Mapping[str, Any], plan: Plan, at: datetime) -> ReportDuty:
    return ReportDuty(
        plan=plan, code=told["code"], title=told["title"], scope=told.get("scope", {}), receiver_id=plan.drafter_id,
        frequency=told["frequency"], first=date(plan.year_from, 1, 1), last=date(plan.year_to, 12, 31),
        asks_indicators=told["code"] in OF_INDICATORS, asks_projects=told["code"] in OF_PROJECTS,
        told={key: told[key] for key in ("who", "to", "when", "section")}, active=False, made_by="Dữ liệu trình diễn",
        made_at=at,
    )  # fmt: skip
