"""A compiled schema: one immutable node per question or group."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from congvu.sheet.fields import Condition
from congvu.sheet.kinds import KINDS, Kind


@dataclass(frozen=True)
class Node:
    """A question (`kind` names one of KINDS), a `group` of nodes, or `rows` of one group.

    `shown` is the condition under which it is asked at all, `needed` those under which it must be answered.
    """

    key: str
    kind: str
    title: str
    schema: Mapping[str, Any]
    children: tuple["Node", ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    shown: Condition | None = None
    needed: tuple[Condition, ...] = ()

    @property
    def is_leaf(self) -> bool:
        return self.kind not in {"group", "rows"}

    @property
    def is_address(self) -> bool:
        return self.schema.get("format") == "address"

    @property
    def as_typed(self) -> Kind:
        return KINDS[self.kind]

    @property
    def least(self) -> int:
        """The fewest rows."""
        return int(self.schema.get("minItems", 0))

    @property
    def most(self) -> int:
        """The most rows."""
        return int(self.schema.get("maxItems", 1))

    @cached_property
    def by_key(self) -> Mapping[str, "Node"]:
        return {child.key: child for child in self.children}

    @cached_property
    def widget(self) -> str:
        """The kind of Field: a short list that must be answered is drawn open, and so is a yes-or-no question."""
        if self.kind == "choice" and self.required and len(self.options) <= 5:
            return "radio"
        if self.kind == "yes_no" and self.required and self.schema.get("const") is not True:
            return "radio"
        return self.as_typed.widget if self.is_leaf else "group"

    def must_be_answered(self, answers: Mapping[str, Any]) -> bool:
        """Whether the node must be answered, given the other answers of its group."""
        return self.required or any(condition.holds(answers) for condition in self.needed)
