"""Running dossiers pass to another agency: it was merged, or one of its duties was moved.

Codes, numbers and what was done stay as they are; dossiers that ended are not touched. The order of locks is that of
every deed: a dossier with its clock, then what belongs to it. Whoever performs a reorganisation holds all of its
dossiers before anything else is changed, so that no deed can wait for it while it waits for the deed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from congvu.agencies.models import Agency
from congvu.agencies.selectors import held, timetable
from congvu.base.actors import Actor
from congvu.clocks import services as clocks
from congvu.clocks.models import Clock
from congvu.clocks.rules import State as ClockState
from congvu.clocks.services import Moved
from congvu.dossiers import events
from congvu.dossiers.models import HEAVY, Dossier, Leg, Opinion, Series, Slip, Step
from congvu.dossiers.services import course
from congvu.inbox import services as inbox
from congvu.journal.services import record_many, subject_of
from congvu.procedures.selectors import compiled

AT_ONCE = 500
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Home:
    """The work of `old` passes to `new`: all of it, or with a `sector` only the dossiers whose procedures are of it."""

    old: Agency
    new: Agency
    sector: str = ""


@dataclass
class Tally:
    """How much moved. `shown` are some of the due times that moved: (label, was, due)."""

    dossiers: int = 0
    settling: int = 0
    receiving: int = 0
    legs: int = 0
    steps: int = 0
    duties: int = 0
    released: int = 0
    running: int = 0
    paused: int = 0
    due_moved: int = 0
    shown: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    def saw(self, moved: Sequence[Moved]) -> None:
        self.due_moved += len(moved)
        room = MOST_SHOWN - len(self.shown)
        self.shown += [(one.label, one.was, one.due) for one in moved[: max(room, 0)]]


@transaction.atomic
def hold(homes: Sequence[Home]) -> list[int]:
    """Take the open dossiers that these moves concern, each with its clock, in the order of their keys, until the
    caller's transaction ends. Returns their keys."""
    held_now: list[int] = []
    last = 0
    while True:
        found = Dossier.objects.select_for_update(of=("self", "clock")).select_related("clock").only("pk", "clock__id")
        some = list(found.filter(_concerned(homes), closed_at=None, pk__gt=last).order_by("pk")[:AT_ONCE])
        held_now += [dossier.pk for dossier in some]
        if len(some) < AT_ONCE:
            return held_now
        last = some[-1].pk


def concerned(homes: Sequence[Home]) -> list[int]:
    """The keys of the open dossiers that these moves concern, taken or not."""
    return list(Dossier.objects.filter(_concerned(homes), closed_at=None).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def rehome(
    dossier_ids: Sequence[int], homes: Sequence[Home], *, decision: str, on: date, by: Actor, at: datetime
) -> Tally:
    """Move held dossiers to their new agencies, with their open steps, legs, duties and clocks; one journal line each.

    `on` is the first day at the new agency; posts must have moved already, because a step whose holder has no post
    there becomes everybody's in its role. Refusal: clocks.no_working_time.
    """
    tally = Tally()
    for start in range(0, len(dossier_ids), AT_ONCE):
        _Batch(dossier_ids[start : start + AT_ONCE], homes, decision=decision, on=on, by=by, at=at).move(tally)
    return tally


@transaction.atomic
def close_books(agencies: Iterable[Agency], *, on: date) -> list[Series]:
    """Close the running numbers of agencies that are no more: they stay to be read, and give no number any more."""
    books = Series.objects.select_for_update().filter(agency__in=[one.pk for one in agencies], closed_on=None)
    closed = list(books.order_by("agency", "name").select_related("agency"))
    Series.objects.filter(pk__in=[one.pk for one in closed]).update(closed_on=on)
    return closed


def _concerned(homes: Sequence[Home]) -> Q:
    """Settled, received or helped with at one of the old agencies."""
    whole = [home.old.pk for home in homes if not home.sector]
    mine = Q(agency__in=whole) | Q(receiver__in=whole)
    mine |= Q(pk__in=Step.objects.filter(agency__in=whole, done_at=None).order_by().values("dossier"))
    mine |= Q(pk__in=Leg.objects.filter(agency__in=whole, finished_at=None).order_by().values("dossier"))
    for home in homes:
        if home.sector:
            mine |= Q(agency=home.old, edition__procedure__sector=home.sector)
            mine |= Q(pk__in=Leg.objects.filter(agency=home.old, finished_at=None).order_by().values("dossier"))
    return mine


def _is_of(dossier: Dossier, home: Home) -> bool:
    return not home.sector or dossier.edition.procedure.sector == home.sector


def _is_share_of(dossier: Dossier, leg: Leg, home: Home) -> bool:
    if not home.sector:
        return True
    spec = compiled(dossier.edition).pack.legs.get(leg.key)
    return spec is not None and spec.agency.sector == home.sector


class _Batch:
    """A few hundred dossiers on their way."""

    def __init__(
        self, ids: Sequence[int], homes: Sequence[Home], *, decision: str, on: date, by: Actor, at: datetime
    ) -> None:
        self.ids, self.homes, self.decision, self.on, self.by, self.at = ids, homes, decision, on, by, at
        rows = Dossier.objects.select_related("clock", "agency", "receiver", "edition__procedure").defer(*HEAVY)
        self.dossiers = {one.pk: one for one in rows.filter(pk__in=ids).order_by("pk")}
        self.was = {pk: (one.agency, one.receiver) for pk, one in self.dossiers.items()}
        self.legs: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        self.clocks: dict[int, list[int]] = defaultdict(list)  # of each new agency

    def move(self, tally: Tally) -> None:
        for home in self.homes:
            self._follow(home, tally)
        self._release(tally)
        self._move_clocks(tally)
        self._write()
        lines = [(subject_of(dossier), self._facts(dossier)) for dossier in self._moved()]
        tally.dossiers += len(lines)
        record_many(events.REHOMED, lines, by=self.by, at=self.at)

    def _follow(self, home: Home, tally: Tally) -> None:
        """Whatever of these dossiers is at the old agency is at the new one from now on."""
        going = [one for one in self.dossiers.values() if one.agency_id == home.old.pk and _is_of(one, home)]
        legs = self._move_legs(home, tally)
        for dossier in going:
            dossier.agency = home.new
            self.clocks[home.new.pk].append(dossier.clock_id)
        tally.settling += len(going)
        own = [one.pk for one in going] if home.sector else list(self.ids)
        whole = sorted({*own, *(leg.dossier_id for leg in legs)})
        if not home.sector:
            self._move_counter(home, tally)
        steps = Step.objects.filter(done_at=None, agency=home.old)
        mine = steps.filter(Q(dossier__in=own, leg=None) | Q(leg__in=[leg.pk for leg in legs]))
        tally.steps += mine.update(agency=home.new)
        asked = Opinion.objects.filter(dossier__in=own, answered_at=None, dropped_at=None, agency=home.old)
        asked.update(agency=home.new)
        self._move_slips(home, whole)
        codes = [self.dossiers[pk].code for pk in whole]
        tally.duties += inbox.rehome(home.old.pk, home.new.pk, codes=codes)

    def _move_counter(self, home: Home, tally: Tally) -> None:
        for dossier in self.dossiers.values():
            if dossier.receiver_id == home.old.pk:
                dossier.receiver = home.new
                tally.receiving += 1

    def _move_legs(self, home: Home, tally: Tally) -> list[Leg]:
        """The open shares of the old agency; of a moved duty, those that the process gives to whoever has it."""
        open_legs = Leg.objects.filter(dossier__in=self.ids, finished_at=None, agency=home.old)
        legs = [leg for leg in open_legs if _is_share_of(self.dossiers[leg.dossier_id], leg, home)]
        for leg in legs:
            self.legs[leg.dossier_id].append((leg.number, home.old.code, home.new.code))
            self.clocks[home.new.pk].append(leg.clock_id)
        Leg.objects.filter(pk__in=[leg.pk for leg in legs]).update(agency=home.new)
        tally.legs += len(legs)
        return legs

    def _move_slips(self, home: Home, ids: Sequence[int]) -> None:
        """Slips not signed yet. Between two agencies that are one now there is nothing left to hand over."""
        open_slips = Slip.objects.filter(dossier__in=ids, signed_at=None, recalled_at=None)
        between = open_slips.filter(Q(giver=home.old, taker=home.new) | Q(giver=home.new, taker=home.old))
        inbox.drop([subject_of(slip) for slip in between])
        between.update(signed_at=self.at, signed_by=self.by.name)
        open_slips.filter(giver=home.old).update(giver=home.new)
        open_slips.filter(taker=home.old).update(taker=home.new)

    def _release(self, tally: Tally) -> None:
        """A step in the hands of somebody who has no post in that role at its agency is everybody's again."""
        places = [home.new.pk for home in self.homes]
        taken = Step.objects.filter(dossier__in=self.ids, done_at=None, agency__in=places).exclude(account=None)
        posts = held(on=self.on).filter(agency__in=places)
        mine = set(posts.values_list("account_id", "agency_id", "role"))
        left = [step for step in taken if (step.account_id, step.agency_id, step.role) not in mine]
        Step.objects.filter(pk__in=[step.pk for step in left]).update(account=None, taken_at=None)
        inbox.release([subject_of(step) for step in left])
        tally.released += len(left)

    def _move_clocks(self, tally: Tally) -> None:
        reason = self.decision
        for agency_id, clock_ids in self.clocks.items():
            states = list(Clock.objects.filter(pk__in=clock_ids).values_list("state", flat=True))
            tally.running += states.count(ClockState.RUNNING)
            tally.paused += states.count(ClockState.PAUSED)
            moved = clocks.rehome(clock_ids, agency_id=agency_id, reason=reason, by=self.by, at=self.at)
            tally.saw(moved)
            due = {one.clock_id: one.due for one in moved}
            for dossier in self.dossiers.values():
                dossier.clock.due_at = due.get(dossier.clock_id, dossier.clock.due_at)

    def _write(self) -> None:
        for dossier in self.dossiers.values():
            if self.was[dossier.pk] != (dossier.agency, dossier.receiver):
                dossier.away = dossier.agency_id not in (dossier.receiver_id, dossier.receiver.parent_id)
        Dossier.objects.bulk_update(self.dossiers.values(), ["agency", "receiver", "away"])
        # Steps with time of their own follow other hours: `process.catch_up` sets what was not set by this due time.
        anew = [
            one.pk for one in self.dossiers.values() if timetable(self.was[one.pk][0].pk) != timetable(one.agency_id)
        ]
        if anew:
            Dossier.objects.filter(pk__in=anew).update(followed_due_at=F("received_at"))

    def _moved(self) -> Iterator[Dossier]:
        for pk, dossier in self.dossiers.items():
            if self.was[pk] != (dossier.agency, dossier.receiver) or self.legs[pk]:
                yield dossier

    def _facts(self, dossier: Dossier) -> dict[str, object]:
        agency, receiver = self.was[dossier.pk]
        was, now = self._names(dossier)
        return {
            "was": was,
            "now": now,
            "decision": self.decision,
            "old_agency": agency.code,
            "new_agency": dossier.agency.code,
            "old_receiver": receiver.code,
            "new_receiver": dossier.receiver.code,
            "legs": self.legs[dossier.pk],
            "on": f"{self.on:%d/%m/%Y}",
            **course.how_left(dossier),
        }

    def _names(self, dossier: Dossier) -> tuple[str, str]:
        """From where to where, as the sentence says it: the settling agency's move before the counter's or a leg's."""
        agency, receiver = self.was[dossier.pk]
        if agency != dossier.agency:
            return agency.name, dossier.agency.name
        if receiver != dossier.receiver:
            return receiver.name, dossier.receiver.name
        number, old, new = self.legs[dossier.pk][0]
        names = {home.old.code: home.old.name for home in self.homes} | {
            home.new.code: home.new.name for home in self.homes
        }
        return f"{names[old]} ({number})", names[new]
