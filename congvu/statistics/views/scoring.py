"""The pages of the quarterly scoring: the ranking, and an agency's nine indices."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import ancestors
from congvu.base.refusals import Refusal
from congvu.statistics.forms import AppraisalForm, ScoreForm
from congvu.statistics.models import ScoringQuarter
from congvu.statistics.rules import scoring as rules
from congvu.statistics.rules.measures import label
from congvu.statistics.rules.periods import Period
from congvu.statistics.rules.scoring import INDICES, MOST
from congvu.statistics.selectors import number
from congvu.statistics.selectors.scoretables import ranking_table, sheet_table
from congvu.statistics.selectors.scoring import (
    BLOCKS,
    Sheet,
    cells_of,
    content_cells,
    quarter_of,
    scored,
    sheet_of,
    sheets,
)
from congvu.statistics.services import scoring as services
from congvu.statistics.views.asking import COUNTS, address_of, exported, links_from
from congvu.tabular.words import said
from congvu.web.access import actor_of, open_to
from congvu.web.fields import of_bound
from congvu.web.forms import show

SHOWN_QUARTERS = 6


def asked_quarter(request: HttpRequest) -> tuple[int, int]:
    """Year and quarter of the address (`quy=2026-3`); the last one that is over where it says none."""
    year, _dash, quarter = request.GET.get("quy", "").partition("-")
    if year.isdecimal() and len(year) == 4 and year >= "2000" and quarter in {"1", "2", "3", "4"}:
        return int(year), int(quarter)
    before = Period.quarter(timezone.localdate().year, (timezone.localdate().month + 2) // 3).before()
    return before.start.year, (before.start.month + 2) // 3


def _tabs(year: int, quarter: int) -> list[dict[str, Any]]:
    today = timezone.localdate()
    shown, period = [], Period.quarter(today.year, (today.month + 2) // 3)
    for _number in range(SHOWN_QUARTERS):
        shown.append((period.start.year, (period.start.month + 2) // 3))
        period = period.before()
    return [
        {
            "label": _("Quý {number}/{year}").format(number=q, year=y),
            "url": f"?quy={y}-{q}",
            "here": (y, q) == (year, quarter),
        }
        for y, q in shown
    ]


@never_cache
@require_safe
@open_to(COUNTS)
def ranking(request: HttpRequest) -> HttpResponse:
    """Agencies of each kind by their points of a quarter."""
    viewer, (year, quarter) = actor_of(request), asked_quarter(request)
    held = quarter_of(year, quarter)
    found = sheets(viewer, held, today=timezone.localdate())
    label_ = _("Quý {number}/{year}").format(number=quarter, year=year)
    if file := exported(request, lambda: ranking_table(found), period=label_):
        return file
    context = {
        "tabs": _tabs(year, quarter),
        "label": label_,
        "quarter": held,
        "blocks": [
            {"label": Kind(block).label, "sheets": [_row(one, year, quarter) for one in _by_place(found, block)]}
            for block in BLOCKS
            if any(one.agency.kind == block for one in found)
        ],
        "most": MOST,
        "over": timezone.localdate() >= Period.quarter(year, quarter).end,
        "may_close": not held.closed_at and _at_the_top(request),
        "close_url": reverse("statistics-close-quarter") + f"?quy={year}-{quarter}",
        "exports": links_from(f"?quy={year}-{quarter}"),
        "crumbs": [(_("Bảng điều hành"), reverse("statistics-board")), (_("Chấm điểm cơ quan"), "")],
    }  # fmt: skip
    return render(request, "statistics/ranking.html", context)


def _by_place(found: list[Sheet], block: str) -> list[Sheet]:
    return sorted(
        (one for one in found if one.agency.kind == block), key=lambda one: (one.place or 9999, one.agency.code)
    )


def _row(one: Sheet, year: int, quarter: int) -> dict[str, Any]:
    return {
        "agency": one.agency,
        "url": reverse("statistics-score", args=[one.agency.pk]) + f"?quy={year}-{quarter}",
        "place": one.place or "",
        "own": one.own,
        "appraised": one.appraised,
        "rank": one.rank,
        "computed": [one.measured.points[index.number] for index in INDICES if index.computed],
    }


def _at_the_top(request: HttpRequest) -> bool:
    return Agency.objects.filter(pk__in=actor_of(request).agencies(Role.LEADER), parent=None).exists()


@never_cache
@require_POST
@open_to(COUNTS)
def close_quarter(request: HttpRequest) -> HttpResponse:
    """End the scoring of a quarter."""
    year, quarter = asked_quarter(request)
    services.close_quarter(year=year, quarter=quarter, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã chốt điểm quý {quarter}/{year}.").format(quarter=quarter, year=year))
    return redirect(reverse("statistics-scoring") + f"?quy={year}-{quarter}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(COUNTS)
def score(request: HttpRequest, pk: int) -> HttpResponse:
    """An agency's nine indices: computed, its own, appraised. Sending the form scores itself."""
    return _scored(request, pk, ScoreForm, services.score_self, _("Đã ghi điểm tự chấm."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(COUNTS)
def appraise(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for the agency above: sending the form appraises."""
    return _scored(request, pk, AppraisalForm, services.appraise, _("Đã ghi điểm thẩm định."))


def _scored(
    request: HttpRequest, pk: int, make: type[ScoreForm | AppraisalForm], deed: Callable[..., Any], done: str
) -> HttpResponse:
    viewer, (year, quarter) = actor_of(request), asked_quarter(request)
    period = Period.quarter(year, quarter)
    agency = get_object_or_404(scored(viewer, period=period).select_related("parent"), pk=pk)
    held = quarter_of(year, quarter)
    sheet = sheet_of(viewer, agency, held, today=timezone.localdate())
    if file := exported(request, lambda: sheet_table(sheet), period=period.label, agency=agency.code):
        return file
    form = make(request.POST or None, rows=sheet.rows)
    if request.method == "POST" and form.is_valid():
        try:
            deed(agency, year=year, quarter=quarter, answers=_answers(form), by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, done)
            return redirect(f"{request.path}?quy={year}-{quarter}")
    context = _page(request, sheet, held, period, form)
    return render(request, "statistics/score.html", context, status=422 if form.errors else 200)


def _answers(form: forms.Form) -> dict[int, services.Answer]:
    data = form.cleaned_data
    return {
        index.number: services.Answer(
            data[f"points_{index.number}"],
            data.get(f"evidence_{index.number}", ""),
            data.get(f"reason_{index.number}", ""),
        )
        for index in INDICES
        if data.get(f"points_{index.number}") is not None
    }


def _page(
    request: HttpRequest, sheet: Sheet, held: ScoringQuarter, period: Period, form: ScoreForm | AppraisalForm
) -> dict[str, Any]:
    viewer, agency = actor_of(request), sheet.agency
    query = f"?quy={held.year}-{held.quarter}"
    own = viewer.holds(*services.SCORERS, at=agency.pk)
    above = bool(set(ancestors(agency.pk)[1:]) & viewer.agencies(Role.LEADER))
    appraising = isinstance(form, AppraisalForm)
    open_ = not held.closed_at and timezone.localdate() >= period.end
    if request.method == "POST" and not (above if appraising else own):
        raise Http404
    return {
        "sheet": sheet,
        "agency": agency,
        "label": period.label,
        "quarter": held,
        "tabs": _tabs(held.year, held.quarter),
        "lines": [_line(request, sheet, index, period, form) for index in INDICES],
        "content": _content(sheet, period),
        "form": form,
        "appraising": appraising,
        "open": open_,
        "over": timezone.localdate() >= period.end,
        "editable": open_ and (above if appraising else own),
        "other_url": _other(agency, own, above, appraising, query),
        "most": MOST,
        "exports": links_from(query),
        "crumbs": [
            (_("Bảng điều hành"), reverse("statistics-board")),
            (_("Chấm điểm cơ quan"), reverse("statistics-scoring") + query),
            (agency.short_name, ""),
        ],
    }


def _other(agency: Agency, own: bool, above: bool, appraising: bool, query: str) -> str:
    if appraising:
        return reverse("statistics-score", args=[agency.pk]) + query if own else ""
    return reverse("statistics-appraise", args=[agency.pk]) + query if above else ""


def _content(sheet: Sheet, period: Period) -> list[dict[str, Any]]:
    """How content those are who rated, with the lists behind; nothing where nobody did."""
    found = sheet.measured.content
    if found.shares is None:
        return []
    many = (found.very, found.content, found.not_content)
    cells = content_cells(sheet.agency, period)
    return [
        {"label": name, "share": said(share, "percent"), "number": number, "url": address_of(cell) if number else ""}
        for name, share, number, cell in zip(rules.CONTENT, found.shares, many, cells, strict=True)
    ]


def _line(request: HttpRequest, sheet: Sheet, index: rules.Scored, period: Period, form: forms.Form) -> dict[str, Any]:
    row = sheet.rows.get(index.number)
    measured = sheet.measured
    mean = {1: rules.mean(measured.whole), 2: rules.mean(measured.shares)}.get(index.number)
    named = [name for name in ("points", "evidence", "reason") if f"{name}_{index.number}" in form.fields]
    if isinstance(form, ScoreForm) and measured.points[index.number] is None:
        named.remove("reason")  # there is nothing that it could differ from
    return {
        "number": index.number,
        "name": index.name,
        "levels": list(zip((2, 1, 0), index.levels, strict=True)),
        "computed": measured.points[index.number],
        "is_computed": index.computed,
        "mean": said(float(mean), "number") if mean is not None else "",
        "lists": _lists(request, sheet.agency, index.number, period) if index.computed else [],
        "row": row,
        "own": said(row.points if row else None, "number"),
        "appraised": said(row.appraised if row else None, "number"),
        "fields": [of_bound(form[f"{name}_{index.number}"]) for name in named],
    }


def _lists(request: HttpRequest, agency: Agency, index: int, period: Period) -> list[dict[str, Any]]:
    made = []
    for cell in cells_of(agency, period)[index]:
        many = number(actor_of(request), cell)
        words = ", ".join(str(label(one, legs=cell.legs)) for one in cell.measures)
        if cell.channel:
            words = _("{what}, trực tuyến").format(what=words)
        if cell.legs:
            words = _("{what} (phối hợp)").format(what=words)
        made.append({"label": words, "number": many, "url": address_of(cell) if many else ""})
    return made
