"""Bulk moves of running dossiers to another edition of their procedure, and how to undo them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.dossiers.models.dossiers import MOST_REASON, Dossier
from congvu.procedures.models import Edition


class EditionMove(models.Model):
    """One decision by which running dossiers go over from one edition to another."""

    was = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name=_("từ bản"))
    now = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name=_("sang bản"))
    reason = models.CharField(_("căn cứ, lý do"), max_length=MOST_REASON)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="edition_move_goes_to_another_edition", condition=~Q(was=F("now"))),
            models.CheckConstraint(
                name="edition_move_is_undone_by_somebody", condition=Q(undone_at=None) | ~Q(undone_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was_id} → {self.now_id}"


class EditionMoved(models.Model):
    """One dossier that went over. `move_number` is its process's then: an undo asks whether it moved since."""

    move = models.ForeignKey(EditionMove, models.PROTECT, related_name="dossiers")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    move_number = models.PositiveIntegerField()
    back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="edition_moved_once_per_dossier_and_move", fields=["move", "dossier"])
        ]

    def __str__(self) -> str:
        return f"{self.move_id}: {self.dossier_id}"
