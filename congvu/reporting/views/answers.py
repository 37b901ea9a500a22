"""A survey's form, page by page, and what stands behind a measured figure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.base.refusals import Refusal
from congvu.measures.rules import term
from congvu.measures.selectors import evidence as evidence_of
from congvu.plans.models import Indicator
from congvu.reporting import refusals, services
from congvu.reporting.selectors import reports
from congvu.reporting.selectors.surveys import begun_with, sheet_of
from congvu.reporting.services.holding import WRITERS
from congvu.reporting.views.showing import number_in, planners, reporters
from congvu.sheet import Page, Reading, Sheet
from congvu.web.access import actor_of, open_to
from congvu.web.templatetags.web import mistakes


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(planners)
def answers(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One page of the form. What is right is saved; what is wrong stands in the form again."""
    viewer = actor_of(request)
    found = reports.report_for(viewer, pk)
    if not viewer.holds(*WRITERS, at=found.agency_id):
        raise Refusal(refusals.NOT_YOURS, agency=found.agency.name)
    whole = reports.whole(found, revision=found.revision)
    sheet = sheet_of(found.duty)
    page = next((one for one in sheet.pages() if one.key == key), None)
    if page is None:
        raise Http404
    if not reports.may_write(viewer, whole):
        return redirect("reporting-report", pk)
    stored = begun_with(found, whole.revision)
    if request.method != "POST":
        return _page(request, whole, sheet, page, Reading(stored, {}, stored))
    reading = sheet.read(request.POST, page=key, answers=stored)
    if reading.more or reading.errors:
        return _page(request, whole, sheet, page, reading)
    seen = number_in(request, "seen")
    try:
        services.write(pk, answers=reading.values, seen=seen, by=viewer, at=timezone.now())
    except Refusal as refusal:
        if refusal.no is not refusals.CHANGED_MEANWHILE:
            raise
        found = reports.report_for(viewer, pk)
        return _page(request, reports.whole(found, revision=found.revision), sheet, page, reading, refusal)
    return _onward(request, pk, sheet, page, reading.values)


def _onward(request: HttpRequest, pk: int, sheet: Sheet, page: Page, values: dict[str, Any]) -> HttpResponse:
    asked = sheet.pages(values)
    keys = [one.key for one in asked]
    place = keys.index(page.key) + 1 if page.key in keys else len(keys)
    if "leave" in request.POST or place >= len(keys):
        messages.success(request, _("Đã lưu phiếu. Xem lại rồi nộp."))
        return redirect(reverse("reporting-report", args=[pk]) + "#phieu")
    return redirect("reporting-answers", pk, keys[place])


def _page(
    request: HttpRequest, whole: reports.Whole, sheet: Sheet, page: Page, reading: Reading,
    refused: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    asked = sheet.pages(reading.values)
    fields = sheet.fields(reading.typed or None, reading.errors, more=reading.more, page=page.key)
    number = next((place for place, one in enumerate(asked, 1) if one.key == page.key), 1)
    context = {
        "report": whole.report,
        "term": whole.term,
        "page": page,
        "number": number,
        "count": len(asked),
        "fields": fields,
        "mistakes": [] if reading.more else mistakes(fields),
        "before": reverse("reporting-answers", args=[whole.report.pk, asked[number - 2].key]) if number > 1 else "",
        "refusal": refused.sentence if refused else "",
        "crumbs": [
            (_("Báo cáo phải nộp"), reverse("reporting-mine")),
            (whole.report.duty.title, reverse("reporting-report", args=[whole.report.pk])),
            (page.title, ""),
        ],
    }
    status = refused.status if refused else 422 if reading.errors and not reading.more else 200
    return render(request, "reporting/answers.html", context, status=status)


@never_cache
@require_safe
@open_to(reporters)
def evidence(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    """What a measured figure is made of: where its dossiers, pages or people are listed."""
    viewer = actor_of(request)
    found = reports.report_for(viewer, pk)
    period = term(found.period)
    known = {one.indicator_id: one.indicator for one in reports.asked_in(found, period)}
    if indicator not in known:
        raise Http404
    context = {
        "report": found,
        "term": period,
        "indicator": known[indicator],
        "parts": _parts(known[indicator], found, viewer),
        "crumbs": [
            (found.duty.title, reverse("reporting-report", args=[pk])),
            (known[indicator].name, ""),
        ],
    }
    return render(request, "reporting/evidence.html", context)


def _parts(indicator: Indicator, found: Any, viewer: Any) -> list[dict[str, Any]]:
    days = term(found.period).days
    parts = (
        (_("Tử số"), indicator.numerator, indicator.metric_n),
        (_("Mẫu số"), indicator.denominator, indicator.metric_d),
    )
    return [
        {"label": label, "words": words, "lines": evidence_of(metric, found.agency, period=days, viewer=viewer)}
        for label, words, metric in parts
        if metric
    ]
