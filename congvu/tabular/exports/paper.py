"""A table as an official paper: PDF/A, A4 landscape, the names of the columns on every page."""

from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import override

from congvu.papers import render
from congvu.tabular.exports.head import Head
from congvu.tabular.tables import Table
from congvu.tabular.words import RIGHT, cells

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "table.typ"


def written(table: Table, head: Head) -> bytes:
    """The paper, in Vietnamese whatever language its reader has chosen."""
    with override("vi"):
        return render(TEMPLATE, facts(table, head))


def facts(table: Table, head: Head) -> dict[str, Any]:
    """What the template takes."""
    return {
        "agency": {"name": head.agency, "superior": head.superior, "place": head.place},
        "title": str(table.title),
        "period": head.period,
        "made": head.made,
        "columns": [
            {"label": str(column.label), "group": str(column.group), "right": column.kind in RIGHT, "kind": column.kind}
            for column in table.columns
        ],
        "groups": [
            {"label": label, "span": len(list(several))}
            for label, several in groupby(str(column.group) for column in table.columns)
        ],
        "rows": [cells(table.columns, row.values) for row in table.rows],
        "total": cells(table.columns, table.total.values) if table.total else [],
        "notes": [str(note) for note in table.notes],
    }
