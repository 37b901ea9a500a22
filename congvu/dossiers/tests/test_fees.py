"""Fees taken at the counter: numbered receipts, what is cancelled and given back, and the book closed day by day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import CashDay, Dossier, FeeReceipt, Series
from congvu.dossiers.selectors import fees
from congvu.dossiers.testing import TELLER
from congvu.dossiers.tests.conftest import Open, Play, facts, told
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def paying(opened: Open) -> Play:
    """A company to register, handed in on paper: 50.000 đồng of charge and 100.000 of fee."""
    play = opened("kinh-doanh/thanh-lap-tnhh", "two-members")
    play.receive()
    return play


def take(play: Play, **given: Any) -> FeeReceipt:
    given = {"method": "cash", "by": play.clerk, "at": play.at, **given}
    return services.collect(play.dossier.pk, **given)


def again(play: Play, key: str) -> Play:
    """Another dossier of the same kind at the same counter."""
    other = Play(play.filing, play.stage, play.at)
    other.receive(key)
    return other


def cancel(play: Play, **given: Any) -> FeeReceipt:
    return services.cancel_receipt(play.dossier.pk, **{"reason": "Ghi nhầm", "by": play.clerk, "at": play.at, **given})


def give_back(play: Play, **given: Any) -> FeeReceipt:
    return services.refund(play.dossier.pk, **{"reason": "Rút hồ sơ", "by": play.clerk, "at": play.at, **given})


def close(play: Play, counted: int, day: date | None = None, **given: Any) -> CashDay:
    given = {"by": play.clerk, "at": play.at, **given}
    return services.close_day(play.stage.receiver, day or play.at.date(), counted=counted, **given)


def no(code: str, deed: Callable[..., object], *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal, match=code):
        deed(*args, **given)


def test_a_receipt_says_what_was_paid_for_by_whom(paying: Play) -> None:
    receipt = take(paying, payer=" Trần Văn Mẫu ")
    assert (str(receipt), receipt.amount, receipt.payer) == (f"BL-{paying.at:%y} 0001", 150_000, "Trần Văn Mẫu")
    assert [(item["type"], item["amount"]) for item in receipt.items] == [("charge", 50_000), ("fee", 100_000)]
    assert told(paying.dossier) == ["received", "fee_collected"]
    assert facts(paying.dossier)["amount"] == 150_000
    assert paying.dossier.version == 1  # who works on it need not look again


def test_the_applicant_pays_where_nobody_is_named(paying: Play) -> None:
    assert take(paying).payer == paying.dossier.applicant


def test_numbers_run_on_and_a_cancelled_one_stays(paying: Play) -> None:
    other = again(paying, "k2")
    assert [take(paying).number, take(other).number] == [1, 2]
    cancel(paying)
    assert take(paying).number == 3
    book = fees.book(paying.stage.receiver, paying.at.date())
    assert [(one.number, one.cancelled_at is None) for one in book.receipts] == [(1, False), (2, True), (3, True)]
    assert (book.totals.cash_in, book.totals.expected) == (300_000, 300_000)
    assert book.by_type == [("Phí", 200_000), ("Lệ phí", 100_000)]


def test_a_refused_collecting_leaves_no_gap(paying: Play) -> None:
    take(paying)
    no("fee_paid", take, paying)
    assert Series.objects.get(name__startswith="fee-receipt").last == 1


def test_one_form_sent_twice_is_one_receipt(paying: Play) -> None:
    assert take(paying, form_key="f").pk == take(paying, form_key="f").pk


def test_online_dossiers_pay_by_transfer_what_is_left(opened: Open) -> None:
    play = opened("kinh-doanh/thanh-lap-tnhh", "one-member")
    play.receive()
    assert take(play, method="transfer").amount == 100_000
    book = fees.book(play.stage.receiver, play.at.date())
    assert (book.totals.transfer_in, book.totals.cash_in, book.totals.expected) == (100_000, 0, 0)


def test_what_is_free_or_not_ours_is_not_collected(paying: Play, opened: Open) -> None:
    no("not_yours", take, paying, by=paying.specialist)
    no("method_unknown", take, paying, method="shells")
    no("fee_changed", take, paying, amount=1)
    no("not_found", services.collect, 0, method="cash", by=paying.clerk, at=paying.at)
    paying.withdraw()
    no("wrong_state", take, paying)


def test_a_free_dossier_owes_nothing(play: Play) -> None:
    no("nothing_to_pay", take, play)
    no("nothing_to_pay", services.defer, play.dossier.pk, reason="x", by=play.clerk, at=play.at)
    no("no_receipt", cancel, play)


def test_the_result_waits_for_the_fee_or_a_reason(opened: Open) -> None:
    play = opened("ho-tich/dang-ky-lai-khai-tu", "granted")
    play.receive()
    assert play.dossier.fee == 5000
    no("fee_unpaid", services.fees.must_be_paid, play.dossier)
    services.defer(play.dossier.pk, reason="Người nộp xin chuyển khoản sau", by=play.clerk, at=play.at)
    services.fees.must_be_paid(play.dossier)
    assert fees.dues(play.dossier, play.clerk).may == {"collect"}
    take(play)
    assert fees.dues(play.dossier, play.clerk).owed == 0


def test_money_goes_back_only_for_a_cause_and_in_part(paying: Play) -> None:
    take(paying)
    no("refund_not_due", give_back, paying)
    paying.withdraw()
    no("refund_wrong", give_back, paying, amount=150_001)
    no("refund_wrong", give_back, paying, amount=0)
    no("reason_needed", give_back, paying, reason=" ")
    receipt = give_back(paying, amount=100_000)
    assert (receipt.refund_code, receipt.refunded) == (f"PH-{paying.at:%y} 0001", 100_000)
    no("no_receipt", give_back, paying)
    book = fees.book(paying.stage.receiver, paying.at.date())
    assert (book.totals.cash_in, book.totals.cash_out, book.totals.expected) == (150_000, 100_000, 50_000)
    assert told(paying.dossier)[-1] == "fee_refunded"


def test_a_closed_day_takes_no_more(paying: Play) -> None:
    take(paying)
    other = again(paying, "k2")
    held = close(paying, 150_000, paid_in=100_000)
    assert (held.opening, held.cash_in, held.difference, held.left) == (0, 150_000, 0, 50_000)
    for deed in (lambda: take(other), lambda: cancel(paying), lambda: close(paying, 150_000)):
        no("cash_day_closed", deed)
    assert Entry.objects.get(event="dossiers.cash_closed").facts["cash_in"] == 150_000


def test_what_is_left_opens_the_next_day(paying: Play) -> None:
    take(paying)
    other, today = again(paying, "k2"), paying.at.date()
    close(paying, 150_000, paid_in=120_000)
    other.at += timedelta(days=1)
    take(other)
    book = fees.book(paying.stage.receiver, today + timedelta(days=1))
    assert (book.totals.opening, book.totals.expected) == (30_000, 180_000)
    assert fees.opening(paying.stage.receiver.pk, today + timedelta(days=9)) == 180_000


def test_days_are_closed_in_their_order(paying: Play) -> None:
    take(paying)
    other, today = again(paying, "k2"), paying.at.date()
    other.at += timedelta(days=1)
    take(other)
    no("cash_day_earlier", close, other, 300_000)
    no("cash_day_to_come", close, paying, 0, today + timedelta(days=1))
    close(other, 150_000, today)
    assert close(other, 300_000).opening == 150_000


def test_a_difference_needs_its_reason(paying: Play) -> None:
    take(paying)
    no("difference_unexplained", close, paying, 140_000)
    no("amount_wrong", close, paying, -1)
    no("paid_in_too_much", close, paying, 150_000, paid_in=150_001)
    no("not_yours", close, paying, 150_000, by=paying.specialist)
    held = close(paying, 140_000, reason="Thiếu tiền lẻ")
    assert (held.difference, held.difference_reason) == (-10_000, "Thiếu tiền lẻ")


def test_money_of_an_earlier_day_goes_back_today(paying: Play) -> None:
    take(paying)
    close(paying, 150_000)
    paying.at += timedelta(days=1)
    paying.withdraw()
    give_back(paying)
    book = fees.book(paying.stage.receiver, paying.at.date())
    assert (book.totals.opening, book.totals.cash_out, book.totals.expected) == (150_000, 150_000, 0)
    assert fees.book(paying.stage.receiver, paying.at.date() - timedelta(days=1)).totals.expected == 150_000


def test_history_has_pages_and_sums_of_open_days(paying: Play) -> None:
    take(paying)
    counter, today = paying.stage.receiver, paying.at.date()
    CashDay.objects.bulk_create(CashDay(counter=counter, day=today - timedelta(days=n)) for n in range(1, 4))
    first = fees.days_of(counter, size=2)
    assert [day.cash_in for day in first.days] == [150_000, 0]
    assert first.before
    rest = fees.days_of(counter, before=first.before, size=2)
    assert [day.day for day in rest.days] == [today - timedelta(days=2), today - timedelta(days=3)]
    assert rest.before is None


def test_a_fee_that_changed_after_it_was_paid_is_paid_anew(paying: Play) -> None:
    take(paying)
    Dossier.objects.filter(pk=paying.dossier.pk).update(fee=200_000)
    paying.dossier.refresh_from_db()
    assert fees.dues(paying.dossier, paying.clerk).owed == 200_000
    give_back(paying, reason="Thu lại theo mức đúng")
    receipt = take(paying)
    assert (receipt.amount, receipt.items) == (200_000, [{"name": "Phí, lệ phí", "type": "", "amount": 200_000}])


def take_online(play: Play, **given: Any) -> FeeReceipt:
    given = {"amount": 150_000, "form_key": "order-1", "by": TELLER, "at": play.at, **given}
    return services.collect_online(play.dossier.pk, **given)


def test_what_came_through_the_gateway_is_beside_the_box(paying: Play) -> None:
    no("fee_changed", take_online, paying, amount=100_000)
    receipt = take_online(paying)
    assert (receipt.method, str(receipt), receipt.payer) == (
        "online",
        f"BL-{paying.at:%y} 0001",
        paying.dossier.applicant,
    )
    assert take_online(paying).pk == receipt.pk  # the same order is the same receipt
    no("fee_paid", take_online, paying, form_key="order-2")
    book = fees.book(paying.stage.receiver, paying.at.date())
    assert (book.totals.online_in, book.totals.collected, book.totals.expected) == (150_000, 150_000, 0)
    assert facts(paying.dossier)["method"] == "online"
    assert close(paying, 0).online_in == 150_000


def test_the_counter_neither_takes_nor_gives_back_by_the_gateway(paying: Play) -> None:
    no("method_unknown", take, paying, method="online")
    take_online(paying)
    assert not fees.dues(paying.dossier, paying.clerk).may
    no("paid_online", cancel, paying)
    paying.withdraw()
    no("paid_online", give_back, paying)
    assert not fees.dues(paying.dossier, paying.clerk).may


def test_money_that_comes_after_the_book_is_closed_stands_in_the_next_days(paying: Play) -> None:
    take_at = paying.at + timedelta(hours=10)
    close(paying, 0)
    receipt = take_online(paying, at=take_at)
    assert (receipt.day.day, receipt.collected_at) == (paying.at.date() + timedelta(days=1), take_at)
    assert fees.book(paying.stage.receiver, paying.at.date()).totals.online_in == 0


def test_money_goes_back_online_as_a_fact(paying: Play) -> None:
    take_online(paying)
    receipt = services.refund_online(paying.dossier.pk, reason="Rút hồ sơ", by=TELLER, at=paying.at)
    assert (receipt.refund_method, receipt.refunded, receipt.refund_code) == (
        "online",
        150_000,
        f"PH-{paying.at:%y} 0001",
    )
    days = fees.days_of(paying.stage.receiver).days
    assert [(day.online_in, day.online_out, day.totals.expected) for day in days] == [(150_000, 150_000, 0)]
    assert told(paying.dossier)[-1] == "fee_refunded"
    no("no_receipt", services.refund_online, paying.dossier.pk, reason="x", by=TELLER, at=paying.at)
