"""What citizens ask by text message, and the telephone system for them: the same look-up, the same privacy, the same
guard against guessing as on the web."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier
from congvu.notices.models import Asked, Message
from congvu.notices.rules import HOUR, MOST_ANSWERS, SAME, Channel, Kind, brief, is_phone, question, speakable
from congvu.notices.services.outbox import put
from congvu.online import refusals as online
from congvu.online.models import Submission
from congvu.online.services import look_up

TAIL = (10, 11)  # figures after the agency's: the day, and four or five of the number
KEPT_ASKED = timedelta(days=1)


def answer_text(phone: str, text: str, *, reference: str = "", secret: str, at: datetime) -> Message | None:
    """Answer what somebody sent: where the dossier is, or how to ask. None where nothing is answered: the text came a
    second time, the number has had its answers of this hour, or it is no number that can be written to.

    The memory of the question and its answer in the outbox come in one transaction: whoever acknowledges the text
    afterwards loses nothing. Of number and text only digests with `secret` are kept.
    """
    if not is_phone(phone):
        return None
    source = _digest(secret, phone)
    key = _digest(secret, f"{phone} {reference} {text}")
    with transaction.atomic():
        earlier = Asked.objects.filter(source=source, at__gt=at - HOUR)
        if earlier.filter(key=key, at__gt=at - SAME).exists():
            return None
        number = earlier.filter(answered=True).count() + 1
        slot = int(at.timestamp()) // int(SAME.total_seconds())
        asked, new = Asked.objects.get_or_create(
            source=source, key=key, slot=slot, defaults={"at": at, "answered": number <= MOST_ANSWERS}
        )
        if not new or number > MOST_ANSWERS:
            return None
        return put(
            f"answer:{asked.pk}",
            to=phone,
            subject=_("Trả lời tin nhắn tra cứu"),
            text=_wait_words() if number == MOST_ANSWERS else _answer(phone, text, secret=secret, at=at),
            at=at,
            channel=Channel.SMS,
            kind=Kind.ANSWER,
            urgent=True,  # whoever asks at night is awake
        )


def tell_by_phone(code: str, digits: str, *, source: str, secret: str, at: datetime) -> str:
    """The sentence that a telephone system reads out; what cannot be found or must wait is a sentence too. `code` may
    have been typed on a telephone's keys, which have figures only. `source` is who calls."""
    try:
        whole = code if not code.isdecimal() else _typed_on_keys(code)
        return speakable(look_up(whole, digits, source=f"phone:{source}", secret=secret, at=at), now=at)
    except Refusal as refusal:
        with translation.override("vi"):
            return _no_words(refusal)


def forget_asked(*, at: datetime) -> int:
    """Delete the memory of questions of the day before and earlier; how many there were."""
    return Asked.objects.filter(at__lt=at - KEPT_ASKED).delete()[0]


def _answer(phone: str, text: str, *, secret: str, at: datetime) -> str:
    asked = question(text)
    with translation.override("vi"):
        if asked is None:
            return _help_words()
        try:
            return brief(look_up(asked.code, asked.digits, source=f"sms:{phone}", secret=secret, at=at), now=at)
        except Refusal as refusal:
            return _no_words(refusal)


def _no_words(refusal: Refusal) -> str:
    if refusal.code == online.TOO_MANY.code:
        return str(_("Bạn đã tra cứu sai nhiều lần. Vui lòng thử lại sau %s.")) % refusal.facts["wait"]
    return str(_("Không có hồ sơ nào khớp. Hãy xem lại mã hồ sơ và bốn số cuối của số định danh người nộp."))


def _help_words() -> str:
    return _("Để tra cứu, hãy soạn: HS (mã hồ sơ) (4 số cuối số định danh), ví dụ HS H98.31-261122-0001 1234.")


def _wait_words() -> str:
    return _("Số này đã hỏi nhiều lần. Vui lòng hỏi lại sau một giờ, hoặc xem trên cổng dịch vụ công.")


def _typed_on_keys(figures: str) -> str:
    """The code that has these figures: its agency's, the day's six, and the number within the day. Where the figures of
    two agencies are the same, the one of which there is such a code."""
    found = [
        f"{code}-{rest[:6]}-{rest[6:]}"
        for code in Agency.objects.values_list("code", flat=True)
        if (rest := _after(code, figures)) and len(rest) in TAIL
    ]
    known = Dossier.objects.filter(code__in=found).values_list("code", flat=True).first()
    known = known or Submission.objects.filter(code__in=found).values_list("code", flat=True).first()
    return known or (found[0] if found else figures)


def _after(code: str, figures: str) -> str:
    own = "".join(filter(str.isdecimal, code))
    return figures[len(own) :] if own and figures.startswith(own) else ""


def _digest(secret: str, value: str) -> str:
    return hmac.new(secret.encode(), f"asked:{value}".encode(), hashlib.sha256).hexdigest()
