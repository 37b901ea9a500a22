"""What is asked and mended beside the process: opinions, countersignatures, corrections of what was received."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.dossiers.models.dossiers import MOST_REASON, Dossier
from congvu.dossiers.models.legs import Leg
from congvu.dossiers.models.work import Step
from congvu.dossiers.rules import OpinionKind
from congvu.people.models import Account


class Opinion(models.Model):
    """An opinion that whoever works on a step asks of a colleague or another unit, or a countersignature that the step
    cannot be decided without."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="opinions")
    step = models.ForeignKey(Step, models.PROTECT, related_name="opinions")
    kind = models.CharField(max_length=12, choices=OpinionKind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    question = models.CharField(_("nội dung xin ý kiến"), max_length=MOST_REASON)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    agrees = models.BooleanField(null=True)
    answer = models.CharField(_("ý kiến"), max_length=MOST_REASON, blank=True)
    dropped_at = models.DateTimeField(null=True)  # the step was worked, or the dossier ended, without the answer

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="opinion_kind_is_known", condition=Q(kind__in=OpinionKind.values)),
            models.CheckConstraint(
                name="opinion_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by="", agrees=None)
                | Q(answered_at__isnull=False) & ~Q(answered_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def whom(self) -> str:
        """Who is asked: a person, or a role at an agency."""
        return f"{self.account.name if self.account else self.get_role_display()} ({self.agency.short_name})"


class Correction(models.Model):
    """A correction of a dossier after it was accepted. The receipt is issued anew and shows what changed.

    `elsewhere` are the steps to which the process would have gone by other branches, had it been so from the beginning.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    changes = models.JSONField()  # [{"what": name of the field, "was": as words, "is": as words}]
    elsewhere = models.JSONField(default=list)
    reason = models.CharField(_("lý do"), max_length=MOST_REASON)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="correction_has_its_number_in_the_dossier", fields=["dossier", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Apology(models.Model):
    """The letter that a late dossier demands: written when the time is over, at most once. A new date in it is the
    dossier's one reappointment, if there was none before.

    `leg` is the share of another agency that made the dossier late, where there is one.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="apology")
    number = models.PositiveIntegerField()
    reason = models.CharField(_("lý do"), max_length=MOST_REASON)
    at_fault = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    leg = models.ForeignKey(Leg, models.PROTECT, null=True, related_name="+")
    due_before = models.DateTimeField()
    promised_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(name="apology_comes_when_it_is_late", condition=Q(made_at__gt=F("due_before"))),
            models.CheckConstraint(
                name="apology_promises_a_later_time", condition=Q(promised_at=None) | Q(promised_at__gt=F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
