"""Orders as their payers and as the counters see them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from congvu.agencies.selectors import administered, governs
from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier, FeeReceipt
from congvu.dossiers.selectors import fees
from congvu.dossiers.services.course import serves
from congvu.payments.models import Order, Refund
from congvu.payments.rules import FELL_THROUGH, OPEN, RefundState, State
from congvu.procedures.selectors import compiled

# The lists of the operator's page, in their order.
LISTS: Mapping[str, Q] = {
    "all": Q(),
    "open": Q(state__in=OPEN),
    "paid": Q(state=State.PAID, excess=""),
    "owing": Q(state=State.PAID) & ~Q(excess="") | Q(state=State.PAID, refunds__state=RefundState.FAILED),
    "refunds": Q(state__in=(State.REFUND_PENDING, State.REFUNDED)),
    "failed": Q(state__in=FELL_THROUGH),
}


@dataclass(frozen=True, slots=True)
class Bill:
    """What a dossier owes, made up of `items`; of what was paid `receipt`. Whole đồng."""

    dossier: Dossier
    procedure: str
    owed: int
    items: list[dict[str, Any]]
    receipt: FeeReceipt | None


def may_pay(by: Actor, dossier: Dossier, key: str) -> bool:
    """The applicant may, and whoever holds the receipt's secret."""
    return serves(by, dossier) or (bool(key) and secrets.compare_digest(key.encode(), dossier.lookup_key.encode()))


def payable_by_code(by: Actor, code: str) -> Dossier | None:
    """An own dossier of the actor's."""
    return Dossier.objects.at_hand().filter(code=code, party__in=by.parties).first()


def payable_by_key(key: str) -> Dossier | None:
    """The dossier whose receipt holds the secret."""
    return Dossier.objects.at_hand().filter(lookup_key=key).first() if key else None


def bill(dossier: Dossier) -> Bill:
    """In one query; the reader has been asked for before."""
    receipts = fees.receipts_of(dossier)
    due = fees.owed(dossier, receipts)
    standing = next((one for one in receipts if one.stands), None)
    name = compiled(dossier.edition).pack.name
    items = fees.items_of(dossier) if due else standing.items if standing else []
    return Bill(dossier, name, due, list(items), standing)


def last_order(dossier: Dossier) -> Order | None:
    """The newest order, which the payer's page is about."""
    return Order.objects.filter(dossier=dossier).select_related("receipt").order_by("-pk").first()


def visible(by: Actor) -> QuerySet[Order]:
    """A clerk sees the counter's, an administrator those of all counters that he administers."""
    if governs(by):
        return Order.objects.all()
    return Order.objects.filter(
        Q(dossier__receiver__in=by.agencies("clerk")) | Q(dossier__receiver__in=administered(by).values("pk"))
    )


def counts(by: Actor) -> dict[str, int]:
    """How many orders each list has: one query."""
    sums = {name: Count("pk", filter=wanted, distinct=True) for name, wanted in LISTS.items()}
    return dict(visible(by).aggregate(**sums))


def to_give_back() -> int:
    """How many payments wait for a counter to give them back."""
    return Order.objects.filter(LISTS["owing"]).distinct().count()


def page(by: Actor, wanted: str, *, before: str = "", size: int = 50) -> list[Order]:
    """Up to `size` orders of a list, newest first, older than the one with the id `before`."""
    orders = visible(by).filter(LISTS.get(wanted, Q()))
    if before.isascii() and before.isdecimal() and len(before) < 19:
        orders = orders.filter(pk__lt=int(before))
    return list(orders.select_related("dossier__receiver", "receipt").order_by("-pk").distinct()[:size])


def order_for(by: Actor, code: str) -> Order | None:
    """One order, if the actor may see it."""
    return visible(by).select_related("dossier__receiver", "receipt").filter(code=code).first()


def to_ask(*, at: datetime, most: int) -> list[int]:
    """Orders of which the gateway has not said how they ended, those that wait longest first."""
    due = Order.objects.filter(next_ask_at__lte=at).order_by("next_ask_at", "pk")
    return list(due.values_list("pk", flat=True)[:most])


def to_send_back(*, at: datetime, most: int) -> list[int]:
    """Refunds that the gateway has not finished."""
    due = Refund.objects.filter(next_ask_at__lte=at).order_by("next_ask_at", "pk")
    return list(due.values_list("pk", flat=True)[:most])
