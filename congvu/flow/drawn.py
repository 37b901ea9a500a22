"""Reads the drawing that a BPMN file carries; a file without one is laid out."""

from functools import lru_cache

from congvu.flow.check import sound
from congvu.flow.layout import BPMNDI, DC, DI, lay_out_picture
from congvu.flow.picture import Box, Picture
from congvu.flow.read import Element, Model, parse


@lru_cache(maxsize=64)
def drawn(text: str) -> tuple[Model, Picture]:
    """The model and its picture. Whoever draws changes neither. Raises NotInSubset."""
    model = sound(text)
    picture = Picture()
    for shape in parse(text).iter(f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge"):
        _take(shape, picture)
    if not set(model.nodes) <= set(picture.shapes) or not set(model.arrows) <= set(picture.lines):
        return model, lay_out_picture(model)
    return model, picture


def _take(shape: Element, picture: Picture) -> None:
    id = shape.get("bpmnElement") or ""
    if (box := _box(shape.find(f"{DC}Bounds"))) is not None:
        picture.shapes[id] = box
    points = [(_number(one, "x"), _number(one, "y")) for one in shape.iterfind(f"{DI}waypoint")]
    if len(points) > 1:
        picture.lines[id] = points
    if (label := _box(shape.find(f"{BPMNDI}BPMNLabel/{DC}Bounds"))) is not None:
        picture.labels[id] = label


def _box(bounds: Element | None) -> Box | None:
    if bounds is None:
        return None
    return Box(*(_number(bounds, name) for name in ("x", "y", "width", "height")))


def _number(element: Element, name: str) -> float:
    """A coordinate; what is not one within reason counts as 0."""
    try:
        value = float(element.get(name) or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1_000_000 else 0.0
