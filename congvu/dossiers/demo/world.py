"""The province while the year goes on: who works where after a merger, in whose seat, and by which edition."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.dossiers.demo.offices import Office, Province, office_of
from congvu.dossiers.demo.scripts import Repertoire, repertoire_of
from congvu.procedures.models import Edition


class World:
    """Every office as it works now. An arrival keeps the office that it was meant for; this says what became of it."""

    def __init__(self, province: Province, found: Iterable[Office]) -> None:
        self.province = province
        self._offices = {office.agency.pk: office for office in found}
        self._successors: dict[int, int] = {}
        self._newer: dict[int, Repertoire] = {}

    def office(self, agency_id: int) -> Office:
        """The office that does the work of an agency now."""
        while agency_id in self._successors:
            agency_id = self._successors[agency_id]
        return self._offices[agency_id]

    def succeed(self, old: Agency, new: Agency) -> None:
        """From now on the work of one agency is another's."""
        if new.pk not in self._offices:
            self._offices[new.pk] = office_of(self.province, new)
        self._successors[old.pk] = new.pk

    def seat(self, agency: Agency, role: str, actor: Actor) -> Actor:
        """From now on somebody else acts in a role; whoever did until now is returned."""
        office = self._offices.get(agency.pk) or office_of(self.province, agency)
        former = office.stage.cast[role]
        self._offices[agency.pk] = replace(office, stage=replace(office.stage, cast={**office.stage.cast, role: actor}))
        return former

    def publish(self, edition: Edition) -> None:
        """What comes in from its first day on comes in under this edition."""
        self._newer[edition.procedure_id] = repertoire_of(edition)

    def repertoire(self, one: Repertoire, *, on: date) -> Repertoire:
        """The procedure as it is in force on a day."""
        newer = self._newer.get(one.edition.procedure_id)
        return newer if newer and newer.edition.valid_from <= on else one


@dataclass(frozen=True)
class Happening:
    """Something that rooms above do in the middle of the year; it tells the world what it has changed."""

    at: datetime
    do: Callable[[World, datetime], None]


@dataclass(frozen=True)
class Eve:
    """So many dossiers come to an agency's counter just before a moment, and are still open at it."""

    agency_id: int
    at: datetime
    count: int = 8
