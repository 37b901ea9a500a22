"""Answers for reading."""

from collections.abc import Iterator, Mapping
from typing import Any

from congvu.sheet import address
from congvu.sheet.ask import ROW
from congvu.sheet.nodes import Node


def lines_of(node: Node, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(label, text) of every answer that is there, groups flattened under (title, "")."""
    for child in node.children:
        value = values.get(child.key)
        if value is None or value in ([], {}):
            continue
        if child.is_address:
            yield child.title, address.in_words(value)
        elif child.kind == "group":
            yield child.title, ""
            yield from lines_of(child, value)
        elif child.kind == "rows":
            title = str(child.schema["items"].get("title", "")) or child.title
            for number, row in enumerate(value, 1):
                yield str(ROW).format(title=title, number=number), ""
                yield from lines_of(child, row)
        else:
            yield child.title, child.as_typed.show(value, child.options)


def for_paper(node: Node, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as a paper's template takes them: as they are stored, but places by their names."""
    by_key = node.by_key
    return {key: _for_paper(by_key[key], value) if key in by_key else value for key, value in values.items()}


def _for_paper(node: Node, value: Any) -> Any:
    if node.is_address:
        return address.in_words(value)
    if node.kind == "group":
        return for_paper(node, value)
    if node.kind == "rows":
        return [for_paper(node, row) for row in value]
    return node.as_typed.show(value, node.options) if node.kind == "commune" else value
