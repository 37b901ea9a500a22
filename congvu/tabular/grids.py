"""A table as it was read from a file: cells with their addresses, nothing corrected, nothing moved."""

from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from django.utils.translation import gettext as _

MOST_ROWS = 5_000
MOST_COLUMNS = 256
MOST_CELLS = 300_000  # of all tables of a file, empty ones between others too
MOST_TABLES = 200
MOST_LETTERS = 20_000  # in one cell
EXACT = 2**53  # whole numbers below it are kept as they are
AS_SHOWN = Context(prec=15)  # what a spreadsheet shows of a binary fraction: 0.30000000000000004 is 0.3


class Unreadable(Exception):
    """No table can be read from it; the argument is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` is what the file shows, `number` what it keeps behind that (of "35%": 35), None where it keeps
    none. A cell covered by a merged one has the address of that one in `merged_into`; its own text, which no programme
    shows, is kept."""

    text: str
    number: Decimal | None
    address: str
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of the same length, without empty rows and columns at its end."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


def address(row: int, column: int) -> str:
    """(6, 2) -> "C7", as spreadsheets count; rows and columns begin at 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def kept(value: str, *, percent: bool = False) -> Decimal | None:
    """The number that a file keeps. A binary fraction is what its programme shows of it: 15 digits."""
    if len(value) > 60 or not value.isascii():
        return None
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return None
    if exact.is_finite() and not (abs(exact) < EXACT and exact == exact.to_integral_value()):
        exact = AS_SHOWN.create_decimal(exact)
    if not exact.is_finite() or not -30 < exact.adjusted() < 25:
        return Decimal(0) if exact == 0 else None
    exact = exact * 100 if percent else exact
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


def plainly(number: Decimal) -> str:
    """A number as a person here types it, without marks between thousands: 12 or 12,5."""
    return f"{number:f}".replace(".", ",")


class Budget:
    """How much one file may still hold."""

    def __init__(self) -> None:
        self.cells = MOST_CELLS
        self.tables = MOST_TABLES

    def take(self, cells: int) -> None:
        """Raises Unreadable when it is more than a file may hold."""
        self.cells -= cells
        if self.cells < 0:
            raise Unreadable(_("Tệp có quá nhiều ô. Hãy chép riêng bảng cần nhập sang một tệp mới."))


class Builder:
    """A table that grows cell by cell, in whatever order; the addresses are those of the file."""

    def __init__(self, title: str, budget: Budget) -> None:
        budget.tables -= 1
        if budget.tables < 0:
            raise Unreadable(_("Tệp có quá nhiều bảng. Hãy chép riêng bảng cần nhập sang một tệp mới."))
        self.title, self.budget = title, budget
        self.filled: dict[tuple[int, int], tuple[str, Decimal | None]] = {}
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}
        self.spans: list[tuple[int, int, int, int]] = []  # first row and column, rows, columns

    def put(self, row: int, column: int, text: str, number: Decimal | None = None) -> None:
        """A cell that holds something."""
        if not text and number is None:
            return
        if row >= MOST_ROWS or column >= MOST_COLUMNS:
            raise Unreadable(
                _("Bảng lớn hơn %(rows)d dòng, %(columns)d cột. Hãy chép riêng phần cần nhập sang một tệp mới.")
                % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
            )
        if len(text) > MOST_LETTERS:
            raise Unreadable(_("Ô %s dài quá mức đọc được. Hãy rút ngắn nội dung ô đó.") % address(row, column))
        if (row, column) in self.filled:
            raise Unreadable(_("Tệp ghi ô %s hai lần. Hãy mở tệp và lưu lại.") % address(row, column))
        self.budget.take(1)
        self.filled[row, column] = text, number

    def span(self, row: int, column: int, rows: int, columns: int) -> None:
        """A cell that covers others."""
        if rows > 1 or columns > 1:
            self.budget.take(1)
            self.spans.append((row, column, rows, columns))

    def made(self) -> Grid | None:
        """The table; None when nothing stands in it."""
        if not self.filled:
            return None
        rows = 1 + max(row for row, _column in self.filled)
        columns = 1 + max(column for _row, column in self.filled)
        self.budget.take(rows * columns)
        merged = self._merged(rows, columns)
        return Grid(
            self.title,
            tuple(tuple(self._cell((row, column), merged) for column in range(columns)) for row in range(rows)),
        )

    def _cell(self, at: tuple[int, int], merged: dict[tuple[int, int], tuple[int, int]]) -> Cell:
        text, number = self.filled.get(at, ("", None))
        return Cell(text, number, address(*at), address(*merged[at]) if at in merged else "")

    def _merged(self, rows: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
        found = {at: into for at, into in self.merged.items() if at[0] < rows and at[1] < columns}
        for first, left, down, across in self.spans:
            last, right = min(first + down, rows), min(left + across, columns)
            self.budget.take(max(last - first, 0) * max(right - left, 0))
            for row in range(first, last):
                for column in range(left, right):
                    if (row, column) != (first, left):
                        found[row, column] = (first, left)
        return found
