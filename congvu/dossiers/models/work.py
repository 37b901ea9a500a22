"""The work on a dossier: its steps, and what they bring forth."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.dossiers.models.dossiers import MOST_REASON, Dossier
from congvu.dossiers.models.legs import Leg, Slip
from congvu.dossiers.rules import Outcome
from congvu.people.models import Account
from congvu.procedures.models import Edition


class Step(models.Model):
    """One token's stay at one place of the process: who had the dossier, since when, until when, and what came of it.

    A wait for the citizen (`waits` of the pack) is a step too: it is worked by recording what arrived.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="steps")
    leg = models.ForeignKey(Leg, models.PROTECT, null=True, related_name="steps")
    task = models.CharField(max_length=40)
    element = models.CharField(max_length=60)
    name = models.CharField(_("bước"), max_length=200)
    waits = models.BooleanField(default=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    choice = models.CharField(max_length=60, blank=True)
    choice_label = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    slip = models.ForeignKey(Slip, models.PROTECT, null=True, related_name="+")  # with which the dossier came for it
    opened_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="opened")
    undo = models.JSONField(
        null=True
    )  # what a recall puts back: {"move": number of the move, "case": as it was before}

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["dossier"], name="step_open", condition=Q(done_at=None))]
        constraints = [
            models.CheckConstraint(
                name="step_is_done_after_it_started", condition=Q(done_at=None) | Q(done_at__gte=F("started_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Supplement(models.Model):
    """A request to the citizen to complete the dossier: made in writing, at most as often as the procedure allows."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements")
    number = models.PositiveIntegerField()
    items = models.JSONField()
    reason = models.CharField(_("lý do"), max_length=MOST_REASON)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    supplied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="supplement_is_asked_once_at_a_time", fields=["dossier"], condition=Q(supplied_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Decision(models.Model):
    """What was decided, by whom, under which number: the facts from which the result's paper is drawn."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome)
    symbol = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    signer = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(name="decision_outcome_is_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="decision_of_refusal_says_why", condition=~Q(outcome="refused") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"


class Reappointment(models.Model):
    """The apology for a late dossier and its new date: at most once (Decree 61/2018, kept by Decree 118/2025)."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="reappointment")
    number = models.PositiveIntegerField()
    reason = models.CharField(_("lý do"), max_length=MOST_REASON)
    at_fault = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due_before = models.DateTimeField()
    promised_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reappointment_promises_a_later_time", condition=Q(promised_at__gt=F("due_before"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class IntakeRefusal(models.Model):
    """A dossier that was not received at the counter, with the reason given in writing (form 03)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    applicant = models.CharField(max_length=200)
    id_number = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=300, blank=True)
    reason = models.CharField(_("lý do"), max_length=MOST_REASON)
    refused_at = models.DateTimeField()
    refused_by = models.CharField(max_length=120)
    intake_key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.number}"
