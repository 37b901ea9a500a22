"""Programmes that act for a party, and the short-lived tokens by which they do."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.api.rules import MOST_CLIENT_NAME
from congvu.people.models import Account, Party


class Client(models.Model):
    """A programme that acts for one party, answered for by one account: it may do no more than that account may do for
    that party on the day, and nothing when the account is closed or its mandate over.

    The secret is kept as a digest. `minute` and `calls` count the requests of the minute in which it was last used.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("người nộp hồ sơ"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("người chịu trách nhiệm"))
    name = models.CharField(_("tên ứng dụng"), max_length=MOST_CLIENT_NAME)
    client_id = models.CharField(_("mã ứng dụng"), max_length=32, unique=True)
    secret = models.CharField(max_length=64)
    scopes = models.JSONField(_("phạm vi"))
    made_at = models.DateTimeField(_("cấp lúc"))
    made_by = models.CharField(_("người cấp"), max_length=120)
    ended_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    minute = models.DateTimeField(_("dùng lần cuối"), null=True)
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("ứng dụng")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="client_name_is_one_of_the_party", fields=["party", "name"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="client_secret_is_a_digest",
                condition=Q(secret__regex=r"^[0-9a-f]{64}$"),  # noqa: S106
            ),
            models.CheckConstraint(
                name="client_ends_after_it_was_made", condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Token(models.Model):
    """An access token, kept as its digest: what is read out of the database opens nothing."""

    digest = models.CharField(max_length=64, primary_key=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="tokens")
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(name="token_lasts_a_while", condition=Q(until__gt=F("made_at")))]

    def __str__(self) -> str:
        return self.digest[:8]
