"""A form in several short pages, cut where its questions change their matter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.sheet.nodes import Node

MOST = 7  # questions that stand on one page where nothing else parts them
UNTITLED = _("Thông tin")
PART = _("{title} (phần {number})")


@dataclass(frozen=True, slots=True)
class Page:
    """Some questions that stand together. `key` is the key of the first one, and so stays when pages are added;
    `keys` are the keys of the form's outermost questions on it."""

    key: str
    title: str
    keys: tuple[str, ...]


def pages_of(root: Node) -> tuple[Page, ...]:
    """The pages of a form, in order: those that `x-page` begins, or where the form says nothing, each group by itself
    and the questions between groups gathered."""
    named = any("x-page" in child.schema for child in root.children)
    parts = list(_named(root) if named else _gathered(root))
    whole = root.title or str(UNTITLED)
    untitled = [part for title, part in parts if not title]
    found = []
    for title, part in parts:
        number = untitled.index(part) + 1 if not title else 0
        heading = title or (str(PART).format(title=whole, number=number) if len(untitled) > 1 else whole)
        found.append(Page(part[0].key, heading, tuple(node.key for node in part)))
    return tuple(found)


def arises(node: Node, answers: Mapping[str, Any]) -> bool:
    """Whether a question is asked at all, given the answers of its group."""
    return not node.shown or node.shown.holds(answers)


def on_page(root: Node, page: Page, answers: Mapping[str, Any]) -> Node:
    """The form with the questions of one page only. What other pages have decided is no condition on it any more."""
    asked = (node for node in root.children if node.key in page.keys)
    return replace(
        root, children=tuple(_settled(node, page, answers) for node in asked if _may_arise(node, page, answers))
    )


def _may_arise(node: Node, page: Page, answers: Mapping[str, Any]) -> bool:
    return node.shown is None or node.shown.key in page.keys or node.shown.holds(answers)


def _settled(node: Node, page: Page, answers: Mapping[str, Any]) -> Node:
    here = tuple(condition for condition in node.needed if condition.key in page.keys)
    there = [condition for condition in node.needed if condition.key not in page.keys]
    return replace(
        node,
        shown=node.shown if node.shown and node.shown.key in page.keys else None,
        needed=here,
        required=node.required or any(condition.holds(answers) for condition in there),
    )


def _named(root: Node) -> Iterator[tuple[str, list[Node]]]:
    title, part = "", list[Node]()
    for child in root.children:
        if "x-page" in child.schema:
            if part:
                yield title, part
            title, part = str(child.schema["x-page"]), []
        part.append(child)
    if part:
        yield title, part


def _gathered(root: Node) -> Iterator[tuple[str, list[Node]]]:
    loose: list[Node] = []
    for child in root.children:
        if child.is_leaf:
            loose.append(child)
            continue
        yield from _even(loose)
        yield child.title, [child]
        loose = []
    yield from _even(loose)


def _even(nodes: Sequence[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Questions in parts of nearly one length, none longer than MOST."""
    count = ceil(len(nodes) / MOST)
    bounds = [round(number * len(nodes) / count) for number in range(count + 1)] if count else []
    for begin, end in pairwise(bounds):
        yield "", list(nodes[begin:end])
