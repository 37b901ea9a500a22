"""A table as a value: what a page shows and an export writes, with the filter behind each number. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from congvu.statistics.rules.cells import Cell

Kind = Literal["text", "number", "percent", "money", "date", "moment"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Neighbours of one `group` stand under a common name. A percent is 0 to 100; money is whole đồng."""

    key: str
    label: Any  # str, or gettext's lazy string
    kind: Kind = "text"
    group: Any = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell: None is not known or does not apply, and is no nought. `cell` or `address` leads on."""

    value: str | int | float | Decimal | date | datetime | None
    cell: Cell | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One value for each column."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is the last row, if there is one; `after` the mark from which the next page goes on."""

    key: str
    title: Any
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[Any, ...] = ()
    after: str = ""
