"""Everything that may happen to an order. What talks to a gateway does it outside of any transaction."""

from congvu.payments.services.asking import ask, ask_due
from congvu.payments.services.callbacks import take_callback
from congvu.payments.services.ordering import order, place
from congvu.payments.services.reconciling import fetch, reconcile, reconcile_due, resolve
from congvu.payments.services.refunding import give_back_aside, refund, send_refund, send_refunds_due
from congvu.payments.services.settling import absorb

__all__ = [
    "absorb",
    "ask",
    "ask_due",
    "fetch",
    "give_back_aside",
    "order",
    "place",
    "reconcile",
    "reconcile_due",
    "refund",
    "resolve",
    "send_refund",
    "send_refunds_due",
    "take_callback",
]
