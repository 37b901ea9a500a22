"""Money goes back: a clerk decides, the gateway is told when that is certain, and the book says it when it is done."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals as of_dossiers
from congvu.dossiers.models import MOST_REASON
from congvu.dossiers.selectors import fees
from congvu.dossiers.services.course import must_hold
from congvu.journal.services import record
from congvu.payments import events, refusals, selectors
from congvu.payments.gateways import Declined, Gateway, Unreachable
from congvu.payments.models import Order, Refund
from congvu.payments.rules import REFUND_OPEN, RefundState, State, next_ask
from congvu.payments.services.asking import MOST
from congvu.payments.services.held import alone
from congvu.payments.services.settling import absorb, given_back, refund_failed
from congvu.procedures.rules import dong


@transaction.atomic
def refund(order_pk: int, *, reason: str, by: Actor, at: datetime) -> Refund:
    """The clerk of the counter gives back what was paid online: what has no receipt, or what may be given back by the
    rules of every fee. The gateway is told afterwards, by `send_refund`.

    Refuses with `payments.not_found`, `not_paid`, `reason_needed`, `too_long`, with `dossiers.refund_not_due`, and as
    `must_hold` does.
    """
    order, by = _to_give_back(order_pk, by, at=at)
    made = _written(order, reason, by=by, at=at)
    order.state = State.REFUND_PENDING
    order.save(update_fields=["state"])
    told = {"order": order.code, "amount": dong(made.amount), "sum": made.amount, "reason": made.reason}
    record(events.REFUND_ASKED, order, by=by, at=at, **told)
    return made


@transaction.atomic
def give_back_aside(order_pk: int, *, reason: str, by: Actor, at: datetime) -> Refund:
    """Write down that the money went back by the treasury's transfer, because the gateway could not.

    Refuses as `refund` does, and with `payments.not_failed`.
    """
    order, by = _to_give_back(order_pk, by, at=at)
    if not order.refunds.filter(state=RefundState.FAILED).exists():
        raise Refusal(refusals.NOT_FAILED)
    made = _written(order, reason, by=by, at=at)
    given_back(order, made, RefundState.ASIDE, done_at=at, by=by, at=at)
    return made


def _to_give_back(order_pk: int, by: Actor, *, at: datetime) -> tuple[Order, Actor]:
    order = alone(order_pk)
    by = must_hold(by, Role.CLERK, order.dossier, at=at)
    if order.state != State.PAID:
        raise Refusal(refusals.NOT_PAID, state=State(order.state).label)
    if order.receipt and not fees.may_get_back(order.dossier, order.receipt):
        raise Refusal(of_dossiers.REFUND_NOT_DUE)
    return order, by


def _written(order: Order, reason: str, *, by: Actor, at: datetime) -> Refund:
    """All that came goes back; it is due to be sent at once."""
    said = reason.strip()
    if not said:
        raise Refusal(refusals.REASON_NEEDED, field="reason")
    if len(said) > MOST_REASON:
        raise Refusal(refusals.TOO_LONG, field="reason", most=MOST_REASON)
    return Refund.objects.create(
        code=secrets.token_hex(10),
        order=order,
        amount=order.taken,
        reason=said,
        made_at=at,
        made_by=by.name,
        next_ask_at=at,
    )


def send_refund(refund_pk: int, gateway: Gateway, *, at: datetime) -> bool:
    """Tell the gateway to give back, or hear how it stands: it is done once, however often it is told. Whether the
    gateway could be reached. Not within a transaction."""
    made = Refund.objects.select_related("order").get(pk=refund_pk)
    Refund.objects.filter(pk=refund_pk, state__in=REFUND_OPEN).update(
        asked=F("asked") + 1, next_ask_at=at + next_ask(made.asked)
    )
    try:
        told = gateway.refund(made.order.code, made.code, made.amount, made.reason)
    except Unreachable:
        return False
    except Declined as error:
        _declined(refund_pk, str(error), at=at)
    else:
        absorb(told, at=at)
    return True


@transaction.atomic
def _declined(refund_pk: int, words: str, *, at: datetime) -> None:
    order = alone(Refund.objects.values_list("order_id", flat=True).get(pk=refund_pk))
    made = order.refunds.filter(pk=refund_pk, state__in=REFUND_OPEN).first()
    if made:
        refund_failed(order, made, words, at=at)


def send_refunds_due(gateway: Gateway, *, at: datetime, most: int = MOST) -> int:
    """Tell the gateway what is to go back and has not gone; how many. The round ends where it cannot be reached."""
    number = 0
    for refund_pk in selectors.to_send_back(at=at, most=most):
        if not send_refund(refund_pk, gateway, at=at):
            break
        number += 1
    return number
