"""The page of the index of Decision 766."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.statistics.rules.index766 import Index
from congvu.statistics.selectors.quality import Part, Quality, as_table, point, quality, unmeasured
from congvu.statistics.views.asking import COUNTS, address_of, asked, export_links, exported, period_tabs
from congvu.tabular.words import said
from congvu.web import charts
from congvu.web.access import open_to
from congvu.web.charts import Chart, Series

PARTS = 8  # lists that a ratio names one by one


@never_cache
@require_safe
@open_to(COUNTS)
def index766(request: HttpRequest) -> HttpResponse:
    """The five groups: what was measured with the lists behind it, and why the rest was not."""
    ask = asked(request)
    found = quality(ask.question)
    if file := exported(request, lambda: as_table(found.index), period=ask.label, agency=ask.question.agency):
        return file
    context = {
        "asked": ask,
        "tabs": period_tabs(ask),
        "index": _points(found.index.points, found.index.reachable, found.index.most),
        "groups": [
            {
                "name": group.name,
                **_points(group.points, group.reachable, group.most),
                "lines": [_line(found, line) for line in group.lines],
            }
            for group in found.index.groups
        ],
        "charts": [_chart(found.index)],
        "exports": export_links(ask),
        "reset_url": reverse("statistics-quality"),
        "crumbs": [(_("Bảng điều hành"), reverse("statistics-board")), (_("Chỉ số phục vụ (Quyết định 766)"), "")],
    }
    return render(request, "statistics/quality.html", context)


def _points(points: Any, reachable: Any, most: Any) -> dict[str, str]:
    return {
        "points": said(point(points), "number"),
        "reachable": said(point(reachable), "number"),
        "most": said(most, "number"),
    }


def _line(found: Quality, line: Any) -> dict[str, Any]:
    ratio, code = line.ratio, line.indicator.code
    return {
        "name": line.indicator.name,
        "most": said(point(line.most), "number"),
        "points": None if line.points is None else said(point(line.points), "number"),
        "ratio": ratio,
        "percent": said(100 * ratio.above / ratio.below, "percent") if ratio and ratio.below else "",
        "above": {"label": line.indicator.above, "parts": _parts(found.above.get(code, []))},
        "below": {"label": line.indicator.below, "parts": _parts(found.below.get(code, []))},
        "why": unmeasured(line) if line.points is None else line.why,
    }


def _parts(parts: list[Part]) -> list[dict[str, Any]]:
    full = [part for part in parts if part.number]
    shown = [
        {
            "label": part.label,
            "number": abs(part.number),
            "sign": "+" if part.number > 0 else "−",
            "url": address_of(part.cell),
        }
        for part in full[:PARTS]
    ]
    if rest := sum(part.number for part in full[PARTS:]):
        shown.append({"label": _("các thủ tục khác"), "number": rest, "sign": "+", "url": ""})
    return shown


def _chart(index: Index) -> Chart:
    groups = index.groups
    return charts.bars(
        _("Điểm theo nhóm"),
        [str(group.name) for group in groups],
        [
            Series(_("Đạt được"), "good", tuple(point(group.points) for group in groups)),
            Series(
                _("Đo được nhưng chưa đạt"), "bad", tuple(point(group.reachable - group.points) for group in groups)
            ),
            Series(_("Chưa đo được ở đây"), "plain", tuple(point(group.most - group.reachable) for group in groups)),
        ],
        numbers=False,
    )
