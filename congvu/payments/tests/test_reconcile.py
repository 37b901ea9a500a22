"""The day compared with the gateway's own report; differences are made on purpose."""

from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from congvu.base.actors import system
from congvu.payments import selectors, services
from congvu.payments.models import DayReport, Mismatch, Order
from congvu.payments.rules import Booked, Way, compare, signed
from congvu.payments.tests.conftest import FEE, Paying, no
from congvu.payments.tests.sandboxes import KEYS

pytestmark = pytest.mark.django_db
BY = system("payments", "Đối soát tự động")


def compared(paying: Paying) -> DayReport:
    """The sandbox has other tests' orders of today: what is not ours is looked at by its number."""
    today, tomorrow = timezone.localdate(), paying.at + timedelta(days=1)
    return services.reconcile(services.fetch(today, paying.gateway, at=paying.at), by=BY, at=tomorrow)


def about(order: Order) -> list[tuple[str, int | None, int | None]]:
    return list(Mismatch.objects.filter(order=order).values_list("kind", "here", "there"))


def test_what_both_have_agrees(paying: Paying) -> None:
    order = paying.paid()
    report = compared(paying)
    assert about(order) == []
    assert (report.agreed, report.here) == (1, FEE)


def test_what_only_the_gateway_has_is_found_and_stays_until_resolved(paying: Paying) -> None:
    paying.sandbox.begin(report="adds")
    report = compared(paying)
    alien = report.mismatches.get(code="not-yours")
    assert (alien.kind, alien.here, alien.there, alien.order) == ("only_there", None, 12_345, None)
    no("payments.not_governing", services.resolve, alien.pk, note="x", by=paying.clerk, at=paying.at)
    no("payments.reason_needed", services.resolve, alien.pk, note=" ", by=BY, at=paying.at)
    no("payments.too_long", services.resolve, alien.pk, note="x" * 1001, by=BY, at=paying.at)
    services.resolve(alien.pk, note="Của đơn vị khác", by=BY, at=paying.at)
    no("payments.resolved", services.resolve, alien.pk, note="x", by=BY, at=paying.at)
    again = compared(paying)
    assert again.pk == report.pk
    assert again.mismatches.get(code="not-yours").note == "Của đơn vị khác"


def test_what_only_we_have_is_found(paying: Paying) -> None:
    order = paying.paid()
    paying.sandbox.begin(report="omits")
    compared(paying)
    assert about(order) == [("only_here", FEE, None)]


def test_another_amount_is_found(paying: Paying) -> None:
    order = paying.paid()
    Order.objects.filter(pk=order.pk).update(amount=1, taken=1)
    compared(paying)
    assert about(order) == [("amount", 1, FEE)]


def test_an_order_that_only_the_gateway_knows_to_be_paid_is_asked_after_first(paying: Paying) -> None:
    paying.sandbox.begin(callback="never")
    order = paying.pay()
    compared(paying)
    order.refresh_from_db()
    assert (order.state, about(order)) == ("paid", [])


def test_a_day_is_compared_when_it_is_over_and_by_who_governs(paying: Paying) -> None:
    told = services.fetch(timezone.localdate(), paying.gateway, at=paying.at)
    no("payments.day_not_over", services.reconcile, told, by=BY, at=paying.at)
    no("payments.not_governing", services.reconcile, told, by=paying.clerk, at=paying.at)
    paying.sandbox.begin(answer="down")
    no("payments.unreachable", services.fetch, timezone.localdate(), paying.gateway, at=paying.at)


def test_the_days_that_nobody_compared_are_compared_once(paying: Paying) -> None:
    assert services.reconcile_due(paying.gateway, by=BY, at=paying.at) == []
    order = paying.paid()
    Order.objects.filter(pk=order.pk).update(made_at=order.made_at - timedelta(days=2))
    later = timezone.localtime(paying.at).replace(hour=0, minute=31)
    today = timezone.localdate()
    assert [one.day for one in services.reconcile_due(paying.gateway, by=BY, at=later)] == [
        today - timedelta(days=2),
        today - timedelta(days=1),
    ]
    assert services.reconcile_due(paying.gateway, by=BY, at=later) == []
    assert selectors.days_to_compare(on=today + timedelta(days=30)) == [
        today + timedelta(days=number) for number in range(23, 30)
    ]


def test_the_report_can_be_had_as_csv(paying: Paying) -> None:
    order = paying.paid()
    path = f"/v1/days/{timezone.localdate()}.csv"
    headers = signed(KEYS, f"GET {path}", b"", nonce=order.code, at=timezone.now())
    answer = httpx.get(paying.sandbox.url + path, headers=headers, trust_env=False)
    assert f"paid,{order.code},{order.code},{FEE}" in answer.text
    again = httpx.get(paying.sandbox.url + path, headers=headers, trust_env=False)  # the gateway bears no replay
    assert again.status_code == 401


def test_sums_of_one_number_are_compared_whole() -> None:
    here = [Booked(Way.IN, "a", 2), Booked(Way.IN, "b", 5), Booked(Way.OUT, "a", 1)]
    there = [Booked(Way.IN, "a", 1), Booked(Way.IN, "a", 1), Booked(Way.IN, "c", 5), Booked(Way.OUT, "a", 1)]
    agreed, found = compare(here, there)
    assert agreed == 2
    assert [(one.code, one.kind.value, one.here, one.there) for one in found] == [
        ("b", "only_here", 5, None),
        ("c", "only_there", None, 5),
    ]
