"""Cells to write, in spreadsheets and in texts: what reaches over several, and what that covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from congvu.tabular.opendocument import qualified
from congvu.tabular.tables import Shown


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to write. `kind` as of `tables.Column`; None is an empty cell. `style`: cell, total (bold), head (bold, in
    the middle, shaded), group (bold), or without a frame plain, bold, title, italic, middle, right. `columns` and
    `rows` are how far it reaches; what it covers is left out of its row and of those below, as in HTML."""

    value: Shown = None
    kind: str = "text"
    style: str = "cell"
    columns: int = 1
    rows: int = 1


Line = Sequence[Cell]
EMPTY = Cell(style="plain")


def laid(lines: Iterable[Line]) -> Iterator[list[Cell | None]]:
    """The cells of each line in their columns; None is covered by one before or above."""
    below: dict[int, int] = {}  # column: how many more lines are covered there
    for line in lines:
        row: list[Cell | None] = []
        covered = below
        below = {column: more - 1 for column, more in covered.items() if more > 1}
        for cell in line:
            while len(row) in covered:
                row.append(None)
            if cell.rows > 1:
                below |= dict.fromkeys(range(len(row), len(row) + cell.columns), cell.rows - 1)
            row += [cell, *[None] * (cell.columns - 1)]
        while covered and len(row) <= max(covered):
            row.append(None if len(row) in covered else EMPTY)
        yield row or [EMPTY]


def reach(made: etree._Element, cell: Cell) -> None:
    """Says of a written cell how far it reaches."""
    if cell.columns > 1 or cell.rows > 1:
        made.set(qualified("table:number-columns-spanned"), str(cell.columns))
        made.set(qualified("table:number-rows-spanned"), str(cell.rows))


def heads(labels: Sequence[tuple[str, str]]) -> list[list[Cell]]:
    """The header of columns, each a group (or "") and a label: one line, or two where any column has a group."""
    if not any(group for group, _label in labels):
        return [[Cell(label, style="head") for _group, label in labels]]
    above: list[Cell] = []
    last = ""
    for group, label in labels:
        if group and group == last:
            above[-1] = Cell(group, style="head", columns=above[-1].columns + 1)
        else:
            above.append(Cell(group, style="head") if group else Cell(label, style="head", rows=2))
        last = group
    return [above, [Cell(label, style="head") for group, label in labels if group]]
