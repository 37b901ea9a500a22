"""Look-ups that found nothing, kept for a day to slow down guessing."""

from django.db import models


class LookupFailure(models.Model):
    """One failed look-up. `source` is a keyed digest of who asked or of a dossier's code: it can be counted, not
    read."""

    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="failure_by_source")]

    def __str__(self) -> str:
        return self.source[:8]
