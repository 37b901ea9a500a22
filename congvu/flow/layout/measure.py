"""From the grid to pixels: how wide each column, row and gap is, and so where everything stands."""

from itertools import accumulate
from math import ceil

from congvu.flow.layout.place import EVENT, place, size_of
from congvu.flow.layout.route import Route, Router, Side, Track
from congvu.flow.picture import Box, Picture, Point
from congvu.flow.read import Model
from congvu.flow.subset import Kind
from congvu.flow.wrapping import width, wrap

STEP = 14  # between two tracks
COLUMN_GAP, ROW_GAP, UNDER = 44, 40, 24  # gaps without tracks; the part of a row gap that belongs to the labels above
ROW = 80
INSET = 24  # above what is inside a sub-process
LABEL = 11  # size of the letters of labels
LINE = 14
WIDE, NARROW = 104, 84  # of a name below, and of one beside


class Measured:
    """One process or sub-process in pixels, its upper left corner at 0, 0. `bands` are the lanes, top and bottom."""

    def __init__(self, model: Model, scope: str) -> None:
        self.model = model
        self.picture = Picture()
        self.grid = place(model, scope)
        self.router = Router(model, self.grid)
        self.routes = self.router.routes()
        self.used = self.sides()
        self.inner = {id: Measured(model, id) for id in self.grid.cells if model.nodes[id].kind is Kind.SUBPROCESS}
        self.sizes = {id: self.size(id) for id in self.grid.cells}
        self.measure()
        self.stand()
        self.hang_edges()
        self.draw()
        self.label()

    def size(self, id: str) -> tuple[float, float]:
        if id in self.inner:
            return self.inner[id].width, self.inner[id].height + INSET
        return size_of(self.model.nodes[id])

    def sides(self) -> dict[str, set[Side]]:
        """Where flows and messages touch each element."""
        used: dict[str, set[Side]] = {id: set() for id in self.model.nodes}
        for route in self.routes:
            used[route.arrow.source].add(route.out)
            used[route.arrow.target].add(route.into)
        pools = list(self.model.pools)
        for message in self.model.messages.values():
            for id, other in ((message.source, message.target), (message.target, message.source)):
                mine, its = (self.model.pool_at(one) for one in (id, other))
                if id in used and mine in pools and its in pools:
                    used[id].add("bottom" if pools.index(mine) < pools.index(its) else "top")
        return used

    def measure(self) -> None:
        widths, heights = [0.0] * self.grid.columns, [float(ROW)] * self.grid.rows
        for id, cell in self.grid.cells.items():
            widths[cell.column] = max(widths[cell.column], self.sizes[id][0], self.name_width(id))
            heights[cell.row] = max(heights[cell.row], self.sizes[id][1])
        self.column_gaps = [COLUMN_GAP + STEP * len(gap.tracks) for gap in self.router.column_gaps]
        self.row_gaps = [ROW_GAP + STEP * len(gap.tracks) for gap in self.router.row_gaps]
        self.row_gaps[0] -= UNDER
        self.make_room(widths)
        self.xs = _starts(self.column_gaps, widths)
        self.ys = _starts(self.row_gaps, heights)
        self.widths, self.heights = widths, heights
        self.width = sum(self.column_gaps) + sum(widths)
        self.height = sum(self.row_gaps) + sum(heights)
        tops = {
            lane: self.ys[first] - self.row_gaps[first] + (UNDER if first else 0) for lane, (first, _) in self.lanes()
        }
        order = [*list(tops.values())[1:], self.height]
        self.bands = {lane: (top, bottom) for (lane, top), bottom in zip(tops.items(), order, strict=True)}

    def name_width(self, id: str) -> float:
        """The width of the name above or below an event or gateway."""
        node = self.model.nodes[id]
        if size_of(node)[1] == ROW or not node.name or _beside_itself(self.used[id], node.kind):
            return 0
        return max(width(line, LABEL) for line in wrap(node.name, WIDE, LABEL, 3))

    def make_room(self, widths: list[float]) -> None:
        """Widens gaps to the names that stand in them: of level flows, and of gateways with flows above and below."""
        for id, cell in self.grid.cells.items():
            node, spare = self.model.nodes[id], (widths[cell.column] - self.sizes[id][0]) / 2
            names = [one.arrow.name for one in self.routes if one.arrow.source == id and one.out == "right"]
            tracks = STEP * len(self.router.column_gaps[cell.column + 1].tracks)
            after = max((width(name, LABEL) for name in names), default=0) + COLUMN_GAP / 2 + tracks + 8 - spare
            self.column_gaps[cell.column + 1] = max(self.column_gaps[cell.column + 1], ceil(after))
            if node.name and _beside_itself(self.used[id], node.kind):
                before = max(width(line, LABEL) for line in wrap(node.name, NARROW, LABEL, 3)) - 6 - spare
                self.column_gaps[cell.column] = max(self.column_gaps[cell.column], ceil(before))

    def lanes(self) -> list[tuple[str, tuple[int, int]]]:
        return list(self.grid.lanes.items())

    def stand(self) -> None:
        for id, cell in self.grid.cells.items():
            w, h = self.sizes[id]
            x = self.xs[cell.column] + (self.widths[cell.column] - w) / 2
            y = self.ys[cell.row] + (self.heights[cell.row] - h) / 2
            self.picture.shapes[id] = Box(x, y, w, h)
            if id in self.inner:
                self.picture.add(self.inner[id].picture, x, y + INSET)

    def hang_edges(self) -> None:
        """Boundary events stand along the bottom of their host, from the right."""
        for host in self.grid.cells:
            edges = [node.id for node in self.model.nodes.values() if node.host == host]
            box = self.picture.shapes[host]
            for number, id in enumerate(edges):
                x = box.right - 28 - 46 * number - EVENT[0] / 2
                self.picture.shapes[id] = Box(x, box.bottom - EVENT[1] / 2, *map(float, EVENT))

    def draw(self) -> None:
        for route in self.routes:
            self.picture.lines[route.arrow.id] = self.points(route)

    def points(self, route: Route) -> list[Point]:
        source, target = (self.picture.shapes[id] for id in (route.arrow.source, route.arrow.target))
        points = [_side(source, route.out)]
        upright = route.out in {"top", "bottom"}
        end = _side(target, route.into)
        for bend in route.bends:
            x, y = points[-1]
            if isinstance(bend, Track) and upright:
                y = self.track_y(bend)
            elif isinstance(bend, Track):
                x = self.track_x(bend)
            elif bend == "target" or upright:
                x, y = (x, end[1]) if upright else (end[0], y)
            points.append((x, y))
            upright = not upright
        x, y = points[-1]
        if (x != end[0]) and (y != end[1]):
            points.append((x, end[1]) if upright else (end[0], y))
        points.append(end)
        return _tidy(points)

    def track_x(self, track: Track) -> float:
        """Tracks stand towards the right of their gap; on the left there may be names."""
        end = self.xs[track.gap] if track.gap < len(self.xs) else self.width
        count = len(self.router.column_gaps[track.gap].tracks)
        return end - COLUMN_GAP / 2 - STEP * (count - 1 - track.number) - STEP / 2

    def track_y(self, track: Track) -> float:
        last = track.gap == len(self.ys)
        start = self.height - self.row_gaps[-1] if last else self.ys[track.gap] - self.row_gaps[track.gap]
        return start + (UNDER if track.gap else 0) + (ROW_GAP - UNDER) / 2 + STEP * track.number + STEP / 2 - 2

    def label(self) -> None:
        for route in self.routes:
            if route.arrow.name:
                self.picture.labels[route.arrow.id] = _beside(self.picture.lines[route.arrow.id], route.arrow.name)
        for node in self.model.nodes.values():
            here = node.id in self.grid.cells or node.host in self.grid.cells
            if here and node.name and size_of(node)[1] < ROW:
                box = self.picture.shapes[node.id]
                self.picture.labels[node.id] = _under(box, node.name, self.used[node.id], node.kind)


def _starts(gaps: list[int], sizes: list[float]) -> list[float]:
    """Where each column or row begins: after the gaps and the columns before it."""
    ends = accumulate(gap + size for gap, size in zip(gaps, sizes, strict=False))
    return [end - size for end, size in zip(ends, sizes, strict=True)]


def _side(box: Box, side: Side) -> Point:
    x, y = box.middle
    return {"left": (box.x, y), "right": (box.right, y), "top": (x, box.y), "bottom": (x, box.bottom)}[side]


def _tidy(points: list[Point]) -> list[Point]:
    """Without points that lie on the line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept


def _beside(points: list[Point], name: str) -> Box:
    """A flow's name stands at its beginning: over a level line, right of an upright one."""
    (x, y), (to_x, to_y) = points[0], points[1]
    w = width(name, LABEL) + 4
    if y == to_y:
        return Box(x + 3 if to_x > x else x - 3 - w, y - LINE - 2, w, LINE)
    return Box(x + 4, y + 4 if to_y > y else y - LINE - 4, w, LINE)


def _beside_itself(used: set[Side], kind: Kind) -> bool:
    """Whether a name fits neither above nor below."""
    return {"top", "bottom"} <= used and kind is not Kind.BOUNDARY


def _under(box: Box, name: str, used: set[Side], kind: Kind) -> Box:
    """The name of an event or gateway: below it, above it where a flow leaves below, else above the flow that comes."""
    beside = _beside_itself(used, kind)
    lines = wrap(name, NARROW if beside else WIDE, LABEL, 3)
    w, h = max(width(line, LABEL) for line in lines) + 4, float(LINE * len(lines))
    x, y = box.middle
    if kind is Kind.BOUNDARY:
        return Box(x + 4, box.bottom + 1, w, h)
    if beside:
        return Box(x - w - 10, y - 8 - h, w, h)
    return Box(x - w / 2, box.y - 3 - h if "bottom" in used else box.bottom + 3, w, h)
