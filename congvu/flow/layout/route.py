"""How the flows run: along rows and columns that are free, else through the gaps between rows and between columns.

Nothing runs through an element. Flows that share a gap get a track each. All this is decided on the grid; coordinates
come afterwards, when it is known how wide each gap must be.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from congvu.flow.layout.place import GATEWAY_KINDS, Cell, Grid
from congvu.flow.read import Arrow, Model
from congvu.flow.subset import Kind

Side = Literal["left", "right", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class Track:
    """A line in a gap: `gap` n is above row n or left of column n."""

    gap: int
    number: int


@dataclass(frozen=True, slots=True)
class Route:
    """A way over the grid: out of one side, by the bends, into another side.

    A bend is a column gap's track (upright), a row gap's track (level), "source": along the source's own middle line
    to the level of the target, or "target": to the target's middle line.
    """

    arrow: Arrow
    out: Side
    into: Side
    bends: tuple[Track | Literal["source", "target"], ...] = ()


@dataclass(slots=True)
class Gap:
    """The tracks of one gap, each with the stretches that are in use and by which element's flows."""

    tracks: list[list[tuple[float, float, str]]] = field(default_factory=list)

    def reserve(self, start: float, end: float, target: str) -> int:
        low, high = min(start, end), max(start, end)
        for number, used in enumerate(self.tracks):
            if all(high < first or last < low or one == target for first, last, one in used):
                used.append((low, high, target))
                return number
        self.tracks.append([(low, high, target)])
        return len(self.tracks) - 1


class Router:
    """Finds the routes of one grid."""

    def __init__(self, model: Model, grid: Grid) -> None:
        self.model = model
        self.grid = grid
        self.taken = grid.taken()
        self.along: set[Cell] = set()  # cells that a flow crosses along the row
        self.across: set[Cell] = set()  # and along the column
        self.tips: set[tuple[str, Side]] = set()  # where a flow leaves already
        self.row_gaps = [Gap() for _ in range(grid.rows + 1)]
        self.column_gaps = [Gap() for _ in range(grid.columns + 1)]

    def routes(self) -> list[Route]:
        """Short flows first, so that the straight ways stay with the neighbours."""
        arrows = [arrow for arrow in self.model.arrows.values() if self.here(arrow.source) and self.here(arrow.target)]
        found = []
        for arrow in sorted(arrows, key=self.length):
            found.append(self.route(arrow))
            self.tips.add((arrow.source, found[-1].out))
        return found

    def cell(self, id: str) -> Cell:
        return self.grid.cells[self.model.nodes[id].host or id]

    def here(self, id: str) -> bool:
        return id in self.model.nodes and (self.model.nodes[id].host or id) in self.grid.cells

    def length(self, arrow: Arrow) -> tuple[bool, int, int]:
        a, b = self.cell(arrow.source), self.cell(arrow.target)
        return b.column <= a.column, abs(b.column - a.column), abs(b.row - a.row)

    def route(self, arrow: Arrow) -> Route:
        a, b = self.cell(arrow.source), self.cell(arrow.target)
        if self.model.nodes[arrow.source].kind is Kind.BOUNDARY:
            return self.from_edge(arrow, a, b)
        if b.column <= a.column:
            return self.back(arrow, a, b)
        return self.straight(arrow, a, b) or self.one_bend(arrow, a, b) or self.round_about(arrow, a, b)

    def straight(self, arrow: Arrow, a: Cell, b: Cell) -> Route | None:
        between = [Cell(a.row, column) for column in range(a.column + 1, b.column)]
        return Route(arrow, "right", "left") if a.row == b.row and self.claim(between, []) else None

    def one_bend(self, arrow: Arrow, a: Cell, b: Cell) -> Route | None:
        """Out of a gateway's tip or into an element's top or bottom; else by one column gap."""
        if a.row == b.row:
            return None
        low, high = sorted((a.row, b.row))
        down = b.row > a.row
        tip: Side = "bottom" if down else "top"
        leaves = self.model.nodes[arrow.source].kind in GATEWAY_KINDS and (arrow.source, tip) not in self.tips
        if leaves and self.claim(self.row(b.row, a.column + 1, b.column), self.column(a.column, a.row, b.row)):
            return Route(arrow, tip, "left", ("source",))
        enters = self.model.nodes[arrow.target].kind in GATEWAY_KINDS
        if enters and self.claim(self.row(a.row, a.column + 1, b.column), self.column(b.column, b.row, a.row)):
            return Route(arrow, "right", "top" if down else "bottom", ("target",))
        if self.claim(self.row(a.row, a.column + 1, b.column), []):
            return Route(arrow, "right", "left", (self.vertical(b.column, low, high, arrow),))
        if self.claim(self.row(b.row, a.column + 1, b.column), []):
            return Route(arrow, "right", "left", (self.vertical(a.column + 1, low, high, arrow),))
        return None

    def round_about(self, arrow: Arrow, a: Cell, b: Cell) -> Route:
        """Through the gap between rows that lies towards the target; above the row for a flow that stays in it."""
        gap = a.row + 1 if b.row > a.row else a.row
        first = self.vertical(a.column + 1, a.row, gap - 0.5, arrow)
        middle = self.horizontal(gap, a.column + 0.5, b.column - 0.5, arrow)
        last = self.vertical(b.column, gap - 0.5, b.row, arrow)
        return Route(arrow, "right", "left", (first, middle, last))

    def back(self, arrow: Arrow, a: Cell, b: Cell) -> Route:
        """A loop back: over the row, or through the gap beside the target's row on the side of the source."""
        down = b.row > a.row
        gap = b.row + 1 if b.row < a.row else b.row
        into: Side = "bottom" if b.row < a.row else "top"
        out: Side = "bottom" if down else "top"
        free = (arrow.source, out) not in self.tips
        if not free and (arrow.source, "right") in self.tips and not down:
            middle = self.horizontal(a.row + 1, a.column, b.column - 0.5, arrow)
            return Route(arrow, "bottom", "left", (middle, self.vertical(b.column, a.row + 0.5, b.row, arrow)))
        if free and self.claim([], self.column(a.column, a.row, gap - 1 if down else gap)):
            middle = self.horizontal(gap, a.column, b.column, arrow)
            return Route(arrow, out, into, (middle, "target"))
        first = self.vertical(a.column + 1, a.row, gap - 0.5, arrow)
        middle = self.horizontal(gap, a.column + 0.5, b.column, arrow)
        return Route(arrow, "right", into, (first, middle, "target"))

    def from_edge(self, arrow: Arrow, a: Cell, b: Cell) -> Route:
        """Out of the bottom of an event on an element's edge."""
        low = a.row + 1
        if (
            b.column > a.column
            and b.row > a.row
            and self.claim(self.row(b.row, a.column + 1, b.column), self.column(a.column, a.row, b.row))
        ):
            return Route(arrow, "bottom", "left", ("source",))
        if b.column > a.column:
            middle = self.horizontal(low, a.column, b.column - 0.5, arrow)
            return Route(arrow, "bottom", "left", (middle, self.vertical(b.column, low - 0.5, b.row, arrow)))
        if b.row in {a.row, low}:
            into: Side = "bottom" if b.row == a.row else "top"
            return Route(arrow, "bottom", into, (self.horizontal(low, a.column, b.column, arrow), "target"))
        middle = self.horizontal(low, a.column, b.column - 0.5, arrow)
        return Route(arrow, "bottom", "left", (middle, self.vertical(b.column, low - 0.5, b.row, arrow)))

    def row(self, row: int, first: int, last: int) -> list[Cell]:
        """The cells of a row from one column up to, without, another."""
        return [Cell(row, column) for column in range(first, last)]

    def column(self, column: int, start: int, end: int) -> list[Cell]:
        """The cells of a column from the row after `start` through `end`."""
        step = 1 if end > start else -1
        return [Cell(row, column) for row in range(start + step, end + step, step)] if end != start else []

    def claim(self, along: Iterable[Cell], across: Iterable[Cell]) -> bool:
        """Takes these cells for a flow if neither an element nor a flow in the same direction has them."""
        rows, columns = set(along), set(across)
        if (rows | columns) & self.taken or rows & self.along or columns & self.across:
            return False
        self.along |= rows
        self.across |= columns
        return True

    def horizontal(self, gap: int, start: float, end: float, arrow: Arrow) -> Track:
        return Track(gap, self.row_gaps[gap].reserve(start, end, arrow.target))

    def vertical(self, gap: int, start: float, end: float, arrow: Arrow) -> Track:
        return Track(gap, self.column_gaps[gap].reserve(start, end, arrow.target))
