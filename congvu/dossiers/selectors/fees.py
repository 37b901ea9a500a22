"""What a dossier owes and has paid, and the cash book of a counter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.dossiers.models import CashDay, Dossier, FeeDebt, FeeReceipt
from congvu.dossiers.rules import Method, Outcome, State, Totals
from congvu.procedures.rules import FEE_TYPES
from congvu.procedures.selectors import compiled

DAYS = 31
NEVER_DUE = {State.WITHDRAWN, State.STOPPED, State.NOT_RECEIVED}
MAY_GET_BACK = {State.WITHDRAWN, State.STOPPED, State.NOT_RECEIVED}


def receipts_of(dossier: Dossier) -> list[FeeReceipt]:
    """The receipts of a dossier, oldest first; without a query where nothing was ever to be paid or corrected."""
    if not dossier.fee and not dossier.version > 1:
        return []
    return list(FeeReceipt.objects.filter(dossier=dossier).select_related("day").order_by("pk"))


def owed(dossier: Dossier, receipts: Iterable[FeeReceipt]) -> int:
    """What is still to be paid, in đồng: all or nothing, since one receipt covers the whole fee."""
    if dossier.state in NEVER_DUE or not dossier.fee:
        return 0
    paid = any(one.stands and one.amount >= dossier.fee for one in receipts)
    given_back = dossier.proposed == Outcome.REFUSED and any(one.refunded_at for one in receipts)
    return 0 if paid or given_back else dossier.fee


def may_get_back(dossier: Dossier, receipt: FeeReceipt) -> bool:
    """Whether money may go back: nothing will come of the dossier, or the fee is another one now."""
    if dossier.state in MAY_GET_BACK or receipt.amount != dossier.fee:
        return True
    return dossier.proposed == Outcome.REFUSED and dossier.state in {State.DECIDED, State.RETURNED}


def items_of(dossier: Dossier) -> list[dict[str, Any]]:
    """What the fee is made up of, by the edition that the dossier was filed under."""
    items = compiled(dossier.edition).fee(dossier.answers, dossier.channel).items
    if sum(item.amount for item in items) != dossier.fee:  # the arithmetic has changed since: the told amount stands
        return [{"name": str(FEE_TYPES[""]), "type": "", "amount": dossier.fee}]
    return [{"name": item.name, "type": item.type, "amount": item.amount} for item in items]


@dataclass(frozen=True, slots=True)
class Dues:
    """The money side of a dossier, as its page shows it; `may` are the deeds that the viewer may do."""

    receipts: list[FeeReceipt]
    standing: FeeReceipt | None
    debt: FeeDebt | None
    owed: int
    items: list[dict[str, Any]]
    may: frozenset[str]


def dues(dossier: Dossier, viewer: Actor) -> Dues:
    """In at most two queries; in none where the dossier is free and as it was received."""
    receipts = receipts_of(dossier)
    standing = next((one for one in receipts if one.stands), None)
    due = owed(dossier, receipts)
    debt = FeeDebt.objects.filter(dossier=dossier).first() if due else None
    clerk = viewer.holds("clerk", at=dossier.receiver_id)
    deeds = {
        "collect": due and standing is None,
        "defer": due and debt is None and dossier.closed_at is None,
        "cancel": standing and standing.method != Method.ONLINE and standing.day.closed_at is None,
        "refund": standing and standing.method != Method.ONLINE and may_get_back(dossier, standing),
    }
    may = frozenset(deed for deed, allowed in deeds.items() if clerk and allowed)
    return Dues(receipts, standing, debt, due, items_of(dossier) if due else [], may)


def counters_of(viewer: Actor) -> list[Agency]:
    """The counters whose cash books the viewer keeps, by code."""
    return list(Agency.objects.select_related("parent").filter(pk__in=viewer.agencies("clerk")).order_by("code"))


def receipt_for(viewer: Actor, pk: int) -> FeeReceipt | None:
    """A receipt of a counter where the viewer sits."""
    found = FeeReceipt.objects.select_related("counter__parent__parent", "dossier__edition__procedure", "day")
    return found.filter(pk=pk, counter__in=viewer.agencies("clerk")).first()


@dataclass(frozen=True, slots=True)
class Book:
    """A counter's cash book of one day. `day.pk` is None while nothing is in it."""

    day: CashDay
    receipts: list[FeeReceipt]
    refunds: list[FeeReceipt]
    totals: Totals
    by_type: list[tuple[str, int]]
    open_before: date | None  # the oldest earlier day that is not closed


def book(counter: Agency, day: date) -> Book:
    """The day's receipts by number, what was given back, and the sums; of a closed day as they were closed."""
    found = CashDay.objects.filter(counter=counter, day=day).first() or CashDay(counter=counter, day=day)
    known = found.pk is not None
    entries = FeeReceipt.objects.select_related("dossier")
    receipts = list(entries.filter(day=found).order_by("year", "number")) if known else []
    refunds = list(entries.filter(refund_day=found).order_by("refund_number")) if known else []
    before = CashDay.objects.filter(counter=counter, closed_at=None, day__lt=day).order_by("day").first()
    totals = found.totals if found.closed_at else Totals(opening(counter.pk, day), **sums(receipts, refunds))
    return Book(found, receipts, refunds, totals, by_type(receipts), before.day if before else None)


def sums(receipts: Iterable[FeeReceipt], refunds: Iterable[FeeReceipt]) -> dict[str, int]:
    """What was taken and given back, by method; cancelled receipts count nothing."""
    taken = [(one.method, one.amount) for one in receipts if one.cancelled_at is None]
    given = [(one.refund_method, one.refunded) for one in refunds]
    return {
        f"{name}_{way}": sum(amount for method, amount in moved if method == kind)
        for way, moved in (("in", taken), ("out", given))
        for name, kind in ((method.value, method) for method in Method)
    }


def by_type(receipts: Iterable[FeeReceipt]) -> list[tuple[str, int]]:
    """What was taken by phí and lệ phí, those that there are."""
    items = [item for one in receipts if one.cancelled_at is None for item in one.items]
    found = [
        (str(label), sum(item["amount"] for item in items if item["type"] == key)) for key, label in FEE_TYPES.items()
    ]
    return [(label, amount) for label, amount in found if amount]


def opening(counter_id: int, day: date) -> int:
    """The cash in the box on the morning of a day: what the last closed day left, and what days since brought."""
    last = CashDay.objects.filter(counter=counter_id, closed_at__isnull=False, day__lt=day).order_by("-day").first()
    since = Q(day__lt=day) & (Q(day__gt=last.day) if last else Q())
    between = CashDay.objects.filter(since, counter=counter_id)
    if not between.exists():
        return last.left if last else 0
    cash = FeeReceipt.objects.filter(method=Method.CASH, cancelled_at=None, day__in=between)
    back = FeeReceipt.objects.filter(refund_method=Method.CASH, refund_day__in=between)
    came = cash.aggregate(sum=Sum("amount"))["sum"] or 0
    went = back.aggregate(sum=Sum("refunded"))["sum"] or 0
    return (last.left if last else 0) + came - went


@dataclass(frozen=True, slots=True)
class Days:
    """One page of a counter's cash days, newest first; `before` opens the next older page (None: there is none)."""

    days: list[CashDay]
    before: date | None


def days_of(counter: Agency, *, before: date | None = None, size: int = DAYS) -> Days:
    """A counter's days with entries, newest first; an open day has the sums of its entries so far."""
    found = CashDay.objects.filter(counter=counter)
    if before:
        found = found.filter(day__lt=before)
    rows = list(found.order_by("-day")[: size + 1])
    page = rows[:size]
    _sum_open([day for day in page if day.closed_at is None])
    return Days(page, page[-1].day if len(rows) > size else None)


def _sum_open(days: list[CashDay]) -> None:
    """Put the sums so far into days that are not closed, in two queries."""
    if not days:
        return
    known = {day.pk: day for day in days}
    taken = FeeReceipt.objects.filter(day__in=days, cancelled_at=None).values(of=F("day"), how=F("method"))
    given = FeeReceipt.objects.filter(refund_day__in=days).values(of=F("refund_day"), how=F("refund_method"))
    for moved, way, column in ((taken, "in", "amount"), (given, "out", "refunded")):
        for row in moved.annotate(sum=Sum(column)).order_by():
            setattr(known[row["of"]], f"{row['how']}_{way}", row["sum"])
