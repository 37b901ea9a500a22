"""From typed text to values."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from congvu import places
from congvu.sheet.check import Errors
from congvu.sheet.kinds import Wrong
from congvu.sheet.nodes import Node

TOO_LONG = _("Nội dung quá dài. Hãy rút gọn.")
MOST_TYPED = 40_000  # characters; beyond it nothing is even tidied


class Typed(Protocol):
    """What a browser sends."""

    def getlist(self, key: str) -> list[Any]:
        """All values under a name."""

    def __contains__(self, key: object) -> bool: ...


def take(node: Node, typed: Typed, name: str) -> Any:
    """The raw text under the names of a node: text, a list for checkboxes and rows, a dict for a group.

    Rows in which nothing was typed are left out, so that rows and errors keep one numbering.
    """
    if node.kind == "group":
        return {child.key: take(child, typed, _join(node, name, child)) for child in node.children}
    if node.kind == "rows":
        rows = (
            {child.key: take(child, typed, f"{name}-{number}-{child.key}") for child in node.children}
            for number in range(node.most + 1)
            if f"{name}-{number}-drop" not in typed
        )
        return [row for row in rows if any(not is_blank(child, row[child.key]) for child in node.children)]
    sent = [str(text) for text in typed.getlist(name)]
    if node.kind == "choices":
        return sent
    if node.kind == "commune":
        return _commune(sent)
    return sent[-1] if sent else ""


def _commune(sent: list[str]) -> str:
    """The name that was typed, or that of the commune chosen among those that it may mean."""
    typed, chosen = (sent[0], sent[-1]) if sent else ("", "")
    meant = (place.commune for place in places.choices(typed) if place.commune.code == chosen)
    return next((commune.label for commune in meant), typed)


def wants_more(node: Node, typed: Typed, prefix: str) -> str:
    """The name of the pressed button that asks for a row more or less, or for what a name may mean; or nothing."""
    return next((button for button in _buttons(node, prefix) if button in typed), "")


def _buttons(node: Node, prefix: str) -> Iterator[str]:
    for child in node.children:
        name = _join(node, prefix, child)
        if child.kind == "commune":
            yield f"{name}-seek"
        elif child.kind == "group":
            yield from _buttons(child, name)
        elif child.kind == "rows":
            yield f"{name}-add"
            for number in range(child.most + 1):
                yield f"{name}-{number}-drop"
                yield from _buttons(child, f"{name}-{number}")


def is_blank(node: Node, raw: Any) -> bool:
    """Whether nothing was typed; a box that is not ticked says nothing, nor does a default left standing."""
    if node.kind == "group":
        return all(is_blank(child, raw[child.key]) for child in node.children)
    if isinstance(raw, str):
        default = node.schema.get("default")
        return not raw.strip() or (default is not None and raw == node.as_typed.write(default))
    return not raw


def parse(node: Node, raw: Mapping[str, Any], pointer: str, errors: Errors) -> dict[str, Any]:
    """Values of a group. What cannot be read is left out and has its sentence in `errors`."""
    values: dict[str, Any] = {}
    for child in node.children:
        if child.shown and not child.shown.holds(values):
            continue
        at = f"{pointer}/{child.key}"
        found = raw[child.key]
        if child.kind == "group":
            if child.must_be_answered(values) or not is_blank(child, found):
                values[child.key] = parse(child, found, at, errors)
        elif child.kind == "rows":
            if found:
                values[child.key] = [parse(child, row, f"{at}/{n}", errors) for n, row in enumerate(found)]
        elif (value := _leaf(child, found, at, errors)) is not None:
            values[child.key] = value
    return values


def _leaf(node: Node, raw: Any, pointer: str, errors: Errors) -> Any:
    if node.kind == "choices":
        return raw or None
    if node.widget == "checkbox" and not raw:
        return None if node.schema.get("const") else False
    if len(raw) > MOST_TYPED:
        errors[pointer] = [str(TOO_LONG)]
        return None
    line = raw if node.kind in {"text", "lines", "choice"} else " ".join(raw.split())
    if not line.strip():
        return None
    try:
        value = node.as_typed.read(line)
    except Wrong as wrong:
        errors[pointer] = [str(wrong)]
        return None
    return None if value == "" else value


def _join(node: Node, name: str, child: Node) -> str:
    return f"{name}-{child.key}" if node.key else f"{name}{child.key}"
