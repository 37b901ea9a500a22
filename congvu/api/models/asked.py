"""What clients have asked before: files that they handed in, and deeds whose answer is given again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.api.models.clients import Client
from congvu.api.rules import MOST_KEY
from congvu.files.models import Blob


class HandedIn(models.Model):
    """That a client has sent these bytes itself: only those may it put beside a dossier, for a digest alone may be
    known to others."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="file_is_handed_in_once", fields=["client", "blob"])]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """What a deed was answered with under its `Idempotency-Key`; `request` is the digest of what was asked."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=MOST_KEY)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="key_is_answered_once", fields=["client", "key"])]

    def __str__(self) -> str:
        return self.key
