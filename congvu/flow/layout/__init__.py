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
    for message in model.messages.values():
        picture.lines[message.id] = _message(model, picture, message)
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


def _message(model: Model, picture: Picture, message: Message) -> list[Point]:
    """A message runs upright, beside what stands in its way."""
    a, b = picture.shapes[message.source], picture.shapes[message.target]
    down = a.y < b.y
    inner = b if message.source in model.pools else a
    x = _free_x(model, picture, inner, min(a.y, b.y), max(a.bottom, b.bottom), {message.source, message.target})
    start, end = (a.bottom, b.y) if down else (a.y, b.bottom)
    points = [(x, start), (x, end)]
    if inner.x <= x <= inner.right and (b.x <= x <= b.right and a.x <= x <= a.right):
        return points
    if inner is a:
        return [(a.middle[0], start), (a.middle[0], start + (10 if down else -10)), (x, start + (10 if down else -10)),
                *_landing(b, x, end, down)]  # fmt: skip
    return [
        (x, start),
        (x, end - (10 if down else -10)),
        (b.middle[0], end - (10 if down else -10)),
        (b.middle[0], end),
    ]


def _landing(box: Box, x: float, y: float, down: bool) -> list[Point]:
    if box.x <= x <= box.right:
        return [(x, y)]
    before = y - 10 if down else y + 10
    return [(x, before), (box.middle[0], before), (box.middle[0], y)]


def _free_x(model: Model, picture: Picture, box: Box, top: float, bottom: float, ends: set[str]) -> float:
    """The middle of the element, or the nearest upright line to its right that meets no other element."""
    others = [
        shape for id, shape in picture.shapes.items()
        if id in model.nodes and id not in ends and shape.bottom > top and shape.y < bottom
        and model.nodes[id].kind is not Kind.SUBPROCESS and (shape.bottom <= box.y or shape.y >= box.bottom)
    ]  # fmt: skip
    x = box.middle[0]
    while any(shape.x - 8 < x < shape.right + 8 for shape in others):
        x += 4
    return x


def _with_prefixes(root: etree._Element) -> etree._Element:
    """The same root knowing the drawing's namespaces; lxml cannot add them to one that exists."""
    prefixes = root.nsmap  # a fresh dict each time
    prefixes.update({prefix: uri for prefix, uri in PREFIXES.items() if uri not in prefixes.values()})
    made = etree.Element(root.tag, dict(root.attrib), nsmap=cast(dict[str, str], prefixes))  # None: no prefix
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
