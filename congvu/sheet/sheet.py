"""A compiled form: asks, reads what was typed, checks data, shows answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import jsonschema_rs

from congvu.sheet.ask import fields_of
from congvu.sheet.check import Errors, clean, validate, validator_of
from congvu.sheet.fields import Field
from congvu.sheet.nodes import Node
from congvu.sheet.read import parse, take, wants_more
from congvu.sheet.show import lines_of

__all__ = ["Reading", "Sheet"]


class Typed(Protocol):
    """What a browser sends: Django's QueryDict, or anything with its `getlist`."""

    def getlist(self, key: str) -> list[Any]:
        """All values under a name, none if there are none."""

    def __contains__(self, key: object) -> bool: ...


@dataclass(slots=True)
class Reading:
    """What was read: valid `values`, `errors` by JSON pointer, and `typed`, the raw text, to be shown again with
    `sheet.fields(reading.typed, reading.errors)`. `more` says that a button asked for one row more: show the form
    again and store nothing."""

    values: dict[str, Any]
    errors: Errors = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    more: str = ""


class Sheet:
    """One form, immutable. Pointers are RFC 6901 over the values: "/applicant/name", "/members/0/birth"."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._validator: jsonschema_rs.Draft202012Validator = validator_of(root.schema)

    def fields(
        self,
        values: Mapping[str, Any] | None = None,
        errors: Mapping[str, list[str]] | None = None,
        prefix: str = "",
        more: str = "",
    ) -> list[Field]:
        """The questions. Without `values` the schema's defaults stand in them; `values` may be stored answers or
        `Reading.typed`. `prefix` goes before every name; `more` is `Reading.more`."""
        return fields_of(self.root, values, errors or {}, prefix, more)

    def read(self, typed: Typed, prefix: str = "") -> Reading:
        """What a browser sent, as values. Answers to questions that do not arise are dropped."""
        raw: dict[str, Any] = take(self.root, typed, prefix)
        errors: Errors = {}
        values = clean(self.root, parse(self.root, raw, "", errors), "", errors)
        validate(self._validator, self.root, values, errors)
        return Reading(values, errors, raw, wants_more(self.root, typed, prefix))

    def check(self, values: Any) -> list[tuple[str, str]]:
        """What is wrong with answers that arrive as data: (pointer, sentence) each; nothing if they may be stored."""
        errors: Errors = {}
        kept = clean(self.root, values, "", errors)
        validate(self._validator, self.root, kept, errors)
        return [(pointer, sentence) for pointer, sentences in errors.items() for sentence in sentences]

    def show(self, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The answers for reading, in the order of the form: (label, text); a heading is (title, "")."""
        return list(lines_of(self.root, values))
