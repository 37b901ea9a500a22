"""One change of a batch, performed: the rooms below each do their part, in one order of locks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from congvu.agencies import services as agencies
from congvu.agencies.models import Agency, Post
from congvu.agencies.selectors import one_stop_of
from congvu.base.actors import Actor
from congvu.clocks import services as clocks
from congvu.dossiers.models import Series
from congvu.dossiers.services import rehoming
from congvu.dossiers.services.rehoming import Home, Tally
from congvu.inbox import services as inbox
from congvu.online.services import rehoming as online
from congvu.reorganisation.models import Change
from congvu.reorganisation.rules import Kind


@dataclass
class Done:
    """What a change has moved. `posts` are pairs of the ended post and the one that goes on."""

    homes: list[Home] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    submissions: int = 0  # from home, which no counter has answered yet
    posts: tuple[tuple[Post, Post], ...] = ()
    below: tuple[Agency, ...] = ()
    books: list[Series] = field(default_factory=list)


def homes_before(change: Change, *, on: date) -> list[Home]:
    """Which agencies' work will move, told from how things stand before the change."""
    if change.kind == Kind.MERGE:
        assert change.other
        pairs = [(change.agency, change.other)]
        unit, heir = one_stop_of(change.agency.pk, on=on), one_stop_of(change.other.pk, on=on)
        if unit and heir:
            pairs.append((unit, heir))
        return [Home(old, new) for old, new in pairs]
    if change.kind == Kind.MOVE_REMIT:
        assert change.other
        return [Home(change.agency, change.other, change.facts["sector"])]
    return []


def carry_out(change: Change, held: Sequence[int], *, decision: str, on: date, by: Actor, at: datetime) -> Done:
    """Perform one change on dossiers that are held already."""
    if change.kind == Kind.RENAME:
        agencies.rename(change.agency, by=by, at=at, **change.facts)
        return Done()
    assert change.other
    if change.kind == Kind.MOVE_PARENT:
        agencies.move(change.agency, parent=change.other, by=by, at=at)
        done = Done(below=(change.agency,))
    elif change.kind == Kind.MERGE:
        done = _merge(change.agency, change.other, on=on, by=by, at=at)
    else:
        sector = change.facts["sector"]
        agencies.move_remit(
            sector, from_agency=change.agency, to_agency=change.other, on=on, decision=decision, by=by, at=at
        )
        done = Done(homes=[Home(change.agency, change.other, sector)])
    _move_work(done, held, decision=decision, on=on, by=by, at=at)
    return done


def _merge(old: Agency, new: Agency, *, on: date, by: Actor, at: datetime) -> Done:
    went = agencies.succeed(old, new, on=on, by=by, at=at)
    homes = [Home(before, after) for before, after in went.agencies]
    books = rehoming.close_books([home.old for home in homes], on=on)
    return Done(homes=homes, posts=went.posts, below=went.moved, books=books)


def _move_work(done: Done, held: Sequence[int], *, decision: str, on: date, by: Actor, at: datetime) -> None:
    concerned = set(rehoming.concerned(done.homes)) if done.homes else set()
    ids = [pk for pk in held if pk in concerned]
    done.tally = rehoming.rehome(ids, done.homes, decision=decision, on=on, by=by, at=at)
    waiting, due_moved = online.rehome(done.homes, decision=decision, on=on, by=by, at=at)
    done.submissions = len(waiting)
    done.tally.saw(due_moved)
    for home in done.homes:
        if not home.sector:  # what other rooms have given the old agency to do
            done.tally.duties += inbox.rehome(home.old.pk, home.new.pk)
    for agency in done.below:
        done.tally.saw(clocks.follow(agency.pk, reason=decision, by=by, at=at))
