"""The shares of other agencies in a dossier, and the slips by which papers pass between agencies."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.clocks.models import Clock
from congvu.dossiers.models.dossiers import Dossier


class Leg(models.Model):
    """One agency's share of a dossier that another agency settles: a pool of the process, or a consultation that the
    process calls. It has its own clock and its own result, and is counted as a leg, never as a dossier.

    `key` is the id of the pool or call activity; the same share may come again after a send-back, as a new leg.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="legs")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.CharField(_("phần việc"), max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan phối hợp"))
    clock = models.OneToOneField(Clock, models.PROTECT, related_name="+")
    followed_due_at = models.DateTimeField()  # the clock's due time by which steps and duties were last set
    opened_at = models.DateTimeField(_("chuyển lúc"))
    finished_at = models.DateTimeField(_("trả lời lúc"), null=True)
    finished_by = models.CharField(max_length=120, blank=True)
    ending = models.CharField(max_length=10, choices=[(one, one) for one in ("done", "recalled", "ended")], blank=True)
    answer = models.CharField(_("trả lời"), max_length=200, blank=True)
    note = models.TextField(blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["agency", "opened_at"], name="leg_by_agency"),
            models.Index(fields=["agency", "-dossier"], name="leg_of_dossier_by_agency"),
        ]
        constraints = [
            models.UniqueConstraint(name="leg_has_its_number_in_the_dossier", fields=["dossier", "number"]),
            models.UniqueConstraint(
                name="leg_is_open_once_at_a_time", fields=["dossier", "key"], condition=Q(finished_at=None)
            ),
            models.CheckConstraint(
                name="leg_says_how_it_ended",
                condition=Q(finished_at=None, ending="") | Q(finished_at__isnull=False) & ~Q(ending=""),
            ),
            models.CheckConstraint(
                name="leg_ends_after_it_opens", condition=Q(finished_at=None) | Q(finished_at__gte=F("opened_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Slip(models.Model):
    """A hand-over slip (phiếu bàn giao): who gave the dossier to another agency, and who signed for it there."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="slips")
    leg = models.ForeignKey(Leg, models.PROTECT, null=True, related_name="slips")
    giver = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("bên giao"))
    taker = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("bên nhận"))
    number = models.PositiveIntegerField()
    given_at = models.DateTimeField(_("giao lúc"))
    given_by = models.CharField(max_length=120)
    signed_at = models.DateTimeField(_("ký nhận lúc"), null=True)
    signed_by = models.CharField(max_length=120, blank=True)
    recalled_at = models.DateTimeField(null=True)  # taken back before anybody signed

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="slip_is_signed_or_recalled", condition=Q(signed_at=None) | Q(recalled_at=None)
            ),
            models.CheckConstraint(name="slip_passes_between_two_agencies", condition=~Q(giver=F("taker"))),
            models.CheckConstraint(name="slip_is_signed_by_somebody", condition=Q(signed_at=None) | ~Q(signed_by="")),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
