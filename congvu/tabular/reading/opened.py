"""The grids of an ODS or ODT."""

from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.tabular.grids import Budget, Builder, Grid, Unreadable, kept, plainly
from congvu.tabular.reading.archive import Archive
from congvu.tabular.reading.odf import Found, steps

COUNTED = {"float", "currency", "percentage"}
MOST_MANIFEST = 1024 * 1024


def grids(archive: Archive) -> list[Grid]:
    """All tables with something in them. Those of a text document are called by the paragraph before them."""
    if archive.has("META-INF/manifest.xml"):
        with archive.part("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(MOST_MANIFEST):
                raise Unreadable(_("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại."))
    text = b"opendocument.text" in archive.beginning("mimetype")
    growing = _Growing(text=text)
    with archive.part("content.xml") as part:
        for step in steps(part):
            if step.text:
                growing.said = step.text
            elif step.over:
                growing.said = ""  # the paragraph before this table is not that of the next
            elif step.times:
                growing.row(step.table, step.times, step.cells)
            else:
                growing.begin(step.table, step.name)
    made = (growing.tables[number].made() for number in sorted(growing.tables))
    return [grid for grid in made if grid]


def titled(number: int, said: str) -> str:
    """What a table of a text document is called."""
    words = " ".join(said.split())[:120]
    told = _("Bảng {number}").format(number=number)
    return f"{told}: {words}" if words else told


class _Growing:
    """The tables as their rows come."""

    def __init__(self, *, text: bool) -> None:
        self.text, self.said = text, ""
        self.budget = Budget()
        self.tables: dict[int, Builder] = {}
        self.rows: dict[int, int] = {}

    def row(self, number: int, times: int, cells: tuple[Found, ...]) -> None:
        """A row that stands there `times` times; an empty one is only counted."""
        table = self.tables[number]
        first = self.rows.get(number, 0)
        self.rows[number] = first + times
        if any(cell.text or cell.formula or cell.value for cell in cells):
            for row in range(first, first + times):
                self._fill(table, row, cells)
        else:
            self._spans(table, first, cells)

    def _fill(self, table: Builder, row: int, cells: tuple[Found, ...]) -> None:
        column = 0
        for cell in cells:
            text, number = _held(cell)
            if text or number is not None:
                for at in range(column, column + cell.times):
                    table.put(row, at, text, number)
            if not cell.covered:
                table.span(row, column, cell.rows, cell.columns)
            column += cell.times

    def _spans(self, table: Builder, row: int, cells: tuple[Found, ...]) -> None:
        column = 0
        for cell in cells:
            table.span(row, column, cell.rows, cell.columns)
            column += cell.times

    def begin(self, number: int, name: str) -> None:
        """A table begins."""
        title = titled(number, self.said) if self.text else name or titled(number, "")
        self.tables[number] = Builder(title, self.budget)


def _held(cell: Found) -> tuple[str, Decimal | None]:
    text = cell.text.strip()
    number = kept(cell.value, percent=cell.kind == "percentage") if cell.kind in COUNTED else None
    if not text and number is not None:
        text = plainly(number) + ("%" if cell.kind == "percentage" else "")
    if not text and cell.formula:
        text = "=" + cell.formula.partition("=")[2]
    return text or cell.value.strip()[:60], number
