"""What somebody has begun to fill in at home and not sent yet."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.files.models import Blob
from congvu.online.rules import ReturnBy
from congvu.people.models import Account, Party
from congvu.procedures.models import Edition


class Draft(models.Model):
    """A form half filled in, of the edition that was in force when it was begun. It is read and changed by its account
    alone, on any device; what was typed and is not right yet is kept in `typed`, so that nothing is typed twice."""

    key = models.CharField(max_length=32, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("người nộp hồ sơ"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("nơi tiếp nhận"))
    settler = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("cơ quan giải quyết")
    )
    applicant = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    place = models.CharField(max_length=60, blank=True)  # the page that was reached
    return_by = models.CharField(_("cách nhận kết quả"), max_length=8, choices=ReturnBy, default=ReturnBy.COUNTER)
    return_address = models.CharField(_("địa chỉ nhận kết quả"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    kept_at = models.DateTimeField(_("lưu lúc"))

    class Meta:
        verbose_name = _("hồ sơ đang soạn")
        ordering = ("-kept_at", "-pk")
        indexes = [models.Index(fields=["account", "-kept_at"], name="draft_by_account")]
        constraints = [
            models.CheckConstraint(name="draft_return_is_known", condition=Q(return_by__in=ReturnBy.values)),
            models.CheckConstraint(name="draft_is_kept_after_it_is_begun", condition=Q(kept_at__gte=F("begun_at"))),
        ]

    def __str__(self) -> str:
        return self.key


class DraftFile(models.Model):
    """A file put beside a draft, under the paper that it shows."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    paper_key = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("tên tệp"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(name="file_stands_once_beside_a_draft", fields=["draft", "blob", "paper_key"])
        ]

    def __str__(self) -> str:
        return self.name
