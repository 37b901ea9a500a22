"""The life of a message in the outbox."""

import hashlib
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_SUBJECT = 200
LEASE = timedelta(minutes=5)  # a worker that has not finished one message by then is taken for dead
KEPT = timedelta(days=180)  # how long what was sent can be looked at
WAITS = (1, 5, 15, 60, 240, 480, 720)  # minutes before each further try: a day altogether
MOST_TRIES = len(WAITS) + 1
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


class State(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    UNSURE = "unsure", _("Chưa rõ đã gửi")
    GIVEN_UP = "given_up", _("Không gửi được")
    DROPPED = "dropped", _("Đã bỏ")


class Kind(models.TextChoices):
    """What a message is about."""

    OVERDUE = "overdue", _("Báo quá hạn")
    ESCALATION = "escalation", _("Báo lãnh đạo")
    DIGEST = "digest", _("Thư hằng ngày")
    OTHER = "other", _("Khác")


def next_try(tries: int) -> timedelta | None:
    """How long to wait after so many tries that failed; None when it is given up."""
    return timedelta(minutes=WAITS[tries - 1]) if tries < MOST_TRIES else None


def message_id(key: str, domain: str) -> str:
    """The Message-ID, the same however often the message is handed to a server: whoever receives it twice can tell."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def one_line(text: str) -> str:
    """A text as a header bears it: no line breaks, by which a header could be smuggled in, and not endless."""
    text = " ".join(CONTROL.sub(" ", text).split())
    return text if len(text) <= MOST_SUBJECT else text[: MOST_SUBJECT - 1] + "…"


def is_address(text: str) -> bool:
    """Whether it is one e-mail address and nothing else; in ASCII, for not every server takes other letters."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text.isascii() and text == one_line(text)
