"""What is owed, what was paid online, and what asks for an operator."""

from congvu.payments.selectors.books import booked, day_report, days_to_compare, mismatch_for, reports
from congvu.payments.selectors.orders import (
    Bill,
    bill,
    counts,
    last_order,
    may_pay,
    order_for,
    page,
    payable_by_code,
    payable_by_key,
    to_ask,
    to_give_back,
    to_send_back,
    visible,
)

__all__ = [
    "Bill",
    "bill",
    "booked",
    "counts",
    "day_report",
    "days_to_compare",
    "last_order",
    "may_pay",
    "mismatch_for",
    "order_for",
    "page",
    "payable_by_code",
    "payable_by_key",
    "reports",
    "to_ask",
    "to_give_back",
    "to_send_back",
    "visible",
]
