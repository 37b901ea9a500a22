"""One metric: its figures of a period by agency, its months, and what stands behind a figure."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.agencies.models import Agency
from congvu.measures import selectors
from congvu.measures.rules import METRICS, ROOMS, Metric
from congvu.measures.views.catalogue import kinds
from congvu.measures.views.showing import MAY_READ, exported, exports, shown
from congvu.statistics.rules import Period
from congvu.tabular.tables import Column, Row, Table, Value
from congvu.web import charts
from congvu.web.access import actor_of, open_to
from congvu.web.charts import Chart, Series

MONTHS = 12
PARAMS = ("ky", "nam", "so", "tu", "den")


@never_cache
@require_safe
@open_to(MAY_READ)
def metric(request: HttpRequest, key: str) -> HttpResponse:
    """The figures that the viewer may read, each leading to what stands behind it."""
    if key not in METRICS:
        raise Http404
    found, today = METRICS[key], timezone.localdate()
    period = Period.read(request.GET, today=today) if "ky" in request.GET else Period.year(today.year)
    agencies = selectors.agencies_for(actor_of(request))
    table = _table(found, agencies, period)
    if file := exported(request, table, period=period.label):
        return file
    context = {
        "entry": selectors.entry(key),
        "metric": found,
        "kind": kinds()[found.kind],
        "room": ROOMS[found.room],
        "period": period,
        "tabs": _tabs(period, today),
        "table": shown(table) if found.lit else None,
        "charts": _charts(found, agencies, period) if found.lit else [],
        "exports": exports(**{name: request.GET.get(name, "") for name in PARAMS}),
        "crumbs": [(_("Số đo tự động"), reverse("measures-catalogue")), (str(found.name), "")],
    }
    return render(request, "measures/metric.html", context)


def _tabs(period: Period, today: date) -> list[dict[str, Any]]:
    """The usual periods as links."""
    month, quarter = Period.month(today.year, today.month), Period.quarter(today.year, (today.month + 2) // 3)
    year = Period.year(today.year)
    usual = (month.before(), month, quarter.before(), quarter, year.before(), year)
    return [{"label": one.label, "url": f"?{one.query()}", "here": one == period} for one in usual]


def _table(found: Metric, agencies: list[Agency], period: Period) -> Table:
    figures = selectors.measured(found.key, "", [one.pk for one in agencies], period=period)
    there = [one for one in agencies if _overlaps(one, period)]
    flow = found.kind == "flow"
    columns = (
        Column("code", _("Mã định danh"), "text"),
        Column("agency", _("Cơ quan"), "text"),
        Column("n", str(found.name)),
        Column("on", _("Đếm đến ngày") if flow else _("Ngày đếm"), "date"),
        Column("covered", _("Ngày có số liệu") if flow else _("Nguồn có số liệu")),
        Column("coverage", _("trên tổng số")),
    )
    rows = tuple(Row(one.code, _values(found, one, figures[one.pk], period)) for one in there)
    known = [figures[one.pk].n for one in there if figures[one.pk].n is not None]
    total = None
    if not found.whole and known:
        sums = ("", _("Tổng cộng"), sum(n or 0 for n in known), None, None, None)
        total = Row("", tuple(Value(value) for value in sums))
    notes = (
        _("{known} trên {expected} cơ quan có số liệu. Cơ quan không có số liệu không tính là 0.").format(
            known=len(known), expected=len(there)
        ),
    )
    return Table(found.key.replace(".", "-"), str(found.name), columns, rows, total, notes)


def _overlaps(agency: Agency, period: Period) -> bool:
    return agency.valid_from < period.end and (agency.valid_to is None or agency.valid_to > period.start)


def _values(found: Metric, agency: Agency, figure: selectors.Measured, period: Period) -> tuple[Value, ...]:
    address = ""
    if figure.n and figure.on:
        words = {"ngay": figure.on.isoformat()}
        if found.kind == "flow":
            words["tu"] = period.start.isoformat()
        address = f"{reverse('measures-behind', args=[found.key, agency.code])}?{urlencode(words)}"
    return (
        Value(agency.code), Value(agency.short_name), Value(figure.n, address=address), Value(figure.on),
        Value(figure.covered), Value(figure.coverage),
    )  # fmt: skip


def _charts(found: Metric, agencies: list[Agency], period: Period) -> list[Chart]:
    """The twelve months that end with the period; those that were not counted are left out. Of a metric that is never
    added up, the highest agency's."""
    year, month = divmod(12 * period.last.year + period.last.month - MONTHS, 12)
    months = Period(date(year, month + 1, 1), Period.month(period.last.year, period.last.month).end)
    keys = [one.pk for one in agencies]
    if found.whole:
        keys = keys[:1]
    told = [(one, n) for one, n in selectors.series(found.key, keys, period=months) if n is not None]
    if len(told) < 2:
        return []
    title = _("{name} theo tháng").format(name=found.name)
    labels = [f"{one.start:%m/%y}" for one, _n in told]
    return [charts.lines(title, labels, [Series(str(found.name), "busy", tuple(n for _one, n in told))])]


@never_cache
@require_safe
@open_to(MAY_READ)
def behind(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """What a figure of an agency is made of: a list of ours, or the lists of the books."""
    last, first = _day(request.GET.get("ngay", "")), _day(request.GET.get("tu", ""))
    viewer = actor_of(request)
    agency = next((one for one in selectors.agencies_for(viewer) if one.code == code), None)
    if key not in METRICS or last is None or agency is None:
        raise Http404
    period = Period.days(first or last, last)
    crumbs = [
        (_("Số đo tự động"), reverse("measures-catalogue")),
        (str(METRICS[key].name), reverse("measures-metric", args=[key])),
        (agency.short_name, ""),
    ]
    context = {"metric": METRICS[key], "agency": agency, "when": period.label, "crumbs": crumbs}
    if found := selectors.behind(key, code, first=first, last=last, viewer=viewer):
        if file := exported(request, found.table, period=f"{agency.short_name}, {period.label}"):
            return file
        words = {"ngay": last.isoformat(), "tu": first.isoformat() if first else ""}
        return render(
            request, "measures/behind.html", {**context, "table": shown(found.table), "exports": exports(**words)}
        )
    parts = selectors.evidence(key, agency, period=period, viewer=viewer)
    if len(parts) == 1 and parts[0].address:
        return redirect(parts[0].address)
    return render(request, "measures/behind.html", {**context, "parts": parts})


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if timedelta(days=400) < day - date.min < date.max - date.min - timedelta(days=400) else None
