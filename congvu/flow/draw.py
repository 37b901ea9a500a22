"""Draws a process as SVG: what is open is lit, what is done is ticked, and a sentence says both.

Classes carry the look (`bpmn-task bpmn-task--lit …`), plain attributes give a default for paper and for pages
without the style sheet. No inline style, no script, everything escaped.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from congvu.flow import icons
from congvu.flow.drawn import drawn
from congvu.flow.picture import Box, Picture, Point
from congvu.flow.read import Model, Node
from congvu.flow.subset import Kind
from congvu.flow.wrapping import wrap

INK, LINE, SOFT, PAPER = "#2b2b2b", "#5f6368", "#c9ccd1", "#ffffff"
LIT, LIT_FILL, DONE, DONE_FILL = "#a31515", "#fdf0ee", "#2e6b3a", "#f3f8f3"
LETTERS, SMALL = 12.5, 11.0
MARGIN = 12

EVENTS = {Kind.START, Kind.END, Kind.TERMINATE, Kind.CATCH, Kind.BOUNDARY}
GATEWAYS = {Kind.EXCLUSIVE, Kind.PARALLEL, Kind.INCLUSIVE}


def svg(text: str, *, lit: Set[str] = frozenset(), done: Set[str] = frozenset(), title: str = "") -> str:
    """The process as one `<svg>`. `lit` and `done` are ids of elements (`call/element` lights the call).

    Raises NotInSubset with every problem of the file.
    """
    model, picture = drawn(text)
    return "".join(_Drawing(model, picture, _seen(model, lit), _seen(model, done), title).whole())


def _seen(model: Model, ids: Set[str]) -> frozenset[str]:
    return frozenset(one.partition("/")[0] for one in ids) & model.nodes.keys()


@dataclass(frozen=True, slots=True)
class _Drawing:
    model: Model
    picture: Picture
    lit: frozenset[str]
    done: frozenset[str]
    title: str

    def whole(self) -> Iterator[str]:
        x, y, w, h = self.frame()
        key = next(iter(self.model.processes))
        title = self.title or _("Sơ đồ quy trình")
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="bpmn" role="img" width="{w:g}" height="{h:g}"'
            f' viewBox="{x:g} {y:g} {w:g} {h:g}" aria-labelledby={quoteattr(f"{key}-title {key}-desc")}'
            f' font-family="system-ui, sans-serif" font-size="{LETTERS:g}" fill="{INK}">'
        )
        yield f"<title id={quoteattr(f'{key}-title')}>{escape(title)}</title>"
        yield f"<desc id={quoteattr(f'{key}-desc')}>{escape(self.sentence())}</desc>"
        for pool in self.model.pools.values():
            yield from self.band(pool.id, pool.name, "bpmn-pool", has_inside=bool(pool.process))
        for lane in self.model.lanes.values():
            yield from self.band(lane.id, lane.name or lane.role, "bpmn-lane", has_inside=True)
        nodes = [node for node in self.model.nodes.values() if node.id in self.picture.shapes]
        for node in nodes:
            if node.kind is Kind.SUBPROCESS:
                yield from self.sub_process(node)
        for arrow in self.model.arrows.values():
            yield from self.line(arrow.id, "bpmn-flow", "", icons.arrow_head)
        for node in sorted(nodes, key=lambda one: one.kind is Kind.BOUNDARY):
            yield from self.node(node)
        for message in self.model.messages.values():
            dashes = ' stroke-dasharray="6 4"'
            yield from self.line(message.id, "bpmn-flow bpmn-flow--message", dashes, icons.open_arrow_head)
        yield from self.names()
        yield "</svg>"

    def frame(self) -> tuple[float, float, float, float]:
        boxes = [*self.picture.shapes.values(), *self.picture.labels.values()]
        points = [point for line in self.picture.lines.values() for point in line]
        xs = [*(box.x for box in boxes), *(box.right for box in boxes), *(x for x, _y in points)]
        ys = [*(box.y for box in boxes), *(box.bottom for box in boxes), *(y for _x, y in points)]
        left, top = min(xs) - MARGIN, min(ys) - MARGIN
        return left, top, max(xs) - left + MARGIN, max(ys) - top + MARGIN

    def sentence(self) -> str:
        """Where the dossier is, for those who do not see the picture."""
        now = [self.told(self.model.nodes[id]) for id in self.model.nodes if id in self.lit]
        past = [self.told(self.model.nodes[id]) for id in self.model.nodes if id in self.done - self.lit]
        parts = []
        if now:
            parts.append(_("Hồ sơ đang ở: {steps}.").format(steps="; ".join(now)))
        if past:
            parts.append(_("Đã qua: {steps}.").format(steps="; ".join(past)))
        if not parts:
            steps = [self.told(node) for node in self.model.nodes.values() if node.kind is Kind.USER]
            parts.append(_("Các bước: {steps}.").format(steps="; ".join(steps)))
        return " ".join(parts)

    def told(self, node: Node) -> str:
        lane = self.model.lane_at(node.id)
        name = node.name or node.id
        return f"{name} ({lane.name})" if lane and lane.name else name

    def state(self, node: Node, block: str) -> str:
        state = " lit" if node.id in self.lit else " done" if node.id in self.done else ""
        return f'class="{block}{f" {block}--{state.strip()}" if state else ""}"'

    def ink(self, node: Node, width: float) -> str:
        if node.id in self.lit:
            return f'fill="{LIT_FILL}" stroke="{LIT}" stroke-width="{max(3.0, width):g}"'
        if node.id in self.done:
            return f'fill="{DONE_FILL}" stroke="{DONE}" stroke-width="{width:g}"'
        return f'fill="{PAPER}" stroke="{LINE}" stroke-width="{width:g}"'

    def band(self, id: str, name: str, block: str, *, has_inside: bool) -> Iterator[str]:
        """A pool or lane: a row with its name upright at the left; a pool without inside has its name in the middle."""
        box = self.picture.shapes.get(id)
        if box is None:
            return
        fill = PAPER if has_inside else "#f6f6f7"
        yield f'<rect class="{block}" {_at(box)} fill="{fill}" stroke="{SOFT}"/>'
        x, y = box.middle
        if not has_inside:
            yield _text([name], x, y, LETTERS, "bpmn-pool__name")
            return
        yield f'<rect class="{block}__head" {_at(Box(box.x, box.y, 30, box.height))} fill="#f6f6f7" stroke="{SOFT}"/>'
        lines = wrap(name, box.height - 12, LETTERS, 2)
        yield f'<g transform="rotate(-90 {box.x + 15:g} {y:g})">'
        yield _text(lines, box.x + 15, y, LETTERS if len(lines) == 1 else SMALL, f"{block}__name") + "</g>"

    def sub_process(self, node: Node) -> Iterator[str]:
        box = self.picture.shapes[node.id]
        yield f'<rect {self.state(node, "bpmn-sub")} {_at(box)} rx="10" {self.ink(node, 1.5)}/>'
        yield _text(wrap(node.name, box.width - 20, SMALL, 1), box.middle[0], box.y + 14, SMALL, "bpmn-sub__name")

    def line(self, id: str, block: str, dashes: str, head: icons.Head) -> Iterator[str]:
        if points := self.picture.lines.get(id):
            way = f'd="{_rounded(points)}" fill="none" stroke="{LINE}" stroke-width="1.5"'
            yield f'<path class="{block}" {way}{dashes}/>'
            yield head(points, LINE, PAPER)

    def node(self, node: Node) -> Iterator[str]:
        box = self.picture.shapes[node.id]
        x, y = box.middle
        if node.kind in EVENTS:
            yield f"<g {self.state(node, 'bpmn-event')}>{self.event(node, box)}</g>"
        elif node.kind in GATEWAYS:
            tips = f"{x:g},{box.y:g} {box.right:g},{y:g} {x:g},{box.bottom:g} {box.x:g},{y:g}"
            sign = icons.gateway(node.kind, x, y, INK)
            shape = f'<polygon points="{tips}" {self.ink(node, 1.5)} stroke-linejoin="round"/>{sign}'
            yield f"<g {self.state(node, 'bpmn-gateway')}>{shape}</g>"
        elif node.kind is not Kind.SUBPROCESS:
            yield f"<g {self.state(node, 'bpmn-task')}>{self.task(node, box)}</g>"
        if node.id in self.lit:
            yield icons.now(*self.corner(node.id, box), LIT, PAPER)
        elif node.id in self.done:
            yield icons.tick(*self.corner(node.id, box), DONE, PAPER)

    def corner(self, id: str, box: Box) -> Point:
        """Where the mark sits: the upper left, or the lower left below a name."""
        label = self.picture.labels.get(id)
        return box.x, box.bottom - 2 if label and label.y < box.y else box.y

    def task(self, node: Node, box: Box) -> str:
        thick = 3.5 if node.kind is Kind.CALL else 1.5
        icon = icons.person(box.right - 18, box.y + 6, LINE) if node.kind is Kind.USER else ""
        if node.kind is Kind.SERVICE:
            icon = icons.gear(box.right - 13, box.y + 13, LINE)
        lines = wrap(node.name or node.id, box.width - 16, LETTERS, 4 if box.height >= 70 else 2)
        x, y = box.middle
        down = 5 if icon and len(lines) > 2 else 0
        text = _text(lines, x, y + down, LETTERS, "bpmn-task__name")
        return f'<rect {_at(box)} rx="8" {self.ink(node, thick)}/>{icon}{text}'

    def event(self, node: Node, box: Box) -> str:
        x, y = box.middle
        radius = box.width / 2
        ends = node.kind in {Kind.END, Kind.TERMINATE}
        dashes = ' stroke-dasharray="4 3"' if node.kind is Kind.BOUNDARY and not node.interrupting else ""
        made = f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {self.ink(node, 3.5 if ends else 1.5)}{dashes}/>'
        if node.kind in {Kind.CATCH, Kind.BOUNDARY}:
            made += f'<circle cx="{x:g}" cy="{y:g}" r="{radius - 4:g}" fill="none" stroke="{LINE}"{dashes}/>'
        if node.kind is Kind.TERMINATE:
            made += f'<circle cx="{x:g}" cy="{y:g}" r="{radius - 7:g}" fill="{INK}"/>'
        return made + icons.event(node.event, x, y, INK)

    def names(self) -> Iterator[str]:
        """The names of flows, events and gateways, with a white rim where they cross a line."""
        flows = {one.id: one.name for one in self.model.arrows.values()}
        flows |= {one.id: one.name for one in self.model.messages.values()}
        for id, name in flows.items():
            if name and (points := self.picture.lines.get(id)):
                (x, y), (to_x, to_y) = points[0], points[1]
                box = self.picture.labels.get(id, Box((x + to_x) / 2 - 50, (y + to_y) / 2 - 16, 100, 14))
                yield _text(wrap(name, 130, SMALL, 2), *box.middle, SMALL, "bpmn-flow__name", rim=True)
        for node in self.model.nodes.values():
            if node.name and node.kind in EVENTS | GATEWAYS and (shape := self.picture.shapes.get(node.id)):
                box = self.picture.labels.get(node.id, Box(shape.middle[0] - 52, shape.bottom + 3, 104, 14))
                lines = wrap(node.name, max(box.width, 60), SMALL, 3)
                block = "bpmn-event__name" if node.kind in EVENTS else "bpmn-gateway__name"
                yield _text(lines, *box.middle, SMALL, block, rim=True)


def _at(box: Box) -> str:
    return f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'


def _text(lines: list[str], x: float, y: float, size: float, block: str, *, rim: bool = False) -> str:
    """Lines of text around a middle point."""
    step = size * 1.28
    top = y - step * (len(lines) - 1) / 2 + size * 0.36
    rows = "".join(f'<tspan x="{x:g}" y="{top + n * step:.1f}">{escape(line)}</tspan>' for n, line in enumerate(lines))
    edge = f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if rim else ""
    return f'<text class="{block}" font-size="{size:g}" text-anchor="middle"{edge}>{rows}</text>'


def _rounded(points: list[Point]) -> str:
    """A path through the points with soft corners."""
    made = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (ax, ay), (bx, by) = _toward(corner, before), _toward(corner, after)
        made.append(f"L{ax:g} {ay:g}Q{corner[0]:g} {corner[1]:g} {bx:g} {by:g}")
    made.append(f"L{points[-1][0]:g} {points[-1][1]:g}")
    return "".join(made)


def _toward(corner: Point, other: Point) -> Point:
    """A little way from a corner towards another point, at most half of it."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    part = min(6.0, length / 2) / length
    return round(corner[0] + dx * part, 1), round(corner[1] + dy * part, 1)
