"""Where each element stands: columns by the longest way from the start, rows by lane."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from congvu.flow.read import Lane, Model, Node
from congvu.flow.subset import Kind

EVENT, GATEWAY = (36, 36), (50, 50)
TASK = (130, 80)
EVENT_KINDS = {Kind.START, Kind.END, Kind.TERMINATE, Kind.CATCH, Kind.BOUNDARY}
GATEWAY_KINDS = {Kind.EXCLUSIVE, Kind.PARALLEL, Kind.INCLUSIVE}


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a grid, before there are coordinates."""

    row: int
    column: int


@dataclass(slots=True)
class Grid:
    """One process or sub-process as rows and columns. Boundary events stand on their host, not in a cell.

    `lanes` tells for each lane its first and last row.
    """

    scope: str
    cells: dict[str, Cell] = field(default_factory=dict)
    lanes: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    def taken(self) -> set[Cell]:
        return set(self.cells.values())


def size_of(node: Node) -> tuple[int, int]:
    if node.kind in EVENT_KINDS:
        return EVENT
    return GATEWAY if node.kind in GATEWAY_KINDS else TASK


def place(model: Model, scope: str) -> Grid:
    """The grid of one process or sub-process; the same file always gives the same grid."""
    nodes = [node for node in model.nodes.values() if node.scope == scope and node.kind is not Kind.BOUNDARY]
    ahead = _ahead(model, nodes)
    columns = _columns(nodes, ahead)
    lanes = _lanes(model, scope, nodes, ahead)
    grid = Grid(scope, columns=max(columns.values(), default=0) + 1)
    taken: set[tuple[str, int, int]] = set()
    rows: dict[str, int] = {}
    before = _before(ahead)
    aside = _aside(model)
    for node in sorted(nodes, key=lambda one: (columns[one.id], one.id in aside)):
        lane = lanes[node.id]
        same = (one for one in before[node.id] if lanes[one] == lane and one in rows)
        row = next((rows[one] for one in same), 0) + (node.id in aside)
        while (lane, row, columns[node.id]) in taken:
            row += 1
        rows[node.id] = row
        taken.add((lane, row, columns[node.id]))
    for lane in _order(model, scope, lanes.values()):
        height = 1 + max((rows[id] for id, one in lanes.items() if one == lane), default=0)
        grid.lanes[lane] = (grid.rows, grid.rows + height - 1)
        for id, one in lanes.items():
            if one == lane:
                grid.cells[id] = Cell(grid.rows + rows[id], columns[id])
        grid.rows += height
    return grid


def _ahead(model: Model, nodes: list[Node]) -> dict[str, list[str]]:
    """What follows each element; what leaves an event on its edge counts as its own."""
    ahead: dict[str, list[str]] = {node.id: [] for node in nodes}
    for arrow in model.arrows.values():
        source = model.nodes.get(arrow.source)
        start = source.host if source and source.host else arrow.source
        if start in ahead and arrow.target in ahead:
            ahead[start].append(arrow.target)
    return ahead


def _aside(model: Model) -> set[str]:
    """What only events on an edge lead to stands a row lower than their host."""
    main = {arrow.target for arrow in model.arrows.values() if not model.nodes[arrow.source].host}
    return {arrow.target for arrow in model.arrows.values()} - main


def _before(ahead: Mapping[str, list[str]]) -> dict[str, list[str]]:
    before: dict[str, list[str]] = {id: [] for id in ahead}
    for id, targets in ahead.items():
        for target in targets:
            before[target].append(id)
    return before


def _columns(nodes: list[Node], ahead: Mapping[str, list[str]]) -> dict[str, int]:
    """The longest way from the start, counted without the flows that lead back."""
    order, forward = _forward(nodes, ahead)
    columns = dict.fromkeys(ahead, 0)
    for id in order:
        for target in forward[id]:
            columns[target] = max(columns[target], columns[id] + 1)
    return columns


def _forward(nodes: list[Node], ahead: Mapping[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """A depth-first walk: the elements in topological order, and their flows that do not lead back."""
    state: dict[str, str] = {}
    done: list[str] = []
    forward: dict[str, list[str]] = {node.id: [] for node in nodes}
    for first in sorted(nodes, key=lambda one: one.kind is not Kind.START):
        if first.id in state:
            continue
        state[first.id] = "open"
        stack = [(first.id, iter(ahead[first.id]))]
        while stack:
            id, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                state[id] = "done"
                done.append(id)
            elif state.get(target) != "open":
                forward[id].append(target)
                if target not in state:
                    state[target] = "open"
                    stack.append((target, iter(ahead[target])))
    return done[::-1], forward


def _lanes(model: Model, scope: str, nodes: list[Node], ahead: Mapping[str, list[str]]) -> dict[str, str]:
    """The lane of each element; one in no lane stands beside its neighbour."""
    if scope not in model.processes:
        return {node.id: "" for node in nodes}
    lanes = {node.id: model.lane_of.get(node.id, "") for node in nodes}
    before = _before(ahead)
    for node in nodes:
        if not lanes[node.id]:
            near = (lanes[one] for one in (*before[node.id], *ahead[node.id]) if lanes[one])
            lanes[node.id] = next(near, "")
    return lanes


def _order(model: Model, scope: str, used: Iterable[str]) -> list[str]:
    """Lanes as the file has them; what is in no lane comes first."""
    pool = model.pool_of(scope)
    drawn: list[Lane] = [lane for lane in model.lanes.values() if pool and lane.pool == pool.id]
    return [lane for lane in dict.fromkeys(["", *(one.id for one in drawn), *used]) if lane or "" in used] or [""]
