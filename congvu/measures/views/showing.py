"""A table of measures on a page, and taken away."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.measures.selectors import READERS
from congvu.tabular.exports import FORMS, Head, taken
from congvu.tabular.tables import Column, Row, Table
from congvu.tabular.words import RIGHT, said
from congvu.web.access import actor_of, holds

MAY_READ = holds(*READERS)
FORM = "dang"  # the parameter that names a format of export


def shown(table: Table) -> dict[str, Any]:
    """A table as `statistics/parts/table.html` draws it: texts, and where each leads."""
    return {
        "title": table.title,
        "groups": [],
        "columns": [{"label": column.label, "numeric": column.kind in RIGHT} for column in table.columns],
        "rows": [_cells(table.columns, row) for row in table.rows],
        "total": _cells(table.columns, table.total) if table.total and table.rows else None,
        "notes": table.notes,
    }


def _cells(columns: tuple[Column, ...], row: Row) -> list[dict[str, Any]]:
    return [
        {
            "text": said(value.value, column.kind),
            "url": value.address,
            "numeric": column.kind in RIGHT,
            "label": column.label,
            "nought": column.kind in RIGHT and value.value == 0,
        }
        for column, value in zip(columns, row.values, strict=True)
    ]


def exports(**params: str) -> list[dict[str, str]]:
    """The same page in each format."""
    kept = {key: value for key, value in params.items() if value}
    return [{"label": form.label, "url": f"?{urlencode({**kept, FORM: key})}"} for key, form in FORMS.items()]


def exported(request: HttpRequest, table: Table, *, period: str) -> HttpResponse | None:
    """The table as the file that the address asks for, if it asks for one."""
    form = request.GET.get(FORM, "")
    if form not in FORMS:
        return None
    mine = Agency.objects.select_related("parent").filter(pk__in=actor_of(request).agencies())
    own = min(mine, key=lambda one: (one.parent_id is not None, one.code), default=None)
    superior = own.parent.name if own and own.parent else ""
    file = taken(table, form, Head(own.name if own else "Công Vụ", period, timezone.localdate(), superior))
    way = "inline" if form == "pdf" else "attachment"
    return HttpResponse(
        file.body, file.media_type,
        headers={"Content-Disposition": f'{way}; filename="{file.name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
