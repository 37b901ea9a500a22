"""Founding, renaming, moving and closing agencies."""

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, Q
from django.utils import timezone

from congvu.agencies import events, refusals
from congvu.agencies.models import Agency, Remit
from congvu.agencies.rules import Kind
from congvu.agencies.selectors.posts import EVERYWHERE, administers
from congvu.agencies.selectors.tree import ancestors, children
from congvu.agencies.services.calendars import touch
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record

_CODE = re.compile(r"[A-Z0-9]+(\.[A-Z0-9]+)*")
_SECTOR = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@transaction.atomic
def create_agency(
    code: str,
    *,
    name: str,
    kind: str,
    parent: Agency | None,
    valid_from: date,
    by: Actor,
    at: datetime,
    short_name: str = "",
    sector: str = "",
    unit_code: str = "",
    address: str = "",
    phone: str = "",
) -> Agency:
    """Found an agency below `parent`; without one it is a root, which only the system itself may found.

    `sector` is the first field that it is competent for; more are given by `grant_remit`.
    Refusals: agencies.not_admin, code_bad, code_taken, name_empty, kind_unknown, closed, sector_bad.
    """
    name, short_name = _names(name, short_name or name[:80])
    if parent is None and EVERYWHERE not in by.seats:
        raise Refusal(refusals.NOT_ADMIN, agency=name)
    if parent is not None:
        check_administers(by, parent)
        check_open(parent, on=valid_from, field="parent")
    if kind not in Kind.values:
        raise Refusal(refusals.KIND_UNKNOWN, field="kind")
    agency = Agency(
        code=_code(code), name=name, short_name=short_name, kind=kind, parent=parent, valid_from=valid_from,
        unit_code=unit_code, address=address, phone=phone,
    )  # fmt: skip
    _save(agency)
    if sector:
        Remit.objects.create(agency=agency, sector=check_sector(sector), valid_from=valid_from)
    facts = {"kind": kind, "parent": parent.name if parent else "", "valid_from": valid_from.isoformat()}
    facts["sector"] = sector
    record(events.CREATED, agency, by=by, at=at, name=name, code=agency.code, **facts)
    return agency


@transaction.atomic
def rename(agency: Agency, *, name: str, short_name: str, by: Actor, at: datetime) -> Agency:
    """Give an agency another name. Refusals: agencies.not_admin, name_empty."""
    agency = _mine(agency, by)
    was = agency.name
    agency.name, agency.short_name = _names(name, short_name)
    agency.save(update_fields=["name", "short_name", "folded"])
    record(events.RENAMED, agency, by=by, at=at, was=was, name=agency.name, short_name=agency.short_name)
    return agency


@transaction.atomic
def correct(agency: Agency, *, code: str, unit_code: str, address: str, phone: str, by: Actor, at: datetime) -> Agency:
    """Correct an agency's code and particulars; the code only while nothing was done there under it, for the journal
    and all papers name the agency by it. Refusals: agencies.not_admin, code_bad, code_taken, code_in_use."""
    agency = _mine(agency, by)
    if _code(code) != agency.code and _has_worked(agency):
        raise Refusal(refusals.CODE_IN_USE, field="code", code=agency.code)
    wanted = {"code": _code(code), "unit_code": unit_code, "address": address, "phone": phone}
    changes = {key: value for key, value in wanted.items() if getattr(agency, key) != value}
    if not changes:
        return agency
    for key, value in changes.items():
        setattr(agency, key, value)
    _save(agency)
    told = "; ".join(f"{key}: {value}" for key, value in changes.items())
    record(events.CORRECTED, agency, by=by, at=at, name=agency.name, changes=told)
    return agency


def _has_worked(agency: Agency) -> bool:
    """Whether a row of any other room belongs to it: a dossier, a clock, a number of a series."""
    relations = [one for one in Agency._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]
    models = [(one.related_model, one.field.name) for one in relations]
    others = [(model, name) for model, name in models if model._meta.app_label != Agency._meta.app_label]
    return any(model._default_manager.filter(**{name: agency}).exists() for model, name in others)


@transaction.atomic
def move(agency: Agency, *, parent: Agency, by: Actor, at: datetime) -> Agency:
    """Put an agency below another one; the actor administers both.

    Refusals: agencies.not_admin, closed, in_a_circle.
    """
    # The whole tree is held: two moves at once could otherwise tie it into a circle.
    list(Agency.objects.select_for_update().order_by("pk").values_list("pk"))
    agency = _mine(agency, by)
    check_administers(by, parent)
    check_open(parent, on=timezone.localdate(at), field="parent")
    if agency.pk in ancestors(parent.pk):
        raise Refusal(refusals.IN_A_CIRCLE, field="parent", parent=parent.name, agency=agency.name)
    was = agency.parent.name if agency.parent else ""
    agency.parent = parent
    agency.save(update_fields=["parent"])
    touch()  # what is below follows the hours of what is above
    record(events.MOVED, agency, by=by, at=at, name=agency.name, parent=parent.name, was=was)
    return agency


@transaction.atomic
def close(agency: Agency, *, on: date, by: Actor, at: datetime, successor: Agency | None = None) -> Agency:
    """End an agency: `on` is the first day on which it is no more.

    Refusals: agencies.not_admin, closed, ends_too_early, has_posts, has_remits, has_children, own_successor.
    """
    agency = _mine(agency, by)
    if agency.valid_to is not None:
        raise Refusal(refusals.CLOSED, agency=agency.name)
    if on <= agency.valid_from:
        raise Refusal(refusals.ENDS_TOO_EARLY, field="on", begins=f"{agency.valid_from:%d/%m/%Y}")
    if successor is not None:
        if successor.pk == agency.pk:
            raise Refusal(refusals.OWN_SUCCESSOR, field="successor")
        check_open(successor, on=on, field="successor")
    beyond = Q(valid_to=None) | Q(valid_to__gt=on)
    if count := agency.posts.filter(beyond).count():
        raise Refusal(refusals.HAS_POSTS, agency=agency.name, count=count)
    if count := agency.remits.filter(beyond).count():
        raise Refusal(refusals.HAS_REMITS, agency=agency.name, count=count)
    if count := children(agency.pk, on=on).count():
        raise Refusal(refusals.HAS_CHILDREN, agency=agency.name, count=count)
    agency.valid_to, agency.successor = on, successor
    agency.save(update_fields=["valid_to", "successor"])
    heir = successor.name if successor else ""
    record(events.CLOSED, agency, by=by, at=at, name=agency.name, on=f"{on:%d/%m/%Y}", successor=heir)
    return agency


def check_administers(by: Actor, agency: Agency) -> None:
    """Refuse an actor who does not administer the agency."""
    if not administers(by, agency.pk):
        raise Refusal(refusals.NOT_ADMIN, agency=agency.name)


def check_open(agency: Agency, *, on: date, field: str | None = None) -> None:
    """Refuse an agency that has ended by the day."""
    if agency.valid_to is not None and agency.valid_to <= on:
        raise Refusal(refusals.CLOSED, field=field, agency=agency.name)


def check_sector(sector: str) -> str:
    """The key of a field, refused unless it is written as packs write it."""
    if not _SECTOR.fullmatch(sector):
        raise Refusal(refusals.SECTOR_BAD, field="sector")
    return sector


def _mine(agency: Agency, by: Actor) -> Agency:
    """The agency as it is now, held until the deed is done, if the actor administers it."""
    check_administers(by, agency)
    return Agency.objects.select_for_update().get(pk=agency.pk)


def _names(name: str, short_name: str) -> tuple[str, str]:
    name, short_name = " ".join(name.split()), " ".join(short_name.split())
    if not name or not short_name:
        raise Refusal(refusals.NAME_EMPTY, field="name" if not name else "short_name")
    return name, short_name


def _code(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise Refusal(refusals.CODE_BAD, field="code")
    return code


def _save(agency: Agency) -> None:
    """Save; the code is the one thing that another agency can have taken in between."""
    if Agency.objects.exclude(pk=agency.pk).filter(code=agency.code).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=agency.code)
    try:
        with transaction.atomic():
            agency.save()
    except IntegrityError as error:
        raise Refusal(refusals.CODE_TAKEN, field="code", code=agency.code) from error
