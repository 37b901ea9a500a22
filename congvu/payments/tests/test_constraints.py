"""What the database itself never lets be untrue of payments."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from congvu.payments.models import DayReport, Mismatch, Order, Refund
from congvu.payments.tests.conftest import Paying

pytestmark = pytest.mark.django_db


def changes(order: Order, **columns: Any) -> Callable[[], object]:
    return lambda: Order.objects.filter(pk=order.pk).update(**columns)


def a_refund(order: Order, **more: Any) -> Refund:
    known = {"code": f"r{Refund.objects.count()}", "order": order, "amount": 1, "reason": "x", "made_by": "x"}
    return Refund.objects.create(**{**known, "made_at": timezone.now(), **more})


def a_mismatch(report: DayReport, **more: Any) -> Mismatch:
    return Mismatch.objects.create(**{"report": report, "way": "in", "code": "x", "kind": "only_here", **more})


def test_every_constraint_holds(paying: Paying) -> None:
    order, now = paying.order(), timezone.now()
    report = DayReport.objects.create(day=now.date(), made_at=now, made_by="x", agreed=0, here=0, there=0)
    a_mismatch(report)
    broken: dict[str, Callable[[], object]] = {
        "order_is_for_something": changes(order, amount=0),
        "order_state_is_known": changes(order, state="lost"),
        "order_excess_is_known": changes(order, state="paid", paid_at=now, taken=1, excess="whim"),
        "order_of_a_dossier_is_open_once": lambda: Order.objects.create(
            code="x", dossier=paying.dossier, payer="x", amount=1, made_at=now, expires_at=now
        ),
        "order_is_paid_with_a_receipt_or_a_reason_to_give_back": changes(order, state="paid", paid_at=now, taken=1),
        "refund_is_of_something": lambda: a_refund(order, amount=0),
        "refund_state_is_known": lambda: a_refund(order, state="lost"),
        "order_is_refunded_once": lambda: (a_refund(order), a_refund(order)),
        "refund_is_done_at_a_time": lambda: a_refund(order, state="done"),
        "mismatch_is_told_once_a_day": lambda: a_mismatch(report),
        "mismatch_kind_is_known": lambda: a_mismatch(report, code="y", kind="odd"),
        "mismatch_way_is_known": lambda: a_mismatch(report, code="y", way="up"),
        "mismatch_is_resolved_by_somebody_in_words": lambda: a_mismatch(report, code="y", resolved_at=now),
    }
    declared = {one.name for model in (Order, Refund, DayReport, Mismatch) for one in model._meta.constraints}
    assert set(broken) == declared
    for deed in broken.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
