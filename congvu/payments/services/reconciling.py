"""The day compared: what came and went here beside the gateway's own report."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from congvu.agencies.selectors import governs
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.models import MOST_REASON
from congvu.journal.services import record
from congvu.payments import events, refusals, selectors
from congvu.payments.gateways import Gateway, Unreachable
from congvu.payments.models import DayReport, Mismatch, Order, Refund
from congvu.payments.rules import PAID, Booked, DayTold, Found, Way, compare
from congvu.payments.services.asking import ask

AFTER = timedelta(minutes=30)  # after midnight: the gateway closes its day first


def fetch(day: date, gateway: Gateway, *, at: datetime) -> DayTold:
    """The gateway's report of a day; orders of ours that it says are paid, and of which no word came, are asked after
    first. Not within a transaction. Refuses with `payments.unreachable`."""
    try:
        told = gateway.day_report(day)
    except Unreachable as error:
        raise Refusal(refusals.UNREACHABLE) from error
    paid = [line.code for line in told.lines if line.way == Way.IN]
    for order_pk in Order.objects.filter(code__in=paid).exclude(state__in=PAID).values_list("pk", flat=True):
        ask(order_pk, gateway, at=at)
    return told


@transaction.atomic
def reconcile(told: DayTold, *, by: Actor, at: datetime) -> DayReport:
    """Compare a day that is over with the gateway's report of it; made anew, only what was resolved stands as it is.

    Refuses with `payments.not_governing`, `day_not_over`.
    """
    if not governs(by):
        raise Refusal(refusals.NOT_GOVERNING)
    if told.day >= timezone.localdate(at):
        raise Refusal(refusals.DAY_NOT_OVER, day=f"{told.day:%d/%m/%Y}")
    here = selectors.booked(told.day)
    agreed, found = compare(here, told.lines)
    sums = {"agreed": agreed, "here": _sum(here), "there": _sum(told.lines)}
    report, _ = DayReport.objects.update_or_create(day=told.day, defaults={**sums, "made_at": at, "made_by": by.name})
    report.mismatches.filter(resolved_at=None).delete()
    resolved = set(report.mismatches.values_list("way", "code"))
    Mismatch.objects.bulk_create(_told(report, [one for one in found if (one.way, one.code) not in resolved]))
    date_ = {"date": f"{told.day:%d/%m/%Y}", "day": told.day.isoformat()}
    record(events.COMPARED, report, by=by, at=at, found=len(found), **date_, **sums)
    return report


def _sum(lines: Iterable[Booked]) -> int:
    return sum(one.amount if one.way == Way.IN else -one.amount for one in lines)


def _told(report: DayReport, found: list[Found]) -> list[Mismatch]:
    codes = [one.code for one in found]
    orders = dict(Order.objects.filter(code__in=codes).values_list("code", "pk"))
    orders |= dict(Refund.objects.filter(code__in=codes).values_list("code", "order_id"))
    return [
        Mismatch(
            report=report,
            way=one.way,
            code=one.code,
            kind=one.kind,
            order_id=orders.get(one.code),
            here=one.here,
            there=one.there,
        )
        for one in found
    ]


def reconcile_due(gateway: Gateway, *, by: Actor, at: datetime) -> list[DayReport]:
    """After midnight: the days that nobody has compared yet, the last one and those that were missed."""
    days = selectors.days_to_compare(on=timezone.localdate(at - AFTER))
    return [reconcile(fetch(day, gateway, at=at), by=by, at=at) for day in days]


@transaction.atomic
def resolve(mismatch_pk: int, *, note: str, by: Actor, at: datetime) -> Mismatch:
    """Write down how a difference was mended.

    Refuses with `payments.not_governing`, `resolved`, `reason_needed`, `too_long`.
    """
    if not governs(by):
        raise Refusal(refusals.NOT_GOVERNING)
    found = Mismatch.objects.select_for_update().get(pk=mismatch_pk)
    if found.resolved_at:
        raise Refusal(refusals.RESOLVED)
    said = note.strip()
    if not said:
        raise Refusal(refusals.REASON_NEEDED, field="note")
    if len(said) > MOST_REASON:
        raise Refusal(refusals.TOO_LONG, field="note", most=MOST_REASON)
    found.resolved_at, found.resolved_by, found.note = at, by.name, said
    found.save(update_fields=["resolved_at", "resolved_by", "note"])
    record(events.RESOLVED, found, by=by, at=at, order=found.code, note=said, kind=found.kind)
    return found
