"""Asking the gateway after orders whose callback never came. Not within a transaction."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from congvu.journal.services import record
from congvu.payments import events, selectors
from congvu.payments.gateways import Gateway, Unreachable
from congvu.payments.models import Order
from congvu.payments.rules import OPEN, PATIENCE, State, next_ask
from congvu.payments.services.held import GATEWAY, alone
from congvu.payments.services.settling import absorb

MOST = 50  # questions of a round: the other duties of the background wait for it


def ask(order_pk: int, gateway: Gateway, *, at: datetime) -> bool:
    """Ask how an order stands, and take the answer in; whether the gateway could be asked. Who asks again within a few
    seconds is not heard: a payer's page may be looked at often."""
    order = Order.objects.get(pk=order_pk)
    fresh = Order.objects.filter(pk=order_pk).exclude(asked_at__gt=at - PATIENCE)
    later = at + next_ask(order.asked)
    if not fresh.update(asked_at=at, asked=F("asked") + 1, next_ask_at=later if order.next_ask_at else None):
        return True
    try:
        told = gateway.order_status(order.code)
    except Unreachable:
        return False
    if told:
        absorb(told, at=at)
    elif at >= order.expires_at:
        _never_began(order_pk, at=at)
    return True


@transaction.atomic
def _never_began(order_pk: int, *, at: datetime) -> None:
    """The gateway has not heard of it, and nobody will pay it any more."""
    order = alone(order_pk)
    order.next_ask_at = None
    if order.state in OPEN:
        order.state = State.EXPIRED
        record(events.ENDED, order, by=GATEWAY, at=at, order=order.code, state=order.state)
    order.save(update_fields=["state", "next_ask_at"])


def ask_due(gateway: Gateway, *, at: datetime, most: int = MOST) -> int:
    """Ask after what is due; how many. When the gateway cannot be reached the round ends: all would fail alike."""
    number = 0
    for order_pk in selectors.to_ask(at=at, most=most):
        if not ask(order_pk, gateway, at=at):
            break
        number += 1
    return number
