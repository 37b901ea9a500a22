"""What this room keeps: schemes of points, scores, and rankings as they were published."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.plans.models import Indicator, Plan


class Scheme(models.Model):
    """The points of one block of agencies in one year. What is published is not changed any more.

    `scope` says which agencies are in the block (`plans.rules.scopes`). The round: agencies score themselves, the
    drafter verifies, agencies confirm or object, the ranking is published.
    """

    class State(models.TextChoices):
        """How far the round is."""

        DRAFT = "draft", _("Đang soạn thang điểm")
        SELF = "self", _("Cơ quan tự chấm")
        VERIFY = "verify", _("Đang thẩm định")
        CONFIRM = "confirm", _("Cơ quan xác nhận")
        PUBLISHED = "published", _("Đã công bố")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    block = models.CharField(_("khối"), max_length=120)
    scope = models.JSONField(_("cơ quan trong khối"))
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    legal = models.CharField(_("căn cứ"), max_length=300, blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "-year", "block")
        constraints = [
            models.UniqueConstraint(name="block_is_scored_once_a_year", fields=["plan", "year", "block"]),
            models.CheckConstraint(
                name="scheme_state_is_known", condition=Q(state__in=["draft", "self", "verify", "confirm", "published"])
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.block} {self.year}"


class Criterion(models.Model):
    """One criterion: at most `points`, found by `method` (`rules.methods`) with its parameters."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="criteria")
    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("tiêu chí"), max_length=300)
    points = models.DecimalField(_("điểm tối đa"), max_digits=7, decimal_places=2)
    method = models.CharField(_("cách chấm"), max_length=20)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    params = models.JSONField(default=dict, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("scheme", "order", "pk")
        constraints = [
            models.UniqueConstraint(name="criterion_code_is_used_once", fields=["scheme", "code"]),
            models.CheckConstraint(name="criterion_gives_points", condition=Q(points__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Score(models.Model):
    """The points of one agency by one criterion, three of them side by side: what the agency says, what was measured
    when it did, what was verified. None was not said. `applies` is False where the criterion is not the agency's."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    own = models.DecimalField(_("tự chấm"), max_digits=7, decimal_places=2, null=True, blank=True)
    measured = models.DecimalField(_("hệ thống đo"), max_digits=7, decimal_places=2, null=True, blank=True)
    verified = models.DecimalField(_("thẩm định"), max_digits=7, decimal_places=2, null=True, blank=True)
    applies = models.BooleanField(_("áp dụng"), default=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    evidence = models.CharField(_("minh chứng"), max_length=500, blank=True)
    remark = models.CharField(_("ý kiến thẩm định"), max_length=500, blank=True)
    said_by = models.CharField(max_length=120, blank=True)
    said_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="criterion_is_scored_once_for_an_agency", fields=["criterion", "agency"]),
            models.CheckConstraint(
                name="own_points_that_differ_say_why",
                condition=Q(own=None) | Q(measured=None) | Q(own=F("measured")) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="criterion_that_does_not_apply_says_why", condition=Q(applies=True) | ~Q(reason="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.criterion_id}/{self.agency_id}"


class Answer(models.Model):
    """What an agency says of its verified points: it confirms them, or objects and says why."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="answers")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("đồng ý"))
    text = models.CharField(_("ý kiến"), max_length=1000, blank=True)
    said_by = models.CharField(max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="agency_answers_once_to_its_points", fields=["scheme", "agency"]),
            models.CheckConstraint(name="objection_says_why", condition=Q(agrees=True) | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.agency_id}"


class Ranking(models.Model):
    """The published ranking of a scheme, frozen: `content` never changes."""

    scheme = models.OneToOneField(Scheme, models.PROTECT, related_name="ranking")
    content = models.JSONField()
    published_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.scheme)
