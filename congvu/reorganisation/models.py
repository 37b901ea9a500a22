"""A reorganisation as it is prepared, reviewed and performed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.reorganisation.rules import Kind, State


class Batch(models.Model):
    """Changes of one decision that happen together on one day. `report` tells what moved, once they have."""

    title = models.CharField(_("tên đợt sắp xếp"), max_length=200)
    decision = models.CharField(_("số quyết định"), max_length=60)
    effective_on = models.DateField(_("có hiệu lực từ ngày"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    prepared_by = models.CharField(max_length=60)
    prepared_by_name = models.CharField(_("người soạn"), max_length=120)
    prepared_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=60, blank=True)
    reviewed_by_name = models.CharField(_("người soát"), max_length=120, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    performed_at = models.DateTimeField(_("thực hiện lúc"), null=True)
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("đợt sắp xếp")
        ordering = ("-effective_on", "-pk")
        constraints = [
            models.CheckConstraint(name="batch_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="batch_is_reviewed_by_somebody_else",
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="batch_is_reviewed_before_it_is_performed",
                condition=~Q(state__in=["reviewed", "performed"]) | ~Q(reviewed_by=""),
            ),
            models.CheckConstraint(
                name="batch_that_was_performed_says_when",
                condition=Q(state="performed", performed_at__isnull=False)
                | ~Q(state="performed") & Q(performed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """One change of a batch. `other` is the successor, the agency that takes the duty over, or the new parent.

    `facts` are the rest: {"name", "short_name"} of a renaming, {"sector"} of a moved duty.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("thay đổi"), max_length=12, choices=Kind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    other = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True)
    facts = models.JSONField(default=dict)
    added_by = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("thay đổi")
        ordering = ("batch", "position")
        constraints = [
            models.UniqueConstraint(name="change_has_its_place_in_the_batch", fields=["batch", "position"]),
            models.CheckConstraint(name="change_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="change_names_another_agency_where_it_needs_one",
                condition=Q(kind="rename", other=None) | ~Q(kind="rename") & Q(other__isnull=False),
            ),
            models.CheckConstraint(
                name="change_is_between_two_agencies", condition=Q(other=None) | ~Q(other=F("agency"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}.{self.position} {self.kind}"
