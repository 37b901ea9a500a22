"""A compiled form: asks, reads what was typed, checks data, shows answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import jsonschema_rs

from congvu.sheet.ask import fields_of
from congvu.sheet.check import Errors, clean, validate, validator_of
from congvu.sheet.fields import Field
from congvu.sheet.nodes import Node
from congvu.sheet.pages import Page, arises, on_page, pages_of
from congvu.sheet.prefill import begun
from congvu.sheet.read import parse, take, wants_more
from congvu.sheet.show import for_paper, lines_of

__all__ = ["Reading", "Sheet"]


class Typed(Protocol):
    """What a browser sends: Django's QueryDict, or anything with its `getlist`."""

    def getlist(self, key: str) -> list[Any]:
        """All values under a name, none if there are none."""

    def __contains__(self, key: object) -> bool: ...


@dataclass(slots=True)
class Reading:
    """What was read: valid `values`, `errors` by JSON pointer, and `typed`, the raw text, to be shown again with
    `sheet.fields(reading.typed, reading.errors)`. `more` names the button that asked for a row more or less, or for
    the communes of a name: show the form again, blame nothing and store nothing."""

    values: dict[str, Any]
    errors: Errors = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    more: str = ""


class Sheet:
    """One form, immutable. Pointers are RFC 6901 over the values: "/applicant/name", "/members/0/birth"."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._validator: jsonschema_rs.Draft202012Validator = validator_of(root.schema)

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        return pages_of(self.root)

    @cached_property
    def _by_key(self) -> Mapping[str, Page]:
        return {page.key: page for page in self._pages}

    def pages(self, answers: Mapping[str, Any] | None = None) -> list[Page]:
        """The form cut into short pages. With `answers`, those on which something is asked after them."""
        if answers is None:
            return list(self._pages)
        asked = {node.key for node in self.root.children if arises(node, answers)}
        return [page for page in self._pages if not asked.isdisjoint(page.keys)]

    def page_of(self, pointer: str) -> str:
        """The key of the page on which a pointer's question stands; of one that the form does not ask, the first."""
        key = _outermost(pointer)
        return next((page.key for page in self._pages if key in page.keys), next(iter(self._by_key), ""))

    def fields(
        self,
        values: Mapping[str, Any] | None = None,
        errors: Mapping[str, list[str]] | None = None,
        prefix: str = "",
        more: str = "",
        page: str = "",
    ) -> list[Field]:
        """The questions, of the whole form or of one `page`. Without `values` the schema's defaults stand in them;
        `values` may be stored answers or `Reading.typed`. `prefix` goes before every name; `more` is `Reading.more`."""
        if not page:
            return fields_of(self.root, values, errors or {}, prefix, more)
        shown = self._by_key[page]
        fresh = values is None or not any(key in values for key in shown.keys)
        return fields_of(on_page(self.root, shown, values or {}), None if fresh else values, errors or {}, prefix, more)

    def read(self, typed: Typed, prefix: str = "", page: str = "", answers: Mapping[str, Any] | None = None) -> Reading:
        """What a browser sent, as values. Answers to questions that do not arise are dropped. A `page` that the form
        does not have is a `KeyError`.

        Of one `page`: its questions are read and checked, and `answers`, what is stored from the other pages, decide
        which of them arise. `values` and `typed` then hold those answers too; what no longer arises is left out."""
        shown = self._by_key[page] if page else Page("", "", tuple(self.root.by_key))
        others = {key: value for key, value in (answers or {}).items() if key not in shown.keys}
        node = on_page(self.root, shown, others)
        raw: dict[str, Any] = take(node, typed, prefix)
        errors: Errors = {}
        read = {**others, **parse(node, raw, "", errors)}
        values = clean(self.root, read, "", errors)
        validate(self._validator, self.root, values, errors)
        here = {pointer: told for pointer, told in errors.items() if not page or _outermost(pointer) in shown.keys}
        return Reading(values, here, {**others, **raw}, wants_more(node, typed, prefix))

    def prefill(self, known: Mapping[str, Any], earlier: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Answers to begin with: of `earlier` answers, perhaps to another edition, what fits this form, and over them
        the facts that are `known` (`keywords.FACTS`, each as it would be stored). A box to tick in consent stays
        empty."""
        return clean(self.root, begun(self.root, known, earlier or {}), "", {})

    def check(self, values: Any) -> list[tuple[str, str]]:
        """What is wrong with answers that arrive as data: (pointer, sentence) each; nothing if they may be stored."""
        errors: Errors = {}
        kept = clean(self.root, values, "", errors)
        validate(self._validator, self.root, kept, errors)
        return [(pointer, sentence) for pointer, sentences in errors.items() for sentence in sentences]

    def show(self, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The answers for reading, in the order of the form: (label, text); a heading is (title, "")."""
        return list(lines_of(self.root, values))

    def for_paper(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The answers as a paper's template takes them: as they are stored, but addresses in words."""
        return for_paper(self.root, values)


def _outermost(pointer: str) -> str:
    return pointer.removeprefix("/").partition("/")[0]
