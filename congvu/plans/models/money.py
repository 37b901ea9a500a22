"""Projects and tasks, and one fact table of money: every printed table is a pivot over it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.plans.models.catalogue import Indicator
from congvu.plans.models.plan import Plan
from congvu.plans.rules.words import Fund, MoneyMeasure, Progress, ProjectKind


class Project(models.Model):
    """A project or task. `printed` is its row number as the plan prints it, which may be wrong; `order` is its place.

    `decided_on` is the day of its investment decision: a new one is eligible for the plan of a year when it is in the
    approved plan of five years (`in_long_plan`) or was decided by 31/10 of the year before (letter 1750,
    App. I A.II.1).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="projects")
    code = models.CharField(_("mã"), max_length=20)
    printed = models.CharField(_("TT"), max_length=12, blank=True)
    order = models.PositiveIntegerField(default=0)
    group = models.CharField(_("nhóm"), max_length=200, blank=True)
    name = models.CharField(_("tên dự án, nhiệm vụ"), max_length=500)
    goal = models.TextField(_("mục tiêu, quy mô"), blank=True)
    work = models.TextField(_("nội dung, hạng mục công việc trong năm"), blank=True)
    start = models.PositiveSmallIntegerField(_("bắt đầu"), null=True, blank=True)
    end = models.PositiveSmallIntegerField(_("kết thúc"), null=True, blank=True)
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    leads = models.CharField(_("đơn vị chủ trì"), max_length=300, blank=True)
    kind = models.CharField(_("loại"), max_length=10, choices=ProjectKind, default=ProjectKind.OTHER)
    funding = models.CharField(_("hình thức đầu tư, nguồn vốn"), max_length=300, blank=True)
    decision = models.CharField(_("số quyết định đầu tư"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định đầu tư"), null=True, blank=True)
    in_long_plan = models.BooleanField(_("thuộc kế hoạch 5 năm đã duyệt"), default=False)
    integrated = models.BooleanField(_("lồng ghép trong dự án khác"), default=False)
    open_source = models.BooleanField(_("phần mềm nguồn mở"), default=False)
    licences = models.BooleanField(_("mua bản quyền phần mềm"), default=False)
    progress = models.CharField(_("tiến độ"), max_length=8, choices=Progress, default=Progress.PLANNED)
    finished_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    told_on = models.DateField(_("tiến độ đến ngày"), null=True, blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="+", blank=True)

    class Meta:
        verbose_name = _("dự án, nhiệm vụ")
        ordering = ("plan", "order", "pk")
        constraints = [
            models.UniqueConstraint(name="project_code_is_used_once", fields=["plan", "code"]),
            models.CheckConstraint(name="project_kind_is_known", condition=Q(kind__in=ProjectKind.values)),
            models.CheckConstraint(
                name="project_ends_after_it_begins",
                condition=Q(start=None) | Q(end=None) | Q(end__gte=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Money(models.Model):
    """An amount in đồng: of a project, from a source, for a year or (`upto`) all years until its end.

    `as_of` is the day of which the table speaks ("đến 30/6/2012"); `forecast` marks what is expected, not done.
    `source` says which report told it; what a planner wrote has none.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="money")
    fund = models.CharField(_("nguồn"), max_length=16, choices=Fund)
    measure = models.CharField(_("số liệu"), max_length=11, choices=MoneyMeasure)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    upto = models.BooleanField(_("lũy kế đến hết năm"), default=False)
    forecast = models.BooleanField(_("dự kiến"), default=False)
    as_of = models.DateField(_("đến ngày"), null=True, blank=True)
    amount = models.BigIntegerField(_("số tiền, đồng"))
    source = models.CharField(_("theo báo cáo"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kinh phí")
        ordering = ("project", "measure", "year", "fund")
        indexes = [models.Index(fields=["project", "measure", "year"], name="money_by_table")]
        constraints = [
            models.CheckConstraint(name="money_fund_is_known", condition=Q(fund__in=Fund.values)),
            models.CheckConstraint(name="money_measure_is_known", condition=Q(measure__in=MoneyMeasure.values)),
            models.CheckConstraint(name="money_is_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="money_up_to_a_year_names_it", condition=Q(upto=False) | Q(year__isnull=False)),
            models.UniqueConstraint(
                name="money_is_told_once",
                fields=["project", "fund", "measure", "year", "upto", "forecast"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} ({self.measure}, {self.year})"


class Budget(models.Model):
    """A total that the plan prints, with its parts: `parts` maps what a part is called to đồng. Nothing is repaired:
    where they do not add up, that is a doubt."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budgets")
    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("nội dung"), max_length=300)
    year = models.CharField(_("năm"), max_length=20, blank=True)
    amount = models.BigIntegerField(_("số tiền, đồng"), null=True, blank=True)
    share = models.DecimalField(_("tỷ lệ, %"), max_digits=6, decimal_places=2, null=True, blank=True)
    told = models.CharField(_("như kế hoạch viết"), max_length=200, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    section = models.CharField(max_length=40, blank=True)
    doubt = models.CharField(_("điều cần xác nhận"), max_length=400, blank=True)

    class Meta:
        ordering = ("plan", "pk")
        constraints = [models.UniqueConstraint(name="budget_code_is_used_once", fields=["plan", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Milestone(models.Model):
    """What the plan wants done by a year or within some."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="milestones")
    when = models.CharField(_("thời gian"), max_length=20)
    text = models.CharField(_("nội dung"), max_length=500)
    section = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("plan", "order")

    def __str__(self) -> str:
        return f"{self.when}: {self.text}"
