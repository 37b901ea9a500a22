"""A small organisation for tests, here and in the rooms above."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from congvu.agencies.models import Agency, Post, Remit
from congvu.agencies.rules import Kind
from congvu.agencies.selectors.posts import actor_for
from congvu.base.actors import Actor
from congvu.people.models import Account, Party
from congvu.people.rules import AccountKind, Assurance, PartyKind
from congvu.people.testing import make_account

BEGINNING = date(2025, 7, 1)


def make_agency(code: str, kind: str = Kind.COMMUNE_COMMITTEE, *, parent: Agency | None = None, **more: Any) -> Agency:
    """A saved agency that is valid from 01/07/2025; `sector` is its remit from then on."""
    name, sector = more.pop("name", f"Cơ quan {code}"), more.pop("sector", "")
    more = {"short_name": name[:80], "valid_from": BEGINNING, **more}
    agency = Agency.objects.create(code=code, kind=kind, parent=parent, name=name, **more)
    if sector:
        Remit.objects.create(agency=agency, sector=sector, valid_from=agency.valid_from)
    return agency


def make_post(agency: Agency, role: str, *, account: Account | None = None, **more: Any) -> Post:
    """A saved post, held by a new account unless one is given."""
    account = account or make_account(f"{role}-{agency.code}".lower().replace("_", "-"))
    more = {"title": role, "valid_from": BEGINNING, **more}
    return Post.objects.create(agency=agency, account=account, role=role, **more)


def make_official(agency: Agency, role: str, *, on: date = BEGINNING) -> Actor:
    """The actor that a new account with one post is."""
    return actor_for(make_post(agency, role).account, at=noon(on))


def make_citizen(username: str = "cong-dan", *, name: str = "Trần Thị Mẫu", on: date = BEGINNING) -> Actor:
    """The actor that a new citizen's account is, with the citizen itself as the party it files for."""
    account = make_account(username, name=name, kind=AccountKind.CITIZEN, assurance=Assurance.CONTACT)
    Party.objects.create(kind=PartyKind.PERSON, name=name, account=account, made_at=noon(on))
    return actor_for(account, at=noon(on))


def noon(day: date) -> datetime:
    """Midday in Vietnam, where only the day matters."""
    return datetime.combine(day, time(12), timezone.get_default_timezone())
