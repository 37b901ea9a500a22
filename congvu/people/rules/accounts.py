"""How usernames are spelt, what kinds of accounts there are, and how surely each is known."""

import re
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.sheet.kinds import KINDS

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


class AccountKind(models.TextChoices):
    """Officials and citizens sign in at different doors."""

    OFFICIAL = "official", _("Cán bộ")
    CITIZEN = "citizen", _("Công dân")


class Assurance(models.IntegerChoices):
    """How surely it is known who signs in (levels 2 and 3: the two levels of Decree 69/2024 on e-identity)."""

    NONE = 0, _("Chưa xác nhận")
    CONTACT = 1, _("Đã xác nhận thư điện tử hoặc điện thoại")
    EID_1 = 2, _("Định danh điện tử mức độ 01")
    EID_2 = 3, _("Định danh điện tử mức độ 02")


class PartyKind(models.TextChoices):
    """Who applies."""

    PERSON = "person", _("Cá nhân")
    COMPANY = "company", _("Doanh nghiệp, tổ chức")


class MandateRole(models.TextChoices):
    """What somebody may do for a company."""

    OWNER = "owner", _("Người đại diện")
    FILER = "filer", _("Người nộp hồ sơ")
    VIEWER = "viewer", _("Người theo dõi")


FILING = (MandateRole.OWNER, MandateRole.FILER)


def normal(username: str) -> str:
    """The one spelling of a username: small, without blanks around it."""
    return username.strip().lower()


def is_username(username: str) -> bool:
    """3 to 60 small letters without diacritics, digits, dots, hyphens and underscores; first a letter or digit."""
    return _USERNAME.fullmatch(username) is not None


class Contact(NamedTuple):
    """Where somebody is reached: an e-mail address in small letters, or a telephone number as +84901234567."""

    channel: str  # "email" or "sms"
    address: str


def contact_in(typed: str) -> Contact | None:
    """The address or number that was typed, however it was written; None where it is neither."""
    channel, kind = ("email", KINDS["email"]) if "@" in typed else ("sms", KINDS["phone"])
    address = kind.read(typed.strip()).lower()
    return None if kind.check(address, {}) else Contact(channel, address)
