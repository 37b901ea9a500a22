"""One life cycle: a change of land papers, received, completed by the citizen, worked in five steps, handed over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.dossiers.demo.offices import Office
from congvu.dossiers.demo.scripts import Course, Repertoire, Script
from congvu.dossiers.models import Dossier
from congvu.dossiers.services import receive
from congvu.dossiers.services.stories import DEEDS, filing_of

PROCEDURE = "1.013831"
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Cycle:
    """The office and the script; every run is a new dossier."""

    office: Office
    repertoire: Repertoire
    script: Script

    def run(self, key: str, between: Callable[[], Any] = lambda: None) -> Dossier:
        """Through the services, each deed a transaction of its own; `between` is called before each."""
        moments = map(self._moment, count())
        between()
        filing = filing_of(self.script.story, self.repertoire.edition, self.office.stage)
        clerk = self.office.stage.cast[Role.CLERK]
        dossier = receive(filing, intake_key=key, lookup_key=key, by=clerk, at=next(moments))
        for deed in self.script.deeds:
            between()
            dossier = DEEDS[deed.do](dossier, replace(deed, at=next(moments)), self.office.stage)
        if dossier.state != "returned":
            raise RuntimeError(f"The life cycle ended as {dossier.state}")
        return dossier

    def _moment(self, number: int) -> datetime:
        return timezone.now() + number * SECOND

    @property
    def deeds(self) -> int:
        return 1 + len(self.script.deeds)


def cycle_of(offices: list[Office]) -> Cycle:
    """The first office that is asked for it, with the example in which something is supplied later."""
    for office in sorted(offices, key=lambda office: not office.shown):
        for repertoire in office.repertoires:
            if repertoire.known.pack.code == PROCEDURE:
                return Cycle(office, repertoire, repertoire.scripts[Course.SUPPLEMENTED][0])
    raise RuntimeError(f"No office settles {PROCEDURE}")
