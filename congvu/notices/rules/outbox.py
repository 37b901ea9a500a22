"""The life of a message in the outbox."""

import hashlib
import re
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_SUBJECT, MOST_TO = 200, 500
LEASE = timedelta(minutes=5)  # a worker that has not finished one message by then is taken for dead
KEPT = timedelta(days=180)  # how long what was sent can be looked at
WAITS = (1, 5, 15, 60, 240, 480, 720)  # minutes before each further try: a day altogether
MOST_TRIES = len(WAITS) + 1
MOST_URGENT = 3
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


class Channel(models.TextChoices):
    """By which way a message leaves."""

    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn SMS")
    WEBHOOK = "webhook", _("Báo cho hệ thống khác")


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
    PROGRESS = "progress", _("Báo người nộp hồ sơ")
    ANSWER = "answer", _("Trả lời tin nhắn")
    CODE = "code", _("Mã xác nhận")
    OTHER = "other", _("Khác")


class Delivery(models.TextChoices):
    """What the network reported of an SMS after it took it."""

    DELIVERED = "delivered", _("Đã đến máy người nhận")
    FAILED = "failed", _("Không đến được máy người nhận")


def next_try(tries: int, *, urgent: bool = False) -> timedelta | None:
    """How long to wait after so many tries that failed; None when it is given up. What is urgent is soon of no use."""
    return timedelta(minutes=WAITS[tries - 1]) if tries < (MOST_URGENT if urgent else MOST_TRIES) else None


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


def is_web_address(text: str) -> bool:
    """Whether it is an address that something can be posted to: HTTPS, or HTTP on this machine."""
    try:
        parts = urlsplit(text)
        known = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
    return known and safe and text.isascii() and text == "".join(text.split()) and len(text) <= MOST_TO


def is_ip(host: str) -> bool:
    """Whether it is an IP address, and not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def may_call(address: str) -> bool:
    """Whether an IP address belongs to the open internet: neither to this machine, nor to its network, nor to a cloud's
    inside. One that carries another (IPv4 in IPv6) counts as that one."""
    found = ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    return found.is_global and not found.is_multicast and getattr(found, "teredo", None) is None
