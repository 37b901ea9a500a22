"""A citizen registers, comes back without the password, and changes where to be reached."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import Account, Consent, Party
from congvu.people.rules import AccountKind, Assurance, Contact, PartyKind, Purpose
from congvu.people.selectors import account_reached_by
from congvu.people.services.accounts import give_password, locked, must_be_own, owner, tidy_name
from congvu.people.services.codes import Sent, begin, contact_of, tried, use_up

FIELDS = {"email": "email", "sms": "phone"}  # channel -> field of the account


def register(*, name: str, contact: str, password: str, consent: str, source: str, secret: str, at: datetime) -> Sent:
    """Begin an account: the address gets a code. There is no account before the code is typed.

    `consent` is the version of the notice that was agreed to. Without a password a passkey is made afterwards. Of an
    address that has an account already no second one is made: its owner is told so in the letter.

    Refusals: people.name_empty, people.contact_bad, people.password_weak, people.consent_missing,
    people.codes_too_many.
    """
    where, name = contact_of(contact), tidy_name(name)
    if not consent:
        raise Refusal(refusals.CONSENT_MISSING, field="consent")
    draft = Account(name=name, **{FIELDS[where.channel]: where.address})
    give_password(draft, password or None)
    known = account_reached_by(where.address)
    told = {"name": name, "password": draft.password, "consent": consent}
    return begin(
        Purpose.REGISTER, where, good=known is None, account=known, told=told, source=source, secret=secret, at=at
    )


def confirm(key: str, digits: str, *, secret: str, at: datetime) -> Account:
    """Make the account of which the address was proved, with its party and its consent.

    Refusals: people.code_wrong, people.code_over.
    """
    code = tried(key, Purpose.REGISTER, digits, secret=secret, at=at)
    told = code.told
    try:
        with transaction.atomic():
            use_up(code, at=at)
            account = new_citizen(told["name"], consent=told["consent"], way="code", at=at)
            account.password = told["password"]
            _reach(account, Contact(code.channel, code.address))
    except IntegrityError as error:  # somebody else has proved the same address meanwhile
        raise Refusal(refusals.CODE_OVER, field="digits") from error
    return account


def new_citizen(name: str, *, consent: str, way: str, at: datetime, number: str = "") -> Account:
    """An account of a citizen, with the person as a party, within the transaction of the deed that makes it."""
    account = Account(username=f"cd-{secrets.token_hex(8)}", name=name, kind=AccountKind.CITIZEN)
    account.set_unusable_password()
    account.save(force_insert=True)
    Party.objects.create(kind=PartyKind.PERSON, name=name, number=number, account=account, made_at=at)
    record(events.REGISTERED, account, by=owner(account), at=at, way=way)
    agree(account, version=consent, by=owner(account), at=at)
    return account


@transaction.atomic
def agree(account: Account, *, version: str, by: Actor, at: datetime) -> Consent:
    """Agree to a version of the notice on personal data. Refusals: people.not_yours, people.consent_missing."""
    must_be_own(account, by)
    if not version:
        raise Refusal(refusals.CONSENT_MISSING, field="consent")
    consent, new = Consent.objects.get_or_create(
        account=account, version=version, withdrawn_at=None, defaults={"given_at": at}
    )
    if new:
        record(events.CONSENTED, account, by=by, at=at, version=version)
    return consent


def ask_reset(contact: str, *, source: str, secret: str, at: datetime) -> Sent:
    """A code for whoever forgot the password. Refusals: people.contact_bad, people.codes_too_many."""
    where = contact_of(contact)
    account = account_reached_by(where.address)
    good = account is not None and account.is_active
    return begin(Purpose.RESET, where, good=good, account=account, told={}, source=source, secret=secret, at=at)


def reset_password(key: str, digits: str, *, password: str, secret: str, at: datetime) -> Account:
    """A new password for whoever proves the account's address; everybody who is signed in with it is signed out.

    A second factor is asked for at the next signing in as before. Refusals: people.password_weak, people.code_wrong,
    people.code_over.
    """
    give_password(Account(), password)  # a weak one costs no try
    code = tried(key, Purpose.RESET, digits, secret=secret, at=at)
    with transaction.atomic():
        use_up(code, at=at)
        account = Account.objects.select_for_update().get(pk=code.account_id or 0)
        give_password(account, password)
        account.save(update_fields=["password"])
        record(events.PASSWORD_RESET, account, by=owner(account), at=at)
    return account


def ask_contact(account: Account, contact: str, *, source: str, secret: str, by: Actor, at: datetime) -> Sent:
    """A code to a new address of one's own account; the old one counts until the code is typed.

    Refusals: people.not_yours, people.not_citizen, people.contact_bad, people.contact_same, people.codes_too_many.
    """
    must_be_own(account, by)
    if account.kind != AccountKind.CITIZEN:
        raise Refusal(refusals.NOT_CITIZEN)
    where = contact_of(contact)
    if getattr(account, FIELDS[where.channel]) == where.address:
        raise Refusal(refusals.CONTACT_SAME, field="contact")
    good = account_reached_by(where.address) is None
    return begin(Purpose.CONTACT, where, good=good, account=account, told={}, source=source, secret=secret, at=at)


def confirm_contact(account: Account, key: str, digits: str, *, secret: str, by: Actor, at: datetime) -> Account:
    """The proved address takes the place of the account's old one.

    Refusals: people.not_yours, people.code_wrong, people.code_over.
    """
    must_be_own(account, by)
    code = tried(key, Purpose.CONTACT, digits, secret=secret, at=at)
    if code.account_id != account.pk:
        raise Refusal(refusals.CODE_OVER, field="digits")
    try:
        with transaction.atomic():
            use_up(code, at=at)
            account = locked(account)
            _reach(account, Contact(code.channel, code.address))
            record(events.CONTACT_CHANGED, account, by=by, at=at, channel=code.channel)
    except IntegrityError as error:
        raise Refusal(refusals.CODE_OVER, field="digits") from error
    return account


def _reach(account: Account, contact: Contact) -> None:
    setattr(account, FIELDS[contact.channel], contact.address)
    account.assurance = max(account.assurance, Assurance.CONTACT)
    account.save()
