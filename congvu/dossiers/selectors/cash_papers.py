"""The facts of fee receipts and cash books as papers, and the book as CSV."""

import csv
from datetime import date
from io import StringIO
from typing import Any

from congvu.agencies.models import Agency
from congvu.dossiers.models import CashDay, FeeReceipt
from congvu.dossiers.rules import SUMS, Method, amount_words
from congvu.dossiers.selectors.fees import Book, book
from congvu.dossiers.selectors.papers import Facts, in_vietnamese, issuer, local, printed
from congvu.procedures.selectors import compiled

COPIES = ("Liên 1: Lưu tại nơi thu", "Liên 2: Giao người nộp tiền")
HEAD = ("Số", "Giờ", "Mã hồ sơ", "Người nộp", "Hình thức", "Thu (đồng)", "Hoàn (đồng)", "Người thực hiện", "Ghi chú")


@in_vietnamese
def receipt_paper(receipt: FeeReceipt) -> bytes:
    """The receipt as PDF/A, two copies of A5; what became of it is told on it."""
    facts: Facts = {
        "agency": issuer(receipt.counter, unit=receipt.counter),
        "sign": receipt.sign,
        "number": receipt.number,
        "copies": list(COPIES),
        "payer": receipt.payer,
        "address": receipt.dossier.address if receipt.payer == receipt.dossier.applicant else "",
        "code": receipt.dossier.code,
        "procedure": compiled(receipt.dossier.edition).pack.name,
        "lines": receipt.items,
        "amount": receipt.amount,
        "words": amount_words(receipt.amount),
        "method": str(Method(receipt.method).label),
        "collected_at": local(receipt.collected_at),
        "clerk": receipt.collected_by,
    }
    if receipt.cancelled_at:
        at = local(receipt.cancelled_at)
        facts["cancelled"] = {"at": at, "by": receipt.cancelled_by, "reason": receipt.cancel_reason}
    if receipt.refunded_at:
        facts["refunded"] = {
            "at": local(receipt.refunded_at),
            "amount": receipt.refunded,
            "code": receipt.refund_code,
            "reason": receipt.refund_reason,
        }
    return printed("fee_receipt", facts)


@in_vietnamese
def book_paper(counter: Agency, day: date) -> bytes:
    """A day's cash book as PDF/A."""
    found = book(counter, day)
    totals = found.totals
    sums = {name: getattr(totals, name) for name in SUMS}
    facts: Facts = {
        "agency": issuer(counter, unit=counter),
        "day": day.isoformat(),
        "receipts": [_taken(one) for one in found.receipts],
        "refunds": [_given_back(one) for one in found.refunds],
        "types": [{"name": name, "amount": amount} for name, amount in found.by_type],
        "expected": totals.expected,
        **sums,
        **({"closed": _closed(found.day)} if found.day.closed_at else {}),
    }
    return printed("cash_book", facts)


def _taken(receipt: FeeReceipt) -> dict[str, Any]:
    return {
        "number": str(receipt),
        "at": local(receipt.collected_at),
        "code": receipt.dossier.code,
        "payer": receipt.payer,
        "method": str(Method(receipt.method).label),
        "amount": receipt.amount,
        "by": receipt.collected_by,
        "cancelled": receipt.cancel_reason,
    }


def _given_back(receipt: FeeReceipt) -> dict[str, Any]:
    return {
        "number": receipt.refund_code,
        "receipt": str(receipt),
        "at": local(receipt.refunded_at),
        "code": receipt.dossier.code,
        "payer": receipt.payer,
        "method": str(Method(receipt.refund_method).label),
        "amount": receipt.refunded,
        "reason": receipt.refund_reason,
    }


def _closed(day: CashDay) -> dict[str, Any]:
    return {
        "at": local(day.closed_at),
        "by": day.closed_by,
        "counted": day.counted,
        "difference": day.difference,
        "reason": day.difference_reason,
        "paid_in": day.paid_in,
        "left": day.left,
    }


@in_vietnamese
def book_csv(counter: Agency, day: date) -> bytes:
    """A day's entries as CSV in UTF-8 with a byte order mark, which spreadsheets need to read Vietnamese. Whole đồng;
    a cancelled receipt is there with nothing taken."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(HEAD)
    writer.writerows([_inert(cell) for cell in row] for row in _rows(book(counter, day)))
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def _rows(found: Book) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for one in map(_taken, found.receipts):
        note = f"Đã hủy {one['amount']} đồng: {one['cancelled']}" if one["cancelled"] else ""
        amount = 0 if note else one["amount"]
        who = [one["code"], one["payer"], one["method"]]
        rows.append([one["number"], one["at"][11:], *who, amount, 0, one["by"], note])
    for receipt, one in zip(found.refunds, map(_given_back, found.refunds), strict=True):
        who = [one["code"], one["payer"], one["method"]]
        note = f"Hoàn biên lai {one['receipt']}: {one['reason']}"
        rows.append([one["number"], one["at"][11:], *who, 0, one["amount"], receipt.refunded_by, note])
    return rows


def _inert(cell: Any) -> Any:
    """What a citizen typed must not run as a formula of the spreadsheet that opens it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t"} else cell
