"""The day's board for leaders, and the list behind each of its numbers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.dossiers.rules import Channel
from congvu.statistics import selectors
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import IN, PROCESSING, SETTLED, M
from congvu.statistics.rules.periods import Period
from congvu.statistics.selectors.behind import MOST_TAKEN, behind, title
from congvu.statistics.selectors.due import due_today, due_today_listed
from congvu.statistics.selectors.numbers import labels
from congvu.statistics.views.asking import (
    COUNTS,
    Asked,
    address_of,
    asked,
    by_tabs,
    export_links,
    exported,
    period_tabs,
    shown,
)
from congvu.tabular.tables import Table
from congvu.web import charts
from congvu.web.access import actor_of, open_to
from congvu.web.charts import Chart, Series

TONES = {
    "early": "good", "on_time": "good", "late": "bad", "overdue": "bad", "paused": "wait", "due": "wait",
}  # fmt: skip
MOST_BARS = 12
LONG = 92  # days from which lines are drawn by months


@never_cache
@require_safe
@open_to(COUNTS)
def board(request: HttpRequest) -> HttpResponse:
    """What came in, was settled, waits and is late, by agency, field, procedure or channel."""
    ask = asked(request)
    found = selectors.board(ask.question)
    if file := exported(request, lambda: found.table, period=ask.label, agency=ask.question.agency):
        return file
    legs = selectors.report("phoi-hop", ask.question) if ask.question.by != "channel" else None
    fresh = selectors.kept()
    context = {
        "asked": ask,
        "tabs": period_tabs(ask),
        "by": by_tabs(ask),
        "figures": _figures(ask, found),
        "charts": _charts(ask),
        "table": shown(found.table),
        "legs": shown(legs) if legs and legs.rows else None,
        "exports": export_links(ask),
        "as_of": found.as_of,
        "behind": fresh.behind,
        "reset_url": reverse("statistics-board"),
    }
    return render(request, "statistics/board.html", context)


def _figures(ask: Asked, found: selectors.Board) -> list[dict[str, Any]]:
    figures = [
        {
            "label": figure.label,
            "number": figure.number,
            "url": address_of(figure.cell) if figure.number else "",
            "tone": TONES.get(figure.key, "") if figure.number else "",
        }
        for figure in found.figures
    ]
    due = due_today(ask.question)
    figures.append(
        {
            "label": _("Đến hạn hôm nay"),
            "number": due,
            "url": reverse("statistics-due") + ask.address() if due else "",
            "tone": "wait" if due else "",
        }
    )
    return figures


def _charts(ask: Asked) -> list[Chart]:
    question = ask.question
    found = selectors.numbers(question, (*SETTLED, *PROCESSING, M.WAITING, M.WAITING_OVERDUE), by=question.by)
    if not found:
        return []
    drawn = [_settled(found), _over_time(ask)]
    if len(found) > 1:
        drawn.append(_by_group(ask, found))
    return drawn


def _settled(found: dict[str, dict[str, int]]) -> Chart:
    sums = {one: sum(each.get(one, 0) for each in found.values()) for one in SETTLED}
    words = ((M.SETTLED_EARLY, _("Trước hạn"), "good"), (M.SETTLED_ON_TIME, _("Đúng hạn"), "fair"),
             (M.SETTLED_LATE, _("Quá hạn"), "bad"))  # fmt: skip
    return charts.share(
        _("Hồ sơ đã giải quyết trong kỳ"), [Series(word, tone, (sums[one],)) for one, word, tone in words]
    )


def _by_group(ask: Asked, found: dict[str, dict[str, int]]) -> Chart:
    kinds = (
        (_("Chưa đến hạn"), "good", (M.IN_TIME,)),
        (_("Chờ công dân"), "wait", (M.SUPPLEMENT, M.OBLIGATION)),
        (_("Chờ trả kết quả"), "plain", (M.WAITING, M.WAITING_OVERDUE)),
        (_("Quá hạn"), "bad", (M.OVERDUE,)),
    )
    open_ = {
        key: [sum(each.get(one, 0) for one in ones) for _word, _tone, ones in kinds] for key, each in found.items()
    }
    names = group_names(ask)
    busiest = sorted((key for key in open_ if sum(open_[key])), key=lambda key: (-sum(open_[key]), key))[:MOST_BARS]
    return charts.bars(
        _("Hồ sơ đang mở, {count} nhóm nhiều nhất").format(count=len(busiest)),
        [names.get(key) or key or _("Không rõ") for key in busiest],
        [
            Series(word, tone, tuple(open_[key][place] for key in busiest))
            for place, (word, tone, _ones) in enumerate(kinds)
        ],
    )


def group_names(ask: Asked) -> dict[str, str]:
    """What the groups of the question are called."""
    if ask.question.by == "channel":
        return {str(value): str(label) for value, label in Channel.choices}
    return dict(labels(ask.question.by, selectors.scope(ask.question.viewer)))


def _over_time(ask: Asked) -> Chart:
    question = ask.question
    step = "day" if (question.period.end - question.period.start).days <= LONG else "month"
    rows = selectors.series(question, (*IN, *SETTLED), step=step)
    rows = [row for row in rows if row[0] <= question.today]
    form = "%d/%m" if step == "day" else "%m/%y"
    kinds = (
        (_("Tiếp nhận"), "busy", IN),
        (_("Đã giải quyết"), "good", SETTLED),
        (_("Giải quyết quá hạn"), "bad", (M.SETTLED_LATE,)),
    )
    return charts.lines(
        _("Tiếp nhận và giải quyết theo ngày") if step == "day" else _("Tiếp nhận và giải quyết theo tháng"),
        [day.strftime(form) for day, _found in rows],
        [
            Series(word, tone, tuple(sum(found.get(one, 0) for one in ones) for _day, found in rows))
            for word, tone, ones in kinds
        ],
    )


@never_cache
@require_safe
@open_to(COUNTS)
def behind_number(request: HttpRequest) -> HttpResponse:
    """The dossiers, or legs, that a number counts."""
    cell = Cell.read(request.GET)
    if cell is None:
        if request.GET:
            raise Http404
        return redirect("statistics-board")
    viewer, today = actor_of(request), timezone.localdate()
    if file := exported(
        request,
        lambda: behind(viewer, cell, today=today, size=MOST_TAKEN),
        period=days_of(cell, today),
        agency=cell.agency,
    ):
        return file
    table = behind(viewer, cell, today=today, after=request.GET.get("sau", ""))
    context = {
        "number": selectors.number(viewer, cell),
        "when": days_of(cell, today),
        "place": selectors.scope(viewer).name(cell.agency or cell.under) if cell.agency or cell.under else "",
        "legs": cell.legs,
        **_list(request, table, title(cell), f"?{cell.query()}"),
    }
    return render(request, "statistics/list.html", context)


@never_cache
@require_safe
@open_to(COUNTS)
def due(request: HttpRequest) -> HttpResponse:
    """The dossiers that must have their result today."""
    ask = asked(request)
    if file := exported(
        request, lambda: due_today_listed(ask.question, size=MOST_TAKEN), period=f"{ask.question.today:%d/%m/%Y}"
    ):
        return file
    table = due_today_listed(ask.question, after=request.GET.get("sau", ""))
    context = {
        "number": due_today(ask.question),
        "when": f"{ask.question.today:%d/%m/%Y}",
        **_list(request, table, str(table.title), ask.address()),
    }
    return render(request, "statistics/list.html", context)


def _list(request: HttpRequest, table: Table, title: str, address: str) -> dict[str, Any]:
    """What a page of a list shows: `address` is its beginning, and ends in a query."""
    join = "&" if address != "?" else ""
    return {
        "title": title,
        "table": shown(table),
        "exports": [{"label": form.upper(), "url": f"{address}{join}dang={form}"} for form in ("ods", "csv", "pdf")],
        "older_url": f"{address}{join}sau={table.after}" if table.after else "",
        "newer_url": address if request.GET.get("sau") else "",
        "crumbs": [(_("Bảng điều hành"), reverse("statistics-board")), (title, "")],
    }


def days_of(cell: Cell, today: Any) -> str:
    """Of which days a cell tells."""
    period = Period(cell.start, cell.end)
    if cell.stock:
        return _("Đến hết ngày {day}").format(day=f"{min(period.last, today):%d/%m/%Y}")
    return period.label
