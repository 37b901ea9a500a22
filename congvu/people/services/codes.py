"""Six digits to an address, and what they prove.

These services send nothing: they return the digits, and the page hands them to the outbox. Nobody learns from them
which addresses are known: to the browser an unknown address behaves like a known one.
"""

import secrets
from datetime import datetime
from math import ceil
from typing import Any, NamedTuple

from django.db.models import F

from congvu.base.refusals import Refusal
from congvu.people import refusals
from congvu.people.models import Account, Code
from congvu.people.rules import Contact, Purpose, contact_in
from congvu.people.rules.codes import (
    AGAIN_AFTER,
    DAY,
    DIGITS,
    HOUR,
    LASTS,
    MOST_FROM_SOURCE,
    MOST_TO_ADDRESS,
    SENDINGS,
    TRIES,
    digest,
    digits_in,
    fits,
)


class Sent(NamedTuple):
    """A code, and the digits to be sent to its address; without digits there is nothing that could be typed, because
    the address is not what the asker took it for."""

    code: Code
    digits: str


def contact_of(typed: str) -> Contact:
    """The address that was typed. Refusal: people.contact_bad."""
    contact = contact_in(typed)
    if contact is None:
        raise Refusal(refusals.CONTACT_BAD, field="contact")
    return contact


def begin(
    purpose: Purpose, contact: Contact, *, good: bool, account: Account | None, told: dict[str, Any], source: str,
    secret: str, at: datetime,
) -> Sent:  # fmt: skip
    """A new code for an address; `good` says whether its digits shall prove anything. Refusal: people.codes_too_many.

    `source` is the asker's network address. It and `secret` become a digest that can be counted, not read.
    """
    source = digest(secret, "source", source)
    _must_be_few(contact, source, at=at)
    code = Code(
        key=secrets.token_urlsafe(32), purpose=purpose, account=account, channel=contact.channel,
        address=contact.address, told=told, source=source, made_at=at, sent_at=at,
    )  # fmt: skip
    digits = _give_digits(code, good=good, secret=secret)
    code.save(force_insert=True)
    return Sent(code, digits)


def resend(key: str, purpose: Purpose, *, secret: str, at: datetime) -> Sent:
    """New digits for the same address, a minute after the last ones at the earliest.

    The tries are not counted anew. Refusals: people.code_over, people.code_too_soon, people.codes_too_many.
    """
    code = _running(key, purpose)
    left = code.sent_at + AGAIN_AFTER - at
    if left.total_seconds() > 0:
        raise Refusal(refusals.CODE_TOO_SOON, seconds=ceil(left.total_seconds()))
    if code.sendings >= SENDINGS:
        raise Refusal(refusals.CODES_TOO_MANY)
    was, code.sendings, code.sent_at = code.sendings, code.sendings + 1, at
    digits = _give_digits(code, good=bool(code.digest), secret=secret)
    told = {"sendings": code.sendings, "sent_at": at, "digest": code.digest}
    if not Code.objects.filter(pk=code.pk, sendings=was).update(**told):
        raise Refusal(refusals.CODE_TOO_SOON, seconds=AGAIN_AFTER.seconds)
    return Sent(code, digits)


def tried(key: str, purpose: Purpose, typed: str, *, secret: str, at: datetime) -> Code:
    """The code whose digits were typed. Every try counts, so this stands outside the transaction of the deed.

    Refusals: people.code_wrong, people.code_over.
    """
    code = _running(key, purpose)
    left = Code.objects.filter(pk=code.pk, tries__lt=TRIES)
    if at >= code.sent_at + LASTS or not left.update(tries=F("tries") + 1):
        raise Refusal(refusals.CODE_OVER, field="digits")
    if not fits(code.digest, secret, code.key, digits_in(typed)):
        raise Refusal(refusals.CODE_WRONG, field="digits", left=TRIES - code.tries - 1)
    return code


def use_up(code: Code, *, at: datetime) -> None:
    """The code proves its address once, within the transaction of the deed. Refusal: people.code_over."""
    if not Code.objects.filter(pk=code.pk, used_at=None).update(used_at=at, told={}):
        raise Refusal(refusals.CODE_OVER, field="digits")


def _running(key: str, purpose: Purpose) -> Code:
    code = Code.objects.filter(key=key, purpose=purpose, used_at=None).first()
    if code is None:
        raise Refusal(refusals.CODE_OVER, field="digits")
    return code


def _give_digits(code: Code, *, good: bool, secret: str) -> str:
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" if good else ""
    code.digest = digest(secret, code.key, digits) if good else ""
    return digits


def _must_be_few(contact: Contact, source: str, *, at: datetime) -> None:
    to_address = Code.objects.filter(channel=contact.channel, address=contact.address, made_at__gt=at - DAY)
    from_source = Code.objects.filter(source=source, made_at__gt=at - HOUR)
    if to_address.count() >= MOST_TO_ADDRESS or from_source.count() >= MOST_FROM_SOURCE:
        raise Refusal(refusals.CODES_TOO_MANY)
