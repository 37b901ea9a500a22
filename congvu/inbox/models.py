"""Who must do what by when: one projection for every duty of the platform.

A row lives as long as its duty is open. What was done is told by the journal; this table stays as small as the work at
hand, so that its counts are exact and quick however many years of dossiers lie behind.
"""

from django.db import models
from django.db.models import Q

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.inbox.rules import State
from congvu.people.models import Account


class Duty(models.Model):
    """One open duty of a role at an agency. `account` has taken it; until then it is everybody's in that role."""

    subject = models.CharField(max_length=60, unique=True)  # "dossiers.step:45"
    # No indexes of the foreign keys' own: planners would take them for the way in, and they are longer ways than ours.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=12, choices=Role)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    code = models.CharField(max_length=50)
    title = models.CharField(max_length=300)
    step = models.CharField(max_length=200)
    who = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    since = models.DateTimeField()  # it came, was taken or could go on: when it last moved

    class Meta:
        indexes = [
            models.Index(fields=["agency", "role", "state", "due_at", "id"], name="duty_by_bucket"),
            models.Index(fields=["agency", "role", "due_at", "id"], name="duty_by_due_time"),
        ]
        constraints = [
            models.CheckConstraint(name="duty_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="duty_role_is_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.step}"
