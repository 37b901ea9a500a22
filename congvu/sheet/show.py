"""Answers for reading."""

from collections.abc import Iterator, Mapping
from typing import Any

from congvu.sheet.ask import ROW
from congvu.sheet.nodes import Node


def lines_of(node: Node, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(label, text) of every answer that is there, groups flattened under (title, "")."""
    for child in node.children:
        value = values.get(child.key)
        if value is None or value in ([], {}):
            continue
        if child.kind == "group":
            yield child.title, ""
            yield from lines_of(child, value)
        elif child.kind == "rows":
            title = str(child.schema["items"].get("title", "")) or child.title
            for number, row in enumerate(value, 1):
                yield str(ROW).format(title=title, number=number), ""
                yield from lines_of(child, row)
        else:
            yield child.title, child.as_typed.show(value, child.options)
