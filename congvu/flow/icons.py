"""The small signs of a BPMN drawing, as pieces of SVG."""

from collections.abc import Callable
from math import atan2, degrees

from congvu.flow.picture import Point
from congvu.flow.subset import Kind

Head = Callable[[list[Point], str, str], str]


def arrow_head(points: list[Point], ink: str, paper: str) -> str:  # noqa: ARG001
    return f'<path class="bpmn-flow__head" d="M0 0L-10 -4.5L-10 4.5Z" fill="{ink}" {_turned(points)}/>'


def open_arrow_head(points: list[Point], ink: str, paper: str) -> str:
    """A message's head, and the small circle at its beginning."""
    x, y = points[0]
    head = f'<path class="bpmn-flow__head" d="M0 0L-10 -5L-10 5Z" fill="{paper}" stroke="{ink}" {_turned(points)}/>'
    return f'{head}<circle class="bpmn-flow__tail" cx="{x:g}" cy="{y:g}" r="3.5" fill="{paper}" stroke="{ink}"/>'


def _turned(points: list[Point]) -> str:
    (ax, ay), (bx, by) = points[-2], points[-1]
    return f'transform="translate({bx:g} {by:g}) rotate({degrees(atan2(by - ay, bx - ax)):g})"'


def person(x: float, y: float, ink: str) -> str:
    return (
        f'<path class="bpmn-icon" transform="translate({x:g} {y:g})" fill="none" stroke="{ink}" stroke-width="1.2"'
        ' d="M6 0.6a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4'
        'M1 12V10.6a3.4 3.4 0 0 1 3.4-3.4h3.2a3.4 3.4 0 0 1 3.4 3.4V12Z"/>'
    )


def gear(x: float, y: float, ink: str) -> str:
    spokes = "".join(f'<path d="M0 -6.5V-4" transform="rotate({turn})"/>' for turn in range(0, 360, 45))
    return (
        f'<g class="bpmn-icon" transform="translate({x:g} {y:g})" fill="none" stroke="{ink}" stroke-width="1.3">'
        f'<circle r="4.2"/><circle r="1.4"/>{spokes}</g>'
    )


def event(kind: str, x: float, y: float, ink: str) -> str:
    """The envelope or the clock inside an event."""
    shapes = {
        "message": '<path d="M-8 -5.5H8V5.5H-8ZM-8 -5.5L0 1L8 -5.5"/>',
        "timer": '<circle r="8.5"/><path d="M0 -6V0L4 2.5"/>',
    }
    if kind not in shapes:
        return ""
    return (
        f'<g class="bpmn-icon" transform="translate({x:g} {y:g})" fill="none" stroke="{ink}" stroke-width="1.2">'
        f"{shapes[kind]}</g>"
    )


def gateway(kind: Kind, x: float, y: float, ink: str) -> str:
    shapes = {
        Kind.EXCLUSIVE: '<path d="M-6.5 -6.5L6.5 6.5M6.5 -6.5L-6.5 6.5"/>',
        Kind.PARALLEL: '<path d="M-10 0H10M0 -10V10"/>',
        Kind.INCLUSIVE: '<circle r="9"/>',
    }
    return (
        f'<g class="bpmn-icon" transform="translate({x:g} {y:g})" fill="none" stroke="{ink}" stroke-width="3">'
        f"{shapes[kind]}</g>"
    )


def now(x: float, y: float, ink: str, paper: str) -> str:
    """The mark of what is open: a disc with a triangle, so that it is told from the rest without colour."""
    return _mark("now", x, y, ink, f'<path d="M-2.8 -4.6L5 0L-2.8 4.6Z" fill="{paper}"/>', paper)


def tick(x: float, y: float, ink: str, paper: str) -> str:
    shape = f'<path d="M-4 0.3L-1.2 3.2L4.2 -3" fill="none" stroke="{paper}" stroke-width="2"/>'
    return _mark("done", x, y, ink, shape, paper)


def _mark(name: str, x: float, y: float, ink: str, shape: str, paper: str) -> str:
    return (
        f'<g class="bpmn-mark bpmn-mark--{name}" transform="translate({x + 1:g} {y + 1:g})">'
        f'<circle r="10" fill="{ink}" stroke="{paper}" stroke-width="1.5"/>{shape}</g>'
    )
