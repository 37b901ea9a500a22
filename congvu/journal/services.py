"""Writing the journal. Nothing here, or anywhere, changes what is written."""

from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any

from django.db.models import Model

from congvu.base.actors import Actor
from congvu.journal.models import Entry


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


def subject_of(row: Model) -> str:
    """How the journal names a row: "dossiers.dossier:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def record(event: Event, subject: Model | str, *, by: Actor, at: datetime, **facts: object) -> Entry:
    """Add one line, in the caller's transaction: no deed without its line."""
    if set(facts) != event.facts:
        raise TypeError(f"{event.name} tells {sorted(event.facts)}, got {sorted(facts)}")
    return Entry.objects.create(
        at=at,
        event=event.name,
        subject=subject if isinstance(subject, str) else subject_of(subject),
        actor=by.id,
        actor_name=by.name,
        facts=facts,
    )
