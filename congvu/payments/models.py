"""Orders, what the gateway told of them, what was given back, and the days compared. Money is whole đồng."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.dossiers.models import MOST_NAME, MOST_REASON, Dossier, FeeReceipt
from congvu.payments.rules import (
    MOST_CODE,
    OPEN,
    PAID,
    REFUND_OPEN,
    REFUND_OVER,
    Difference,
    Excess,
    RefundState,
    State,
    Way,
)
from congvu.people.models import Party


class Order(models.Model):
    """That the whole fee of a dossier is to be paid through the gateway. It lies here before the gateway hears of it,
    so that no money can come that is not expected.

    Money that came has its receipt, or a reason why it has none (`excess`) and is to be given back.
    """

    code = models.CharField(_("mã giao dịch"), max_length=MOST_CODE, unique=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+", verbose_name=_("hồ sơ"))
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    payer = models.CharField(_("người nộp tiền"), max_length=MOST_NAME)
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))
    state = models.CharField(_("trạng thái"), max_length=14, choices=State, default=State.CREATED)
    made_at = models.DateTimeField(_("lập lúc"))
    expires_at = models.DateTimeField()

    gateway_ref = models.CharField(_("mã của cổng thanh toán"), max_length=64, blank=True)
    taken = models.PositiveBigIntegerField(_("số tiền đã đến (đồng)"), default=0)
    paid_at = models.DateTimeField(_("thanh toán lúc"), null=True)  # by the gateway's clock
    receipt = models.OneToOneField(FeeReceipt, models.PROTECT, null=True, related_name="+")
    excess = models.CharField(_("lý do phải hoàn"), max_length=14, choices=Excess, blank=True)

    asked = models.PositiveIntegerField(default=0)  # how often the gateway was asked without an end
    asked_at = models.DateTimeField(null=True)
    next_ask_at = models.DateTimeField(null=True)  # None: the gateway has said how it ended

    class Meta:
        verbose_name = _("giao dịch")
        indexes = [
            models.Index(fields=["dossier", "-id"], name="order_by_dossier"),
            models.Index(fields=["paid_at"], name="order_by_day_paid", condition=Q(paid_at__isnull=False)),
            models.Index(fields=["next_ask_at"], name="order_to_ask_after", condition=Q(next_ask_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="order_is_for_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="order_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="order_excess_is_known", condition=Q(excess__in=["", *Excess.values])),
            models.UniqueConstraint(
                name="order_of_a_dossier_is_open_once", fields=["dossier"], condition=Q(state__in=OPEN)
            ),
            models.CheckConstraint(
                name="order_is_paid_with_a_receipt_or_a_reason_to_give_back",
                condition=~Q(state__in=PAID) & Q(paid_at=None, taken=0, receipt=None, excess="")
                | Q(state__in=PAID, paid_at__isnull=False, taken__gt=0)
                & (Q(receipt__isnull=False, excess="", taken=F("amount")) | Q(receipt=None) & ~Q(excess="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Event(models.Model):
    """A callback that was taken, so that it is taken once."""

    event_id = models.CharField(max_length=64, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="events")
    digest = models.CharField(max_length=64)  # SHA-256 of what it said, in hexadecimal digits
    said = models.CharField(max_length=14, choices=State)  # how it told that the order stands
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.event_id


class Refund(models.Model):
    """That the money of an order goes back: all of it, by the way it came."""

    code = models.CharField(_("mã hoàn tiền"), max_length=MOST_CODE, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="refunds")
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=RefundState, default=RefundState.CREATED)
    reason = models.CharField(_("lý do hoàn"), max_length=MOST_REASON)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)  # by the gateway's clock
    words = models.CharField(max_length=200, blank=True)  # of the gateway, where it would not
    asked = models.PositiveIntegerField(default=0)
    next_ask_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("khoản hoàn")
        indexes = [
            models.Index(fields=["done_at"], name="refund_by_day", condition=Q(done_at__isnull=False)),
            models.Index(fields=["next_ask_at"], name="refund_to_send", condition=Q(next_ask_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="refund_is_of_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="refund_state_is_known", condition=Q(state__in=RefundState.values)),
            models.UniqueConstraint(
                name="order_is_refunded_once", fields=["order"], condition=Q(state__in=(*REFUND_OPEN, *REFUND_OVER))
            ),
            models.CheckConstraint(
                name="refund_is_done_at_a_time",
                condition=Q(state__in=REFUND_OVER, done_at__isnull=False) | ~Q(state__in=REFUND_OVER) & Q(done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DayReport(models.Model):
    """A day's money here beside the gateway's own report. It can be made anew; the last one stands."""

    day = models.DateField(_("ngày"), unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    agreed = models.PositiveIntegerField(_("khớp"))
    here = models.BigIntegerField(_("ở đây (đồng)"))  # what came in less what went back
    there = models.BigIntegerField(_("ở cổng thanh toán (đồng)"))

    class Meta:
        verbose_name = _("đối soát ngày")

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Mismatch(models.Model):
    """One payment or refund on which the two sides do not agree; an operator says how it was mended."""

    report = models.ForeignKey(DayReport, models.PROTECT, related_name="mismatches")
    way = models.CharField(max_length=3, choices=Way)
    code = models.CharField(_("mã giao dịch"), max_length=MOST_CODE)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("chênh lệch"), max_length=10, choices=Difference)
    here = models.PositiveBigIntegerField(_("ở đây (đồng)"), null=True)
    there = models.PositiveBigIntegerField(_("ở cổng thanh toán (đồng)"), null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=120, blank=True)
    note = models.CharField(_("cách xử lý"), max_length=MOST_REASON, blank=True)

    class Meta:
        verbose_name = _("khoản chưa khớp")
        constraints = [
            models.UniqueConstraint(name="mismatch_is_told_once_a_day", fields=["report", "way", "code"]),
            models.CheckConstraint(name="mismatch_kind_is_known", condition=Q(kind__in=Difference.values)),
            models.CheckConstraint(name="mismatch_way_is_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="mismatch_is_resolved_by_somebody_in_words",
                condition=Q(resolved_at=None, resolved_by="", note="")
                | Q(resolved_at__isnull=False) & ~Q(resolved_by="") & ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code
