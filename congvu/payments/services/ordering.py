"""Paying begins: the order is written down first, and put before the gateway when that is certain."""

import secrets
from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier
from congvu.dossiers.selectors import fees
from congvu.dossiers.services.course import serves
from congvu.journal.services import record
from congvu.payments import events, refusals, selectors
from congvu.payments.gateways import Declined, Gateway, Unreachable, Wanted
from congvu.payments.models import Order
from congvu.payments.rules import LIFE, OPEN, OrderTold, State, next_ask
from congvu.payments.services.held import dossier_alone
from congvu.payments.services.settling import absorb
from congvu.procedures.rules import dong


@transaction.atomic
def order(dossier_id: int, *, by: Actor, at: datetime, key: str = "") -> Order:
    """The order for what a dossier owes: the open one, or a new one where there is none or the fee has changed since.

    `key` is the receipt's secret, for somebody without an account. Refuses with `payments.not_yours`, `nothing_owed`,
    `old_receipt`.
    """
    dossier = dossier_alone(dossier_id)
    if not selectors.may_pay(by, dossier, key):
        raise Refusal(refusals.NOT_YOURS)
    owed = _owed(dossier)
    known = Order.objects.filter(dossier=dossier, state__in=OPEN).first()
    if known and known.amount == owed and at < known.expires_at:
        return known
    if known:  # asked after until the gateway, too, says that it has ended
        known.state = State.EXPIRED
        known.save(update_fields=["state"])
    return _written(dossier, owed, by=by, at=at)


def _owed(dossier: Dossier) -> int:
    receipts = fees.receipts_of(dossier)
    owed = fees.owed(dossier, receipts)
    if not owed:
        raise Refusal(refusals.NOTHING_OWED)
    if any(one.stands for one in receipts):
        raise Refusal(refusals.OLD_RECEIPT)
    return owed


def _written(dossier: Dossier, owed: int, *, by: Actor, at: datetime) -> Order:
    own = serves(by, dossier)
    made = Order.objects.create(
        code=secrets.token_hex(10),
        dossier=dossier,
        party_id=dossier.party_id if own else None,
        payer=by.name if own else dossier.applicant,
        amount=owed,
        made_at=at,
        expires_at=at + LIFE,
        next_ask_at=at + next_ask(0),
    )
    record(events.ORDERED, made, by=by, at=at, order=made.code, amount=dong(owed), code=dossier.code, sum=owed)
    return made


def place(order_pk: int, gateway: Gateway, *, return_url: str, callback_url: str, at: datetime) -> OrderTold:
    """Put an order before the gateway, which says where the payer goes. Again and again it is the same order there.

    Not within a transaction. Refuses with `payments.unreachable`, `declined`; the order then stays as it is.
    """
    made = Order.objects.select_related("dossier").get(pk=order_pk)
    text = f"Phi, le phi ho so {made.dossier.code}"  # banks carry no diacritics
    wanted = Wanted(made.code, made.amount, text, made.expires_at, return_url, callback_url)
    try:
        told = gateway.create_order(wanted)
    except Unreachable as error:
        raise Refusal(refusals.UNREACHABLE) from error
    except Declined as error:
        raise Refusal(refusals.DECLINED) from error
    absorb(told, at=at)
    return told
