"""The six digits that are sent to prove an e-mail address or a telephone number, and how often they are sent."""

import hashlib
import hmac
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS = 6
LASTS = timedelta(minutes=10)
TRIES = 5
AGAIN_AFTER = timedelta(seconds=60)
SENDINGS = 3  # of one code
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MOST_TO_ADDRESS = 10  # codes in a day
MOST_FROM_SOURCE = 30  # codes in an hour


class Purpose(models.TextChoices):
    """What a code is for."""

    REGISTER = "register", _("Đăng ký tài khoản")
    RESET = "reset", _("Đặt lại mật khẩu")
    CONTACT = "contact", _("Đổi thư điện tử hoặc số điện thoại")


def digest(secret: str, *parts: str) -> str:
    """What is kept in place of something that must be recognised but not read."""
    return hmac.new(secret.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def fits(kept: str, secret: str, *parts: str) -> bool:
    """Whether these parts are those of the digest; nothing fits an empty one. It takes the same time in any case."""
    return hmac.compare_digest(kept, digest(secret, *parts))


def digits_in(typed: str) -> str:
    """A code as it is read from a letter: without the blanks and hyphens between its digits."""
    return "".join(letter for letter in typed if letter.isascii() and letter.isalnum()).upper()
