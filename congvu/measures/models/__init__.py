"""What this room keeps: figures as they were counted, and the runs that counted them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency


class Run(models.Model):
    """One counting of some metrics over some days: `done` of `days` are counted. A killed one is taken up again."""

    metrics = models.JSONField(_("số đo"))
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến ngày"))
    days = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_by = models.CharField(_("người yêu cầu"), max_length=120)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    ended_at = models.DateTimeField(_("xong lúc"), null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="run_ends_no_earlier_than_it_begins", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(name="run_does_no_more_than_its_days", condition=Q(done__lte=F("days"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class Measure(models.Model):
    """What a metric counted for an agency on a day (a stock: at its end; a flow: on it). Never edited, only counted
    again. No row is "not known", a row with 0 is none. Of `covered` of `coverage` sources the count is made."""

    metric = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    n = models.BigIntegerField()
    covered = models.PositiveIntegerField(default=1)
    coverage = models.PositiveIntegerField(default=1)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="measure_is_counted_once_a_day", fields=["metric", "agency", "day"]),
            models.CheckConstraint(name="measure_is_not_negative", condition=Q(n__gte=0)),
        ]
        indexes = [models.Index(fields=["metric", "day", "agency"], name="measure_by_day")]

    def __str__(self) -> str:
        return f"{self.metric} {self.day}: {self.n}"
