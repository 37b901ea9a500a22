"""Building the demonstration's dossiers: all of them at once, deed by deed in the order of time."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count as counting
from random import Random

from django.db import transaction

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import in_vietnam
from congvu.dossiers.demo.arrivals import (
    NOT_RECEIVED_SHARE,
    STANDING_SHARE,
    Arrival,
    on_the_desks,
    on_the_eve,
    over_the_year,
    turned_away,
)
from congvu.dossiers.demo.books import close_books
from congvu.dossiers.demo.disguise import Disguise
from congvu.dossiers.demo.lives import Life, turn_away
from congvu.dossiers.demo.offices import Office, Province, offices
from congvu.dossiers.demo.scans import scans
from congvu.dossiers.demo.world import Eve, Happening, World
from congvu.dossiers.services import Upload
from congvu.files.selectors import Shelf
from congvu.files.services import store
from congvu.journal.services import seal

AT_ONCE = 200  # deeds in one transaction: what a killed build loses, and what the disk is waited for once
AWAY_EVERY = 20  # every so many-th dossier is handed in at a counter of another place
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
    happenings: Sequence[Happening] = (),
    eves: Sequence[Eve] = (),
) -> Built:
    """Receive `count` dossiers in the twelve months before `until`, work them, and seal the journal.

    The same arguments give the same dossiers. `by` hands in the drawn scans, which are kept on `shelf`; without one
    there are none. `progress` is told how many have come in, of how many. `happenings` are done among the deeds, each
    at its time; on the `eves` of some of them more dossiers come in, of the `count`.
    """
    random = Random(seed)  # noqa: S311  # a story, not a secret
    found = offices(province, on=until.date())
    if not found:
        return Built()
    shown = [office for office in found if office.shown] or found
    standing = list(on_the_desks(shown, int(count * STANDING_SHARE), until=until, random=random))
    houses = {office.agency.pk: office for office in found}
    on_eves = [
        arrival
        for eve in eves
        if eve.agency_id in houses
        for arrival in on_the_eve(houses[eve.agency_id], eve.count, before_=eve.at, random=random)
    ][: count - len(standing)]
    busy = {eve.agency_id for eve in eves}
    rest = count - len(standing) - len(on_eves)
    past = [*on_eves, *over_the_year(found, rest, until=until, random=random, busy=busy)]
    refused = list(turned_away(found, int(count * NOT_RECEIVED_SHARE), until=until, random=random))
    uploads = _store(shelf, by=by, at=min(arrival.at for arrival in [*standing, *past]), random=random)
    built, world = Built(), World(province, found)
    others = [*happenings, *_turned_away(refused, built, random=random)]
    counters = [office for office in shown if Role.CLERK in office.stage.cast]
    lives = [
        _life(arrival, uploads, random, seed, place, world=world, counters=counters)
        for place, arrival in enumerate([*standing, *past])
    ]
    _live(lives, others, world, until, built, progress=progress)
    with transaction.atomic():
        close_books([office for office in found if office.shown], until=until)
    while seal(at=until):
        pass
    return built


def _store(shelf: Shelf | None, *, by: Actor, at: datetime, random: Random) -> list[Upload]:
    drawn = scans(random) if shelf else ()
    return [Upload(store(data, name=name, into=shelf, by=by, at=at), name) for name, data in drawn if shelf]


def _live(
    lives: Sequence[Life],
    happenings: Sequence[Happening],
    world: World,
    until: datetime,
    built: Built,
    *,
    progress: Progress | None,
) -> None:
    """Whatever is next in time is done next, until the present."""
    order = counting()
    # What happens in the province at a moment is done before the dossiers of that moment.
    agenda: list[tuple[datetime, int, Life | Happening]] = [(one.at, next(order), one) for one in happenings]
    agenda += [(life.arrival.at, next(order), life) for life in lives]
    heapq.heapify(agenda)
    while agenda:
        with transaction.atomic():
            for _turn in range(AT_ONCE):
                if not agenda:
                    break
                at, _, one = heapq.heappop(agenda)
                if isinstance(one, Happening):
                    one.do(world, at)
                    continue
                following = _step(one, at, built)
                if following and following <= until:
                    heapq.heappush(agenda, (following, next(order), one))
        if progress:
            progress(built.received + len(built.broken) if agenda else len(lives), len(lives))


def _life(
    arrival: Arrival,
    uploads: Sequence[Upload],
    random: Random,
    seed: int,
    place: int,
    *,
    world: World,
    counters: Sequence[Office],
) -> Life:
    number = sha256(f"{seed}:{place}".encode()).hexdigest()[:32]
    disguise = Disguise(arrival.script.story, received=arrival.at, place=arrival.office.place, random=random)
    away = _elsewhere(arrival, number, counters)
    return Life(arrival, number, random, uploads, disguise, world, away)


def _elsewhere(arrival: Arrival, number: str, counters: Sequence[Office]) -> Office | None:
    """Now and then somebody goes to the counter of another place, which is open, and it is received there."""
    chance = int(number[12:16], 16)
    if chance % AWAY_EVERY or len(counters) < 2:
        return None
    other = counters[chance // AWAY_EVERY % len(counters)]
    at = arrival.at
    opened = any(session.start <= at <= session.end for session in other.counter_hours.opening(in_vietnam(at).date()))
    return other if opened and other.stage.receiver != arrival.office.stage.receiver else None


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


def _turned_away(arrivals: Iterable[Arrival], built: Built, *, random: Random) -> Iterator[Happening]:
    def at_its_time(arrival: Arrival, number: str) -> Happening:
        def do(world: World, at: datetime) -> None:
            turn_away(arrival, number, random, world=world, at=at)
            built.turned_away += 1

        return Happening(arrival.at, do)

    for place, arrival in enumerate(sorted(arrivals, key=lambda one: one.at)):
        yield at_its_time(arrival, f"{place}")
