"""A citizen closes the own account: what the law lets be deleted is deleted.

The law keeps what was filed and decided (archives), and the journal of deeds; they hold the names that they need.
Everything that only let the person in or reached the person goes.
"""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import (
    Account,
    Code,
    FactorFailures,
    Linked,
    Mandate,
    Party,
    Passkey,
    RecoveryCode,
    Totp,
    Visit,
)
from congvu.people.rules import AccountKind, Assurance
from congvu.people.rules.codes import DAY
from congvu.people.rules.visits import KEPT
from congvu.people.services.accounts import locked, must_be_own

NOBODY = "Tài khoản đã đóng"


@transaction.atomic
def close_account(account: Account, *, has_filed: bool, by: Actor, at: datetime) -> Account:
    """Close one's own account and erase it. `has_filed` says that dossiers stand under its party, whose name and
    number then stay with them (Law on Archives 2024).

    Refusals: people.not_yours, people.not_citizen.
    """
    must_be_own(account, by)
    if account.kind != AccountKind.CITIZEN:
        raise Refusal(refusals.NOT_CITIZEN)
    account = locked(account)
    erased = sum(
        model.objects.filter(account=account).delete()[0]
        for model in (Totp, Passkey, RecoveryCode, FactorFailures, Linked, Code, Visit)
    )
    Code.objects.filter(address__in=[one for one in (account.email, account.phone) if one]).delete()
    Mandate.objects.filter(account=account, ended_at=None).update(ended_at=at)
    account.consents.filter(withdrawn_at=None).update(withdrawn_at=at)
    if not has_filed:
        Party.objects.filter(account=account).update(name=NOBODY, number="")
    account.username, account.name, account.email, account.phone = f"dong-{account.pk}", NOBODY, "", ""
    account.assurance, account.is_active, account.is_demo = Assurance.NONE, False, False
    account.set_unusable_password()
    account.save()
    record(events.CLOSED, account, by=by, at=at, erased=erased)
    return account


def forget(*, at: datetime) -> int:
    """Delete codes of the day before and earlier, old sign-ins and authenticator apps that were never confirmed; how
    many rows."""
    return (
        Code.objects.filter(made_at__lt=at - DAY).delete()[0]
        + Visit.objects.filter(at__lt=at - KEPT).delete()[0]
        + Totp.objects.filter(confirmed_at=None, made_at__lt=at - DAY).delete()[0]
    )
