"""Where demonstration dossiers are worked: the offices with their casts, and what each of them is asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import sectors_of, timetable
from congvu.base.actors import Actor
from congvu.base.working_time import Timetable
from congvu.dossiers.demo.scripts import Repertoire, repertoires
from congvu.dossiers.services.stories import Stage

# How often people ask: most for certified copies, then for what births, marriages and deaths bring.
ASKED = {"chung-thuc": 9.0, "ho-tich": 3.0, "kinh-doanh": 2.5, "dat-dai": 2.0, "tu-phap": 2.0}
SHOWN_SHARE = 3.0  # an office with accounts to sign in to has so many times the work of the others in all


class Province(Protocol):
    """What a province has to be to have dossiers: counters, offices, and somebody in each role."""

    @property
    def one_stop(self) -> Agency: ...
    @property
    def departments(self) -> Mapping[str, Agency]: ...
    @property
    def communes(self) -> Sequence[Agency]: ...
    @property
    def one_stops(self) -> Mapping[int, Agency]: ...
    @property
    def actors(self) -> Mapping[tuple[int, str], Actor]: ...


@dataclass(frozen=True)
class Office:
    """An agency, the counter that receives for it, and the procedures that its people can settle."""

    agency: Agency
    stage: Stage
    shown: bool
    repertoires: tuple[Repertoire, ...]

    @cached_property
    def hours(self) -> Timetable:
        return timetable(self.agency.pk)

    @cached_property
    def counter_hours(self) -> Timetable:
        return timetable(self.stage.receiver.pk)

    @cached_property
    def place(self) -> str:
        """ "phường Hồng Bàng"; of a department nothing."""
        return self.agency.name.removeprefix("Ủy ban nhân dân ") if self.agency.kind == Kind.COMMUNE_COMMITTEE else ""

    @cached_property
    def asked(self) -> list[float]:
        """How often each of its procedures is asked for, by turns."""
        return [ASKED.get(one.known.pack.field.code, 1.0) for one in self.repertoires]


def offices(province: Province, *, on: date) -> list[Office]:
    """The offices that have something to settle, in the order of the province."""
    shown = set(Post.objects.filter(account__is_demo=True).values_list("agency_id", flat=True))
    known = repertoires(on=on)
    found = []
    for agency, counter in _places(province):
        cast = _cast(province, agency, counter)
        sectors = sectors_of(agency.pk, on=on)
        able = tuple(one for one in known if one.fits(agency, sectors) and one.roles <= cast.keys())
        if able and Role.CLERK in cast:
            found.append(Office(agency, Stage(counter, cast, province.actors), agency.pk in shown, able))
    return found


def office_of(province: Province, agency: Agency) -> Office:
    """An office that settled nothing of its own at the beginning."""
    counter = province.one_stops.get(agency.pk, province.one_stop)
    return Office(agency, Stage(counter, _cast(province, agency, counter), province.actors), False, ())


def _places(province: Province) -> Iterator[tuple[Agency, Agency]]:
    for commune in province.communes:
        yield commune, province.one_stops[commune.pk]
    for department in province.departments.values():
        yield department, province.one_stop


def _cast(province: Province, agency: Agency, counter: Agency) -> dict[str, Actor]:
    """Who acts there in each role: the clerk sits at the counter."""
    desks = {role.value: (counter.pk if role == Role.CLERK else agency.pk, role) for role in Role}
    return {role: province.actors[desk] for role, desk in desks.items() if desk in province.actors}


def shares(found: Sequence[Office], *, busy: Collection[int] = ()) -> list[float]:
    """How much of the year's work each office has: most goes to those that one can sign in to, and to the `busy`."""
    shown = sum(1 for office in found if office.shown) or 1
    others = len(found) - shown or 1
    much, little = SHOWN_SHARE / shown, 1 / others
    return [much if office.shown or office.agency.pk in busy else little for office in found]
