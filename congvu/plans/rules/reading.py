"""A table from a file on its way into a plan: what its columns are, what of its cells is in doubt, what a person said.

Nothing is corrected and nothing is guessed: what can be read in one way is read; all else is asked, with its cell.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.plans.rules.words import SOURCES, MoneyMeasure
from congvu.tabular import Cell, Grid
from congvu.tabular.grids import address

PROJECT_ROLES: dict[str, Any] = {
    "printed": _("TT"), "name": _("Tên dự án, nhiệm vụ"), "goal": _("Mục tiêu, quy mô"),
    "work": _("Nội dung, hạng mục công việc"), "time": _("Thời gian thực hiện"), "start": _("Năm bắt đầu"),
    "end": _("Năm kết thúc"), "leads": _("Đơn vị chủ trì"), "funding": _("Hình thức đầu tư, nguồn vốn"),
    "decision": _("Số quyết định đầu tư"), "note": _("Ghi chú"), "money": _("Kinh phí"),
}  # fmt: skip
TARGET_ROLES: dict[str, Any] = {
    "printed": _("TT"), "code": _("Mã chỉ tiêu"), "name": _("Tên chỉ tiêu"), "value": _("Mục tiêu"),
    "baseline": _("Hiện trạng (tử số/mẫu số)"), "baseline_n": _("Hiện trạng: tử số"),
    "baseline_d": _("Hiện trạng: mẫu số"), "scope_text": _("Phạm vi"),
}  # fmt: skip
ROLES = {"projects": PROJECT_ROLES, "targets": TARGET_ROLES}
SEVERAL = {"money", "value", "goal", "note"}  # roles that more than one column may have
UNITS: dict[int, Any] = {1: _("đồng"), 10**3: _("nghìn đồng"), 10**6: _("triệu đồng"), 10**9: _("tỷ đồng")}
MOST_ROWS = 2_000  # of a table that is taken in
MOST_COLUMNS = 60
LENGTHS = {
    "printed": 12, "name": 500, "leads": 300, "funding": 300, "decision": 60, "note": 300, "scope_text": 300,
    "goal": 20_000, "work": 20_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is. Of money and targets, `when` is a year, of money also "-2026" (all until the end of 2026), and
    empty the whole."""

    role: str
    measure: str = ""
    when: str = ""
    fund: str = ""

    @property
    def year(self) -> int | None:
        """The year that it names."""
        bare = self.when.removeprefix("-")
        return int(bare) if bare.isdecimal() and len(bare) == 4 else None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read: `head` rows are its header, `columns` are used, money is told in `unit` (0: nobody said)."""

    head: int = 0
    unit: int = 0
    columns: Mapping[int, Use] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Layout":
        """From what `told` keeps."""
        columns = {int(number): Use(*words) for number, words in told.get("columns", {}).items()}
        return cls(int(told.get("head", 0)), int(told.get("unit", 0)), columns)

    def told(self) -> dict[str, Any]:
        """As JSON."""
        columns = {
            str(number): [use.role, use.measure, use.when, use.fund] for number, use in sorted(self.columns.items())
        }
        return {"head": self.head, "unit": self.unit, "columns": columns}

    def at(self, role: str) -> int | None:
        """The first column of a role."""
        return next((number for number, use in sorted(self.columns.items()) if use.role == role), None)

    def all(self, role: str) -> list[tuple[int, Use]]:
        """All columns of a role."""
        return [(number, use) for number, use in sorted(self.columns.items()) if use.role == role]

    def missing(self, kind: str, grid: Grid) -> list[tuple[str, Any]]:
        """What must still be said before the rows are read: where, and the sentence."""
        found: list[tuple[str, Any]] = []
        wide = len(grid.rows[0]) if grid.rows else 0
        roles = [use.role for use in self.columns.values()]
        if self.head >= len(grid.rows) or any(number >= wide for number in self.columns):
            found.append(("head", _("Bảng không có dòng nào sau tiêu đề. Hãy sửa số dòng tiêu đề.")))
        if "name" not in roles and (kind == "projects" or "code" not in roles):
            found.append(("columns", _("Hãy chỉ ra cột tên.")))
        if kind == "targets" and "value" not in roles:
            found.append(("columns", _("Hãy chỉ ra ít nhất một cột mục tiêu.")))
        if any(roles.count(role) > 1 for role in set(roles) - SEVERAL):
            found.append(("columns", _("Hai cột không thể cùng là một nội dung. Hãy chọn lại.")))
        if "money" in roles and self.unit not in UNITS:
            found.append(("unit", _("Hãy chọn đơn vị tiền của bảng.")))
        return found + self._unsaid()

    def _unsaid(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        seen: set[Use] = set()
        for number, use in sorted(self.columns.items()):
            column = address(0, number)[:-1]
            if use.role == "money" and (use.measure not in MoneyMeasure.values or use.fund not in SOURCES):
                found.append(
                    (f"c{number}", _("Cột {column}: hãy chọn số liệu và nguồn kinh phí.").format(column=column))
                )
            elif use.role == "money" and use.measure != MoneyMeasure.ESTIMATE and use.year is None:
                found.append((f"c{number}", _("Cột {column}: số liệu này phải nói của năm nào.").format(column=column)))
            elif use.role in {"money", "value"} and use in seen:
                found.append(
                    (
                        f"c{number}",
                        _("Cột {column} cùng số liệu, năm và nguồn với một cột khác. Hãy chọn lại.").format(
                            column=column
                        ),
                    )
                )
            seen.add(use)
        return found


@dataclass(frozen=True, slots=True)
class Way:
    """One way to settle a doubt: what is kept of it, and what it is called."""

    key: str
    label: Any


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a cell that only a person can settle. `key` names it among the decisions. Where something may be
    typed instead, `typed` says what, and `fits` whether it is that. `also` are other cells that say the same."""

    key: str
    row: int
    column: int
    sentence: str
    ways: tuple[Way, ...]
    typed: Any = ""
    fits: Callable[[str], bool] = bool
    also: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Its cell."""
        return address(self.row, self.column)

    def settled(self, decision: str) -> bool:
        """Whether this decision is one of its ways, or typed ("~" before it) and fitting."""
        if decision.startswith("~"):
            return bool(self.typed and self.fits(decision[1:].strip()))
        return decision in {way.key for way in self.ways}


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of a line, in đồng."""

    use: Use
    amount: int


@dataclass(slots=True)
class Line:
    """A row as it would be taken."""

    row: int
    words: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Decimal | None] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    lead: int | None = None
    indicator: int | None = None
    group: str = ""
    money: list[Amount] = field(default_factory=list)
    values: list[tuple[Use, Decimal | None, str]] = field(default_factory=list)
    out: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What is known besides the file: the plan's years, its rows, the agencies and indicators, names folded."""

    first: int
    last: int
    agencies: Mapping[str, Sequence[int]] = field(default_factory=dict)
    agency_names: Mapping[int, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, Sequence[int]] = field(default_factory=dict)
    indicator_names: Mapping[int, str] = field(default_factory=dict)
    percent: frozenset[int] = frozenset()
    targets: frozenset[tuple[int, int | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What comes out of a table: its lines, all that was in doubt, and what of it is not settled yet."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    open: tuple[Doubt, ...]

    @property
    def taken(self) -> list[Line]:
        """The lines that are not left out."""
        return [line for line in self.lines if not line.out]


def keep(grids: Sequence[Grid]) -> list[dict[str, Any]]:
    """Tables as JSON: a cell is its text, or (text, number, the cell it is merged into)."""
    return [{"title": grid.title[:200], "rows": [[_keep(cell) for cell in row] for row in grid.rows]} for grid in grids]


def _keep(cell: Cell) -> Any:
    if cell.number is None and not cell.merged_into:
        return cell.text
    return [cell.text, "" if cell.number is None else str(cell.number), cell.merged_into]


def kept(told: Mapping[str, Any]) -> Grid:
    """A table that `keep` has kept."""
    return Grid(
        told["title"],
        tuple(
            tuple(_kept(cell, address(number, column)) for column, cell in enumerate(row))
            for number, row in enumerate(told["rows"])
        ),
    )


def _kept(told: Any, at: str) -> Cell:
    if isinstance(told, str):
        return Cell(told, None, at)
    text, number, merged = told
    return Cell(text, Decimal(number) if number else None, at, merged)
