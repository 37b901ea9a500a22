"""The leaders' pages: every plan with how its targets stand, and one plan on one page."""

from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.base.actors import Actor
from congvu.plans.models import Plan
from congvu.plans.rules.words import State as PlanState
from congvu.plans.selectors.plans import plan_for, sees_draft, visible
from congvu.plans.selectors.versions import public_content
from congvu.progress.rules import State
from congvu.progress.selectors import courses, ranking, standing
from congvu.progress.selectors.standing import Line, Summary
from congvu.progress.views import addresses
from congvu.progress.views.asking import READS, exported, exports
from congvu.progress.views.drawing import (
    ORDER,
    badge,
    line_of,
    money_charts,
    money_tables,
    share_chart,
    shown,
    targets_table,
)
from congvu.progress.views.sheets import first_of
from congvu.web.access import actor_of, open_to

PAGE = 10
HELD = (PlanState.APPROVED, PlanState.PUBLISHED, PlanState.ENDED)


@never_cache
@require_safe
@open_to(READS)
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that the viewer may open, with how many targets stand how."""
    found = visible(actor_of(request)).exclude(number="").order_by("specimen", "-year_to", "slug")
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    rows = standing.summaries(list(page), today=timezone.localdate())
    context = {
        "rows": [_row(one) for one in rows],
        "states": list(State),
        "newer_url": f"?trang={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?trang={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "progress/plans.html", context)


def _row(one: Summary) -> dict[str, Any]:
    return {
        "plan": one.plan,
        "url": reverse("progress-plan", args=[one.plan.slug]) + f"?nam={one.year}",
        "year": one.year,
        "counts": [(badge(state), one.counts[state]) for state in State],
        "many": one.many,
        "told": one.told,
    }


@never_cache
@require_safe
@open_to(READS)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan: what a leader reads in a minute, and behind every number what it is made of."""
    viewer, today = actor_of(request), timezone.localdate()
    found = plan_for(viewer, slug)
    told = courses.reported([found], today=today).get(found.pk)
    year = _asked_year(request, found, told)
    lines = lines_for(viewer, found, year)
    period = _("Năm {year}").format(year=year)
    if file := exported(request, lambda: targets_table(found, lines), agency=found.issuer, period=period):
        return file
    delays = standing.late_projects(found, today=today)
    tables = money_tables(standing.amounts(found), address=addresses.money(found))
    context = {
        "plan": found,
        "year": year,
        "tabs": [
            {"label": str(one), "url": f"?nam={one}", "here": one == year}
            for one in range(found.year_from, found.year_to + 1)
        ],
        "figures": _figures(lines, told, len(delays)),
        "charts": share_chart(standing.counts(lines)),
        "groups": _groups(found, lines),
        "money": [shown(one) for one in tables],
        "money_charts": money_charts(tables),
        "has_money": any(one.rows for one in tables),
        "delays": [
            {"project": one.project, "late": one.late, "url": addresses.project(found, one.project.pk)}
            for one in delays
        ],
        "rankings": [
            first_of(one, reverse("progress-scheme", args=[one.scheme_id])) for one in ranking.published_rankings(found)
        ],
        "plan_url": addresses.plan_page(found),
        "public_url": addresses.public(found),
        "exports": exports(f"?nam={year}"),
        "printed_on": min(today, date(year, 12, 31)),
        "crumbs": [(_("Tiến độ"), reverse("progress-plans")), (found.title, "")],
    }
    return render(request, "progress/plan.html", context)


def lines_for(viewer: Actor, found: Plan, year: int) -> list[Line]:
    """The targets as the viewer may see them: those at work, or those of the published version."""
    today = timezone.localdate()
    if found.state in HELD or sees_draft(viewer, found):
        return standing.lines(found, year=year, today=today)
    content = public_content(found) or {"targets": []}
    return standing.lines_of(found, courses.aims_in(found, content), year=year, today=today)


def _asked_year(request: HttpRequest, found: Plan, told: courses.Told | None) -> int:
    typed = request.GET.get("nam", "")
    if typed.isdecimal() and len(typed) == 4 and found.year_from <= int(typed) <= found.year_to:
        return int(typed)
    return standing.year_of(found, timezone.localdate(), told)


def _figures(lines: list[Line], told: courses.Told | None, late: int) -> list[dict[str, Any]]:
    many = standing.counts(lines)
    made: list[dict[str, Any]] = [
        {
            "label": state.label,
            "number": many[state],
            "tone": badge(state)["tone"] if many[state] else "",
            "url": f"#{state}" if many[state] else "",
        }
        for state in State
    ]
    if told:
        made.append({
            "label": _("cơ quan đã báo cáo, {period}").format(period=told.period.label),
            "number": told.known, "whole": told.expected, "tone": "",
            "url": addresses.consolidated(told.duties, told.period.code),
        })  # fmt: skip
    made.append(
        {"label": _("dự án chậm"), "number": late, "tone": "bad" if late else "", "url": "#du-an" if late else ""}
    )
    return made


def _groups(found: Plan, lines: list[Line]) -> list[dict[str, Any]]:
    """What is behind comes first."""
    ordered = sorted(lines, key=lambda line: ORDER.index(line.standing.state))
    return [
        {"badge": badge(state), "lines": [line_of(found, line) for line in some]}
        for state, some in groupby(ordered, key=lambda line: line.standing.state)
    ]
