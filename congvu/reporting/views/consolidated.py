"""The receiver's pages: a period added up as it stands now, frozen and sent on, and what has changed since."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.measures.rules import Frequency, Term, term, terms
from congvu.reporting.forms.consolidating import ConsolidateForm
from congvu.reporting.models import Consolidation, ReportDuty
from congvu.reporting.selectors.consolidated_tables import moved, table_of
from congvu.reporting.selectors.contents import content_now
from congvu.reporting.selectors.reviewers import READERS, consolidation_for, duty_for, term_of_duty
from congvu.reporting.services.consolidating import consolidate
from congvu.reporting.views.showing import exported, links_from, received_crumb, receivers
from congvu.reporting.views.tables import shown
from congvu.web import charts
from congvu.web.access import actor_of, open_to
from congvu.web.charts import Chart, Series
from congvu.web.forms import show

MOST_BARS = 40


@never_cache
@require_safe
@open_to(receivers)
def now(request: HttpRequest, pk: int, period: str) -> HttpResponse:
    """All indicators of a period as they stand, each leading to its agencies."""
    duty = duty_for(actor_of(request), pk)
    return _page(request, duty, term_of_duty(duty, period), ConsolidateForm())


@never_cache
@require_POST
@open_to(receivers)
def freeze(request: HttpRequest, pk: int, period: str) -> HttpResponse:
    """Freeze it, with what is missing, and show what was frozen."""
    viewer = actor_of(request)
    duty = duty_for(viewer, pk)
    asked, form = term_of_duty(duty, period), ConsolidateForm(request.POST)
    if form.is_valid():
        try:
            made = consolidate(duty.pk, asked.code, sent_to=form.cleaned_data["sent_to"], by=viewer, at=timezone.now())
            return redirect("reporting-consolidation", made.pk)
        except Refusal as refusal:
            show(refusal, form)
    return _page(request, duty, asked, form)


@never_cache
@require_safe
@open_to(receivers)
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """A consolidation as it was sent on, and what is told otherwise now."""
    found = consolidation_for(actor_of(request), pk)
    duty, period = found.duty, term(found.period)

    if file := exported(request, table_of(found.content, whole=True), agency=duty.receiver, period=period.label):
        return file
    live = content_now(duty, period, on=timezone.localdate())
    title = _("Báo cáo tổng hợp số {number}, {period}").format(number=found.number, period=period.label)
    context = {
        "title": title,
        "consolidation": found,
        "duty": duty,
        "table": shown(table_of(found.content)),
        "moved": moved(found.content, live),
        "now_url": reverse("reporting-consolidated", args=[duty.pk, period.code]),
        "exports": links_from("?"),
        "crumbs": [*_crumbs(duty, period), (title, "")],
    }
    return render(request, "reporting/consolidation.html", context)


def _page(request: HttpRequest, duty: ReportDuty, period: Term, form: ConsolidateForm) -> HttpResponse:
    content = content_now(duty, period, on=timezone.localdate())

    if file := exported(request, table_of(content, whole=True), agency=duty.receiver, period=period.label):
        return file
    viewer = actor_of(request)
    context = {
        "title": _("Tổng hợp {period}").format(period=period.label),
        "duty": duty,
        "content": content,
        "table": shown(table_of(content, address=lambda code: _figure(duty, period, code))),
        "charts": _charts(content),
        "tabs": _tabs(duty, period),
        "form": form if viewer.holds(*READERS, at=duty.receiver_id) and duty.plan_id else None,
        "freeze_url": reverse("reporting-consolidate", args=[duty.pk, period.code]),
        "consolidations": Consolidation.objects.filter(duty=duty, period=period.code).defer("content"),
        "exports": links_from("?"),
        "crumbs": [received_crumb(), (duty.title, _received(duty, period)), (_("Tổng hợp"), "")],
    }
    return render(request, "reporting/consolidated.html", context)


def _figure(duty: ReportDuty, period: Term, code: str) -> str:
    return reverse("reporting-figure", args=[duty.pk, period.code, code])


def _crumbs(duty: ReportDuty, period: Term) -> list[tuple[str, str]]:
    return [
        received_crumb(),
        (duty.title, _received(duty, period)),
        (_("Tổng hợp"), reverse("reporting-consolidated", args=[duty.pk, period.code])),
    ]


def _received(duty: ReportDuty, period: Term) -> str:
    return reverse("reporting-period", args=[duty.pk, period.code])


def _tabs(duty: ReportDuty, period: Term) -> list[dict[str, Any]]:
    """The periods of the duty around this one that have begun."""
    rhythm = Frequency.YEAR if duty.frequency == Frequency.EVENT else duty.frequency
    begun = [one for one in terms(duty.first, duty.last, rhythm) if one.days.start <= timezone.localdate()]
    here = begun.index(period) if period in begun else len(begun) - 1
    near = begun[max(0, here - 3) : here + 3]
    return [
        {
            "label": one.label,
            "url": reverse("reporting-consolidated", args=[duty.pk, one.code]),
            "here": one == period,
        }
        for one in near
    ]


def _charts(content: Mapping[str, Any]) -> list[Chart]:
    """Of how many agencies each figure is known: the shorter the dark part, the less a figure says."""
    lines = [line for line in content["lines"] if line["figure"]["expected"]][:MOST_BARS]
    if len(lines) < 2:
        return []
    known = tuple(float(line["figure"]["known"]) for line in lines)
    silent = tuple(float(line["figure"]["expected"]) - have for line, have in zip(lines, known, strict=True))
    series = [Series(_("Đã báo cáo"), "good", known), Series(_("Chưa báo cáo"), "bad", silent)]
    title = _("Số cơ quan đã báo cáo từng chỉ tiêu")
    return [charts.bars(title, [f"{line['indicator']} {line['name']}" for line in lines], series)]
