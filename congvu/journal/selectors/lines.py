"""The lines of one subject, told in the reader's language."""

from collections.abc import Mapping

from django.db.models import Model, QuerySet

from congvu.journal.events import Event
from congvu.journal.models import Entry


def subject_of(row: Model) -> str:
    """How the journal names a row: "dossiers.dossier:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def lines(subject: Model | str) -> QuerySet[Entry]:
    """The subject's lines in the order of writing."""
    return Entry.objects.filter(subject=subject if isinstance(subject, str) else subject_of(subject)).order_by("pk")


def tell(entry: Entry, events: Mapping[str, Event]) -> str:
    """The line's sentence. `events` are the rooms' own, by name; a line of an event nobody knows tells its name."""
    event = events.get(entry.event)
    return event.tell(entry.facts) if event else entry.event
