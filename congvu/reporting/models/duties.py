"""Report duties: who reports what to whom, how often, and until when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.base.columns import WrittenJSONField
from congvu.measures.rules import Frequency
from congvu.plans.models import Plan


class ReportDuty(models.Model):
    """One duty of many agencies. `scope` says whose (`plans.rules.scopes`); planners of `receiver` review the reports.

    A report is due `due_days` working days after its period ended, and its period is locked `lock_days` calendar days
    after that (None: only by hand). What is asked: the plan's indicators that are assigned to the agency
    (`asks_indicators`), words (`asks_words`), the projects it leads (`asks_projects`), the answers of a form (`form`, a
    JSON Schema: then it is a survey). `told` keeps who, to, what and when as the plan writes it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(_("mã"), max_length=30, unique=True)
    title = models.CharField(_("tên báo cáo"), max_length=300)
    scope = models.JSONField(_("ai báo cáo"), default=dict)
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan nhận"))
    frequency = models.CharField(_("kỳ"), max_length=7, choices=Frequency)
    due_days = models.PositiveSmallIntegerField(_("hạn nộp, ngày làm việc sau kỳ"), default=10)
    lock_days = models.PositiveSmallIntegerField(_("khóa sau, ngày"), null=True, blank=True)
    asks_indicators = models.BooleanField(_("chỉ tiêu"), default=True)
    asks_words = models.BooleanField(_("thuyết minh"), default=True)
    asks_projects = models.BooleanField(_("dự án, kinh phí"), default=False)
    form = WrittenJSONField(_("phiếu khảo sát"), null=True, blank=True)
    told = models.JSONField(_("như kế hoạch viết"), default=dict, blank=True)
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến ngày"))
    active = models.BooleanField(_("đang thực hiện"), default=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("chế độ báo cáo")
        ordering = ("plan", "code")
        constraints = [
            models.CheckConstraint(name="duty_frequency_is_known", condition=Q(frequency__in=Frequency.values)),
            models.CheckConstraint(name="duty_lasts_some_days", condition=Q(last__gte=models.F("first"))),
            models.CheckConstraint(
                name="duty_asks_for_something",
                condition=Q(asks_indicators=True) | Q(asks_words=True) | Q(asks_projects=True) | Q(form__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Lock(models.Model):
    """A period of a duty in which nothing is changed any more; `opened_at` and `reason` where it was opened again."""

    duty = models.ForeignKey(ReportDuty, models.PROTECT, related_name="locks")
    period = models.CharField(_("kỳ"), max_length=7)
    locked_by = models.CharField(max_length=120)
    locked_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField(null=True)
    reason = models.CharField(_("lý do mở lại"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="period_is_locked_once", fields=["duty", "period"], condition=Q(opened_at=None)
            ),
            models.CheckConstraint(
                name="lock_is_opened_with_a_reason", condition=Q(opened_at=None) | ~Q(reason="") & ~Q(opened_by="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.duty_id} {self.period}"
