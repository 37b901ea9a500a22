"""What somebody agreed to, and when they signed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.people.models.accounts import Account
from congvu.people.rules.visits import Way


class Consent(models.Model):
    """That somebody agreed to the processing of personal data, in which version of the notice, and when."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="consents")
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sự đồng ý")
        constraints = [
            models.UniqueConstraint(
                name="consent_to_a_version_runs_once",
                fields=["account", "version"],
                condition=models.Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.version}"


class Visit(models.Model):
    """One signing in, kept for its owner to look at; the network address is shortened as it is written."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="visits", db_index=False)
    way = models.CharField(_("cách đăng nhập"), max_length=10, choices=Way)
    network = models.CharField(_("mạng"), max_length=45, blank=True)
    browser = models.CharField(_("trình duyệt"), max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("lần đăng nhập")
        indexes = [
            models.Index(fields=["account", "-at"], name="visit_by_account"),
            models.Index(fields=["at"], name="visit_by_time"),
        ]
        constraints = [models.CheckConstraint(name="visit_way_is_known", condition=models.Q(way__in=Way.values))]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.at}"
