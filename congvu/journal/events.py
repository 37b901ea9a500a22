"""A kind of thing that happens. Each room declares its own in its `events.py`; the journal knows none of them."""

from dataclasses import dataclass
from string import Formatter
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of thing that happens, owned by the room where it happens.

    The sentence's placeholders are its facts; `record` refuses others, so that a misspelt fact fails at the first test.
    `more` names facts that are kept but not told.
    """

    name: str
    sentence: Any  # str, or gettext's lazy string
    more: frozenset[str] = frozenset()

    @property
    def facts(self) -> frozenset[str]:
        return self.more | {field for _, field, _, _ in Formatter().parse(str(self.sentence)) if field}

    def tell(self, facts: dict[str, object]) -> str:
        """The sentence with its facts, in the reader's language."""
        return str(self.sentence).format(**facts)
