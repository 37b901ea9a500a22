"""A table from an office file on its way into a plan: nothing of it is taken before somebody has looked at it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.files.models import Blob
from congvu.plans.models.plan import Plan


class Import(models.Model):
    """`grids` are the tables as they were read, `table` the chosen one; `mapping` says which column is what, and
    `decisions` what a person said of each doubtful cell ("C7": the value that is right). `revision` is the plan's when
    it was read: whoever takes it in after the plan has changed is told so."""

    class Kind(models.TextChoices):
        """What the rows of the table are."""

        PROJECTS = "projects", _("Dự án, nhiệm vụ và kinh phí")
        TARGETS = "targets", _("Chỉ tiêu")

    class State(models.TextChoices):
        """How far it is."""

        READ = "read", _("Đang xem lại")
        TAKEN = "taken", _("Đã đưa vào kế hoạch")
        DROPPED = "dropped", _("Đã bỏ")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="imports")
    kind = models.CharField(_("loại bảng"), max_length=8, choices=Kind)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=150)
    grids = models.JSONField()
    table = models.PositiveSmallIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    revision = models.PositiveIntegerField()
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="import_state_is_known", condition=Q(state__in=["read", "taken", "dropped"]))
        ]

    def __str__(self) -> str:
        return self.name
