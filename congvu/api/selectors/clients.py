"""Clients, seen by those who answer for them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from congvu.agencies.selectors import governs
from congvu.api.models import Client
from congvu.base.actors import Actor
from congvu.people.models import Account, Mandate, Party
from congvu.people.rules import MandateRole, PartyKind


def owned_by(by: Actor, *, at: datetime) -> QuerySet[Party]:
    """The parties for which the actor may make clients: itself, and the companies that it represents."""
    if by.account_id is None:
        return Party.objects.none()
    owns = _running(at).filter(account=by.account_id).values("party")
    return Party.objects.filter(Q(account=by.account_id) | Q(pk__in=owns)).order_by("kind", "name", "pk")


def may_keep(by: Actor, party_id: int, *, at: datetime) -> bool:
    """Whether the actor manages a party's clients: its owner, or whoever administers all agencies."""
    return owned_by(by, at=at).filter(pk=party_id).exists() or governs(by)


def clients_of(by: Actor, *, at: datetime) -> QuerySet[Client]:
    """The clients that the actor manages, newest first, with their parties and accounts."""
    found = Client.objects.select_related("party", "account")
    return found if governs(by) else found.filter(party__in=owned_by(by, at=at).values("pk"))


def client_for(by: Actor, pk: int, *, at: datetime) -> Client | None:
    """One of them; None where there is none or it is another's."""
    return clients_of(by, at=at).filter(pk=pk).first()


def company_numbered(number: str) -> Party | None:
    """The company with a tax number."""
    return Party.objects.filter(~Q(kind=PartyKind.PERSON), number=number.strip()).first()


def owner_of(party: Party, *, at: datetime) -> Account | None:
    """Who answers for a party: the person itself, or the company's longest representative."""
    if party.account_id:
        return party.account
    first = _running(at).filter(party=party, account__is_active=True).order_by("pk").select_related("account").first()
    return first.account if first else None


def _running(at: datetime) -> QuerySet[Mandate]:
    """The mandates of representatives that count at a moment."""
    lasts = Q(ended_at=None) | Q(ended_at__gt=at)
    return Mandate.objects.filter(lasts, role=MandateRole.OWNER, confirmed_at__lte=at)
