"""Who signs in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from congvu.base.columns import FoldedField
from congvu.people.rules import AccountKind, Assurance, MandateRole, PartyKind, normal


class Accounts(BaseUserManager["Account"]):
    """Accounts, found at sign-in however the username's letters are cased."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=normal(username or ""))


class Account(AbstractBaseUser):
    """One person who may sign in. What the person may do is not here: posts say it, in `agencies`."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=16, blank=True)
    folded = FoldedField(of=("name", "username"))
    kind = models.CharField(_("loại tài khoản"), max_length=8, choices=AccountKind, default=AccountKind.OFFICIAL)
    assurance = models.PositiveSmallIntegerField(_("mức định danh"), choices=Assurance, default=Assurance.NONE)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    is_demo = models.BooleanField(_("tài khoản trình diễn"), default=False)

    USERNAME_FIELD = "username"
    objects = Accounts()

    class Meta:
        verbose_name = _("tài khoản")
        ordering = ("folded", "pk")
        indexes = [models.Index(fields=["folded", "id"], name="account_by_folded_name")]
        constraints = [
            models.CheckConstraint(
                name="account_username_is_written_small", condition=models.Q(username=Lower("username"))
            ),
            models.CheckConstraint(name="account_kind_is_known", condition=models.Q(kind__in=AccountKind.values)),
            models.CheckConstraint(
                name="account_assurance_is_known", condition=models.Q(assurance__in=Assurance.values)
            ),
            models.UniqueConstraint(
                name="account_citizens_email_is_one_persons",
                fields=["email"],
                condition=models.Q(kind=AccountKind.CITIZEN) & ~models.Q(email=""),
            ),
            models.UniqueConstraint(
                name="account_citizens_phone_is_one_persons",
                fields=["phone"],
                condition=models.Q(kind=AccountKind.CITIZEN) & ~models.Q(phone=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """Who applies: a person, who is the account's own, or a company, for which accounts act by mandate."""

    kind = models.CharField(_("loại"), max_length=8, choices=PartyKind)
    name = models.CharField(_("tên"), max_length=200)
    number = models.CharField(_("số định danh hoặc mã số doanh nghiệp"), max_length=20, blank=True)
    account = models.OneToOneField(Account, models.PROTECT, null=True, related_name="party")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("người nộp hồ sơ")
        constraints = [
            models.CheckConstraint(name="party_kind_is_known", condition=models.Q(kind__in=PartyKind.values)),
            models.CheckConstraint(
                name="party_is_somebodys_own_exactly_when_it_is_a_person",
                condition=models.Q(kind=PartyKind.PERSON, account__isnull=False)
                | ~models.Q(kind=PartyKind.PERSON) & models.Q(account=None),
            ),
            models.UniqueConstraint(
                name="party_company_is_known_once", fields=["number"], condition=~models.Q(kind=PartyKind.PERSON)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """That an account may act for a company. It counts from its confirmation on, until the moment it ends.

    Without a confirmation it is a claim: somebody says to represent the company, and an official looks whether so.
    `claimed_name` is what the claimant calls the company.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="mandates")
    account = models.ForeignKey(Account, models.PROTECT, related_name="mandates")
    role = models.CharField(_("vai trò"), max_length=8, choices=MandateRole)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=120)
    claimed_name = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=300, blank=True)  # why a claim was not confirmed

    class Meta:
        verbose_name = _("quyền nộp thay")
        constraints = [
            models.CheckConstraint(name="mandate_role_is_known", condition=models.Q(role__in=MandateRole.values)),
            models.UniqueConstraint(
                name="mandate_runs_once", fields=["party", "account"], condition=models.Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.party_id}"
