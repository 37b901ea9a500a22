"""All metrics: what they mean, whence they come, and until when they are counted. And counting them again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.agencies.rules import Role
from congvu.agencies.selectors import governs
from congvu.base.refusals import Refusal
from congvu.measures import refusals, selectors, services
from congvu.measures.forms import CountForm
from congvu.measures.rules import ROOMS
from congvu.measures.views.showing import MAY_READ, exported, exports
from congvu.tabular.tables import Column, Row, Table, Value
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show


@never_cache
@require_safe
@open_to(MAY_READ)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every metric by the room that feeds it; those that wait for their room say so."""
    entries = selectors.entries()
    if file := exported(request, _table(entries), period=f"{timezone.localdate():%d/%m/%Y}"):
        return file
    context = {
        "groups": [
            {"label": label, "key": room, "parts": _parts([one for one in entries if one.metric.room == room])}
            for room, label in ROOMS.items()
        ],
        "lit": sum(one.metric.lit for one in entries),
        "dark": sum(not one.metric.lit for one in entries),
        "exports": exports(),
        "may_count": governs(actor_of(request)),
        "runs": [one for one in selectors.runs() if one.ended_at is None],
    }
    return render(request, "measures/catalogue.html", context)


def _parts(entries: Iterable[selectors.Entry]) -> list[dict[str, Any]]:
    """The metrics of one source together, so that it is told once; and once why they are dark, if all say the same."""
    found: dict[tuple[str, str], list[selectors.Entry]] = {}
    for one in entries:
        found.setdefault((str(one.metric.source), str(one.metric.coverage)), []).append(one)
    return [
        {"source": source, "coverage": coverage, "entries": some, "why": whys.pop() if len(whys) == 1 else ""}
        for (source, coverage), some in found.items()
        if (whys := {str(one.metric.why_dark) for one in some})
    ]


def kinds() -> dict[str, str]:
    """What the two kinds of metrics are called."""
    return {"stock": _("Số cuối ngày"), "flow": _("Số trong ngày")}


def _table(entries: list[selectors.Entry]) -> Table:
    columns = (
        Column("key", _("Mã số đo"), "text"), Column("name", _("Số đo"), "text"),
        Column("kind", _("Loại"), "text"), Column("definition", _("Định nghĩa"), "text"),
        Column("source", _("Nguồn"), "text"), Column("coverage", _("Phạm vi phủ"), "text"),
        Column("first", _("Có số liệu từ"), "date"), Column("last", _("đến"), "date"),
        Column("why", _("Vì sao chưa đếm"), "text"),
    )  # fmt: skip
    rows = tuple(Row(one.metric.key, tuple(Value(value) for value in _values(one))) for one in entries)
    return Table("so-do", _("Danh mục số đo tự động"), columns, rows)


def _values(one: selectors.Entry) -> tuple[Any, ...]:
    metric = one.metric
    said = [str(text) for text in (metric.definition, metric.source, metric.coverage)]
    return (metric.key, str(metric.name), kinds()[metric.kind], *said, one.first, one.last, str(metric.why_dark))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(holds(Role.ADMIN))
def count(request: HttpRequest) -> HttpResponse:
    """Ask for days to be counted, and watch the runs."""
    actor, today = actor_of(request), timezone.localdate()
    if not governs(actor):
        raise Refusal(refusals.NOT_ADMIN)
    yesterday = today - timedelta(days=1)
    form = CountForm(request.POST or None, initial={"first": date(yesterday.year, 1, 1), "last": yesterday})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.ask(form.keys(), said["first"], said["last"], by=actor, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã xếp hàng. Hệ thống bắt đầu đếm trong ít giây."))
            return redirect("measures-count")
    context = {
        "form": form,
        "runs": selectors.runs(),
        "waits": selectors.waiting(),
        "crumbs": [(_("Số đo tự động"), reverse("measures-catalogue")), (_("Đếm lại"), "")],
    }
    return render(request, "measures/count.html", context, status=422 if form.errors else 200)
