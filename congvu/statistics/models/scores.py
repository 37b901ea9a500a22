"""The quarterly scores of agencies: what the agency says of itself, what was computed then, what was appraised."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency

MOST_TEXT = 1000


class ScoringQuarter(models.Model):
    """A quarter for which agencies are scored; once closed, its scores stay as they are."""

    year = models.PositiveSmallIntegerField(_("năm"))
    quarter = models.PositiveSmallIntegerField(_("quý"))
    closed_at = models.DateTimeField(_("chốt lúc"), null=True)
    closed_by = models.CharField(_("người chốt"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="quarter_is_scored_once", fields=["year", "quarter"]),
            models.CheckConstraint(name="quarter_is_one_of_four", condition=Q(quarter__gte=1, quarter__lte=4)),
            models.CheckConstraint(
                name="quarter_is_closed_by_somebody", condition=Q(closed_at=None) | ~Q(closed_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}/{self.year}"


class Score(models.Model):
    """One index of one agency in one quarter. Points are 0, 1 or 2; None was not said, which is no nought.

    `computed` is what the data said at the moment of the agency's own score, and `reason` why that differs; `appraised`
    and `remark` are the higher agency's.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    quarter = models.ForeignKey(ScoringQuarter, models.PROTECT, related_name="scores")
    index = models.PositiveSmallIntegerField(_("chỉ số"))
    points = models.PositiveSmallIntegerField(_("điểm tự chấm"), null=True)
    computed = models.PositiveSmallIntegerField(_("điểm hệ thống tính"), null=True)
    evidence = models.CharField(_("minh chứng"), max_length=MOST_TEXT, blank=True)
    reason = models.CharField(_("lý do khác điểm hệ thống tính"), max_length=MOST_TEXT, blank=True)
    said_at = models.DateTimeField(null=True)
    said_by = models.CharField(max_length=120, blank=True)
    appraised = models.PositiveSmallIntegerField(_("điểm thẩm định"), null=True)
    remark = models.CharField(_("lý do thẩm định khác"), max_length=MOST_TEXT, blank=True)
    appraised_at = models.DateTimeField(null=True)
    appraised_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("agency", "index")
        constraints = [
            models.UniqueConstraint(name="index_is_scored_once", fields=["quarter", "agency", "index"]),
            models.CheckConstraint(name="score_is_of_one_of_nine_indices", condition=Q(index__gte=1, index__lte=9)),
            models.CheckConstraint(
                name="score_is_at_most_two_points",
                condition=(Q(points=None) | Q(points__lte=2))
                & (Q(computed=None) | Q(computed__lte=2))
                & (Q(appraised=None) | Q(appraised__lte=2)),
            ),
            models.CheckConstraint(
                name="score_that_differs_says_why",
                condition=Q(points=None) | Q(computed=None) | Q(points=models.F("computed")) | ~Q(reason=""),
            ),
            models.CheckConstraint(name="score_is_said_by_somebody", condition=Q(points=None) | ~Q(said_by="")),
            models.CheckConstraint(
                name="score_is_appraised_by_somebody", condition=Q(appraised=None) | ~Q(appraised_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index}: {self.points}"
