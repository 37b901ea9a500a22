"""Lines at a counter, and the numbers taken from them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.queues.rules import State, written


class Line(models.Model):
    """People who wait for the same at one counter: "A, hộ tịch"."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("nơi tiếp nhận"))
    letter = models.CharField(_("chữ cái"), max_length=1)
    name = models.CharField(_("tên hàng chờ"), max_length=100)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("letter",)
        constraints = [
            models.UniqueConstraint(
                name="line_has_a_letter_of_its_own", fields=["agency", "letter"], condition=Q(closed_at=None)
            ),
            models.CheckConstraint(name="line_letter_is_a_capital", condition=Q(letter__regex="^[A-Z]$")),
        ]

    def __str__(self) -> str:
        return f"{self.letter} · {self.name}"


class Ticket(models.Model):
    """One number. Numbers begin anew each day; nobody's name is kept."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="tickets", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(_("số"))
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    window = models.CharField(_("quầy"), max_length=20, blank=True)
    called_by = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["line", "day", "state", "number"], name="ticket_by_turn"),
            models.Index(fields=["line", "day", "-called_at"], name="ticket_by_call"),
        ]
        constraints = [
            models.UniqueConstraint(name="ticket_number_is_given_once_a_day", fields=["line", "day", "number"]),
            models.CheckConstraint(name="ticket_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="ticket_is_called_to_a_window",
                condition=Q(state=State.WAITING, called_at=None)
                | ~Q(state=State.WAITING) & Q(called_at__isnull=False) & ~Q(window=""),
            ),
            models.CheckConstraint(
                name="ticket_is_done_after_the_call", condition=Q(done_at=None) | Q(done_at__gte=F("called_at"))
            ),
        ]

    def __str__(self) -> str:
        return written(self.line.letter, self.number)
