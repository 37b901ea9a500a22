"""The catalogue of reports, each report, and the register books."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.statistics import selectors
from congvu.statistics.rules.periods import EARLIEST, LATEST
from congvu.statistics.selectors.behind import MOST_TAKEN
from congvu.statistics.views.asking import (
    COUNTS,
    asked,
    by_tabs,
    export_links,
    exported,
    links_from,
    period_tabs,
    shown,
)
from congvu.tabular.tables import Table
from congvu.web import charts
from congvu.web.access import actor_of, open_to
from congvu.web.charts import Chart, Series

MOST_BARS = 15
# Which columns of a report are worth a drawing: (key of the column, tone).
DRAWN = {
    "tinh-hinh": (("in_time", "good"), ("supplement", "wait"), ("obligation", "fair"), ("overdue", "bad")),
    "can-doi": (("closing", "busy"),),
    "tiep-nhan": (("received_counter", "busy"), ("received_online", "good"), ("received_post", "wait")),
    "thu-ly": (("settled_early", "good"), ("settled_on_time", "fair"), ("settled_late", "bad")),
    "tra-ket-qua": (("returned_early", "good"), ("returned_on_time", "fair"), ("returned_late", "bad")),
    "trang-thai": (("dossiers", "busy"),),
    "phi-linh-vuc": (("fee", "busy"),),
    "phi-thu-tuc": (("fee", "busy"),),
    "phoi-hop": (("done_early", "good"), ("done_on_time", "fair"), ("done_late", "bad")),
}


@never_cache
@require_safe
@open_to(COUNTS)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every report there is, by kind."""
    found = sorted(selectors.REPORTS.values(), key=lambda one: list(_groups()).index(str(one.group)))
    context = {
        "groups": [
            {"label": label, "reports": [(one.title, reverse("statistics-report", args=[one.key])) for one in some]}
            for label, some in groupby(found, key=lambda one: str(one.group))
        ],
        "crumbs": [(_("Bảng điều hành"), reverse("statistics-board")), (_("Báo cáo"), "")],
        "books": len(selectors.registers(actor_of(request))),
        "proof": selectors.last_proof(),
    }  # fmt: skip
    return render(request, "statistics/reports.html", context)


def _groups() -> dict[str, None]:
    """The kinds of reports in the order in which they come."""
    return {str(one.group): None for one in selectors.REPORTS.values()}


@never_cache
@require_safe
@open_to(COUNTS)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report of a period, with its filters, its drawing and its files."""
    if key not in selectors.REPORTS:
        raise Http404
    found, ask = selectors.REPORTS[key], asked(request)

    def whole() -> Table:
        return selectors.report(key, ask.question, size=MOST_TAKEN)

    if file := exported(request, whole, period=ask.label, agency=ask.question.agency):
        return file
    table = selectors.report(key, ask.question, after=request.GET.get("sau", ""))
    grouped = not found.detail and key != "trang-thai" and len(found.by) > 1
    context = {
        "title": found.title,
        "asked": ask,
        "tabs": period_tabs(ask),
        "by": by_tabs(ask, found.by) if grouped else [],
        "charts": _charts(table),
        "table": shown(table),
        "exports": export_links(ask),
        "older_url": ask.address(sau=table.after) if table.after else "",
        "newer_url": ask.address() if request.GET.get("sau") else "",
        "reset_url": reverse("statistics-report", args=[key]),
        "crumbs": [
            (_("Bảng điều hành"), reverse("statistics-board")),
            (_("Báo cáo"), reverse("statistics-reports")),
            (found.title, ""),
        ],
    }
    return render(request, "statistics/report.html", context)


def _charts(table: Table) -> list[Chart]:
    """The drawing of a report that is drawn: the rows with most first."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    drawn = [(places[key], tone) for key, tone in DRAWN.get(table.key, ()) if key in places]
    rows = [
        (_name(table, row.values), [_number(row.values[place].value) for place, _tone in drawn]) for row in table.rows
    ]
    rows = [row for row in rows if sum(row[1])]
    if not drawn or len(rows) < 2:
        return []
    if table.key != "trang-thai":
        rows.sort(key=lambda row: -sum(row[1]))
    rows = rows[:MOST_BARS]
    series = [
        Series(_heading(table.columns[place]), tone, tuple(numbers[at] for _label, numbers in rows))
        for at, (place, tone) in enumerate(drawn)
    ]
    return [charts.bars(str(table.title), [name for name, _numbers in rows], series)]


def _name(table: Table, values: Any) -> str:
    place = next((place for place, column in enumerate(table.columns) if column.kind == "text"), 0)
    return str(values[place].value)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _heading(column: Any) -> str:
    return f"{column.group}: {column.label}" if column.group else str(column.label)


@never_cache
@require_safe
@open_to(COUNTS)
def register(request: HttpRequest) -> HttpResponse:
    """The register book of a receiving unit, a year at a time."""
    viewer, today = actor_of(request), timezone.localdate()
    units = selectors.registers(viewer)
    chosen = next((unit for unit in units if unit.code == request.GET.get("noi")), units[0] if units else None)
    typed = request.GET.get("nam", "")
    year = int(typed) if typed.isdecimal() and EARLIEST <= int(typed[:5]) <= LATEST else today.year
    code = chosen.code if chosen else ""
    address = f"?noi={code}&nam={year}"

    def whole() -> Table:
        return selectors.register(viewer, code, year, size=MOST_TAKEN)

    if chosen and (file := exported(request, whole, period=_("Năm {year}").format(year=year), agency=code)):
        return file
    table = selectors.register(viewer, code, year, after=request.GET.get("sau", ""))
    context = {
        "units": units,
        "unit": chosen,
        "year": year,
        "years": sorted({today.year, year, *selectors.years(viewer)}, reverse=True),
        "table": shown(table),
        "exports": links_from(address),
        "older_url": f"{address}&sau={_quoted(table.after)}" if table.after else "",
        "newer_url": address if request.GET.get("sau") else "",
        "crumbs": [
            (_("Bảng điều hành"), reverse("statistics-board")),
            (_("Báo cáo"), reverse("statistics-reports")),
            (_("Sổ theo dõi hồ sơ"), ""),
        ],
    }
    return render(request, "statistics/register.html", context)


def _quoted(after: str) -> str:
    """A mark of a page in an address: the plus of a time zone would be read as a space."""
    return after.replace("+", "%2B")
