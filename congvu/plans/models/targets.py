"""What is to be reached, by whom, and from where it begins."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.plans.models.catalogue import Indicator
from congvu.plans.models.plan import Plan
from congvu.plans.rules.words import Op


class Target(models.Model):
    """A value of an indicator to be reached in a year, or (without a year) over the whole plan: the overall target is a
    field of its own, and never a sum of the yearly ones.

    Of a percentage, `value` is in per cent. A target that is no number stands in `text` ("some", "1 per month").
    `scope` says which agencies it is for (`rules.scopes`); where it is empty, it is the issuer's alone. The target
    carries its own beginning, which may differ from the plan's.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    op = models.CharField(_("so sánh"), max_length=2, choices=Op, default=Op.GE)
    value = models.DecimalField(_("giá trị"), max_digits=20, decimal_places=4, null=True, blank=True)
    text = models.CharField(_("bằng lời"), max_length=300, blank=True)
    day = models.DateField(_("trước ngày"), null=True, blank=True)
    scope = models.JSONField(_("phạm vi"), default=dict, blank=True)
    scope_text = models.CharField(_("phạm vi, như kế hoạch viết"), max_length=300, blank=True)
    baseline_n = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_d = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    section = models.CharField(_("mục của kế hoạch"), max_length=40, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("chỉ tiêu của kế hoạch")
        ordering = ("plan", "order", "indicator", "year")
        constraints = [
            models.UniqueConstraint(name="target_of_a_year_is_set_once", fields=["plan", "indicator", "year"]),
            models.UniqueConstraint(
                name="overall_target_is_set_once", fields=["plan", "indicator"], condition=Q(year=None)
            ),
            models.CheckConstraint(name="target_op_is_known", condition=Q(op__in=Op.values)),
            models.CheckConstraint(
                name="target_says_what_is_to_be_reached",
                condition=Q(value__isnull=False) | ~Q(text="") | Q(day__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.year or ''}"


class Assignment(models.Model):
    """What is said of one agency besides the scope rule: its own value, or that it is exempt and why."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="assignments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    value = models.DecimalField(_("giá trị riêng"), max_digits=20, decimal_places=4, null=True, blank=True)
    exempt = models.BooleanField(_("không phải thực hiện"), default=False)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("giao chỉ tiêu")
        ordering = ("target", "agency")
        constraints = [
            models.UniqueConstraint(name="target_is_assigned_once", fields=["target", "agency"]),
            models.CheckConstraint(name="exemption_says_why", condition=Q(exempt=False) | ~Q(reason="")),
            models.CheckConstraint(
                name="assignment_says_something", condition=Q(exempt=True) | Q(value__isnull=False)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.target_id}: {self.agency_id}"


class Baseline(models.Model):
    """Where the plan says that things stand. `n` and `d` where it gives them; `told` as it was printed; `parts` what
    its number is said to be made of; `doubt` what somebody should confirm. `measured` ones were pulled from the
    platform's own figures (`as_of` that day)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="baselines")
    code = models.CharField(_("mã"), max_length=50)
    name = models.CharField(_("nội dung"), max_length=300)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    n = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    d = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    told = models.CharField(_("như kế hoạch viết"), max_length=200, blank=True)
    unit = models.CharField(_("đơn vị"), max_length=40, blank=True)
    approximate = models.BooleanField(_("khoảng"), default=False)
    parts = models.JSONField(default=dict, blank=True)
    measured = models.BooleanField(_("lấy từ hệ thống"), default=False)
    as_of = models.DateField(_("số liệu ngày"), null=True, blank=True)
    section = models.CharField(max_length=40, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    doubt = models.CharField(_("điều cần xác nhận"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("hiện trạng")
        ordering = ("plan", "pk")
        constraints = [models.UniqueConstraint(name="baseline_code_is_used_once", fields=["plan", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
