"""The days compared with the gateway's reports."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from congvu.agencies.selectors import governs
from congvu.base.actors import Actor
from congvu.payments.models import DayReport, Mismatch, Order, Refund
from congvu.payments.rules import Booked, RefundState, Way
from congvu.payments.selectors.orders import visible

LOOKS_BACK = 7  # days that are still compared where the background stood still


def booked(day: date) -> list[Booked]:
    """Everything that came and went back through the gateway on a day, by its clock."""
    begin = timezone.make_aware(datetime.combine(day, time()))
    within = (begin, begin + timedelta(days=1))
    came = Order.objects.filter(paid_at__gte=within[0], paid_at__lt=within[1]).values_list("code", "taken")
    went = Refund.objects.filter(state=RefundState.DONE, done_at__gte=within[0], done_at__lt=within[1])
    return [
        *(Booked(Way.IN, code, amount) for code, amount in came),
        *(Booked(Way.OUT, code, amount) for code, amount in went.values_list("code", "amount")),
    ]


def days_to_compare(*, on: date) -> list[date]:
    """The last days, oldest first, on which there were orders and which nobody compared; never the running one."""
    first = Order.objects.order_by("pk").values_list("made_at", flat=True).first()
    if first is None:
        return []
    since = max(timezone.localdate(first), on - timedelta(days=LOOKS_BACK))
    done = set(DayReport.objects.filter(day__gte=since).values_list("day", flat=True))
    days = (since + timedelta(days=number) for number in range((on - since).days))
    return [day for day in days if day not in done]


def reports(*, size: int = 31) -> list[DayReport]:
    """The last days compared, newest first, each with `open`: how many differences nobody has resolved."""
    asking = Count("mismatches", filter=Q(mismatches__resolved_at=None))
    return list(DayReport.objects.annotate(open=asking).order_by("-day")[:size])


def day_report(by: Actor, day: date) -> tuple[DayReport, list[Mismatch]] | None:
    """A day compared, and the differences that the actor may see; None where nobody compared it."""
    report = DayReport.objects.filter(day=day).first()
    return (report, list(_seen(by).filter(report=report).order_by("resolved_at", "pk"))) if report else None


def mismatch_for(by: Actor, pk: int) -> Mismatch | None:
    """One difference, if the actor may see it."""
    return _seen(by).filter(pk=pk).first()


def _seen(by: Actor) -> QuerySet[Mismatch]:
    found = Mismatch.objects.select_related("report", "order__dossier")
    return found if governs(by) else found.filter(order__in=visible(by).values("pk"))
