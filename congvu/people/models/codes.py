"""Codes on their way to somebody."""

from django.db import models

from congvu.people.models.accounts import Account
from congvu.people.rules.codes import TRIES, Purpose


class Code(models.Model):
    """Six digits that were sent to an address. `key` is in the hands of the browser that asked.

    The digits are kept as a keyed digest. It is empty where nothing was sent that could be typed, because the address
    is not what the asker took it for: to the browser that looks the same. `told` is what was typed when registering.
    """

    key = models.CharField(max_length=43, unique=True)
    purpose = models.CharField(max_length=8, choices=Purpose)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=5)
    address = models.CharField(max_length=254)
    digest = models.CharField(max_length=64, blank=True)
    told = models.JSONField(default=dict)
    source = models.CharField(max_length=64)  # keyed digest of the asker's network address
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    sendings = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["channel", "address", "made_at"], name="code_by_address"),
            models.Index(fields=["source", "made_at"], name="code_by_source"),
        ]
        constraints = [
            models.CheckConstraint(name="code_purpose_is_known", condition=models.Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="code_is_tried_a_few_times", condition=models.Q(tries__lte=TRIES)),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
