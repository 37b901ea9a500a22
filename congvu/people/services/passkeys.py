"""Passkeys: made, shown in place of a password or after it, and dropped."""

from datetime import datetime

from django.db import IntegrityError, transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import Account, Passkey
from congvu.people.rules import AccountKind
from congvu.people.rules.passkeys import MOST, Place, credential_in, made, shown, written
from congvu.people.selectors.factors import has_second_factor, has_way_in
from congvu.people.services.accounts import locked, must_be_own
from congvu.people.services.factors import forget_needless, renew


@transaction.atomic
def add_passkey(
    account: Account, answer: str, *, challenge: bytes, place: Place, name: str, secret: str, by: Actor, at: datetime
) -> list[str]:
    """Keep the key that the browser has made. New recovery codes, if this is the first second factor.

    Refusals: people.not_yours, people.name_empty, people.passkeys_many, people.passkey_bad, people.passkey_there.
    """
    must_be_own(account, by)
    account = locked(account)
    if account.passkeys.count() >= MOST:
        raise Refusal(refusals.PASSKEYS_MANY, most=MOST)
    key = made(answer, challenge=challenge, place=place)
    if key is None:
        raise Refusal(refusals.PASSKEY_BAD)
    first = not has_second_factor(account.pk)
    name = " ".join(name.split())[:60] or f"{at:%d/%m/%Y}"
    try:
        with transaction.atomic():
            Passkey.objects.create(
                account=account, credential=written(key.credential_id), public_key=key.credential_public_key,
                sign_count=key.sign_count, name=name, made_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal(refusals.PASSKEY_THERE) from error
    record(events.PASSKEY_ADDED, account, by=by, at=at, name=name)
    return renew(account, secret=secret, at=at) if first else []


@transaction.atomic
def drop_passkey(passkey_id: int, *, by: Actor, at: datetime) -> None:
    """Let a key in no more. Refusals: people.not_yours, people.only_way_in."""
    passkey = Passkey.objects.select_related("account").get(pk=passkey_id)
    must_be_own(passkey.account, by)
    account = locked(passkey.account)
    passkey.delete()
    if not has_way_in(account):
        raise Refusal(refusals.ONLY_WAY_IN)
    forget_needless(account)
    record(events.PASSKEY_DROPPED, account, by=by, at=at, name=passkey.name)


def enter_with_passkey(answer: str, *, challenge: bytes, place: Place, at: datetime) -> Account:
    """The citizen's account whose key has signed the question alone; the device has asked for a finger, a face or a
    PIN. Officials show theirs after the password.

    Refusals: people.passkey_bad, people.officials_door.
    """
    passkey = Passkey.objects.select_related("account").filter(credential=credential_in(answer)).first()
    if passkey is None:
        raise Refusal(refusals.PASSKEY_BAD)
    account = _proved(passkey, answer, challenge=challenge, place=place, alone=True, at=at)
    if account.kind != AccountKind.CITIZEN:
        raise Refusal(refusals.OFFICIALS_DOOR)
    return account


def check_passkey(account: Account, answer: str, *, challenge: bytes, place: Place, at: datetime) -> None:
    """One of the account's own keys has signed the question, after the password. Refusal: people.passkey_bad."""
    passkey = account.passkeys.select_related("account").filter(credential=credential_in(answer)).first()
    if passkey is None:
        raise Refusal(refusals.PASSKEY_BAD)
    _proved(passkey, answer, challenge=challenge, place=place, alone=False, at=at)


def _proved(passkey: Passkey, answer: str, *, challenge: bytes, place: Place, alone: bool, at: datetime) -> Account:
    proof = shown(
        answer, challenge=challenge, place=place, public_key=bytes(passkey.public_key),
        sign_count=passkey.sign_count, alone=alone,
    )  # fmt: skip
    if proof is None:
        raise Refusal(refusals.PASSKEY_BAD)
    # Of two answers with one count, one is a copy's.
    same = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    if not same.update(sign_count=proof.new_sign_count, used_at=at):
        raise Refusal(refusals.PASSKEY_BAD)
    return passkey.account
