"""What was done, by whom, in what order. Append only, in the database itself."""

from django.db import models


class Entry(models.Model):
    """One deed. `at` is when it was done, as the deed's caller said; the primary key is the order of writing.

    `subject` is "dossiers.dossier:12": text, because the journal knows no other room. `facts` are the event's facts.
    """

    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=120)
    facts = models.JSONField()

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["subject", "id"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"
