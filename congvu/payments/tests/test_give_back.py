"""Money goes back once, by the way it came, and the counter's book says so when it is done."""

from datetime import timedelta
from typing import Any

import pytest

from congvu.dossiers.models import FeeReceipt
from congvu.dossiers.selectors import fees
from congvu.payments import selectors, services
from congvu.payments.models import Order, Refund
from congvu.payments.tests.conftest import FEE, Paying, no

pytestmark = pytest.mark.django_db


def asked(paying: Paying, order: Order) -> Refund:
    return services.refund(order.pk, reason="Rút hồ sơ", by=paying.clerk, at=paying.at)


def test_a_withdrawn_dossier_gets_its_fee_back(paying: Paying) -> None:
    order = paying.paid()
    no("dossiers.refund_not_due", asked, paying, order)
    paying.withdraw()
    made = asked(paying, order)
    order.refresh_from_db()
    assert (order.state, made.state, FeeReceipt.objects.get().stands) == ("refund_pending", "created", True)
    assert services.send_refunds_due(paying.gateway, at=paying.at) == 1
    made.refresh_from_db()
    receipt = FeeReceipt.objects.get()
    assert (made.state, receipt.refunded, receipt.refund_method) == ("done", FEE, "online")
    book = fees.book(paying.stage.receiver, paying.at.date())
    assert (book.totals.online_in, book.totals.online_out, book.totals.expected) == (FEE, FEE, 0)
    assert services.send_refunds_due(paying.gateway, at=paying.at + timedelta(days=1)) == 0
    no("payments.not_paid", asked, paying, order)


def test_only_the_counters_clerk_gives_back_and_says_why(paying: Paying) -> None:
    order = paying.paid()
    paying.withdraw()
    no("dossiers.not_yours", services.refund, order.pk, reason="x", by=paying.applicant, at=paying.at)
    no("payments.reason_needed", services.refund, order.pk, reason=" ", by=paying.clerk, at=paying.at)
    no("payments.too_long", services.refund, order.pk, reason="x" * 1001, by=paying.clerk, at=paying.at)
    no("payments.not_found", services.refund, 0, reason="x", by=paying.clerk, at=paying.at)


def test_what_the_gateway_does_not_hear_it_is_told_again(paying: Paying) -> None:
    order = paying.paid()
    paying.withdraw()
    paying.sandbox.begin(answer="down")
    made = asked(paying, order)
    assert services.send_refunds_due(paying.gateway, at=paying.at) == 0
    paying.sandbox.begin()
    assert services.send_refunds_due(paying.gateway, at=paying.at) == 0  # not yet
    assert services.send_refunds_due(paying.gateway, at=paying.at + timedelta(minutes=2)) == 1
    made.refresh_from_db()
    assert made.state == "done"


def test_a_refund_that_takes_its_time_is_told_by_a_callback(paying: Paying) -> None:
    order = paying.paid()
    paying.withdraw()
    paying.sandbox.begin(refund="pending")
    made = asked(paying, order)
    services.send_refund(made.pk, paying.gateway, at=paying.at)
    made.refresh_from_db()
    assert made.state == "pending"
    paying.sandbox.tell("finish-refund", refund_id=made.code, status="done")
    knock = paying.sandbox.knock()
    assert [paying.take(knock)[1] for _ in range(2)] == [True, False]
    order.refresh_from_db()
    assert (order.state, FeeReceipt.objects.get().refunded) == ("refunded", FEE)


@pytest.mark.parametrize("fault", ["failed", "declined"])
def test_what_the_gateway_cannot_give_back_goes_by_transfer(paying: Paying, fault: str) -> None:
    order = paying.paid()
    paying.withdraw()
    aside: dict[str, Any] = {"reason": "Chuyển khoản số 12", "by": paying.clerk}
    no("payments.not_failed", services.give_back_aside, order.pk, at=paying.at, **aside)
    paying.sandbox.begin(refund=fault)
    services.send_refund(asked(paying, order).pk, paying.gateway, at=paying.at)
    order.refresh_from_db()
    assert order.state == "paid"
    assert selectors.page(paying.clerk, "owing") == [order]
    services.give_back_aside(order.pk, at=paying.at, **aside)
    receipt = FeeReceipt.objects.get()
    assert (receipt.refund_method, receipt.refund_reason) == ("transfer", "Chuyển khoản số 12")
    assert selectors.page(paying.clerk, "owing") == []
