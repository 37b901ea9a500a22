"""Dossiers as officials find them: by code, by name without diacritics, by list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.merging import heads
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.dossiers import refusals
from congvu.dossiers.models import Dossier, Dossiers, Leg
from congvu.dossiers.selectors.beside import asks_now

PAGE = 50
MOST_WORDS, LONGEST_WORD = 8, 100
MATCHES, MOST_MATCHES = 200, 5000  # how many of the newest are looked at first, and later at once


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


def applicants(viewer: Actor, codes: Collection[str]) -> dict[str, str]:
    """Of the dossiers with these codes those that the viewer may see, and who handed them in. Two queries, which read
    these dossiers and no others."""
    rows = Dossier.objects.filter(code__in=codes).order_by().values_list("pk", "code", "applicant")
    names = {pk: (code, applicant) for pk, code, applicant in rows}
    return dict(names[pk] for pk in _seen_of(viewer, names))


def _seen_of(viewer: Actor, keys: Collection[int]) -> set[int]:
    """Which of these dossiers the viewer's posts have to do with. `visible` says the same of all dossiers; asked about
    a few, SQLite would go through all of an agency's."""
    here = viewer.agencies("clerk", "specialist", "unit_head", "leader")
    at = Dossier.objects.filter(pk__in=keys).order_by().values_list("pk", "agency_id", "receiver_id")
    mine = {pk for pk, agency, receiver in at if agency in here or receiver in here}
    rest = [pk for pk in keys if pk not in mine]
    legs = Leg.objects.filter(dossier__in=rest).order_by().values_list("dossier_id", "agency_id") if rest else ()
    return mine | {pk for pk, agency in legs if agency in here}


def found_by_words(viewer: Actor, typed: str) -> list[Dossier]:
    """What a scanned bar code, a part of a code, or a name with or without diacritics finds, newest first."""
    typed = typed.replace("\0", " ")  # which PostgreSQL takes in no text
    if exact := visible(viewer).filter(code=typed.strip().upper()).first():
        return [exact]
    words = [word[:LONGEST_WORD] for word in fold(typed).split()[:MOST_WORDS]]
    if not words or not viewer.seats:
        return []
    found: list[int] = []
    size, before = MATCHES, 0
    while len(found) < PAGE:
        keys = _matches(words, before=before, size=size)
        seen = _seen_of(viewer, keys)
        found += [pk for pk in keys if pk in seen]
        if len(keys) < size:
            break
        before, size = keys[-1], min(size * 2, MOST_MATCHES)
    return _in_order(found[:PAGE])


def _matches(words: list[str], *, before: int, size: int) -> list[int]:
    """The newest dossiers with words, whoever's they are, as far as a few. The index gives them in their order."""
    if connection.vendor == "postgresql":
        found = Dossier.objects.filter(_with(words), **({"pk__lt": before} if before else {}))
        return list(found.order_by("-pk").values_list("pk", flat=True)[:size])
    with connection.cursor() as cursor:
        older = f"AND rowid < {before}" if before else ""
        cursor.execute(
            f"SELECT rowid FROM dossiers_search WHERE dossiers_search MATCH %s {older}"  # noqa: S608  # a number
            f" ORDER BY rowid DESC LIMIT {size}",
            [" ".join(f'"{word}"*' for word in words)],
        )
        return [row[0] for row in cursor.fetchall()]


def _in_order(keys: list[int]) -> list[Dossier]:
    known = Dossier.objects.at_hand().in_bulk(keys)
    return [known[key] for key in keys]


def _with(words: list[str]) -> Q:
    """On PostgreSQL: every word begins a word of the dossier; words are folded, so they are letters and digits only."""
    match = RawSQL(
        "to_tsvector('simple', dossiers_dossier.folded) @@ to_tsquery('simple', %s)",
        [" & ".join(f"{word}:*" for word in words)],
        output_field=BooleanField(),
    )
    return Q(match)


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
    here = sorted(viewer.agencies("clerk", "specialist", "unit_head", "leader"))
    wanted: dict[str, Any] = {"state": state, "received_at__gte": received_from, "received_at__lt": received_to}
    wanted |= {"pk__lt": before}
    wanted = {name: value for name, value in wanted.items() if value}
    of_leg = {("dossier__" + name).replace("dossier__pk", "dossier"): value for name, value in wanted.items()}
    arms: list[Any] = []
    for agency in here:
        arms += [
            Dossier.objects.filter(**{role: agency}, **wanted).order_by("-pk").values_list("pk")
            for role in ("agency", "receiver")
        ]
        arms.append(Leg.objects.filter(agency=agency, **of_leg).order_by("-dossier").values_list("dossier").distinct())
    keys = sorted({key for (key,) in heads(arms, size + 1)}, reverse=True)
    return Listing(_in_order(keys[:size]), keys[size - 1] if len(keys) > size else 0)


def booked(counter: Agency, *, since: datetime, until: datetime) -> list[Dossier]:
    """What a counter received from a moment until before another, in the order of the register book."""
    received = Dossier.objects.at_hand().filter(receiver=counter, received_at__gte=since, received_at__lt=until)
    return list(received.order_by("received_at", "id"))
