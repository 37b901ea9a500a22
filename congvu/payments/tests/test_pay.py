"""Paying through the real sandbox, over HTTP: what the callback tells becomes true once, whatever else comes."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from congvu.base.actors import STRANGER
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier, FeeReceipt
from congvu.dossiers.selectors import fees
from congvu.journal.models import Entry
from congvu.payments import selectors, services
from congvu.payments.models import Event, Order
from congvu.payments.rules import signed
from congvu.payments.tests.conftest import FEE, Paying, no
from congvu.payments.tests.sandboxes import KEYS, PATH, Sandbox, changed

pytestmark = pytest.mark.django_db


def stands(order: Order) -> str:
    order.refresh_from_db()
    return str(order.state)


def test_what_is_paid_has_its_receipt(paying: Paying) -> None:
    order = paying.pay()
    assert stands(order) == "pending"
    paying.take(paying.sandbox.knock())
    assert stands(order) == "paid"
    receipt = FeeReceipt.objects.get()
    assert (receipt.method, receipt.amount, receipt.payer) == ("online", FEE, paying.applicant.name)
    assert order.receipt == receipt
    assert (order.taken, order.gateway_ref[:3], order.next_ask_at) == (FEE, "GD-", None)
    lines = Entry.objects.filter(event__in=["payments.ordered", "payments.paid", "dossiers.fee_collected"])
    assert list(lines.order_by("pk").values_list("event", flat=True)) == [
        "payments.ordered",
        "dossiers.fee_collected",
        "payments.paid",
    ]
    assert fees.owed(paying.dossier, fees.receipts_of(paying.dossier)) == 0
    no("payments.nothing_owed", paying.order)


def test_who_holds_the_receipt_may_pay_without_an_account(paying: Paying) -> None:
    no("payments.not_yours", paying.order, by=STRANGER)
    no("payments.not_yours", paying.order, by=STRANGER, key="look-k2")
    no("payments.not_yours", paying.order, by=paying.clerk)
    order = paying.order(by=STRANGER, key="look-k1")
    assert (order.payer, order.party) == (paying.dossier.applicant, None)


def test_the_open_order_is_the_same_and_so_it_is_at_the_gateway(paying: Paying) -> None:
    order = paying.order()
    assert paying.order() == order
    assert paying.place(order).pay_url == paying.place(order).pay_url


def test_a_changed_fee_makes_another_order(paying: Paying) -> None:
    order = paying.order()
    Dossier.objects.filter(pk=paying.dossier.pk).update(fee=FEE + 1)
    other = paying.order()
    assert (other.amount, stands(order)) == (FEE + 1, "expired")
    assert order.next_ask_at  # the gateway may still take money for it


def test_declined_is_told_and_may_be_tried_again(paying: Paying) -> None:
    order = paying.pay("decline")
    paying.take(paying.sandbox.knock())
    assert stands(order) == "failed"
    assert paying.order() != order


def test_a_callback_that_comes_twice_is_taken_once(paying: Paying) -> None:
    paying.sandbox.begin(callback="twice")
    paying.pay()
    first, again = paying.sandbox.knock(), paying.sandbox.knock()
    assert [paying.take(one)[1] for one in (first, again)] == [True, False]
    assert (Event.objects.count(), FeeReceipt.objects.count()) == (1, 1)


def test_a_forged_callback_changes_nothing(paying: Paying) -> None:
    paying.sandbox.begin(callback="forged")
    order = paying.pay()
    no("payments.forged", paying.take, paying.sandbox.knock())
    assert (stands(order), Event.objects.count()) == ("pending", 0)


def test_a_callback_is_good_as_it_was_signed_and_no_other_way(paying: Paying) -> None:
    order = paying.pay()
    knock = paying.sandbox.knock()
    no("payments.forged", paying.take, knock, body=changed(knock.body, paid_amount=1))
    no("payments.forged", paying.take, knock, path="/v1/orders")
    no("payments.forged", paying.take, knock, at=timezone.now() + timedelta(minutes=6))  # kept and brought later
    for name in ("Congvu-Signature", "Congvu-Nonce", "Congvu-Key"):
        kept = knock.headers[name]
        knock.headers.replace_header(name, "x" + kept[1:])
        no("payments.forged", paying.take, knock)
        knock.headers.replace_header(name, kept)
    assert stands(order) == "pending"
    assert paying.take(knock)[1]


@pytest.mark.parametrize(
    "wrong",
    [{"status": "created"}, {"order_id": ""}, {"paid_amount": 1.5}, {"paid_at": "2026-01-01T00:00"}, {"refunds": 1}],
)
def test_what_is_signed_but_not_of_the_shape_is_refused(paying: Paying, wrong: dict[str, Any]) -> None:
    paying.pay()
    knock = paying.sandbox.knock()
    body = changed(knock.body, **wrong)
    headers = signed(KEYS, f"POST {PATH}", body, nonce=knock.headers["Congvu-Nonce"], at=timezone.now())
    given = {"path": PATH, "gateway": paying.gateway, "at": paying.at}
    no("payments.unreadable", services.take_callback, body, headers, **given)
    assert not Event.objects.exists()


def test_one_event_cannot_say_two_things(paying: Paying) -> None:
    paying.pay()
    knock = paying.sandbox.knock()
    paying.take(knock)
    given = {"path": PATH, "gateway": paying.gateway, "at": paying.at}
    for code, more in (("event_differs", {"gateway_ref": "other"}), ("not_found", {"order_id": "nobody's"})):
        body = changed(knock.body, **more)
        headers = signed(KEYS, f"POST {PATH}", body, nonce=knock.headers["Congvu-Nonce"], at=timezone.now())
        no(f"payments.{code}", services.take_callback, body, headers, **given)


def test_what_was_said_before_does_not_undo_what_was_said_last(paying: Paying) -> None:
    """The first word of a refund overtakes the word of the payment."""
    paying.sandbox.begin(callback="never")
    order = paying.pay()
    services.ask(order.pk, paying.gateway, at=paying.at)
    paying.withdraw()
    made = services.refund(order.pk, reason="Rút", by=paying.clerk, at=paying.at)
    services.send_refund(made.pk, paying.gateway, at=paying.at)
    assert stands(order) == "refunded"
    paying.sandbox.begin()
    paying.sandbox.tell("release")
    for _each in range(2):
        paying.take(paying.sandbox.knock())
    assert stands(order) == "refunded"
    assert FeeReceipt.objects.get().refund_method == "online"


def test_money_that_comes_after_no_is_believed(paying: Paying) -> None:
    order = paying.pay()
    Order.objects.filter(pk=order.pk).update(state="failed")
    paying.take(paying.sandbox.knock())
    assert stands(order) == "paid"


def test_another_amount_is_kept_to_be_given_back(paying: Paying) -> None:
    paying.sandbox.begin(amount=FEE - 1)
    order = paying.paid()
    assert (order.state, order.excess, order.taken, order.receipt) == ("paid", "other_amount", FEE - 1, None)
    assert not FeeReceipt.objects.exists()
    assert selectors.page(paying.clerk, "owing") == [order]


def test_money_that_comes_after_the_counter_took_the_fee_is_kept_to_be_given_back(paying: Paying) -> None:
    order = paying.pay()
    dossiers.collect(paying.dossier.pk, method="cash", by=paying.clerk, at=paying.at)
    paying.take(paying.sandbox.knock())
    order.refresh_from_db()
    assert (order.state, order.excess) == ("paid", "paid_already")
    made = services.refund(order.pk, reason="Đã nộp tại quầy", by=paying.clerk, at=paying.at)
    services.send_refund(made.pk, paying.gateway, at=paying.at)
    assert stands(order) == "refunded"
    assert FeeReceipt.objects.get().stands  # the counter's


def test_money_that_comes_after_the_end_is_kept_to_be_given_back(paying: Paying) -> None:
    order = paying.pay()
    paying.withdraw()
    paying.take(paying.sandbox.knock())
    order.refresh_from_db()
    assert (order.state, order.excess) == ("paid", "nothing_owed")


def test_an_order_whose_callback_never_came_is_asked_after(paying: Paying) -> None:
    paying.sandbox.begin(callback="never")
    order = paying.pay()
    at = paying.at
    assert services.ask_due(paying.gateway, at=at) == 0
    assert services.ask_due(paying.gateway, at=at + timedelta(minutes=1)) == 1
    assert stands(order) == "paid"
    assert services.ask_due(paying.gateway, at=at + timedelta(hours=1)) == 0


def test_questions_become_rarer_and_end_when_nobody_will_pay(paying: Paying) -> None:
    order = paying.order()  # and then the programme was killed: the gateway never heard of it
    asked = []
    for minute in range(0, 40):
        if services.ask_due(paying.gateway, at=order.made_at + timedelta(minutes=minute)):
            asked.append(minute)
    assert asked == [1, 2, 4, 9, 19]
    services.ask_due(paying.gateway, at=order.made_at + timedelta(minutes=49))
    assert stands(order) == "expired"
    assert order.next_ask_at is None


def test_who_looks_often_asks_seldom(paying: Paying) -> None:
    order, at = paying.pay(), paying.at
    for second in (0, 1, 2):
        services.ask(order.pk, paying.gateway, at=at + timedelta(seconds=second))
    order.refresh_from_db()
    assert order.asked == 1


def test_a_gateway_that_is_away_or_forged_is_not_believed(paying: Paying) -> None:
    order = paying.pay()
    for fault in ("down", "forged"):
        paying.sandbox.begin(answer=fault)
        assert not services.ask(order.pk, paying.gateway, at=paying.at + timedelta(minutes=1 if fault == "down" else 2))
        no("payments.unreachable", paying.place, order)
    assert stands(order) == "pending"


def test_the_gateway_does_not_take_one_number_for_two_amounts(paying: Paying) -> None:
    order = paying.order()
    paying.place(order)
    Order.objects.filter(pk=order.pk).update(amount=1)
    no("payments.declined", paying.place, order)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_order_and_two_callbacks_one_receipt(sandbox: Sandbox) -> None:
    paying = Paying(sandbox)
    orders: list[str] = []
    at_once(lambda: orders.append(paying.order().code))
    assert len(set(orders)) == 1
    sandbox.choose(paying.place(Order.objects.get()).pay_url)
    knock, new = sandbox.knock(), []
    at_once(lambda: new.append(paying.take(knock)[1]))
    assert sorted(new) == [False, False, False, True]
    assert FeeReceipt.objects.count() == 1


def at_once(deed: Any, times: int = 4) -> None:
    gate = threading.Barrier(times)

    def run() -> None:
        gate.wait()
        try:
            deed()
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
