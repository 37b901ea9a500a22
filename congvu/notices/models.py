"""The outbox, what has been told already, and who wants to be told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.notices.rules import MOST_SUBJECT, Kind, State
from congvu.people.models import Account


class Message(models.Model):
    """One e-mail. It is written in the transaction of what it tells, and sent afterwards.

    `key` says what the message is, so that telling twice makes one message. `token` belongs to the worker that sends it
    now; a message that is found being sent by a dead worker is sent again only if the transport knows it again.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    to = models.EmailField(_("người nhận"))
    subject = models.CharField(_("tiêu đề"), max_length=MOST_SUBJECT)
    text = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=140, blank=True)  # "host:pid" of the worker
    token = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(_("lỗi"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("thư")
        indexes = [
            models.Index(fields=["state", "next_try_at", "id"], name="message_by_next_try"),
            models.Index(fields=["account", "-id"], name="message_by_account"),
        ]
        constraints = [
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="message_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="message_is_sent_at_a_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
            models.CheckConstraint(
                name="message_being_sent_is_somebodys",
                condition=~Q(state="sending") | Q(claimed_at__isnull=False) & ~Q(token=""),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Warned(models.Model):
    """That a duty has been warned of: once for each due time when it is overdue, once at all when leaders are told."""

    key = models.CharField(max_length=140, unique=True)  # "overdue:dossiers.step:45:2026-11-22T09:00:00+00:00"
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    told = models.PositiveSmallIntegerField()  # how many people; none where nobody has an address

    class Meta:
        indexes = [models.Index(fields=["subject", "kind", "due_at"], name="warned_by_subject")]
        constraints = [models.CheckConstraint(name="warned_kind_is_known", condition=Q(kind__in=Kind.values))]

    def __str__(self) -> str:
        return self.key


class Preference(models.Model):
    """What somebody wants by e-mail; who has no row wants both. Leaders are told of what stays overdue in any case."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="+")
    daily = models.BooleanField(_("nhận thư hằng ngày"), default=True)
    at_once = models.BooleanField(_("nhận thư ngay khi có việc quá hạn"), default=True)

    def __str__(self) -> str:
        return f"{self.account_id}"


class Morning(models.Model):
    """That the officials of an agency have had their letters of a day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="morning_comes_once_a_day", fields=["agency", "day"])]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.day}"
