"""How a table whose columns have groups is shown."""

from typing import Any

from congvu.tabular.tables import Column, Row, Table
from congvu.tabular.words import RIGHT, said


def shown(table: Table) -> dict[str, Any]:
    """A table as `statistics/parts/table.html` draws it: texts, and where each leads."""
    return {
        "title": table.title,
        "groups": _groups(table.columns),
        "columns": [
            {"label": column.label, "group": column.group, "numeric": column.kind in RIGHT} for column in table.columns
        ],
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
            "label": f"{column.group}: {column.label}" if column.group else column.label,
        }
        for column, value in zip(columns, row.values, strict=True)
    ]


def _groups(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """The row above the names; nothing where no column has a group."""
    if not any(column.group for column in columns):
        return []
    made: list[dict[str, Any]] = []
    for column in columns:
        if made and column.group and str(made[-1]["label"]) == str(column.group):
            made[-1]["span"] += 1
        else:
            made.append({"label": column.group, "span": 1, "name": column.label, "numeric": column.kind in RIGHT})
    return made
