"""Reports, revision by revision, and the figures in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.clocks.models import Clock
from congvu.plans.models import Indicator
from congvu.reporting.models.duties import ReportDuty
from congvu.reporting.rules import Source, State


class Report(models.Model):
    """What one agency owes for one period. `revision` is the one at work or told last, from 1."""

    duty = models.ForeignKey(ReportDuty, models.PROTECT, related_name="reports")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    period = models.CharField(_("kỳ"), max_length=7)
    state = models.CharField(_("trạng thái"), max_length=9, choices=State, default=State.OPEN)
    revision = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)  # grows with every write; who saves what he has read names it
    clock = models.ForeignKey(Clock, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(_("hạn nộp"))  # the first time
    followed_due_at = models.DateTimeField(null=True)  # of the clock, as the inbox shows it: of each turn
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True)  # the first time: timeliness is judged by it
    accepted_at = models.DateTimeField(_("duyệt lúc"), null=True)

    class Meta:
        verbose_name = _("báo cáo")
        ordering = ("duty", "period", "agency")
        indexes = [
            models.Index(fields=["agency", "state", "due_at"], name="report_by_agency"),
            models.Index(fields=["state"], condition=Q(state__in=["open", "returned"]), name="report_at_work"),
        ]
        constraints = [
            models.UniqueConstraint(name="report_is_owed_once", fields=["duty", "period", "agency"]),
            models.CheckConstraint(name="report_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="report_that_was_told_says_when",
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}/{self.period}/{self.agency_id}"


class Revision(models.Model):
    """One revision of a report: its words, the answers of a survey's form, money of projects, and what became of it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("thuyết minh"), blank=True)
    answers = models.JSONField(null=True)
    projects = models.JSONField(default=list)  # [{"project": code, "progress": …, "paid": đồng, "note": …}]
    submitted_by = models.CharField(_("người nộp"), max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True)
    remarks = models.TextField(_("ý kiến của nơi nhận"), blank=True)
    reviewed_by = models.CharField(max_length=120, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reason = models.CharField(_("lý do mở lại"), max_length=300, blank=True)

    class Meta:
        ordering = ("report", "number")
        constraints = [models.UniqueConstraint(name="revision_number_is_used_once", fields=["report", "number"])]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.number}"


class Value(models.Model):
    """One figure of a revision. Duty, agency and period stand here too, so that a nation is added up by one index.

    `n` and `d` of a quotient, `n` alone of a number, `text` of words. None is "not known". What was measured at the
    moment of submission stays beside it for ever. `counted` marks the revision that counts: the accepted one, else the
    one that was told last.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="values")
    revision = models.PositiveSmallIntegerField()
    duty = models.ForeignKey(ReportDuty, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=7)
    counted = models.BooleanField(default=False)
    n = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    d = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    text = models.CharField(_("nội dung"), max_length=1000, blank=True)
    source = models.CharField(_("nguồn"), max_length=11, choices=Source, default=Source.MANUAL)
    measured_n = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    measured_d = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    measured_on = models.DateField(null=True)
    reason = models.CharField(_("lý do khác số đo"), max_length=500, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="indicator_is_told_once", fields=["report", "revision", "indicator"]),
            models.CheckConstraint(
                name="value_that_was_changed_says_why", condition=~Q(source="auto_edited") | ~Q(reason="")
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["duty", "period", "indicator", "agency"], condition=Q(counted=True), name="value_to_add_up"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.n}/{self.d}"


class Consolidation(models.Model):
    """The receiver's report of all reports of a period, frozen when it was sent on: `content` never changes."""

    duty = models.ForeignKey(ReportDuty, models.PROTECT, related_name="consolidations")
    period = models.CharField(_("kỳ"), max_length=7)
    number = models.PositiveSmallIntegerField()
    known = models.PositiveIntegerField(_("số cơ quan đã báo cáo"))
    expected = models.PositiveIntegerField(_("số cơ quan phải báo cáo"))
    content = models.JSONField()
    sent_to = models.CharField(_("gửi"), max_length=200)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("duty", "period", "-number")
        constraints = [
            models.UniqueConstraint(name="consolidation_has_its_number", fields=["duty", "period", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.period} ({self.number})"
