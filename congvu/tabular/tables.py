"""A table as any page, paper or export shows it: a number may know the list behind it, or the page."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Shown = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is text, number, decimal, percent (0 to 100), money (đồng), date or moment; `group` is above several."""

    key: str
    label: Any
    kind: str = "number"
    group: Any = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell shows. None is "not known", never zero. `cell` is what finds the list behind it (each room has its
    own), `address` the page."""

    value: Shown
    cell: Any = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The values in the order of the columns; `key` is the group's."""

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `after` opens the next page of a list, empty at its end."""

    key: str
    title: Any
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[Any, ...] = ()
    after: str = ""
