"""What a template draws: fields, and the conditions under which they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

ONLY_WHEN = _("Chỉ điền khi “{title}” là {values}.")
ONLY_UNLESS = _("Chỉ điền khi “{title}” không phải là {values}.")
MUST_WHEN = _("Bắt buộc khi “{title}” là {values}.")
MUST_UNLESS = _("Bắt buộc khi “{title}” không phải là {values}.")
MUST_WITH = _("Bắt buộc khi đã trả lời “{title}”.")
OR = _(" hoặc ")


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer to the neighbour `key` is among `values` (`equal`), or is not; without values, when the
    neighbour is answered at all."""

    key: str
    title: str = ""
    values: tuple[tuple[Any, str], ...] = ()  # value and label
    equal: bool = True

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether the condition holds for the answers of the same group."""
        if not self.values:
            return self.key in answers
        return (answers.get(self.key) in [value for value, _label in self.values]) == self.equal

    def only(self) -> str:
        """The sentence for a field that is asked only then."""
        return self._tell(ONLY_WHEN if self.equal else ONLY_UNLESS)

    def must(self) -> str:
        """The sentence for a field that must be answered then."""
        return self._tell((MUST_WHEN if self.equal else MUST_UNLESS) if self.values else MUST_WITH)

    def _tell(self, sentence: Any) -> str:
        labels = str(OR).join(f"“{label}”" for _value, label in self.values)
        return str(sentence).format(title=self.title, values=labels)


@dataclass(slots=True)
class Field:
    """One question as the page shows it.

    `kind` is text, textarea, number, money, date, select, radio, checkbox, checkboxes, commune, file or group.
    `value` is text as typed or as it would be typed, True or False for a checkbox, a list for checkboxes. `when` says
    when the field is asked (the same stands as a sentence in `help`, so that the page is right without JavaScript). A
    group that repeats holds one group per row; `add` is the name of the button that asks for one row more, a row's
    `drop` of the one that takes it away. Of a commune `seek` is the button that asks which ones the typed name may
    mean, and `options` are those.
    """

    kind: str
    name: str
    label: str
    value: Any = ""
    help: str = ""
    errors: list[str] = field(default_factory=list)
    required: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)
    attrs: dict[str, Any] = field(default_factory=dict)
    fields: list["Field"] = field(default_factory=list)
    when: Condition | None = None
    add: str = ""
    drop: str = ""
    seek: str = ""

    @property
    def id(self) -> str:
        """The element's id: stable, and the same as Django's forms give."""
        return f"id_{self.name}"
