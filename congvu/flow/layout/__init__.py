"""Gives a BPMN file its drawing: shapes and lines for a file written without, or anew for one that has them."""

from typing import cast

from lxml import etree

from congvu.flow.check import sound
from congvu.flow.layout.measure import Measured
from congvu.flow.picture import Box, Picture, Point
from congvu.flow.read import Message, Model, Pool, parse
from congvu.flow.subset import BPMN, Kind

BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
PREFIXES = {"bpmndi": BPMNDI[1:-1], "dc": DC[1:-1], "di": DI[1:-1]}

MARGIN, HEADER, BAND, BETWEEN = 40, 30, 60, 50


def lay_out(text: str) -> str:
    """The same file with a drawing that any BPMN editor opens. The same text always gives the same drawing.

    Raises NotInSubset with every problem of the file.
    """
    root = parse(text, comments=True)
    model = sound(text)
    for old in root.findall(f"{BPMNDI}BPMNDiagram"):
        root.remove(old)
    written = _with_prefixes(root)
    written.append(_diagram(model, lay_out_picture(model), written))
    etree.indent(written, "  ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(written, encoding="unicode") + "\n"


def lay_out_picture(model: Model) -> Picture:
    """The drawing of a model: pools below one another, those whose inside is not shown as narrow bands."""
    measured = {process: Measured(model, process) for process in model.processes}
    picture = Picture()
    if not model.pools:
        y = float(MARGIN)
        for one in measured.values():
            picture.add(one.picture, MARGIN, y)
            y += one.height + BETWEEN
        return picture
    named = any(lane for one in measured.values() for lane in one.bands)
    inset = HEADER * (2 if named else 1)
    width = inset + max(one.width for one in measured.values())
    y = float(MARGIN)
    for pool in model.pools.values():
        y = _pool(picture, pool, measured.get(pool.process), y, width, inset) + BETWEEN
    for number, message in enumerate(model.messages.values()):
        picture.lines[message.id] = _message(model, picture, message, number)
        if message.name:
            x, top = picture.lines[message.id][0]
            picture.labels[message.id] = Box(x + 5, top + 4, 100, 14)
    return picture


def _pool(picture: Picture, pool: Pool, inside: Measured | None, y: float, width: float, inset: int) -> float:
    """Draws a pool at that height; returns its lower edge."""
    if inside is None:
        picture.shapes[pool.id] = Box(MARGIN, y, width, BAND)
        return y + BAND
    picture.shapes[pool.id] = Box(MARGIN, y, width, inside.height)
    for lane, (top, bottom) in inside.bands.items():
        if lane:
            picture.shapes[lane] = Box(MARGIN + HEADER, y + top, width - HEADER, bottom - top)
    picture.add(inside.picture, MARGIN + inset, y)
    return y + inside.height


def _message(model: Model, picture: Picture, message: Message, number: int) -> list[Point]:
    """A message leaves its pool upright, crosses between the pools, and enters the other pool upright."""
    a, b = (picture.shapes[model.pool_at(id)] for id in (message.source, message.target))
    down = a.y < b.y
    start, end = (a.bottom, b.y) if down else (a.y, b.bottom)
    out = _upright(model, picture, message.source, start)
    into = _upright(model, picture, message.target, end)[::-1]
    out = out or [(into[0][0] if into else a.middle[0], start)]
    into = into or [(out[-1][0], end)]
    between = (start + end) / 2 + 6 * (number % 5 - 2)
    crossing = [(out[-1][0], between), (into[0][0], between)] if out[-1][0] != into[0][0] else []
    return [*out, *crossing, *into]


def _upright(model: Model, picture: Picture, id: str, edge: float) -> list[Point]:
    """From an element straight to the edge of its pool, round what stands in the way; nothing for a pool itself."""
    if id not in model.nodes:
        return []
    box = picture.shapes[id]
    x, side = box.middle[0], box.bottom if edge > box.y else box.y
    top, bottom = sorted((side, edge))
    others = [
        shape
        for other, shape in picture.shapes.items()
        if other in model.nodes and other != id and shape.bottom > top and shape.y < bottom
    ]
    free = x
    while any(shape.x - 8 < free < shape.right + 8 and not _holds(shape, box) for shape in others):
        free += 4
    if free == x:
        return [(x, side), (x, edge)]
    turn = side + 10 if edge > side else side - 10
    return [(x, side), (x, turn), (free, turn), (free, edge)]


def _holds(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


def _with_prefixes(root: etree._Element) -> etree._Element:
    """The same root knowing the drawing's namespaces; lxml cannot add them to one that exists."""
    known = cast(dict[str, str], root.nsmap)  # the default namespace, None, is as good as any prefix
    more = {prefix: uri for prefix, uri in PREFIXES.items() if uri not in known.values()}
    made = etree.Element(root.tag, {str(name): str(value) for name, value in root.items()}, nsmap=known | more)
    made.text = root.text
    made.extend(list(root))
    return made


def _diagram(model: Model, picture: Picture, root: etree._Element) -> etree._Element:
    plane_of = next((one.get("id") for one in root.iterfind(f"{BPMN}collaboration")), None)
    diagram = etree.SubElement(root, f"{BPMNDI}BPMNDiagram", id="diagram")
    plane = etree.SubElement(
        diagram, f"{BPMNDI}BPMNPlane", id="plane", bpmnElement=plane_of or next(iter(model.processes))
    )
    for id, box in picture.shapes.items():
        shape = etree.SubElement(plane, f"{BPMNDI}BPMNShape", id=f"{id}_shape", bpmnElement=id)
        if id in model.pools or id in model.lanes:
            shape.set("isHorizontal", "true")
        elif model.nodes[id].kind is Kind.SUBPROCESS:
            shape.set("isExpanded", "true")
        elif model.nodes[id].kind is Kind.EXCLUSIVE:
            shape.set("isMarkerVisible", "true")
        _bounds(shape, box)
        _label(shape, picture, id)
    for id, points in picture.lines.items():
        edge = etree.SubElement(plane, f"{BPMNDI}BPMNEdge", id=f"{id}_edge", bpmnElement=id)
        for x, y in points:
            etree.SubElement(edge, f"{DI}waypoint", x=f"{x:g}", y=f"{y:g}")
        _label(edge, picture, id)
    return diagram


def _label(shape: etree._Element, picture: Picture, id: str) -> None:
    if id in picture.labels:
        _bounds(etree.SubElement(shape, f"{BPMNDI}BPMNLabel"), picture.labels[id])


def _bounds(parent: etree._Element, box: Box) -> None:
    size = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    etree.SubElement(parent, f"{DC}Bounds", {name: f"{round(value, 1):g}" for name, value in size.items()})
