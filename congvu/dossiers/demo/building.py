"""Building the demonstration's dossiers: all of them at once, deed by deed in the order of time."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count as counting
from random import Random

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.demo.arrivals import (
    NOT_RECEIVED_SHARE,
    STANDING_SHARE,
    Arrival,
    on_the_desks,
    over_the_year,
    turned_away,
)
from congvu.dossiers.demo.books import close_books
from congvu.dossiers.demo.disguise import Disguise
from congvu.dossiers.demo.lives import Life, turn_away
from congvu.dossiers.demo.offices import Province, offices
from congvu.dossiers.demo.scans import scans
from congvu.dossiers.services import Upload
from congvu.files.selectors import Shelf
from congvu.files.services import store
from congvu.journal.services import seal

AT_ONCE = 200  # deeds in one transaction: what a killed build loses, and what the disk is waited for once
Progress = Callable[[int, int], None]


@dataclass
class Built:
    """What came of it. `broken` are dossiers that their procedure would not let go on, with the reason."""

    received: int = 0
    turned_away: int = 0
    deeds: int = 0
    broken: list[str] = field(default_factory=list)


def build_dossiers(
    province: Province,
    *,
    count: int,
    until: datetime,
    by: Actor,
    seed: int = 1,
    shelf: Shelf | None = None,
    progress: Progress | None = None,
) -> Built:
    """Receive `count` dossiers in the twelve months before `until`, work them, and seal the journal.

    The same arguments give the same dossiers. `by` hands in the drawn scans, which are kept on `shelf`; without one
    there are none. `progress` is told how many have come in, of how many.
    """
    random = Random(seed)  # noqa: S311  # a story, not a secret
    found = offices(province, on=until.date())
    if not found:
        return Built()
    shown = [office for office in found if office.shown] or found
    standing = list(on_the_desks(shown, int(count * STANDING_SHARE), until=until, random=random))
    past = list(over_the_year(found, count - len(standing), until=until, random=random))
    away = list(turned_away(found, int(count * NOT_RECEIVED_SHARE), until=until, random=random))
    uploads = _store(shelf, by=by, at=min(arrival.at for arrival in [*standing, *past]), random=random)
    built = Built()
    _live([*standing, *past], uploads, until, built, random=random, seed=seed, progress=progress)
    _turn_away(away, built, random=random)
    with transaction.atomic():
        close_books([office for office in found if office.shown], until=until)
    while seal(at=until):
        pass
    return built


def _store(shelf: Shelf | None, *, by: Actor, at: datetime, random: Random) -> list[Upload]:
    drawn = scans(random) if shelf else ()
    return [Upload(store(data, name=name, into=shelf, by=by, at=at), name) for name, data in drawn if shelf]


def _live(
    arrivals: Sequence[Arrival],
    uploads: Sequence[Upload],
    until: datetime,
    built: Built,
    *,
    random: Random,
    seed: int,
    progress: Progress | None,
) -> None:
    """Whatever is next in time is done next, until the present."""
    order = counting()
    agenda = [(arrival.at, next(order), _life(arrival, uploads, random, seed, place))
              for place, arrival in enumerate(arrivals)]  # fmt: skip
    heapq.heapify(agenda)
    while agenda:
        with transaction.atomic():
            for _turn in range(AT_ONCE):
                if not agenda:
                    break
                at, _, life = heapq.heappop(agenda)
                following = _step(life, at, built)
                if following and following <= until:
                    heapq.heappush(agenda, (following, next(order), life))
        if progress:
            progress(built.received + len(built.broken) if agenda else len(arrivals), len(arrivals))


def _life(arrival: Arrival, uploads: Sequence[Upload], random: Random, seed: int, place: int) -> Life:
    number = sha256(f"{seed}:{place}".encode()).hexdigest()[:32]
    disguise = Disguise(arrival.script.story, received=arrival.at, place=arrival.office.place, random=random)
    return Life(arrival, number, random, uploads, disguise)


def _step(life: Life, at: datetime, built: Built) -> datetime | None:
    new = life.dossier is None
    try:
        following = life.step(at)
    except Refusal as refusal:
        story = life.arrival.script.story
        built.broken.append(f"{life.arrival.repertoire.known.pack.code} {story.key}: {refusal}")
        return None
    built.received += new
    built.deeds += 1
    return following


def _turn_away(arrivals: Iterable[Arrival], built: Built, *, random: Random) -> None:
    with transaction.atomic():
        for place, arrival in enumerate(sorted(arrivals, key=lambda one: one.at)):
            turn_away(arrival, f"{place}", random)
            built.turned_away += 1
