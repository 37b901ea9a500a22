"""The deeds on accounts that an administrator does, and the one that everybody does on the own account."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import Account
from congvu.people.rules import is_username, normal


@transaction.atomic
def create_account(
    username: str, *, name: str, by: Actor, at: datetime, email: str = "", phone: str = "", password: str | None = None
) -> Account:
    """A new account; without `password` nobody can sign in with it until one is set.

    Refusals: people.not_admin, people.username_bad, people.username_taken, people.name_empty, people.password_weak.
    """
    _admin(by)
    username, name = normal(username), tidy_name(name)
    if not is_username(username):
        raise Refusal(refusals.USERNAME_BAD, field="username")
    account = Account(username=username, name=name, email=email, phone=phone)
    give_password(account, password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(refusals.USERNAME_TAKEN, field="username", username=username) from error
    record(events.CREATED, account, by=by, at=at, username=username, name=name)
    return account


@transaction.atomic
def rename(
    account: Account, *, name: str, by: Actor, at: datetime, email: str | None = None, phone: str | None = None
) -> Account:
    """Correct a person's name and ways to reach the person; what is None stays.

    Refusals: people.not_admin, people.name_empty.
    """
    _admin(by)
    account = locked(account)
    was, account.name = account.name, tidy_name(name)
    account.email = account.email if email is None else email
    account.phone = account.phone if phone is None else phone
    account.save(update_fields=["name", "email", "phone", "folded"])
    record(events.RENAMED, account, by=by, at=at, username=account.username, name=account.name, was=was)
    return account


@transaction.atomic
def set_password(account: Account, *, password: str, by: Actor, at: datetime) -> Account:
    """Give an account a new password; whoever is signed in with the old one is signed out.

    Refusals: people.not_admin, people.password_weak.
    """
    _admin(by)
    account = locked(account)
    give_password(account, password)
    account.save(update_fields=["password"])
    record(events.PASSWORD_SET, account, by=by, at=at, username=account.username)
    return account


@transaction.atomic
def change_own_password(account: Account, *, old: str, password: str, by: Actor, at: datetime) -> Account:
    """Change the password that one signs in with, knowing the old one.

    Refusals: people.not_yours, people.password_wrong, people.password_weak.
    """
    must_be_own(account, by)
    account = locked(account)
    if not account.check_password(old):
        raise Refusal(refusals.PASSWORD_WRONG, field="old")
    give_password(account, password)
    account.save(update_fields=["password"])
    record(events.PASSWORD_CHANGED, account, by=by, at=at, username=account.username)
    return account


@transaction.atomic
def deactivate(account: Account, *, reason: str, by: Actor, at: datetime) -> Account:
    """Close an account to sign-in, at once. Its posts stay until they are ended, its deeds stay for ever.

    Refusals: people.not_admin, people.yourself, people.inactive, people.reason_empty.
    """
    _admin(by)
    account = locked(account)
    if by.account_id == account.pk:
        raise Refusal(refusals.YOURSELF)
    if not account.is_active:
        raise Refusal(refusals.INACTIVE, username=account.username)
    if not reason.strip():
        raise Refusal(refusals.REASON_EMPTY, field="reason")
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(events.DEACTIVATED, account, by=by, at=at, username=account.username, reason=reason.strip())
    return account


@transaction.atomic
def reactivate(account: Account, *, by: Actor, at: datetime) -> Account:
    """Open a closed account again. Refusals: people.not_admin, people.active."""
    _admin(by)
    account = locked(account)
    if account.is_active:
        raise Refusal(refusals.ACTIVE, username=account.username)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(events.REACTIVATED, account, by=by, at=at, username=account.username)
    return account


def must_be_own(account: Account, by: Actor) -> None:
    """Refusal: people.not_yours."""
    if by.account_id != account.pk:
        raise Refusal(refusals.NOT_YOURS)


def owner(account: Account) -> Actor:
    """Whoever proves to be the account's owner without having signed in, as the journal names them."""
    return Actor(f"{account.kind}:{account.pk}", account.name)


def _admin(by: Actor) -> None:
    if not by.holds("admin"):
        raise Refusal(refusals.NOT_ADMIN)


def tidy_name(name: str) -> str:
    """A name with one blank between its words. Refusal: people.name_empty."""
    name = " ".join(name.split())
    if not name:
        raise Refusal(refusals.NAME_EMPTY, field="name")
    return name


def locked(account: Account) -> Account:
    """The account as it is now, held until the deed is done."""
    return Account.objects.select_for_update().get(pk=account.pk)


def give_password(account: Account, password: str | None) -> None:
    """Put a password into the account, which is not saved yet; None: nobody can sign in with one. Refusal:
    people.password_weak."""
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refusal(refusals.PASSWORD_WEAK, field="password", why=" ".join(error.messages)) from error
    account.set_password(password)
