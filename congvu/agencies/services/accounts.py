"""Accounts, as far as an administrator's agencies reach: who may change an account follows from its posts."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies import refusals
from congvu.agencies.models import Agency, Post
from congvu.agencies.selectors.posts import manages
from congvu.agencies.services.posts import appoint
from congvu.agencies.services.tree import check_administers
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.people import services as people
from congvu.people.models import Account


@transaction.atomic
def enrol(
    username: str,
    *,
    name: str,
    agency: Agency,
    role: str,
    title: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    email: str = "",
    phone: str = "",
    password: str | None = None,
) -> Post:
    """A new account with its first post: two deeds that happen together or not at all.

    Refusals: those of `people.services.create_account` and of `appoint`.
    """
    check_administers(by, agency)
    account = people.create_account(username, name=name, email=email, phone=phone, password=password, by=by, at=at)
    return appoint(account, agency=agency, role=role, title=title, valid_from=valid_from, by=by, at=at)


@transaction.atomic
def rename_account(account: Account, *, name: str, email: str, phone: str, by: Actor, at: datetime) -> Account:
    """As `people.services.rename`, within reach. Refusal besides: agencies.not_your_account."""
    _check_manages(by, account, at)
    return people.rename(account, name=name, email=email, phone=phone, by=by, at=at)


@transaction.atomic
def set_account_password(account: Account, *, password: str, by: Actor, at: datetime) -> Account:
    """As `people.services.set_password`, within reach. Refusal besides: agencies.not_your_account."""
    _check_manages(by, account, at)
    return people.set_password(account, password=password, by=by, at=at)


@transaction.atomic
def deactivate_account(account: Account, *, reason: str, by: Actor, at: datetime) -> Account:
    """As `people.services.deactivate`, within reach. Refusal besides: agencies.not_your_account."""
    _check_manages(by, account, at)
    return people.deactivate(account, reason=reason, by=by, at=at)


@transaction.atomic
def reactivate_account(account: Account, *, by: Actor, at: datetime) -> Account:
    """As `people.services.reactivate`, within reach. Refusal besides: agencies.not_your_account."""
    _check_manages(by, account, at)
    return people.reactivate(account, by=by, at=at)


def _check_manages(by: Actor, account: Account, at: datetime) -> None:
    if not manages(by, account, on=timezone.localdate(at)):
        raise Refusal(refusals.NOT_YOUR_ACCOUNT, username=account.username)
