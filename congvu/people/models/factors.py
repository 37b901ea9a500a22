"""What somebody proves with besides, or in place of, a password."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.people.models.accounts import Account


class Totp(models.Model):
    """An authenticator app (RFC 6238). `shared` is encrypted; `last_step` keeps a code from being used twice."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="totp")
    shared = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("ứng dụng xác thực")

    def __str__(self) -> str:
        return f"{self.account_id}"


class Passkey(models.Model):
    """A passkey (WebAuthn). `sign_count` only grows; where it does not, the key was copied."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)  # its id, in base64url
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(_("tên khóa"), max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("khóa truy cập")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code for the day the telephone is lost, as its keyed digest. It is good for one time."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mã dự phòng")

    def __str__(self) -> str:
        return f"{self.account_id}"


class FactorFailures(models.Model):
    """How often in a row a second factor was wrong. Only who knows the password comes so far, and is stopped here."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="+")
    times = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id}: {self.times}"
