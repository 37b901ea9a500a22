"""Who signs in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from congvu.base.columns import FoldedField
from congvu.people.rules import normal


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
        ]

    def __str__(self) -> str:
        return self.name
