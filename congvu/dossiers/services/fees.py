"""Fees at the counter: taken against a receipt, cancelled or given back, and the day's cash book closed.

Law 97/2015 on fees and charges, article 7: who pays gets a receipt. A fee is due when the dossier is received; a result
is handed over before that only for a reason which is written down.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_NAME, MOST_REASON, CashDay, Dossier, FeeDebt, FeeReceipt
from congvu.dossiers.rules import AT_COUNTER, SUMS, Method, State
from congvu.dossiers.selectors import fees as seen
from congvu.dossiers.services import course
from congvu.dossiers.services.numbering import next_number
from congvu.journal.services import record
from congvu.procedures.rules import dong


@transaction.atomic
def collect(
    dossier_id: int,
    *,
    method: str,
    by: Actor,
    at: datetime,
    payer: str = "",
    amount: int | None = None,
    form_key: str = "",
) -> FeeReceipt:
    """Take the whole fee of a dossier, against the counter's next receipt. The dossier itself moves no further.

    `payer` is the applicant where nobody is named; `amount` is what the clerk was shown. The same `form_key` gives the
    same receipt. Refuses with `dossiers.not_found`, `not_yours`, `wrong_state`, `nothing_to_pay`, `fee_paid`,
    `fee_changed`, `method_unknown`, `too_long`, `cash_day_closed`.
    """
    dossier, by = _held(dossier_id, by, at=at)
    receipts = seen.receipts_of(dossier)
    if twin := next((one for one in receipts if form_key and one.form_key == form_key), None):
        return twin
    _must_owe(dossier, receipts, amount)
    _must_know(method)
    name = course.sentence(payer or dossier.applicant, field="payer", most=MOST_NAME)
    day = _opened(dossier.receiver_id, at=at)
    return _written(dossier, day, method=method, payer=name, form_key=form_key, by=by, at=at)


@transaction.atomic
def collect_online(
    dossier_id: int, *, amount: int, form_key: str, by: Actor, at: datetime, payer: str = ""
) -> FeeReceipt:
    """Write the receipt of `amount` đồng that came through a payment gateway; `payments` knows that they came, and by
    `form_key` for which order. They are neither in the box nor among the counter's transfers, and come at any hour:
    where the day's book is closed already, they stand in the next day's.

    Refuses with `dossiers.not_found`, `wrong_state`, `nothing_to_pay`, `fee_paid`, `fee_changed`, `too_long`.
    """
    dossier = _alone(dossier_id)
    receipts = seen.receipts_of(dossier)
    if twin := next((one for one in receipts if one.form_key == form_key), None):
        return twin
    _must_owe(dossier, receipts, amount)
    name = course.sentence(payer or dossier.applicant, field="payer", most=MOST_NAME)
    day = _next_opened(dossier.receiver_id, at=at)
    return _written(dossier, day, method=Method.ONLINE, payer=name, form_key=form_key, by=by, at=at)


def _written(
    dossier: Dossier, day: CashDay, *, method: str, payer: str, form_key: str, by: Actor, at: datetime
) -> FeeReceipt:
    """The counter's next receipt, for the whole fee."""
    receipt = FeeReceipt.objects.create(
        counter_id=dossier.receiver_id,
        year=day.day.year,
        number=next_number(dossier.receiver_id, f"fee-receipt-{day.day.year}"),
        day=day,
        dossier=dossier,
        amount=dossier.fee,
        items=seen.items_of(dossier),
        payer=payer,
        method=method,
        collected_at=at,
        collected_by=by.name,
        form_key=form_key,
    )
    facts = {"paid": dong(receipt.amount), "receipt": str(receipt), "amount": receipt.amount, "method": method}
    course.tell(events.FEE_COLLECTED, dossier, by=by, at=at, **facts)
    return receipt


def _must_owe(dossier: Dossier, receipts: list[FeeReceipt], amount: int | None) -> None:
    if standing := next((one for one in receipts if one.stands), None):
        raise Refusal(refusals.FEE_PAID, receipt=str(standing))
    if dossier.state in seen.NEVER_DUE:
        raise Refusal(refusals.WRONG_STATE, state=State(dossier.state).label)
    if not seen.owed(dossier, receipts):
        raise Refusal(refusals.NOTHING_TO_PAY)
    if amount is not None and amount != dossier.fee:
        raise Refusal(refusals.FEE_CHANGED, amount=dong(dossier.fee))


def _must_know(method: str) -> None:
    if method not in AT_COUNTER:
        raise Refusal(refusals.METHOD_UNKNOWN, field="method")


@transaction.atomic
def cancel_receipt(dossier_id: int, *, reason: str, by: Actor, at: datetime) -> FeeReceipt:
    """Cancel the receipt of a dossier on the day it was written: its number stays in the book and counts nothing.

    Refuses with `dossiers.not_found`, `not_yours`, `no_receipt`, `paid_online`, `reason_needed`, `too_long`,
    `cash_day_closed`.
    """
    dossier, by = _held(dossier_id, by, at=at)
    receipt = _standing(dossier)
    _must_be_of_the_counter(receipt)
    if not by.holds(Role.CLERK, at=receipt.counter_id, on=at):
        raise Refusal(refusals.NOT_YOURS, role=Role.CLERK.label, agency=receipt.counter.name)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    _locked(receipt.counter_id, receipt.day.day)
    receipt.cancelled_at, receipt.cancelled_by, receipt.cancel_reason = at, by.name, said
    receipt.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    facts = {"paid": dong(receipt.amount), "receipt": str(receipt), "amount": receipt.amount, "method": receipt.method}
    course.tell(events.FEE_CANCELLED, dossier, by=by, at=at, reason=said, **facts)
    return receipt


@transaction.atomic
def refund(
    dossier_id: int, *, reason: str, by: Actor, at: datetime, amount: int | None = None, method: str = ""
) -> FeeReceipt:
    """Give the fee back, all of it or `amount` đồng, as an entry of today's book: when the dossier was withdrawn,
    stopped or refused, or when its fee was corrected. By the way it was paid where no `method` is named.

    Refuses with `dossiers.not_found`, `not_yours`, `no_receipt`, `paid_online`, `refund_not_due`, `refund_wrong`,
    `method_unknown`, `reason_needed`, `too_long`, `cash_day_closed`.
    """
    dossier, by = _held(dossier_id, by, at=at)
    receipt = _standing(dossier)
    _must_be_of_the_counter(receipt)
    if not seen.may_get_back(dossier, receipt):
        raise Refusal(refusals.REFUND_NOT_DUE)
    back = receipt.amount if amount is None else amount
    if not 0 < back <= receipt.amount:
        raise Refusal(refusals.REFUND_WRONG, field="amount", amount=dong(receipt.amount))
    _must_know(method or receipt.method)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    day = _opened(dossier.receiver_id, at=at)
    return _given_back(dossier, receipt, day, back, method=method or receipt.method, reason=said, by=by, at=at)


@transaction.atomic
def refund_online(dossier_id: int, *, method: str = Method.ONLINE, reason: str, by: Actor, at: datetime) -> FeeReceipt:
    """Write down that what was paid online went back, through the gateway or (`method`) by the treasury's transfer;
    whether it may, `payments` has asked before it was sent. Where today's book is closed, it stands in the next day's.

    Refuses with `dossiers.not_found`, `no_receipt`, `reason_needed`, `too_long`.
    """
    dossier = _alone(dossier_id)
    receipt = _standing(dossier)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    day = _next_opened(dossier.receiver_id, at=at)
    return _given_back(dossier, receipt, day, receipt.amount, method=method, reason=said, by=by, at=at)


def _given_back(
    dossier: Dossier, receipt: FeeReceipt, day: CashDay, back: int, *, method: str, reason: str, by: Actor, at: datetime
) -> FeeReceipt:
    receipt.refund_counter_id, receipt.refund_year, receipt.refund_day = dossier.receiver_id, day.day.year, day
    receipt.refund_number = next_number(dossier.receiver_id, f"fee-refund-{day.day.year}")
    receipt.refunded, receipt.refund_method = back, method
    receipt.refunded_at, receipt.refunded_by, receipt.refund_reason = at, by.name, reason
    receipt.save()
    facts: dict[str, Any] = {"paid": dong(back), "receipt": str(receipt), "refund": receipt.refund_code}
    facts |= {"amount": back, "method": receipt.refund_method}
    course.tell(events.FEE_REFUNDED, dossier, by=by, at=at, reason=reason, **facts)
    return receipt


def _must_be_of_the_counter(receipt: FeeReceipt) -> None:
    """The counter cannot take back what never came to it: it goes back the way it came."""
    if receipt.method == Method.ONLINE:
        raise Refusal(refusals.PAID_ONLINE, receipt=str(receipt))


@transaction.atomic
def defer(dossier_id: int, *, reason: str, by: Actor, at: datetime) -> FeeDebt:
    """Write down why the result may be handed over before the fee is paid; it stays owed.

    Refuses with `dossiers.not_found`, `not_yours`, `nothing_to_pay`, `reason_needed`, `too_long`.
    """
    dossier, by = _held(dossier_id, by, at=at)
    due = seen.owed(dossier, seen.receipts_of(dossier))
    if not due:
        raise Refusal(refusals.NOTHING_TO_PAY)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    noted = {"reason": said, "noted_at": at, "noted_by": by.name}
    debt, _ = FeeDebt.objects.update_or_create(dossier=dossier, defaults=noted)
    course.tell(events.FEE_DEFERRED, dossier, by=by, at=at, reason=said, owed=dong(due), amount=due)
    return debt


def must_be_paid(dossier: Dossier) -> None:
    """Before the result is handed over. Refuses with `dossiers.fee_unpaid`."""
    due = seen.owed(dossier, seen.receipts_of(dossier)) if dossier.fee else 0
    if due and not FeeDebt.objects.filter(dossier=dossier).exists():
        raise Refusal(refusals.FEE_UNPAID, owed=dong(due))


@transaction.atomic
def close_day(
    counter: Agency, day: date, *, counted: int, paid_in: int = 0, reason: str = "", by: Actor, at: datetime
) -> CashDay:
    """Close a counter's cash book of a day: nothing is added to it any more. `counted` đồng were in the box, of which
    `paid_in` go to the bank or the treasury; the rest opens the next day. A difference to the book needs a reason.

    Days are closed in their order. Refuses with `dossiers.not_yours`, `cash_day_closed`, `cash_day_to_come`,
    `cash_day_earlier`, `amount_wrong`, `paid_in_too_much`, `difference_unexplained`, `too_long`.
    """
    if not by.holds(Role.CLERK, at=counter.pk, on=at):
        raise Refusal(refusals.NOT_YOURS, role=Role.CLERK.label, agency=counter.name)
    by = by.acting(counter.pk, Role.CLERK)
    if day > timezone.localdate(at):
        raise Refusal(refusals.CASH_DAY_TO_COME)
    held = _locked(counter.pk, day)
    book = seen.book(counter, day)
    if book.open_before:
        raise Refusal(refusals.CASH_DAY_EARLIER, day=f"{book.open_before:%d/%m/%Y}")
    _must_add_up(book.totals.expected, counted, paid_in, reason)
    for name in SUMS:
        setattr(held, name, getattr(book.totals, name))
    held.counted, held.paid_in, held.closed_at, held.closed_by = counted, paid_in, at, by.name
    held.difference_reason = reason.strip() if held.difference else ""
    held.save()
    _tell_closed(held, counter, by=by, at=at)
    return held


def _must_add_up(expected: int, counted: int, paid_in: int, reason: str) -> None:
    for field, given in (("counted", counted), ("paid_in", paid_in)):
        if not 0 <= given < 10**15:
            raise Refusal(refusals.AMOUNT_WRONG, field=field)
    if paid_in > counted:
        raise Refusal(refusals.PAID_IN_TOO_MUCH, field="paid_in", counted=dong(counted))
    if counted != expected and not reason.strip():
        told = {"difference": dong(counted - expected), "expected": dong(expected)}
        raise Refusal(refusals.DIFFERENCE_UNEXPLAINED, field="reason", **told)
    if len(reason.strip()) > MOST_REASON:
        raise Refusal(refusals.TOO_LONG, field="reason", most=MOST_REASON)


def _tell_closed(day: CashDay, counter: Agency, *, by: Actor, at: datetime) -> None:
    sums = {name: getattr(day, name) for name in (*SUMS[1:], "difference")}
    record(
        events.CASH_CLOSED,
        day,
        by=by,
        at=at,
        date=f"{day.day:%d/%m/%Y}",
        day=day.day.isoformat(),
        counter=counter.code,
        expected=dong(day.totals.expected),
        counted=dong(day.counted),
        paid=dong(day.paid_in),
        reason=day.difference_reason,
        **sums,
    )


def _held(dossier_id: int, by: Actor, *, at: datetime) -> tuple[Dossier, Actor]:
    """The dossier, and the clerk of its counter as the journal is to name them."""
    dossier = _alone(dossier_id)
    return dossier, course.must_hold(by, Role.CLERK, dossier, at=at)


def _alone(dossier_id: int) -> Dossier:
    """The dossier, ours alone until the transaction ends. Its version stays: who works on the dossier need not look
    again because it was paid for."""
    found = Dossier.objects.select_for_update(of=("self",)).for_a_deed().filter(pk=dossier_id)
    dossier = next(iter(found), None)
    if dossier is None:
        raise Refusal(refusals.NOT_FOUND)
    dossier.news = []
    return dossier


def _standing(dossier: Dossier) -> FeeReceipt:
    receipt = next((one for one in seen.receipts_of(dossier) if one.stands), None)
    if receipt is None:
        raise Refusal(refusals.NO_RECEIPT)
    return receipt


def _opened(counter_id: int, *, at: datetime) -> CashDay:
    """Today's book, held until the transaction ends: who closes it waits for us, or we find it closed."""
    return _locked(counter_id, timezone.localdate(at))


def _next_opened(counter_id: int, *, at: datetime) -> CashDay:
    """Today's book, or tomorrow's where today's is closed: a day to come is never closed."""
    today = timezone.localdate(at)
    found = _row(counter_id, today)
    return found if found.closed_at is None else _locked(counter_id, today + timedelta(days=1))


def _locked(counter_id: int, day: date) -> CashDay:
    found = _row(counter_id, day)
    if found.closed_at:
        raise Refusal(refusals.CASH_DAY_CLOSED, day=f"{day:%d/%m/%Y}", counter=found.counter.name)
    return found


def _row(counter_id: int, day: date) -> CashDay:
    CashDay.objects.bulk_create([CashDay(counter_id=counter_id, day=day)], ignore_conflicts=True)
    return CashDay.objects.select_for_update(of=("self",)).select_related("counter").get(counter=counter_id, day=day)
