"""The tables of OpenDocument: of a spreadsheet, and of a text document among its paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from congvu.tabular.grids import MOST_LETTERS
from congvu.tabular.opendocument import qualified
from congvu.tabular.reading.archive import Part, too_large

TABLE, ROW = qualified("table:table"), qualified("table:table-row")
CELLS = {qualified("table:table-cell"): False, qualified("table:covered-table-cell"): True}
PARAGRAPHS = {qualified("text:p"), qualified("text:h")}
SPACE = qualified("text:s")
BREAKS = {qualified("text:tab"): "\t", qualified("text:line-break"): "\n"}
NOT_SHOWN = {
    qualified("office:annotation"), qualified("text:note"), qualified("text:tracked-changes"),
    qualified("table:tracked-changes"), qualified("office:forms"), qualified("table:shapes"),
}  # fmt: skip
TYPE, VALUE = qualified("office:value-type"), qualified("office:value")
VALUES = {"date": qualified("office:date-value"), "boolean": qualified("office:boolean-value")}
REPEATED, FORMULA = qualified("table:number-columns-repeated"), qualified("table:formula")
ACROSS, DOWN = qualified("table:number-columns-spanned"), qualified("table:number-rows-spanned")
MOST = 10**9
MOST_IN_A_ROW = 2_000  # cells that are written one by one


@dataclass(slots=True)
class Found:
    """A cell as it is written: `kind` and `value` as typed, `text` as shown, standing there `times` times."""

    kind: str
    value: str
    times: int
    covered: bool
    columns: int
    rows: int
    formula: str
    lines: list[str] = field(default_factory=list)
    letters: int = 0

    @property
    def text(self) -> str:
        """What is shown, a line for each paragraph."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next in a document: a paragraph outside of tables (`text`), a row of table number `table` (`cells`,
    `times`), its end (`over`), or else its beginning. Tables are numbered as they begin; one within a cell is one of
    its own."""

    table: int
    name: str = ""
    text: str = ""
    times: int = 0
    cells: tuple[Found, ...] = ()
    over: bool = False


def steps(part: Part) -> Iterator[Step]:
    """All rows of all tables, and the paragraphs between them."""
    walk = _Walk()
    for _chunk in part.walk(walk):
        yield from walk.ready
        walk.ready.clear()


def first_sheet(part: Part) -> Iterator[tuple[int, tuple[Found, ...]]]:
    """The rows of the first table, each with how often it stands there."""
    for step in steps(part):
        if step.over and step.table == 1:
            return
        if step.times and step.table == 1:
            yield step.times, step.cells


@dataclass(slots=True)
class _Table:
    number: int
    name: str
    times: int = 0
    cells: list[Found] = field(default_factory=list)
    cell: Found | None = None
    paragraphs: int = 0


class _Walk:
    """Hears of elements and makes steps of them."""

    def __init__(self) -> None:
        self.ready: list[Step] = []
        self.tables: list[_Table] = []
        self.outside = _Table(0, "")
        self.count = self.hidden = 0
        self.paragraph: list[str] = []

    @property
    def here(self) -> _Table:
        return self.tables[-1] if self.tables else self.outside

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        if self.hidden or tag in NOT_SHOWN:
            self.hidden += 1
        elif tag in CELLS:
            self._cell(attributes, covered=CELLS[tag])
        elif tag in PARAGRAPHS:
            self.here.paragraphs += 1
        elif tag == SPACE:
            self.data(" " * min(_number(attributes.get(qualified("text:c"))), 100))
        elif tag in BREAKS:
            self.data(BREAKS[tag])
        elif tag == ROW and self.tables:
            self.here.times = _number(attributes.get(qualified("table:number-rows-repeated")))
            self.here.cells = []
        elif tag == TABLE:
            self.count += 1
            begun = _Table(self.count, attributes.get(qualified("table:name"), ""))
            self.tables.append(begun)
            self.ready.append(Step(begun.number, begun.name))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.hidden:
            self.hidden -= 1
        elif tag in CELLS:
            self.here.cell = None
        elif tag in PARAGRAPHS and self.here.paragraphs:
            self.here.paragraphs -= 1
            self._paragraph_ends()
        elif tag == ROW and self.tables:
            here = self.here
            self.ready.append(Step(here.number, here.name, times=here.times, cells=tuple(here.cells)))
            here.cells = []
        elif tag == TABLE and self.tables:
            over = self.tables.pop()
            self.ready.append(Step(over.number, over.name, over=True))

    def data(self, text: str) -> None:
        """Letters, those of a paragraph and those between elements."""
        here = self.here
        if self.hidden or not here.paragraphs:
            return
        cell = here.cell
        if cell is None:
            if len(self.paragraph) < 200:
                self.paragraph.append(text[:200])
        elif cell.letters <= MOST_LETTERS:  # one letter more is kept, which tells that there were more
            self.paragraph.append(text[: MOST_LETTERS + 1 - cell.letters])
            cell.letters += len(text)

    def _paragraph_ends(self) -> None:
        text, self.paragraph = "".join(self.paragraph), []
        cell = self.here.cell
        if cell is None:
            if not self.tables and text.strip():
                self.ready.append(Step(0, text=text))
        elif cell.letters <= MOST_LETTERS or text:
            cell.lines.append(text)
            cell.letters += 1

    def _cell(self, attributes: Any, *, covered: bool) -> None:
        if not self.tables:
            return
        here = self.tables[-1]
        if len(here.cells) >= MOST_IN_A_ROW:
            raise too_large()
        cell = _found(attributes, covered) if attributes else Found("", "", 1, covered, 1, 1, "")
        here.cell = cell
        here.cells.append(cell)


def _found(attributes: Any, covered: bool) -> Found:
    kind = attributes.get(TYPE, "")
    return Found(
        kind,
        attributes.get(VALUES.get(kind, VALUE), ""),
        _number(attributes.get(REPEATED)),
        covered,
        _number(attributes.get(ACROSS)),
        _number(attributes.get(DOWN)),
        attributes.get(FORMULA, "")[:200],
    )


def _number(told: str | None) -> int:
    """How often: at least once."""
    if not told or not told.isdecimal():
        return 1
    return max(min(int(told), MOST), 1) if len(told) < 12 else MOST
