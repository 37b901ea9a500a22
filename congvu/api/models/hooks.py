"""Where clients want to be told, and how far the journal was read for them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.api.models.clients import Client
from congvu.api.rules import MOST_URL, Topic


class Hook(models.Model):
    """An address that is told of what happens to the client's dossiers, by signed messages (Standard Webhooks).

    The secret has to be known to sign, so it stands here as it is.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="hooks")
    url = models.CharField(_("địa chỉ nhận"), max_length=MOST_URL)
    topics = models.JSONField(_("sự kiện"))
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("đăng ký lúc"))
    ended_at = models.DateTimeField(_("ngừng lúc"), null=True)
    ended_why = models.CharField(max_length=12, blank=True)  # asked, failing, client

    class Meta:
        verbose_name = _("địa chỉ nhận thông báo")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="hook_is_one_per_address", fields=["client", "url"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="hook_that_ended_says_why",
                condition=Q(ended_at=None, ended_why="") | Q(ended_at__gte=F("made_at")) & ~Q(ended_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.url


class Told(models.Model):
    """One thing that a hook is told of: a line of the journal. `again` counts how often it was asked for once more; the
    message itself lies in the outbox."""

    hook = models.ForeignKey(Hook, models.PROTECT, related_name="told", db_index=False)
    entry = models.BigIntegerField()
    topic = models.CharField(_("sự kiện"), max_length=24, choices=Topic)
    code = models.CharField(_("mã hồ sơ"), max_length=50)
    at = models.DateTimeField(_("xảy ra lúc"))
    again = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-entry",)
        indexes = [models.Index(fields=["hook", "-entry"], name="told_by_hook")]
        constraints = [
            models.UniqueConstraint(name="hook_is_told_of_a_line_once", fields=["hook", "entry"]),
            models.CheckConstraint(name="told_topic_is_known", condition=Q(topic__in=Topic.values)),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """Of its newest message in the outbox."""
        return f"webhook:{self.hook_id}:{self.entry}:{self.again}"


class Followed(models.Model):
    """The one row that tells up to which line the journal was read for the webhooks."""

    ONLY = 1

    entry = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.entry)
