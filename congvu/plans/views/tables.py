"""The ministry's tables of a plan: chosen, read, and taken away as a spreadsheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.base.text import fold
from congvu.plans.models import Plan
from congvu.plans.rules.layouts import LAYOUTS, fitting
from congvu.plans.rules.printed import Line, Printed
from congvu.plans.rules.sheets import spreadsheet
from congvu.plans.rules.telling import told_number
from congvu.plans.selectors.tables import table, tables
from congvu.plans.views.frames import member, whole
from congvu.plans.views.substance import frame, read
from congvu.web.access import open_to

ODS = "application/vnd.oasis.opendocument.spreadsheet"


@never_cache
@require_safe
@open_to(member)
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The tables that belong to the plan's framework first, then the others."""
    plan = read(request, slug)
    year = asked_year(request, plan)
    own = fitting(plan.framework, years=plan.year_to - plan.year_from + 1)
    others = [one for one in LAYOUTS.values() if one not in own]
    context = frame(request, plan, "plans-tables", _("Biểu")) | _years(plan, year, reverse("plans-tables", args=[slug]))
    context |= {
        "groups": [
            (_("Biểu của khung kế hoạch này"), [_link(plan, one.key, year) for one in own]),
            (_("Biểu khác"), [_link(plan, one.key, year) for one in others]),
        ],
        "file_url": f"{reverse('plans-tables-file', args=[slug])}?nam={year}",
        "all_url": f"{reverse('plans-tables-file', args=[slug])}?nam={year}&bieu=het",
    }
    return render(request, "plans/tables.html", context)


@never_cache
@require_safe
@open_to(member)
def one(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A table as it is printed; with `dang=ods` its file."""
    plan = read(request, slug)
    year = asked_year(request, plan)
    printed = table(plan, key, year=year)
    if request.GET.get("dang") == "ods":
        return _file([printed], plan, f"{key} {year}")
    here = reverse("plans-table", args=[slug, key])
    context = frame(request, plan, "plans-tables", f"{key}. {printed.title}")
    context |= _years(plan, year, here) | {
        "printed": printed,
        "rows": [_row(line, printed) for line in printed.rows],
        "total": _row(printed.total, printed) if printed.total else None,
        "exports": [{"label": "ODS", "url": f"{here}?nam={year}&dang=ods"}],
    }
    return render(request, "plans/table.html", context)


@never_cache
@require_safe
@open_to(member)
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The tables of the plan's framework (or all, with `bieu=het`) as one spreadsheet."""
    plan = read(request, slug)
    year = asked_year(request, plan)
    every = request.GET.get("bieu") == "het"
    keys = list(LAYOUTS) if every else keys_of(plan)
    return _file(tables(plan, keys, year=year), plan, str(year))


def keys_of(plan: Plan) -> list[str]:
    """The tables of the plan's framework."""
    return [one.key for one in fitting(plan.framework, years=plan.year_to - plan.year_from + 1)]


def asked_year(request: HttpRequest, plan: Plan) -> int:
    """The year of the address (`nam`), else this one, within the plan's."""
    year = whole(request.GET.get("nam", "")) or timezone.localdate().year
    return max(plan.year_from, min(plan.year_to, year))


def _years(plan: Plan, year: int, here: str) -> dict[str, Any]:
    several = range(plan.year_from, plan.year_to + 1)
    return {
        "year": year,
        "years": [{"label": str(one), "url": f"{here}?nam={one}", "here": one == year} for one in several],
    }


def _link(plan: Plan, key: str, year: int) -> dict[str, str]:
    layout, url = LAYOUTS[key], reverse("plans-table", args=[plan.slug, key])
    title = layout.title.format(year=year, before=year - 1)
    return {"key": key, "title": title, "place": layout.place, "url": f"{url}?nam={year}"}


def _row(line: Line, printed: Printed) -> dict[str, Any]:
    """The cells with what is above them, for a phone; the title of a group reaches as far as it can."""
    labels = [": ".join(filter(None, pair)) for pair in printed.labels]
    cells = [
        {
            "text": told_number(value) if isinstance(value, int) else value or "",
            "numeric": kind != "text",
            "label": name,
        }
        for value, kind, name in zip(line.cells, printed.kinds, labels, strict=True)
    ]
    if line.kind == "group":
        reach = printed.reach(line)
        return {"kind": "group", "text": line.cells[0], "reach": reach, "cells": cells[reach:]}
    return {"kind": line.kind, "cells": cells}


def _file(printed: list[Printed], plan: Plan, named: str) -> HttpResponse:
    body = spreadsheet(
        printed, title=plan.title, creator=plan.drafter.name, day=timezone.localdate().isoformat()
    )  # fmt: skip
    name = fold(f"bieu {plan.slug} {named}").replace(" ", "-")[:120]
    return HttpResponse(
        body, ODS,
        headers={"Content-Disposition": f'attachment; filename="{name}.ods"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
