"""A plan's figures to take away: the page that explains them, the long table in three formats, what describes it."""

import json
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from congvu.plans.models import Plan
from congvu.progress.rules import open_data
from congvu.progress.rules.open_data import FIELDS, FORMATS, Described
from congvu.progress.selectors import public
from congvu.progress.selectors.open_data import rows
from congvu.progress.views.asking import file_of
from congvu.progress.views.public import etag_of, plan_of, told, unchanged_for
from congvu.tabular.tables import Column, Row, Table, Value
from congvu.web.access import anyone, open_to

MOST_ODS = 20_000  # rows of a spreadsheet; the plain formats hold all
KINDS = {"number": "decimal", "integer": "number", "string": "text"}
DESCRIBING = {
    "so-lieu.schema.json": ("application/json", open_data.schema),
    "dcat.jsonld": ("application/ld+json", open_data.dcat),
}


@gzip_page
@require_safe
@open_to(anyone)
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be taken away, and what its columns say."""
    found = plan_of(slug)
    if unchanged := unchanged_for(request, found):
        return unchanged
    address = reverse("progress-data", args=[slug])
    context = {
        "plan": found,
        "files": [(label, address + name, media) for name, (media, label) in FORMATS.items()],
        "schema_url": address + "so-lieu.schema.json",
        "dcat_url": address + "dcat.jsonld",
        "columns": FIELDS,
        "full_address": request.build_absolute_uri(address + "so-lieu.csv"),
        "crumbs": [
            (_("Kế hoạch"), reverse("progress-public")),
            (found.title, reverse("progress-public-plan", args=[slug])),
        ],
    }
    return told(request, found, render(request, "progress/public/data.html", context))


@gzip_page
@require_safe
@open_to(anyone)
def file(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """One file of the data set."""
    if name not in FORMATS and name not in DESCRIBING:
        raise Http404
    found = plan_of(slug)
    etag = etag_of(request, found)
    response = get_conditional_response(request, etag=etag) or _written(request, found, name)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"  # open data: pages elsewhere may read it
    return response


def _written(request: HttpRequest, found: Plan, name: str) -> HttpResponseBase:
    if name in DESCRIBING:
        media, describe = DESCRIBING[name]
        body = json.dumps(describe(described(request, found)), ensure_ascii=False, indent=1)
        return HttpResponse(body, f"{media}; charset=utf-8")
    data = rows(found, public.aims_of(found), today=timezone.localdate())
    response: HttpResponseBase
    if name == "so-lieu.ods":
        response = file_of(_table(found, data), "ods", agency=found.issuer, period=f"{found.year_from}–{found.year_to}")
    else:
        lines = (
            open_data.comma(data)
            if name == "so-lieu.csv"
            else open_data.sdmx(data, publisher=found.issuer.code, slug=found.slug)
        )
        media = FORMATS[name][0] + ("; version=2.0.0" if name == "so-lieu.sdmx.csv" else "")
        response = StreamingHttpResponse((line.encode() for line in lines), content_type=f"{media}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def described(request: HttpRequest, found: Plan) -> Described:
    """What a catalogue says of the plan's data."""
    address = request.build_absolute_uri(reverse("progress-data", args=[found.slug]))
    return Described(
        found.slug, found.title, found.number, found.issuer.name, found.issuer.code, found.year_from, found.year_to,
        found.decided_on, found.published_at, address,
    )  # fmt: skip


def _table(found: Plan, data: Any) -> Table:
    columns = tuple(Column(name, name, KINDS[kind]) for name, kind, _said in FIELDS)
    made = tuple(
        Row(str(datum.cells()[0]), tuple(
            Value(getattr(datum, column.key) if column.key != "id" else datum.cells()[0]) for column in columns
        ))
        for datum in islice(data, MOST_ODS)
    )  # fmt: skip
    notes: tuple[str, ...] = ()
    if next(data, None) is not None:
        notes = (_("Tệp này chỉ gồm {most} dòng đầu; tệp CSV có đủ.").format(most=MOST_ODS),)
    return Table("open", _("Số liệu: {plan}").format(plan=found.title), columns, made, notes=notes)
