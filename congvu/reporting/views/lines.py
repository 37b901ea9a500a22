"""The parts of a report as its page draws them: a line for each indicator and project, and the survey's pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.measures.rules import QUOTIENTS, OverAgencies
from congvu.plans.models import Indicator, Target
from congvu.plans.rules.words import Progress
from congvu.reporting.forms.report import ReportForm
from congvu.reporting.models import Value
from congvu.reporting.rules import Source
from congvu.reporting.selectors.reports import Line, Whole
from congvu.reporting.selectors.spelling import asked_for
from congvu.reporting.selectors.surveys import begun_with, sheet_of
from congvu.reporting.views.showing import figure, quotient
from congvu.web.spelling import as_date, grouped


def lines_of(whole: Whole, form: ReportForm | None) -> list[dict[str, Any]]:
    """Each indicator with its target, what is told, what was and is measured, and the period before."""
    return [_line(whole, line, form) for line in whole.lines]


def _line(whole: Whole, line: Line, form: ReportForm | None) -> dict[str, Any]:
    indicator, value = line.target.indicator, line.value
    frozen = whole.told or (value is not None and value.measured_n is not None and form is None)
    now = line.measured
    return {
        "indicator": indicator,
        "target": wanted(line.target, line.wanted),
        "together": line.wanted is not None and line.wanted == line.target.value and _adds_up(indicator),
        "told": _told(value),
        "source": Source(value.source) if value and (value.n is not None or value.text) else None,
        "changed": value is not None and value.source == Source.CHANGED,
        "value": value,
        "measured": figure(value, measured=True) if frozen else quotient(now.seen.n, now.seen.d),
        "on": as_date(value.measured_on if frozen and value else now.on),
        "coverage": _coverage(line) if now.seen.n is not None and now.covered < now.coverage else "",
        "moved": quotient(now.seen.n, now.seen.d) if whole.told and line.moved else "",
        "moved_on": as_date(now.on),
        "evidence_url": reverse("reporting-evidence", args=[whole.report.pk, indicator.pk])
        if now.seen.n is not None
        else "",
        "before": _told(line.before),
        "fields": form.of_line(line) if form else [],
        "more": form.beside_line(line) if form else [],
        "metric": bool(indicator.metric_n),
    }


def wanted(target: Target, value: Any) -> str:
    """What is to be reached, in a few words."""
    if target.text:
        return target.text
    if target.day:
        return _("trước ngày {day}").format(day=as_date(target.day))
    return asked_for(target.indicator.unit, target.op, value, "", None) if value is not None else ""


def _adds_up(indicator: Indicator) -> bool:
    """Whether its target is what all agencies reach together."""
    return indicator.unit not in QUOTIENTS and indicator.over_agencies == OverAgencies.SUM


def projects_told(whole: Whole, form: ReportForm | None) -> list[dict[str, Any]]:
    """Each project that the agency leads, with what is told of it."""
    told = {one["project"]: one for one in whole.revision.projects}
    rows = []
    for project in whole.projects:
        one = told.get(project.code, {})
        paid = one.get("paid")
        rows.append(
            {
                "project": project,
                "progress": Progress(one["progress"]).label if one.get("progress") else "—",
                "paid": "—" if paid is None else _("{amount} đồng").format(amount=grouped(paid)),
                "note": one.get("note", ""),
                "fields": form.of_project(project) if form else [],
            }
        )
    return rows


def survey_of(whole: Whole) -> dict[str, Any]:
    """The pages of the form, and the answers as they stand."""
    sheet = sheet_of(whole.report.duty)
    answers = begun_with(whole.report, whole.revision)
    return {
        "pages": [
            (page.title, reverse("reporting-answers", args=[whole.report.pk, page.key]))
            for page in sheet.pages(answers)
        ],
        "answers": sheet.show(answers),
        "saved": whole.revision.answers is not None,
    }


def _told(value: Value | None) -> str:
    if value is not None and value.indicator.unit == "bool" and value.n is not None:
        return _("Có") if value.n else _("Không")
    if value is not None and value.text:
        return as_date(value.text)
    return figure(value)


def _coverage(line: Line) -> str:
    return _("mới đo được {covered}/{of} nguồn, ngày").format(covered=line.measured.covered, of=line.measured.coverage)
