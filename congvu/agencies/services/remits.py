"""Which agency is competent for which field, from which day on: giving a field, moving it, ending it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from congvu.agencies import events, refusals
from congvu.agencies.models import Agency, Remit
from congvu.agencies.services.tree import check_administers, check_open, check_sector
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record


@transaction.atomic
def grant_remit(agency: Agency, sector: str, *, on: date, decision: str = "", by: Actor, at: datetime) -> Remit:
    """Make an agency competent for a field from a day on.

    Refusals: agencies.not_admin, sector_bad, closed, begins_too_early, has_sector.
    """
    check_administers(by, agency)
    check_sector(sector)
    remit = _opened(_held(agency), sector, on=on, decision=decision)
    record(
        events.REMIT_GRANTED, agency, by=by, at=at, sector=sector, agency=agency.name, on=f"{on:%d/%m/%Y}",
        decision=remit.decision,
    )  # fmt: skip
    return remit


@transaction.atomic
def move_remit(
    sector: str, *, from_agency: Agency, to_agency: Agency, on: date, decision: str, by: Actor, at: datetime
) -> Remit:
    """Move a field from one agency to another: `on` is the first day at the other. What was received before stays.

    The actor administers both. Refusals: agencies.not_admin, decision_empty, own_successor, lacks_sector,
    ends_too_early, closed, begins_too_early, has_sector.
    """
    check_administers(by, from_agency)
    check_administers(by, to_agency)
    if not decision.strip():
        raise Refusal(refusals.DECISION_EMPTY, field="decision")
    if from_agency.pk == to_agency.pk:
        raise Refusal(refusals.OWN_SUCCESSOR, field="to_agency")
    # In one order whoever moves what where, so that two moves across each other do not wait for one another.
    held = Agency.objects.select_for_update().filter(pk__in=(from_agency.pk, to_agency.pk)).order_by("pk").in_bulk()
    old = Remit.objects.filter(agency=from_agency, sector=sector, valid_to=None).first()
    if old is None:
        day = f"{on:%d/%m/%Y}"
        raise Refusal(refusals.LACKS_SECTOR, field="sector", agency=from_agency.name, sector=sector, on=day)
    _ended(old, on=on)
    remit = _opened(held[to_agency.pk], sector, on=on, decision=decision, field="to_agency")
    record(
        events.REMIT_MOVED, to_agency, by=by, at=at, sector=sector, agency=to_agency.name, was=from_agency.name,
        on=f"{on:%d/%m/%Y}", decision=remit.decision, was_code=from_agency.code, code=to_agency.code,
    )  # fmt: skip
    return remit


@transaction.atomic
def end_remit(remit: Remit, *, on: date, decision: str = "", by: Actor, at: datetime) -> Remit:
    """End a remit that goes to nobody: `on` is the first day without it; the day it began undoes a mistake.

    Refusals: agencies.not_admin, remit_ended, ends_too_early.
    """
    remit = Remit.objects.select_for_update(of=("self",)).select_related("agency").get(pk=remit.pk)
    check_administers(by, remit.agency)
    if remit.valid_to is not None:
        raise Refusal(refusals.REMIT_ENDED)
    _ended(remit, on=on)
    record(
        events.REMIT_ENDED, remit.agency, by=by, at=at, sector=remit.sector, agency=remit.agency.name,
        on=f"{on:%d/%m/%Y}", decision=decision.strip(),
    )  # fmt: skip
    return remit


def _held(agency: Agency) -> Agency:
    return Agency.objects.select_for_update().get(pk=agency.pk)


def _opened(agency: Agency, sector: str, *, on: date, decision: str, field: str = "sector") -> Remit:
    check_open(agency, on=on, field=field)
    if on < agency.valid_from:
        begins = f"{agency.valid_from:%d/%m/%Y}"
        raise Refusal(refusals.BEGINS_TOO_EARLY, field="on", agency=agency.name, begins=begins)
    if agency.remits.filter(Q(valid_to=None) | Q(valid_to__gt=on), sector=sector).exists():
        raise Refusal(refusals.HAS_SECTOR, field=field, agency=agency.name, sector=sector)
    return Remit.objects.create(agency=agency, sector=sector, valid_from=on, decision=decision.strip())


def _ended(remit: Remit, *, on: date) -> None:
    if on < remit.valid_from:
        raise Refusal(refusals.ENDS_TOO_EARLY, field="on", begins=f"{remit.valid_from:%d/%m/%Y}")
    remit.valid_to = on
    remit.save(update_fields=["valid_to"])
