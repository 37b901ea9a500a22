"""The authenticator app and the recovery codes: made, checked and dropped.

`secret` is the installation's; it keys the digests and encrypts what is shared with the app.
"""

from datetime import datetime
from math import ceil

import pyotp
from django.db import transaction
from django.db.models import F

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import Account, FactorFailures, RecoveryCode, Totp
from congvu.people.rules.codes import digest, digits_in
from congvu.people.rules.factors import LOCKED_FOR, TRIES, closed, opened, recovery_codes, step_of
from congvu.people.selectors.factors import has_second_factor
from congvu.people.services.accounts import must_be_own, owner

MINUTE = 60


@transaction.atomic
def begin_totp(account: Account, *, secret: str, by: Actor, at: datetime) -> str:
    """What the authenticator app shares with us from now on; it counts from its first right code on.

    Refusals: people.not_yours, people.totp_there.
    """
    must_be_own(account, by)
    if Totp.objects.filter(account=account, confirmed_at__isnull=False).exists():
        raise Refusal(refusals.TOTP_THERE)
    shared = pyotp.random_base32()
    kept = {"shared": closed(shared, secret), "made_at": at, "last_step": 0}
    Totp.objects.update_or_create(account=account, defaults=kept)
    return shared


@transaction.atomic
def confirm_totp(account: Account, typed: str, *, secret: str, by: Actor, at: datetime) -> list[str]:
    """The app shows the right code, so from now on it is asked for. New recovery codes, if these are the first.

    Refusals: people.not_yours, people.totp_missing, people.totp_wrong.
    """
    must_be_own(account, by)
    totp = Totp.objects.select_for_update().filter(account=account, confirmed_at=None).first()
    if totp is None:
        raise Refusal(refusals.TOTP_MISSING)
    step = step_of(opened(totp.shared, secret), digits_in(typed), at=at)
    if step is None:
        raise Refusal(refusals.TOTP_WRONG, field="digits")
    first = not has_second_factor(account.pk)
    totp.confirmed_at, totp.last_step = at, step
    totp.save(update_fields=["confirmed_at", "last_step"])
    record(events.TOTP_ADDED, account, by=by, at=at)
    return renew(account, secret=secret, at=at) if first else []


@transaction.atomic
def drop_totp(account: Account, *, by: Actor, at: datetime) -> None:
    """Ask for the app no more. Refusals: people.not_yours, people.totp_missing."""
    must_be_own(account, by)
    if not Totp.objects.filter(account=account).delete()[0]:
        raise Refusal(refusals.TOTP_MISSING)
    forget_needless(account)
    record(events.TOTP_DROPPED, account, by=by, at=at)


@transaction.atomic
def renew_recovery_codes(account: Account, *, secret: str, by: Actor, at: datetime) -> list[str]:
    """New recovery codes in place of all old ones, to be shown once. Refusals: people.not_yours, people.no_second."""
    must_be_own(account, by)
    if not has_second_factor(account.pk):
        raise Refusal(refusals.NO_SECOND)
    codes = renew(account, secret=secret, at=at)
    record(events.RECOVERY_RENEWED, account, by=by, at=at)
    return codes


def renew(account: Account, *, secret: str, at: datetime) -> list[str]:
    """New recovery codes, within the transaction of the deed that needs them."""
    codes = recovery_codes()
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_recovery(account, code, secret), made_at=at) for code in codes
    )
    return codes


def forget_needless(account: Account) -> None:
    """Without a second factor there is nothing to recover."""
    if not has_second_factor(account.pk):
        RecoveryCode.objects.filter(account=account).delete()


def check_second(account: Account, typed: str, *, secret: str, at: datetime) -> None:
    """The code of the app, or a recovery code, each good for one time.

    Every failure counts, so this stands outside any transaction. Refusals: people.second_wrong, people.second_locked.
    """
    failures = FactorFailures.objects.filter(account=account)
    _must_not_be_locked(failures.first(), at=at)
    said = digits_in(typed)
    if _app_says(account, said, secret=secret, at=at) or _recovers(account, said, secret=secret, at=at):
        failures.delete()
        return
    FactorFailures.objects.get_or_create(account=account, defaults={"last_at": at})
    failures.update(times=F("times") + 1, last_at=at)
    raise Refusal(refusals.SECOND_WRONG, field="digits")


def _must_not_be_locked(failures: FactorFailures | None, *, at: datetime) -> None:
    if failures is None or failures.times < TRIES:
        return
    left = failures.last_at + LOCKED_FOR - at
    if left.total_seconds() > 0:
        raise Refusal(refusals.SECOND_LOCKED, field="digits", minutes=ceil(left.total_seconds() / MINUTE))


def _app_says(account: Account, digits: str, *, secret: str, at: datetime) -> bool:
    totp = Totp.objects.filter(account=account, confirmed_at__isnull=False).first()
    step = step_of(opened(totp.shared, secret), digits, at=at) if totp else None
    return step is not None and bool(Totp.objects.filter(account=account, last_step__lt=step).update(last_step=step))


@transaction.atomic
def _recovers(account: Account, code: str, *, secret: str, at: datetime) -> bool:
    unused = RecoveryCode.objects.filter(account=account, digest=_recovery(account, code, secret), used_at=None)
    if not unused.update(used_at=at):
        return False
    record(events.RECOVERY_USED, account, by=owner(account), at=at)
    return True


def _recovery(account: Account, code: str, secret: str) -> str:
    return digest(secret, "recovery", str(account.pk), code)
