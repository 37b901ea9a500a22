"""Identities of a national provider that belong to accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.people.models.accounts import Account
from congvu.people.rules import Assurance


class Linked(models.Model):
    """That an account is the person whom an OpenID provider knows as `subject`, how surely, and when it said so."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="linked")
    issuer = models.URLField(max_length=200)
    subject = models.CharField(max_length=255)
    name = models.CharField(_("họ và tên"), max_length=120)
    number = models.CharField(_("số định danh"), max_length=20, blank=True)
    acr = models.CharField(max_length=200, blank=True)
    assurance = models.PositiveSmallIntegerField(_("mức định danh"), choices=Assurance)
    linked_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("định danh điện tử")
        constraints = [
            models.UniqueConstraint(name="linked_identity_is_one_accounts", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="linked_account_has_one_identity_there", fields=["account", "issuer"]),
            models.CheckConstraint(
                name="linked_assurance_is_known", condition=models.Q(assurance__in=Assurance.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"
