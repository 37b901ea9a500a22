"""How fresh the tables are, and whether the last proof held."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from congvu.journal.models import Entry
from congvu.statistics import models


@dataclass(frozen=True, slots=True)
class Fresh:
    """The last journal line that the tables hold, when they were brought up to date, and how many lines wait."""

    entry: int
    at: datetime | None
    behind: int


def kept() -> Fresh:
    """How far the tables are."""
    row = models.Kept.objects.filter(pk=models.Kept.ONLY).first()
    last = Entry.objects.aggregate(most=Max("pk"))["most"] or 0
    return Fresh(row.entry, row.at, max(last - row.entry, 0)) if row else Fresh(0, None, last)


def last_proof() -> models.Proof | None:
    """How the last night's proof came out."""
    return models.Proof.objects.first()
