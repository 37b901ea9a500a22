"""Which rows of a table are groups, totals, headers once more, or lines; and whether totals are those of the lines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from congvu.base.text import fold
from congvu.plans.rules.reading import Layout, Line, Way
from congvu.plans.rules.reading_cells import KEEP, Asked, Row
from congvu.tabular import Grid
from congvu.tabular.grids import address, plainly
from congvu.tabular.numbers import read_number

TOTAL = re.compile(r"(?:tong(?: cong| so| kinh phi)?|cong)(?: [ivx]+| [a-z]| nhom.*)?")
ROMAN = re.compile(r"[IVX]{1,5}|[A-H]")
GROUP, LINE = "group", "line"


@dataclass(slots=True)
class Tally:
    """What came together in each column of money. While an amount is in doubt, its column is not compared."""

    amounts: dict[int, int] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)

    def add(self, column: int, amount: int, *, sure: bool) -> None:
        """One more amount."""
        self.amounts[column] = self.amounts.get(column, 0) + amount
        if not sure:
            self.unsure.add(column)


@dataclass(slots=True)
class Sum:
    """A group whose row says a sum, and what comes together under it."""

    row: Row
    told: dict[int, int]
    found: Tally = field(default_factory=Tally)


class Rows:
    """The rows of a table below its header, one after the other: what they are, and the group that they are in."""

    def __init__(self, grid: Grid, layout: Layout, decisions: Mapping[str, str]) -> None:
        self.grid, self.layout = grid, layout
        self.asked = Asked(decisions)
        self.by_address = {cell.address: cell for row in grid.rows for cell in row}
        self.heads = [[fold(cell.text) for cell in row] for row in grid.rows[: layout.head]]
        self.name, self.printed = layout.at("name"), layout.at("printed")
        self.roman = self._both_numberings()
        self.group = ""
        self.money = [(column, use) for column, use in layout.all("money")]
        self.whole, self.since = Tally(), Tally()  # of the table, and since the last group
        self.groups: list[Sum] = []  # those that are open

    def lines(self) -> Iterator[Row]:
        """The rows that are lines. Groups, totals and headers are dealt with on the way."""
        for number, cells in enumerate(self.grid.rows[self.layout.head :], self.layout.head):
            row = Row(number, cells, self.asked, self.by_address)
            if not any(cell.text.strip() for cell in cells):
                continue
            if self._header(row) or self._total(row) or self._group(row):
                continue
            yield row
        self._close()

    def count(self, line: Line) -> None:
        """A line was read: its money goes into the sums, also that of one that is left out: the file counts it."""
        by_use = {amount.use: amount.amount for amount in line.money}
        for column, use in self.money:
            sure = address(line.row, column) not in self.asked.open_cells
            for tally in (self.whole, self.since, *(group.found for group in self.groups)):
                tally.add(column, by_use.get(use, 0), sure=sure)

    def _both_numberings(self) -> bool:
        """Whether some rows are numbered I, II and others 1, 2: then the former are groups."""
        if self.printed is None:
            return False
        said = [row[self.printed].text.strip(" .") for row in self.grid.rows[self.layout.head :]]
        return any(ROMAN.fullmatch(one) for one in said) and any(one.isdecimal() for one in said)

    def _header(self, row: Row) -> bool:
        """The header once more, as where a page was broken: nobody wants it as a line, but a person says so."""
        said = [(column, fold(row.cells[column].text)) for column in self.layout.columns]
        said = [(column, text) for column, text in said if text]
        if not any(
            len([1 for column, text in said if head[column] == text]) >= min(2, len(self.layout.columns))
            for head in self.heads
        ):
            return False
        row.decided("header", said[0][0], _("Dòng này lặp lại tiêu đề của bảng."))
        return True

    def _total(self, row: Row) -> bool:
        said = [fold(row.cells[column].text) for column in (self.printed, self.name) if column is not None]
        if not any(TOTAL.fullmatch(one) for one in said):
            return False
        told = self._told(row)
        if told:
            wanted = "tong" in "".join(said)
            sums = [self.whole] if wanted or not self.groups else [self.groups[-1].found, self.since, self.whole]
            self._compare(row, told, sums)
        return True

    def _group(self, row: Row) -> bool:
        name = self.name if self.name is not None else min(self.layout.columns)
        cell = row.cells[name]
        printed = row.cells[self.printed].text.strip(" .") if self.printed is not None else ""
        into = self.by_address.get(cell.merged_into)
        text = " ".join((cell.text or (into.text if into else "")).split())
        others = [
            one for column in self.layout.columns if column not in (name, self.printed)
            for one in (row.cells[column],) if one.text.strip()
        ]  # fmt: skip
        if self.roman and ROMAN.fullmatch(printed):
            self._begin(row, f"{printed}. {text}".strip(". "))
            return True
        across = any(one.merged_into in (cell.address, cell.merged_into or "-") for one in row.cells if one is not cell)
        across = across and not (into and into not in row.cells)
        if others or (printed and not across and not text.startswith(printed)):
            return False
        if across and not printed.isdecimal():
            self._begin(row, text)
            return True
        sentence = _("Dòng chỉ có tên “%s”: là tên nhóm hay là một dòng để nhập?") % text[:80]
        decision = row.decided("group", name, sentence, Way(GROUP, _("Là tên nhóm")), Way(LINE, _("Là một dòng")))
        if decision == GROUP:
            self._begin(row, text)
        return decision != LINE

    def _begin(self, row: Row, text: str) -> None:
        self._close()
        self.group, self.since = text[:200], Tally()
        told = self._told(row)
        if told:
            self.groups.append(Sum(row, told))

    def _close(self) -> None:
        """A group is over: what it said is compared with what came together under it."""
        for group in self.groups:
            self._compare(group.row, group.told, [group.found])
        self.groups = []

    def _told(self, row: Row) -> dict[int, int]:
        """What a row of sums says in the columns of money; a number that can be read in two ways is asked."""
        told = {}
        for column, _use in self.money:
            if row.cells[column].text.strip() and not row.cells[column].merged_into:
                amount = row.money(column, self.layout.unit)
                if amount is not None:
                    told[column] = amount
        return told

    def _compare(self, row: Row, told: dict[int, int], sums: list[Tally]) -> None:
        """With tolerance nought, and nothing is repaired: a person confirms that the file says so."""
        for column, amount in told.items():
            found = [one.amounts.get(column, 0) for one in sums]
            if amount in found or any(column in one.unsure for one in sums):
                continue
            unit = self.layout.unit or 1
            sentence = _("Tổng ghi %(told)s, các dòng cộng lại là %(found)s.") % {
                "told": _plain(amount, unit), "found": _plain(found[0], unit),
            }  # fmt: skip
            keep = Way(KEEP, _("Đã xem: nhập các dòng như trong tệp, không sửa gì"))
            self.asked.ask("sum", row.number, column, sentence, (keep,))


def _plain(amount: int, unit: int) -> str:
    whole, rest = divmod(amount, unit)
    digits = len(str(unit)) - 1
    part = f"{rest:0{digits}d}".rstrip("0") if rest else ""
    return f"{whole:,}".replace(",", "\u00a0") + (f",{part}" if part else "")


def repeated(rows: "Rows", row: Row, seen: dict[str, str]) -> str:
    """The number of a line as it is printed; one that was there before is asked."""
    if rows.printed is None:
        return ""
    cell = row.cell(rows.printed)
    text = plainly(cell.number) if cell.number is not None else row.words(rows.printed, "printed")
    if not text:
        return ""
    key = f"{rows.group}\0{text}"
    if key not in seen:
        seen[key] = row.cells[rows.printed].address
        return text
    sentence = _("Số thứ tự %(number)s đã có ở ô %(where)s.") % {"number": text, "where": seen[key]}
    blank = Way("blank", _("Để trống số thứ tự"))
    decision = row.decided("repeated", rows.printed, sentence, Way(KEEP, _("Giữ như tệp in")), blank)
    return text if decision == KEEP else ""


def named(rows: "Rows", row: Row) -> str:
    """The name of a line; where there is none, or only a number, columns may have shifted."""
    column = rows.name
    if column is None:
        return ""
    text = row.words(column, "name")
    read = read_number(text)
    if text and (read.doubt or read.empty) and row.cells[column].number is None:
        return text
    decision = row.decided(
        "name", column,
        _("Cột tên ghi “%s”, không phải một cái tên: các ô của dòng này có thể đã lệch cột.") % text
        if text else _("Dòng có số liệu nhưng không có tên."),
        typed=_("Ghi tên"), fits=lambda said: 0 < len(said) <= 500,
    )  # fmt: skip
    return decision[1:].strip() if decision.startswith("~") else ""
