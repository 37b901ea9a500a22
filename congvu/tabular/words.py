"""How the values of a table are written for people: on pages and on papers."""

from datetime import date, datetime
from decimal import Decimal

from congvu.tabular.tables import Column, Shown, Value
from congvu.web.spelling import as_date, as_time, grouped

RIGHT = {"number", "decimal", "percent", "money"}
Plain = Shown
UNKNOWN = "—"


def said(value: Plain, kind: str) -> str:
    """12345 -> "12.345", 87.5 as a percent -> "87,5%"; what is not known is a dash, which is no nought."""
    if value is None:
        return UNKNOWN
    if kind == "moment" and isinstance(value, datetime):
        return f"{as_time(value)} {as_date(value)}"
    if isinstance(value, date):
        return as_date(value)
    if kind == "percent":
        return f"{_decimal(value)}%"
    if kind in RIGHT and not isinstance(value, int):
        return _decimal(value, 4 if kind == "decimal" else 2) if isinstance(value, float | Decimal) else str(value)
    return grouped(value) if kind in RIGHT else str(value)


def cells(columns: tuple[Column, ...], values: tuple[Value, ...]) -> list[str]:
    """A row as people read it."""
    return [said(value.value, column.kind) for column, value in zip(columns, values, strict=True)]


def heading(column: Column) -> str:
    """The whole name of a column where there is one line for it."""
    return f"{column.group}: {column.label}" if column.group else str(column.label)


def _decimal(value: object, places: int = 2) -> str:
    number = f"{Decimal(str(value)):,.{places}f}".rstrip("0").rstrip(".")
    return number.translate({ord(","): ".", ord("."): ","})
