"""Dossiers as officials find them: by code, by name without diacritics, by list."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.dossiers import refusals
from congvu.dossiers.models import Dossier, Dossiers, Leg
from congvu.dossiers.selectors.beside import asks_now

PAGE = 50
MOST_WORDS, LONGEST_WORD = 8, 100


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of dossiers, newest first; `before` opens the next older one (0: there is none)."""

    dossiers: list[Dossier]
    before: int


def visible(viewer: Actor) -> Dossiers:
    """The dossiers that the viewer's posts have to do with: received, settled or shared in where the viewer works."""
    here = viewer.agencies("clerk", "specialist", "unit_head", "leader")
    shares = Leg.objects.filter(agency_id__in=here).values("dossier")
    return Dossier.objects.at_hand().filter(Q(agency_id__in=here) | Q(receiver_id__in=here) | Q(pk__in=shares))


def dossier_for(viewer: Actor, code: str) -> Dossier:
    """The dossier with this code, for somebody who may see it: by post, or while an opinion on it is asked of the
    viewer. Refuses with `dossiers.not_found`: that it exists is nobody else's business."""
    dossier = (
        visible(viewer).filter(code=code).first()
        or Dossier.objects.at_hand().filter(asks_now(viewer), code=code).first()
    )
    if dossier is None:
        raise Refusal(refusals.NOT_FOUND)
    return dossier


def sees(viewer: Actor, dossier: Dossier) -> bool:
    """Whether the viewer's posts have to do with the dossier, without anything being asked."""
    return visible(viewer).filter(pk=dossier.pk).exists()


def found_by_words(viewer: Actor, typed: str) -> list[Dossier]:
    """What a scanned bar code, a part of a code, or a name with or without diacritics finds, newest first."""
    typed = typed.replace("\0", " ")  # which PostgreSQL takes in no text
    if exact := visible(viewer).filter(code=typed.strip().upper()).first():
        return [exact]
    words = [word[:LONGEST_WORD] for word in fold(typed).split()[:MOST_WORDS]]
    if not words:
        return []
    return list(visible(viewer).filter(_with(words)).order_by("-id")[:PAGE])


def _with(words: list[str]) -> Q:
    """Every word begins a word of the dossier; the words are folded, so they are letters and digits only."""
    if connection.vendor == "postgresql":
        match = RawSQL(
            "to_tsvector('simple', dossiers_dossier.folded) @@ to_tsquery('simple', %s)",
            [" & ".join(f"{word}:*" for word in words)],
            output_field=BooleanField(),
        )
        return Q(match)
    rows = RawSQL(
        "SELECT rowid FROM dossiers_search WHERE dossiers_search MATCH %s", [" ".join(f'"{word}"*' for word in words)]
    )
    return Q(id__in=rows)


def listed(
    viewer: Actor,
    *,
    state: str = "",
    received_from: datetime | None = None,
    received_to: datetime | None = None,
    before: int = 0,
    size: int = PAGE,
) -> Listing:
    """The viewer's dossiers, newest first, page by page from the key `before` on."""
    found = visible(viewer)
    if state:
        found = found.filter(state=state)
    if received_from:
        found = found.filter(received_at__gte=received_from)
    if received_to:
        found = found.filter(received_at__lt=received_to)
    if before:
        found = found.filter(id__lt=before)
    rows = list(found.order_by("-id")[: size + 1])
    return Listing(rows[:size], rows[size - 1].pk if len(rows) > size else 0)


def booked(counter: Agency, *, since: datetime, until: datetime) -> list[Dossier]:
    """What a counter received from a moment until before another, in the order of the register book."""
    received = Dossier.objects.at_hand().filter(receiver=counter, received_at__gte=since, received_at__lt=until)
    return list(received.order_by("received_at", "id"))
