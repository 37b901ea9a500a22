"""Why somebody's work is not there any more: the agency was merged, or its duty went to another one.

Asked only when a deed is about to be refused, so that it costs nothing where all is well.
"""

from datetime import date

from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import Dossier
from congvu.journal.models import Entry
from congvu.journal.services import subject_of

MOST_SUCCESSIONS = 10


def check_merged(agency_id: int, *, on: date | None = None) -> None:
    """Refuse with `dossiers.merged` if the agency has ended, with `on` not after that day, and another one has followed
    it."""
    old = Agency.objects.select_related("successor").filter(pk=agency_id).first()
    if old is None or old.successor is None or old.valid_to is None:
        return
    if on is None or old.valid_to <= on:
        raise Refusal(refusals.MERGED, was=old.name, now=_last(old.successor).name, day=f"{old.valid_to:%d/%m/%Y}")


def check_passed_on(by: Actor, role: str, dossier: Dossier) -> None:
    """Refuse with `dossiers.merged` or `dossiers.duty_moved` if the actor's agency had this dossier and gave it on."""
    line = Entry.objects.filter(subject=subject_of(dossier), event=events.REHOMED.name).order_by("pk").last()
    if line is None:
        return
    codes = {line.facts["old_agency"], line.facts["old_receiver"], *(was for _number, was, _now in line.facts["legs"])}
    mine = Agency.objects.filter(pk__in=by.agencies(role), code__in=codes).order_by("pk")
    for agency in mine:
        check_merged(agency.pk)
        now = dossier.agency.name
        told = line.facts["decision"] or _("quyết định sắp xếp")
        raise Refusal(refusals.DUTY_MOVED, was=agency.name, now=now, day=line.facts["on"], decision=told)


def _last(agency: Agency) -> Agency:
    """Who stands at the end of a row of mergers."""
    for _step in range(MOST_SUCCESSIONS):
        if agency.successor is None:
            break
        agency = agency.successor
    return agency
