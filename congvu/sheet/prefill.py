"""Answers to begin with: what the person or an earlier form has told already."""

from collections.abc import Mapping
from typing import Any

from congvu.sheet import address, keywords
from congvu.sheet.check import clean
from congvu.sheet.nodes import Node


def begun(node: Node, known: Mapping[str, Any], earlier: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a group. A fact is stronger than an earlier answer; nobody's consent is given beforehand."""
    values: dict[str, Any] = {}
    for child in node.children:
        if (child.shown and not child.shown.holds(values)) or child.schema.get("const"):
            continue
        value = _fact(child, known)
        if value is None:
            value = earlier.get(child.key)
            if child.kind == "group" and not child.is_address:
                value = begun(child, known, value if isinstance(value, Mapping) else {}) or None
        if value is not None:
            values[child.key] = value
    return values


def _fact(node: Node, known: Mapping[str, Any]) -> Any:
    """The known fact that a question asks for, in its kind; nothing where it is not known or does not fit."""
    name = node.schema.get("x-from") or keywords.AUTOCOMPLETE.get(str(node.schema.get("x-autocomplete")))
    fact = known.get(name) if name else None
    if fact in (None, "", {}) or node.kind == "rows":
        return None
    if node.is_address:
        kept = clean(node, fact, "", {})
        return kept if "commune" in kept else None
    if isinstance(fact, Mapping):
        fact = fact.get("commune") if node.kind == "commune" else address.in_words(fact)
    return None if not fact or node.as_typed.check(fact, node.options) else fact
