"""Finding accounts."""

from datetime import datetime

from django.db.models import Q, QuerySet

from congvu.base.text import fold
from congvu.people.models import Account, Party
from congvu.people.rules import FILING, AccountKind, contact_in, normal


def account_named(username: str) -> Account | None:
    """The account that signs in by this username, however its letters are cased."""
    return Account.objects.filter(username=normal(username)).first()


def account_reached_by(typed: str) -> Account | None:
    """The citizen's account with this confirmed e-mail address or telephone number, however it is written."""
    contact = contact_in(typed)
    if contact is None:
        return None
    field = "email" if contact.channel == "email" else "phone"
    return Account.objects.filter(kind=AccountKind.CITIZEN, **{field: contact.address}).first()


def found_by(search: str) -> QuerySet[Account]:
    """Accounts whose name or username holds every word of `search`, with or without diacritics."""
    accounts = Account.objects.all()
    for word in fold(search).split():
        accounts = accounts.filter(folded__contains=word)
    return accounts


def parties_of(account_id: int, *, at: datetime) -> frozenset[int]:
    """Ids of the parties for whom an account may file: itself, and the companies that gave it a mandate."""
    mandated = Q(mandates__account=account_id, mandates__role__in=FILING, mandates__confirmed_at__lte=at)
    running = Q(mandates__ended_at=None) | Q(mandates__ended_at__gt=at)
    found = Party.objects.filter(Q(account=account_id) | mandated & running)
    return frozenset(found.values_list("pk", flat=True))
