"""Who signs in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """One person who may sign in. What the person may do is not here: posts say it, in `agencies`."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=16, blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    is_demo = models.BooleanField(_("tài khoản trình diễn"), default=False)

    USERNAME_FIELD = "username"
    objects = Accounts()

    class Meta:
        verbose_name = _("tài khoản")
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                name="account_username_is_written_small", condition=models.Q(username=Lower("username"))
            ),
        ]

    def __str__(self) -> str:
        return self.name
