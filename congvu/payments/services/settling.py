"""What the gateway tells of an order becomes true here: by its callback, by its answer, in any order, any number of
times. Money that came is never lost: it has a receipt, or stands on the list of what is to be given back."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import services as dossiers
from congvu.dossiers.rules import Method
from congvu.journal.services import record
from congvu.payments import events
from congvu.payments.models import Order, Refund
from congvu.payments.rules import (
    FELL_THROUGH,
    OPEN,
    PAID,
    REFUND_OPEN,
    Excess,
    OrderTold,
    RefundState,
    RefundTold,
    State,
    goes_further,
    why_excess,
)
from congvu.payments.services.held import GATEWAY, alone
from congvu.procedures.rules import dong


@transaction.atomic
def absorb(told: OrderTold, *, at: datetime) -> Order | None:
    """Take in what the gateway says of an order; None where we have no such order."""
    found = Order.objects.filter(code=told.code).values_list("pk", flat=True).first()
    if found is None:
        return None
    order = alone(found)
    order.gateway_ref = told.ref
    if told.paid_at and order.state not in PAID:
        _settle(order, told, at=at)
    elif goes_further(order.state, told.state):
        _advance(order, told.state, at=at)
    if told.state not in OPEN:
        order.next_ask_at = None
    order.save()
    for refund in order.refunds.filter(state__in=REFUND_OPEN):
        said = next((one for one in told.refunds if one.code == refund.code), None)
        if said:
            _follow(order, refund, said, at=at)
    return order


def _advance(order: Order, state: str, *, at: datetime) -> None:
    order.state = state
    if state in FELL_THROUGH:
        record(events.ENDED, order, by=GATEWAY, at=at, order=order.code, state=state)


def _settle(order: Order, told: OrderTold, *, at: datetime) -> None:
    """The money is there: the dossier's receipt for it, or the reason why there can be none."""
    order.state, order.taken, order.paid_at = State.PAID, told.taken, told.paid_at
    why = Excess.OTHER_AMOUNT if told.taken != order.amount else _receipted(order, at=at)
    facts = {"order": order.code, "amount": dong(told.taken), "sum": told.taken}
    if why:
        order.excess = why
        record(events.EXCESS, order, by=GATEWAY, at=at, why=str(why.value), **facts)
    else:
        record(events.PAID, order, by=GATEWAY, at=at, receipt=str(order.receipt), **facts)


def _receipted(order: Order, *, at: datetime) -> Excess | None:
    try:
        order.receipt = dossiers.collect_online(
            order.dossier_id, amount=order.amount, form_key=order.code, payer=order.payer, by=GATEWAY, at=at
        )
    except Refusal as refusal:
        return why_excess(refusal.code)
    return None


def _follow(order: Order, refund: Refund, said: RefundTold, *, at: datetime) -> None:
    if said.state == "done":
        given_back(order, refund, RefundState.DONE, done_at=said.at, by=GATEWAY, at=at)
    elif said.state == "failed":
        refund_failed(order, refund, "", at=at)
    else:
        refund.state = RefundState.PENDING
        refund.save(update_fields=["state"])


def given_back(order: Order, refund: Refund, how: RefundState, *, done_at: datetime, by: Actor, at: datetime) -> None:
    """The money has gone: where it had a receipt, the counter's book says so."""
    refund.state, refund.done_at, refund.next_ask_at = how, done_at, None
    refund.save(update_fields=["state", "done_at", "next_ask_at"])
    order.state = State.REFUNDED
    order.save(update_fields=["state"])
    if order.receipt_id:
        method = Method.TRANSFER if how == RefundState.ASIDE else Method.ONLINE
        dossiers.refund_online(order.dossier_id, method=method, reason=refund.reason, by=by, at=at)
    told = {"order": order.code, "amount": dong(refund.amount), "sum": refund.amount}
    record(events.REFUNDED, order, by=by, at=at, how=how.value, **told)


def refund_failed(order: Order, refund: Refund, words: str, *, at: datetime) -> None:
    """The gateway cannot give it back: the order asks for an operator again."""
    refund.state, refund.words, refund.next_ask_at = RefundState.FAILED, words[:200], None
    refund.save(update_fields=["state", "words", "next_ask_at"])
    order.state = State.PAID
    order.save(update_fields=["state"])
    record(events.REFUND_FAILED, order, by=GATEWAY, at=at, order=order.code, words=words)
