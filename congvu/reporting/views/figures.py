"""One figure: the agencies behind it, and how it came to be, line by line."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.base.refusals import Refusal
from congvu.measures.rules import Figure
from congvu.plans.models import Plan
from congvu.reporting import refusals
from congvu.reporting.rules.judging import standing
from congvu.reporting.selectors.consolidated_tables import Shape, by_agency_table, verdict
from congvu.reporting.selectors.explaining import explain
from congvu.reporting.selectors.reviewers import duty_for, reads_plan, term_of_duty
from congvu.reporting.selectors.spelling import quotient, wanted
from congvu.reporting.selectors.told import ByAgency, by_agency_of
from congvu.reporting.views.showing import exported, links_from, received_crumb, receivers
from congvu.reporting.views.tables import shown
from congvu.web.access import actor_of, open_to


@never_cache
@require_safe
@open_to(receivers)
def figure(request: HttpRequest, pk: int, period: str, code: str) -> HttpResponse:
    """What each agency told of one indicator, with what was measured beside it."""
    viewer = actor_of(request)
    duty = duty_for(viewer, pk)
    asked = term_of_duty(duty, period)
    found = by_agency_of(duty, asked, code, unsaid=_("Chưa báo cáo"), viewer=viewer)
    title = _("{code} theo cơ quan, {period}").format(code=code, period=asked.label)
    table = by_agency_table(
        found.rows, Shape(found.indicator.unit, found.indicator.over_agencies), title, _notes(found)
    )
    if file := exported(request, table, agency=duty.receiver, period=asked.label):
        return file
    back = reverse("reporting-consolidated", args=[duty.pk, asked.code])
    context = {
        "title": title,
        "found": found,
        "facts": _facts(found),
        "table": shown(table),
        "explain_url": reverse("reporting-explain", args=[duty.plan.slug, code, asked.code]) if duty.plan else "",
        "exports": links_from("?"),
        "crumbs": [received_crumb(), (f"{duty.title}, {asked.label}", back), (found.indicator.code, "")],
    }
    return render(request, "reporting/figure.html", context)


def _facts(found: ByAgency) -> list[tuple[str, str]]:
    """What the figure is, in a few lines."""
    verdict_ = verdict(standing(found.indicator, found.expected.target, found.figure), found.figure)
    facts = [
        (_("Mục tiêu"), wanted(found.indicator, found.expected.target)),
        (_("Số liệu báo cáo"), quotient(found.indicator, found.figure)),
        (_("Kết quả"), verdict_),
        (_("Đã báo cáo"), _share(found.figure)),
    ]
    if found.measured is not None:
        facts.append((_("Hệ thống đo hiện nay"), quotient(found.indicator, found.measured)))
    return facts


def _share(figure: Figure) -> str:
    return _("{known} trên {expected} cơ quan").format(known=figure.known, expected=figure.expected)


def _notes(found: ByAgency) -> list[str]:
    """Who is exempt, and where the measured figure stands alone."""
    notes = [
        _("Không phải thực hiện: {name}. Lý do: {reason}").format(name=agency.name, reason=reason or "—")
        for agency, reason in found.expected.exempt
    ]
    if not found.figure.known and found.measured is not None:
        notes.append(_("Chưa cơ quan nào báo cáo: số đo đứng một mình."))
    return notes


@never_cache
@require_safe
@open_to(receivers)
def explained(request: HttpRequest, slug: str, code: str, period: str) -> HttpResponse:
    """How a figure of a plan came to be."""
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None or not reads_plan(actor_of(request), plan):
        raise Refusal(refusals.NOT_FOUND)
    found = explain(plan, code, period)
    title = _("Số {code}, {period} từ đâu mà có").format(code=code, period=found.term.label)
    context: dict[str, Any] = {
        "title": title,
        "plan": plan,
        "found": found,
        "result": quotient(found.indicator, found.figure),
        "crumbs": [(plan.title, ""), (title, "")],
    }
    return render(request, "reporting/explain.html", context)
