"""Money taken at a counter: receipts with running numbers, what was given back, and the cash book of each day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.dossiers.models.dossiers import MOST_NAME, MOST_REASON, Dossier
from congvu.dossiers.rules import SUMS, Method, Totals, receipt_series, refund_series


class CashDay(models.Model):
    """A counter's cash book of one day. It opens with the day's first entry; once closed it takes no more, and its sums
    stand as they were then."""

    counter = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("nơi thu"))
    day = models.DateField(_("ngày"))
    opening = models.PositiveBigIntegerField(_("tồn đầu ngày"), default=0)
    cash_in = models.PositiveBigIntegerField(_("thu tiền mặt"), default=0)
    transfer_in = models.PositiveBigIntegerField(_("thu chuyển khoản"), default=0)
    cash_out = models.PositiveBigIntegerField(_("hoàn tiền mặt"), default=0)
    transfer_out = models.PositiveBigIntegerField(_("hoàn chuyển khoản"), default=0)
    online_in = models.PositiveBigIntegerField(_("thu trực tuyến"), default=0)
    online_out = models.PositiveBigIntegerField(_("hoàn trực tuyến"), default=0)
    counted = models.PositiveBigIntegerField(_("kiểm đếm"), default=0)
    paid_in = models.PositiveBigIntegerField(_("nộp quỹ, nộp kho bạc"), default=0)
    difference_reason = models.CharField(_("lý do chênh lệch"), max_length=MOST_REASON, blank=True)
    closed_at = models.DateTimeField(_("khóa sổ lúc"), null=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("sổ quỹ ngày")
        indexes = [models.Index(fields=["counter", "day"], name="cash_day_open", condition=Q(closed_at=None))]
        constraints = [
            models.UniqueConstraint(name="cash_day_is_one_per_counter", fields=["counter", "day"]),
            models.CheckConstraint(
                name="cash_day_is_closed_by_somebody",
                condition=Q(closed_at=None, closed_by="") | Q(closed_at__isnull=False) & ~Q(closed_by=""),
            ),
            models.CheckConstraint(
                name="cash_day_pays_in_no_more_than_was_counted", condition=Q(paid_in__lte=F("counted"))
            ),
            models.CheckConstraint(
                name="cash_day_explains_a_difference",
                condition=Q(closed_at=None)
                | Q(counted=F("opening") + F("cash_in") - F("cash_out"))
                | ~Q(difference_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    @property
    def totals(self) -> Totals:
        """What it added up to when it was closed."""
        return Totals(**{name: getattr(self, name) for name in SUMS})

    @property
    def difference(self) -> int:
        """What was counted more (or, below nought, less) than the book expects."""
        return self.counted - self.totals.expected

    @property
    def left(self) -> int:
        """What stayed in the box when it was closed: the next day's opening."""
        return self.counted - self.paid_in


class FeeReceipt(models.Model):
    """A receipt for fees and charges (biên lai thu phí, lệ phí). A cancelled one keeps its number in the book; of one
    that was refunded the money went back, all or in part, by an entry of its own."""

    counter = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("nơi thu"))
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("số"))
    day = models.ForeignKey(CashDay, models.PROTECT, related_name="receipts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="fee_receipts")
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))
    items = models.JSONField()  # [{"name", "type": "fee", "charge" or "", "amount": đồng}], which make up the amount
    payer = models.CharField(_("người nộp tiền"), max_length=MOST_NAME)
    method = models.CharField(_("hình thức"), max_length=8, choices=Method)
    collected_at = models.DateTimeField(_("thu lúc"))
    collected_by = models.CharField(_("người thu"), max_length=120)
    form_key = models.CharField(max_length=64, blank=True)

    cancelled_at = models.DateTimeField(_("hủy lúc"), null=True)
    cancelled_by = models.CharField(max_length=120, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=MOST_REASON, blank=True)

    refund_counter = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    refund_year = models.PositiveSmallIntegerField(null=True)
    refund_number = models.PositiveIntegerField(null=True)
    refund_day = models.ForeignKey(CashDay, models.PROTECT, null=True, related_name="refunds")
    refunded = models.PositiveBigIntegerField(_("đã hoàn (đồng)"), default=0)
    refund_method = models.CharField(max_length=8, choices=Method, blank=True)
    refunded_at = models.DateTimeField(_("hoàn lúc"), null=True)
    refunded_by = models.CharField(max_length=120, blank=True)
    refund_reason = models.CharField(_("lý do hoàn"), max_length=MOST_REASON, blank=True)

    class Meta:
        verbose_name = _("biên lai")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="fee_receipt_has_its_number", fields=["counter", "year", "number"]),
            models.UniqueConstraint(
                name="fee_refund_has_its_number", fields=["refund_counter", "refund_year", "refund_number"]
            ),
            models.UniqueConstraint(
                name="fee_of_a_dossier_is_paid_once",
                fields=["dossier"],
                condition=Q(cancelled_at=None, refunded_at=None),
            ),
            models.CheckConstraint(name="fee_receipt_is_for_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="fee_receipt_method_is_known", condition=Q(method__in=Method.values)),
            models.CheckConstraint(
                name="fee_receipt_is_cancelled_by_somebody_for_a_reason",
                condition=Q(cancelled_at=None, cancelled_by="", cancel_reason="")
                | Q(cancelled_at__isnull=False, refunded_at=None) & ~Q(cancelled_by="") & ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="fee_refund_is_whole",
                condition=Q(refunded_at=None, refunded=0, refund_number=None, refund_day=None)
                | Q(refunded_at__isnull=False, refunded__gt=0, refunded__lte=F("amount"), refund_day__isnull=False)
                & Q(refund_number__isnull=False, refund_method__in=Method.values)
                & ~Q(refunded_by="")
                & ~Q(refund_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign} {self.number:04d}"

    @property
    def sign(self) -> str:
        return receipt_series(self.year)

    @property
    def refund_code(self) -> str:
        """ "PH-26 0003" of a refunded receipt."""
        return f"{refund_series(self.refund_year or 0)} {self.refund_number or 0:04d}"

    @property
    def stands(self) -> bool:
        """Neither cancelled nor refunded."""
        return self.cancelled_at is None and self.refunded_at is None


class FeeDebt(models.Model):
    """Why a result may be handed over before the fee is paid."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="fee_debt")
    reason = models.CharField(_("lý do chưa thu"), max_length=MOST_REASON)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.reason
