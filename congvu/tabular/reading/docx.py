"""The tables of a DOCX, wherever they stand in its text."""

import posixpath
from dataclasses import dataclass, field
from typing import Any

from congvu.tabular.grids import MOST_LETTERS, Budget, Builder, Grid
from congvu.tabular.reading.archive import Archive
from congvu.tabular.reading.opened import titled

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DOCUMENT = ("/relationships/officeDocument",)
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NOT_SHOWN = {"Fallback", "instrText", "delText", "pict"}
MOST_SPAN = 1000


def grids(archive: Archive) -> list[Grid]:
    """All tables with something in them, called by the paragraph before them."""
    walk = _Walk()
    with archive.part(main_part(archive)) as part:
        for _chunk in part.walk(walk):
            pass
    made = (walk.made[number].made() for number in sorted(walk.made))
    return [grid for grid in made if grid]


def main_part(archive: Archive) -> str:
    """The part that a file of this family begins with; nothing where it is none."""
    if not archive.has("_rels/.rels"):
        return ""
    for kind, target in relations(archive, "_rels/.rels").values():
        if kind.endswith("/officeDocument"):
            return target
    return ""


def relations(archive: Archive, name: str) -> dict[str, tuple[str, str]]:
    """What a part points to: by its mark the kind, and the name of the part."""
    if not archive.has(name):
        return {}
    base = posixpath.dirname(posixpath.dirname(name))
    walk = _Relations(base)
    with archive.part(name) as part:
        for _chunk in part.walk(walk):
            pass
    return walk.found


class _Relations:
    def __init__(self, base: str) -> None:
        self.base = base
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: Any) -> None:
        if tag == PACKAGE and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.base, attributes.get("Target", ""))).lstrip("/")
            self.found[attributes.get("Id", "")] = attributes.get("Type", ""), target

    def end(self, tag: str) -> None:
        """Nothing to hear."""

    def data(self, text: str) -> None:
        """Nothing to hear."""


def local(tag: str) -> str:
    """The name of an element without its namespace: the strict and the transitional form have different ones."""
    return tag.rpartition("}")[2]


def attribute(attributes: Any, name: str, default: str = "") -> str:
    """An attribute by its name without its namespace."""
    return next((str(value) for key, value in attributes.items() if local(key) == name), default)


@dataclass(slots=True)
class _Table:
    builder: Builder
    row: int = -1
    column: int = 0
    cell: "_Cell | None" = None
    open: dict[int, tuple[int, int]] = field(default_factory=dict)  # by column: the cell that reaches down


@dataclass(slots=True)
class _Cell:
    lines: list[str] = field(default_factory=list)
    letters: int = 0
    span: int = 1
    down: str = ""  # "restart" begins a cell that reaches down, "continue" is covered by it
    across: str = ""  # the same to the right, as old programmes write it


class _Walk:
    """Hears of elements and fills tables. A table within a cell is one of its own."""

    def __init__(self) -> None:
        self.budget = Budget()
        self.made: dict[int, Builder] = {}
        self.tables: list[_Table] = []
        self.said = ""
        self.text: list[str] = []
        self.letters = self.hidden = 0
        self.in_text = False

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        name = local(tag)
        if self.hidden or name in NOT_SHOWN:
            self.hidden += 1
        elif name == "t":
            self.in_text = True
        elif name in BREAKS:
            self._write(BREAKS[name])
        elif name == "tbl":
            number = len(self.made) + 1
            self.made[number] = Builder(titled(number, self.said), self.budget)
            self.tables.append(_Table(self.made[number]))
        elif self.tables:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Any) -> None:
        table = self.tables[-1]
        if name == "tr":
            table.row, table.column = table.row + 1, 0
        elif name == "tc":
            table.cell = _Cell()
        elif name == "gridBefore":
            table.column += _span(attributes)
        elif table.cell is not None and name == "gridSpan":
            table.cell.span = _span(attributes)
        elif table.cell is not None and name == "vMerge":
            table.cell.down = attribute(attributes, "val", "continue")
        elif table.cell is not None and name == "hMerge":
            table.cell.across = attribute(attributes, "val", "continue")

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if self.hidden:
            self.hidden -= 1
        elif name == "t":
            self.in_text = False
        elif name == "p":
            self._paragraph_ends()
        elif name == "tc" and self.tables:
            self._cell_ends(self.tables[-1])
        elif name == "tbl" and self.tables:
            self.tables.pop()
            self.said = ""

    def data(self, text: str) -> None:
        """Letters; only those of a `t` are text."""
        if self.in_text and not self.hidden:
            self._write(text)

    def _write(self, text: str) -> None:
        if self.letters <= MOST_LETTERS:  # one letter more is kept, which tells that there were more
            self.text.append(text[: MOST_LETTERS + 1 - self.letters])
        self.letters += len(text)

    def _paragraph_ends(self) -> None:
        text, self.text, self.letters = "".join(self.text), [], 0
        cell = self.tables[-1].cell if self.tables else None
        if cell is not None:
            if cell.letters <= MOST_LETTERS:
                cell.lines.append(text)
            cell.letters += len(text) + 1
        elif not self.tables and text.strip():
            self.said = text

    def _cell_ends(self, table: _Table) -> None:
        cell, table.cell = table.cell, None
        if cell is None:
            return
        at = table.row, table.column
        into = table.open.get(table.column) if cell.down == "continue" else None
        if cell.across == "continue" and table.column:
            into = table.builder.merged.get((table.row, table.column - 1), (table.row, table.column - 1))
        for column in range(table.column, table.column + cell.span):
            if cell.down != "continue":
                table.open.pop(column, None)
            if into or column > table.column:
                self.budget.take(1)
                table.builder.merged[table.row, column] = into or at
        if cell.down == "restart":
            table.open[table.column] = at
        table.builder.put(*at, "\n".join(cell.lines).strip())
        table.column += cell.span


def _span(attributes: Any) -> int:
    told = attribute(attributes, "val", "1")
    return max(min(int(told), MOST_SPAN), 1) if told.isdecimal() and len(told) < 6 else 1
