"""Finding accounts."""

from django.db.models import QuerySet

from congvu.base.text import fold
from congvu.people.models import Account
from congvu.people.rules import normal


def account_named(username: str) -> Account | None:
    """The account that signs in by this username, however its letters are cased."""
    return Account.objects.filter(username=normal(username)).first()


def found_by(search: str) -> QuerySet[Account]:
    """Accounts whose name or username holds every word of `search`, with or without diacritics."""
    accounts = Account.objects.all()
    for word in fold(search).split():
        accounts = accounts.filter(folded__contains=word)
    return accounts
