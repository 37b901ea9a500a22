"""What was sent in from home, and what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.clocks.models import Clock
from congvu.dossiers.models import MOST_NAME, MOST_REASON, Dossier, IntakeRefusal
from congvu.files.models import Blob
from congvu.online.rules import Level, ReturnBy, State
from congvu.people.models import Account, Party
from congvu.procedures.models import Edition

MOST_COMMENT = 1000
ANSWERED = [State.ACCEPTED, State.REFUSED, State.WITHDRAWN]


class Batch(models.Model):
    """Several requests that were filed at once, from one sheet: all of them, or none."""

    intake_key = models.CharField(max_length=64, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    filer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    filed_at = models.DateTimeField(_("nộp lúc"))

    class Meta:
        verbose_name = _("nộp hàng loạt")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """A request that was sent in from home. Its code becomes the dossier's when the counter accepts it; until then its
    clock counts the hours that the counter has for its answer."""

    code = models.CharField(_("mã hồ sơ"), max_length=50, unique=True)
    lookup_key = models.CharField(max_length=43, unique=True)
    intake_key = models.CharField(max_length=64, unique=True)
    draft_key = models.CharField(max_length=32, unique=True, null=True)  # the draft that it was
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("nơi tiếp nhận"))
    settler = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("cơ quan giải quyết")
    )
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("tài khoản người nộp"))
    filer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("người gửi"))
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="submissions")

    applicant = models.JSONField()
    applicant_name = models.CharField(_("người nộp"), max_length=MOST_NAME)
    id_number = models.CharField(_("số định danh"), max_length=20)
    answers = models.JSONField()
    return_by = models.CharField(_("cách nhận kết quả"), max_length=8, choices=ReturnBy, default=ReturnBy.COUNTER)
    return_address = models.CharField(_("địa chỉ nhận kết quả"), max_length=300, blank=True)

    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.WAITING)
    clock = models.OneToOneField(Clock, models.PROTECT, related_name="+")
    followed_due_at = models.DateTimeField()  # the clock's due time by which the duty was last set
    filed_at = models.DateTimeField(_("gửi lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answered_by = models.CharField(_("người trả lời"), max_length=120, blank=True)
    answerer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("lý do"), max_length=MOST_REASON, blank=True)
    dossier = models.OneToOneField(Dossier, models.PROTECT, null=True, related_name="+")
    slip = models.OneToOneField(IntakeRefusal, models.PROTECT, null=True, related_name="+")  # form 03

    class Meta:
        verbose_name = _("hồ sơ trực tuyến")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["party", "-id"], name="submission_by_party"),
            models.Index(fields=["receiver", "clock"], name="submission_waits", condition=Q(state="waiting")),
        ]
        constraints = [
            models.CheckConstraint(name="submission_return_is_known", condition=Q(return_by__in=ReturnBy.values)),
            models.CheckConstraint(
                name="submission_is_answered_exactly_when_it_does_not_wait",
                condition=Q(state="waiting", answered_at=None, answered_by="")
                | Q(state__in=ANSWERED, answered_at__isnull=False) & ~Q(answered_by=""),
            ),
            models.CheckConstraint(
                name="submission_has_a_dossier_exactly_when_it_is_accepted",
                condition=Q(state="accepted", dossier__isnull=False) | ~Q(state="accepted") & Q(dossier=None),
            ),
            models.CheckConstraint(
                name="submission_has_a_slip_exactly_when_it_is_refused",
                condition=Q(state="refused", slip__isnull=False) | ~Q(state="refused") & Q(slip=None),
            ),
            models.CheckConstraint(
                name="submission_that_is_turned_down_says_why",
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="submission_is_answered_after_it_is_filed",
                condition=Q(answered_at=None) | Q(answered_at__gte=F("filed_at")),
            ),
            models.CheckConstraint(
                name="submission_by_post_says_where_to", condition=~Q(return_by="post") | ~Q(return_address="")
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SubmissionFile(models.Model):
    """A file that was sent in with it; it counts as a copy of its paper."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    paper_key = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("tên tệp"), max_length=200)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="file_is_sent_in_once", fields=["submission", "blob", "paper_key"])]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """What the applicant thinks of how the dossier was settled: said once, when there is a result."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="+")
    level = models.CharField(_("mức độ hài lòng"), max_length=14, choices=Level)
    comment = models.CharField(_("góp ý"), max_length=MOST_COMMENT, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("đánh giá")
        constraints = [models.CheckConstraint(name="rating_level_is_known", condition=Q(level__in=Level.values))]

    def __str__(self) -> str:
        return str(self.level)
