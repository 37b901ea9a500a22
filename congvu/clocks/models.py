"""The statutory clock: a ledger of what happened to it, and the due time that follows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.base.working_time import Budget, Unit
from congvu.clocks.rules import GIVE_TIME, Kind, Mark, State


class Clock(models.Model):
    """One running of legal time, at the hours of one agency.

    `state` and `due_at` are projections of the ledger; while paused, `due_at` is what it was when the pause began.
    `length` counts the ledger's ticks, so that who waited for another's deed sees that there are more than were read.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    label = models.CharField(_("mã"), max_length=60, unique=True, help_text=_("mã hồ sơ, văn bản mà thời hạn thuộc về"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=[(state, state) for state in State])
    due_at = models.DateTimeField(_("hạn"))
    length = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("thời hạn")
        constraints = [
            models.CheckConstraint(name="clock_state_is_known", condition=Q(state__in=list(State))),
            models.CheckConstraint(name="clock_has_a_label", condition=~Q(label="")),
            models.CheckConstraint(name="clock_has_at_least_its_start", condition=Q(length__gte=1)),
        ]

    def __str__(self) -> str:
        return self.label


class Tick(models.Model):
    """One line of a clock's ledger. A trigger refuses to change one; that one is missing shows in `Clock.length`."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="ticks")
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in Kind])
    at = models.DateTimeField()
    amount = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    unit = models.CharField(max_length=12, blank=True, choices=[(unit, unit) for unit in Unit])
    cutoff = models.TimeField(null=True)
    ground = models.CharField(_("căn cứ"), max_length=80, blank=True)
    law = models.CharField(_("văn bản"), max_length=300, blank=True)

    class Meta:
        ordering = ("clock", "sequence")
        constraints = [
            models.UniqueConstraint(name="tick_has_its_place_in_the_ledger", fields=["clock", "sequence"]),
            models.CheckConstraint(name="tick_kind_is_known", condition=Q(kind__in=list(Kind))),
            models.CheckConstraint(
                name="tick_one_is_the_start_and_no_other",
                condition=Q(kind=Kind.START, sequence=1) | ~Q(kind=Kind.START) & Q(sequence__gt=1),
            ),
            models.CheckConstraint(
                name="tick_gives_time_exactly_when_it_should",
                condition=Q(kind__in=list(GIVE_TIME), unit__in=list(Unit), amount__isnull=False)
                | ~Q(kind__in=list(GIVE_TIME)) & Q(unit="", amount=None, cutoff=None),
            ),
            models.CheckConstraint(
                name="tick_that_changes_the_time_says_why",
                condition=~Q(kind__in=[Kind.PAUSE, Kind.EXTEND, Kind.RESTART]) | ~Q(ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id}.{self.sequence} {self.kind}"

    def mark(self) -> Mark:
        """This line as a value."""
        budget = None if self.amount is None else Budget(self.amount, self.unit, self.cutoff)
        return Mark(Kind(self.kind), self.at, budget, self.ground, self.law)
