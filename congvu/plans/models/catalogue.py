"""What plans share: the register of legal texts, and the catalogue of indicators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.base.columns import FoldedField
from congvu.measures.rules import Direction, OverAgencies, OverTime, Unit
from congvu.plans.rules.words import LegalKind


class LegalText(models.Model):
    """A text that a plan may rest on. `number` as it is cited; `doubt` what somebody should confirm of it."""

    number = models.CharField(_("số, ký hiệu"), max_length=120, unique=True)
    kind = models.CharField(_("loại"), max_length=12, choices=LegalKind)
    title = models.CharField(_("trích yếu"), max_length=400, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    doubt = models.CharField(_("điều cần xác nhận"), max_length=400, blank=True)
    folded = FoldedField(of=("number", "title"))

    class Meta:
        verbose_name = _("văn bản pháp lý")
        ordering = ("kind", "number")
        constraints = [models.CheckConstraint(name="legal_kind_is_known", condition=Q(kind__in=LegalKind.values))]

    def __str__(self) -> str:
        return self.number


class Indicator(models.Model):
    """What is measured or reported, whatever plan asks for it. A quotient says what is above and below its line.

    `metric_n` and `metric_d` are keys of the automatic metrics (`measures`), empty where nothing counts it.
    """

    code = models.CharField(_("mã"), max_length=20, unique=True)
    name = models.CharField(_("tên chỉ tiêu"), max_length=300)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=300, blank=True)
    unit = models.CharField(_("đơn vị"), max_length=5, choices=Unit)
    numerator = models.CharField(_("tử số"), max_length=300, blank=True)
    denominator = models.CharField(_("mẫu số"), max_length=300, blank=True)
    direction = models.CharField(_("chiều tốt"), max_length=4, choices=Direction, default=Direction.UP)
    over_time = models.CharField(_("theo thời gian"), max_length=4, choices=OverTime, default=OverTime.LAST)
    over_agencies = models.CharField(_("theo cơ quan"), max_length=5, choices=OverAgencies, default=OverAgencies.RATIO)
    metric_n = models.CharField(_("số đo của tử số"), max_length=40, blank=True)
    metric_d = models.CharField(_("số đo của mẫu số"), max_length=40, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)
    folded = FoldedField(of=("code", "name"))

    class Meta:
        verbose_name = _("chỉ tiêu")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(name="indicator_unit_is_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="indicator_in_percent_says_of_what", condition=~Q(unit="pct") | ~Q(numerator="", denominator="")
            ),
            models.CheckConstraint(
                name="indicator_measured_below_is_measured_above", condition=Q(metric_d="") | ~Q(metric_n="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
