"""What a dossier is, and what can never be untrue of one."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.base.columns import FoldedField
from congvu.clocks.models import Clock
from congvu.dossiers.rules import ApplicantKind, Channel, Outcome, ReturnBy, State
from congvu.files.models import Blob
from congvu.people.models import Account, Party
from congvu.procedures.models import Edition

if TYPE_CHECKING:
    from congvu.dossiers.models.work import Step
    from congvu.journal.services import Event

MOST_NAME, MOST_REASON = 200, 1000


class Series(models.Model):
    """A running number of an agency: the last one given. Taken in the transaction of the deed that uses it, so that
    a number is never given twice and a deed that fails leaves no gap. When the agency ends, its series are closed and
    stay to be read."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    last = models.PositiveIntegerField()
    closed_on = models.DateField(null=True)  # the first day on which no number is given any more

    class Meta:
        constraints = [models.UniqueConstraint(name="series_is_one_per_agency", fields=["agency", "name"])]

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


HEAVY = [f"edition__{column}" for column in Edition.HEAVY]


class Dossiers(models.QuerySet["Dossier"]):
    """How dossiers are read."""

    def at_hand(self) -> "Dossiers":
        """With what every page and deed asks of a dossier, less the heavy columns of its edition: those are read once
        per process, by `procedures.selectors.compiled`."""
        return self.select_related("clock", "agency", "receiver", "edition__procedure").defer(*HEAVY)

    def for_a_deed(self) -> "Dossiers":
        """With no more than a deed changes or decides by; the names of agencies are read when a refusal needs one."""
        return self.select_related("clock", "edition").defer(*HEAVY)


class Dossier(models.Model):
    """One request, judged to its end by the edition it was filed under."""

    code = models.CharField(_("mã hồ sơ"), max_length=50, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết"))
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("nơi tiếp nhận"))
    away = models.BooleanField(_("nhận thay cơ quan khác"), default=False)  # the counter is not the settling agency's
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+", verbose_name=_("tài khoản người nộp"))
    filer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("người gửi"))
    channel = models.CharField(_("hình thức nộp"), max_length=8, choices=Channel)
    state = models.CharField(_("trạng thái"), max_length=20, choices=State, default=State.RECEIVED)

    applicant_kind = models.CharField(_("đối tượng"), max_length=8, choices=ApplicantKind)
    applicant = models.CharField(_("người nộp"), max_length=MOST_NAME)
    id_number = models.CharField(_("số định danh"), max_length=20)
    phone = models.CharField(_("số điện thoại"), max_length=16, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    represents = models.CharField(_("nộp thay cho"), max_length=200, blank=True)

    answers = models.JSONField()
    sets = models.PositiveSmallIntegerField(_("số bộ"), default=1)
    fee = models.PositiveBigIntegerField(_("phí, lệ phí (đồng)"), default=0)
    fee_lines = models.JSONField(default=list)
    return_by = models.CharField(_("cách nhận kết quả"), max_length=8, choices=ReturnBy, default=ReturnBy.COUNTER)
    return_address = models.CharField(_("địa chỉ nhận kết quả"), max_length=300, blank=True)

    clock = models.OneToOneField(Clock, models.PROTECT, related_name="+")
    followed_due_at = models.DateTimeField()  # the clock's due time by which steps and duties were last set
    case = models.JSONField()
    proposed = models.CharField(max_length=8, choices=Outcome, blank=True)
    proposal = models.JSONField(default=dict)  # {"result": facts for the result's paper, "reason": why}
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    finished_at = models.DateTimeField(_("có kết quả lúc"), null=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    closed_with = models.CharField(_("người nhận hoặc lý do"), max_length=MOST_REASON, blank=True)

    folded = FoldedField(of=("applicant", "represents", "code"))
    lookup_key = models.CharField(max_length=43, unique=True)
    intake_key = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(default=1)
    moves = models.PositiveIntegerField(default=0)  # how often the process has moved: by it a recall knows its own move
    last_deed = models.CharField(max_length=64, blank=True)

    objects = Dossiers.as_manager()

    # The open steps, oldest first, while a deed holds the dossier: `services.course.locked` reads them once.
    now_open: "list[Step]"
    # What followed from the deed under way, for the journal after the deed's own line.
    news: "list[tuple[Event, dict[str, object]]]"
    asks: bool = False  # whether something asked beside the process stands; read with them

    class Meta:
        verbose_name = _("hồ sơ")
        indexes = [
            models.Index(fields=["agency", "-id"], name="dossier_by_agency"),
            models.Index(fields=["receiver", "-id"], name="dossier_by_receiver"),
            models.Index(fields=["agency", "state", "-id"], name="dossier_by_agency_and_state"),
            models.Index(fields=["receiver", "state", "-id"], name="dossier_by_receiver_and_state"),
            models.Index(fields=["clock", "followed_due_at"], name="dossier_open", condition=Q(closed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="dossier_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="dossier_channel_is_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(name="dossier_return_is_known", condition=Q(return_by__in=ReturnBy.values)),
            models.CheckConstraint(
                name="dossier_by_post_says_where_to", condition=~Q(return_by="post") | ~Q(return_address="")
            ),
            models.CheckConstraint(name="dossier_outcome_is_known", condition=Q(proposed__in=["", *Outcome.values])),
            models.CheckConstraint(
                name="dossier_is_closed_exactly_when_it_ended",
                condition=Q(state__in=["not_received", "withdrawn", "stopped", "returned"], closed_at__isnull=False)
                | ~Q(state__in=["not_received", "withdrawn", "stopped", "returned"]) & Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="dossier_with_a_result_says_since_when",
                condition=~Q(state__in=["decided", "returned"]) | Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_closes_after_it_is_received",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("received_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Paper(models.Model):
    """One kind of paper handed in: how many originals and copies the clerk counted."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    key = models.CharField(max_length=60)
    name = models.CharField(_("tên giấy tờ"), max_length=400)
    original = models.PositiveSmallIntegerField(_("bản chính"), default=0)
    copy = models.PositiveSmallIntegerField(_("bản sao"), default=0)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="paper_is_listed_once_in_a_dossier", fields=["dossier", "key"]),
            models.CheckConstraint(name="paper_was_handed_in", condition=Q(original__gt=0) | Q(copy__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Scan(models.Model):
    """A file of the dossier: what was scanned at the counter or supplied later."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="scans")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    paper_key = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("tên tệp"), max_length=200)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="scan_is_kept_once_in_a_dossier", fields=["dossier", "blob", "paper_key"])
        ]

    def __str__(self) -> str:
        return self.name
