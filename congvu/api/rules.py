"""What a client may be let do, how its secrets are kept, and what a webhook tells. Pure."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.notices.rules.outbox import LOCAL, is_ip, is_web_address, may_call

TOKEN_LASTS = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MOST_URL, MOST_KEY, MOST_CLIENT_NAME = 500, 128, 60
SECRET_BEGINS, HOOK_SECRET_BEGINS = "cvs_", "whsec_"
GIVE_UP_AFTER = timedelta(days=5)  # of deliveries that all failed: then the webhook is ended


class Scope(models.TextChoices):
    """What a client may do, as its tokens say it."""

    CATALOGUE = "catalogue", _("Đọc danh mục thủ tục và nơi nộp")
    SUBMIT = "submit", _("Gửi tệp và nộp hồ sơ")
    STATUS = "status", _("Theo dõi hồ sơ, nhận kết quả và thông báo")
    SUPPLEMENT = "supplement", _("Bổ sung và rút hồ sơ")


class Topic(models.TextChoices):
    """What a webhook tells of; the values are the `type` of its messages."""

    SUBMISSION_ACCEPTED = "submission.accepted", _("Hồ sơ được tiếp nhận")
    SUBMISSION_REFUSED = "submission.refused", _("Hồ sơ không được tiếp nhận")
    SUPPLEMENT_ASKED = "supplement.asked", _("Yêu cầu bổ sung hồ sơ")
    SUPPLEMENT_TAKEN = "supplement.taken", _("Đã nhận bổ sung hồ sơ")
    REAPPOINTED = "dossier.reappointed", _("Hẹn lại ngày trả kết quả")
    DECIDED = "dossier.decided", _("Đã có kết quả")
    RETURNED = "dossier.returned", _("Đã trả kết quả")
    STOPPED = "dossier.stopped", _("Dừng giải quyết")
    WITHDRAWN = "dossier.withdrawn", _("Đã rút hồ sơ")
    RESULT_ISSUED = "result.issued", _("Đã cấp bản điện tử của kết quả")


def new_secret(begins: str = SECRET_BEGINS) -> str:
    """A secret that nobody guesses (256 bits), recognisable in a log that it slipped into."""
    return begins + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """How a secret is kept: it is too long to be guessed, so one plain digest keeps it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(digest_kept: str, secret: str) -> bool:
    """Whether this is the secret whose digest was kept; takes as long when it is not."""
    return hmac.compare_digest(digest_kept, digest(secret))


def digest_of_body(path: str, body: object) -> str:
    """By which a request that is sent again is known for the same one."""
    canonical = json.dumps([path, body], sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def scopes_of(text: str) -> list[str]:
    """The scopes of a token request: words apart by one blank (RFC 6749, 3.3), each once, in our order."""
    words = set(text.split(" ")) - {""}
    return [scope for scope in Scope.values if scope in words] + sorted(words - set(Scope.values))


def narrowed(asked: str, allowed: Collection[str]) -> list[str] | None:
    """What is granted of what is asked; everything allowed where nothing is asked, None where more is asked."""
    wanted = scopes_of(asked) or [scope for scope in Scope.values if scope in allowed]
    return wanted if set(wanted) <= set(allowed) else None


def is_webhook_url(url: str, *, private: bool) -> bool:
    """Whether messages may go there at all: https to a name or address of the open internet, without user and password;
    with `private` (a demonstration, a test) to this machine too. Where a name leads is asked when it is called."""
    if not is_web_address(url) or "@" in url or "#" in url:
        return False
    host = urlsplit(url).hostname or ""
    return private or (host not in LOCAL and (not is_ip(host) or may_call(host)))


def signature(secret: str, message_id: str, timestamp: int, body: str) -> str:
    """The `webhook-signature` of Standard Webhooks, version 1: HMAC-SHA-256 over id, time and body."""
    key = base64.b64decode(secret.removeprefix(HOOK_SECRET_BEGINS))
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def webhook_id(hook_id: int, entry: int) -> str:
    """The `webhook-id`: the same however often a hook is told of a line, and telling nothing by itself."""
    return "msg_" + hashlib.sha256(f"webhook:{hook_id}:{entry}".encode()).hexdigest()[:32]


def new_hook_secret() -> str:
    """As Standard Webhooks writes them: `whsec_` and 32 bytes in base64."""
    return HOOK_SECRET_BEGINS + base64.b64encode(secrets.token_bytes(32)).decode()


def to_cursor(after: str) -> str:
    """Where the next page begins, opaque to whoever reads it."""
    return base64.urlsafe_b64encode(after.encode()).decode().rstrip("=")


def from_cursor(cursor: str) -> str | None:
    """What `to_cursor` was given; empty for the first page, None for what is no cursor."""
    try:
        found = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:
        return None
    return found if "\0" not in found else None
