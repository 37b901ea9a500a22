"""What a citizen is told of, and in which words unless the province has set its own.

The words name nobody: e-mail and text messages are read on the way. A reason that an official wrote is not in them
either; the link shows it to whoever may see it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from congvu.notices.rules.outbox import Channel

MOST_TEXT = 4000
CHANNELS = (Channel.EMAIL, Channel.SMS)
ALWAYS = ("code", "procedure", "receiver", "link")
_PLACE = re.compile(r"\{(\w*)\}")


class Language(models.TextChoices):
    """In which language somebody wants to be told."""

    VI = "vi", _("Tiếng Việt")
    EN = "en", _("Tiếng Anh")


class Occasion(models.TextChoices):
    """When a citizen hears from us."""

    SUBMITTED = "submitted", _("Đã nhận hồ sơ nộp trực tuyến")
    ACCEPTED = "accepted", _("Đã tiếp nhận hồ sơ, có giấy hẹn")
    REFUSED = "refused", _("Không tiếp nhận hồ sơ")
    SUPPLEMENT = "supplement", _("Yêu cầu bổ sung")
    FEE_DUE = "fee_due", _("Cần nộp phí, lệ phí")
    PAID = "paid", _("Đã nhận phí, lệ phí")
    REAPPOINTED = "reappointed", _("Xin lỗi và hẹn lại")
    APOLOGISED = "apologised", _("Xin lỗi vì chậm trả kết quả")
    READY = "ready", _("Đã có kết quả")
    RETURNED = "returned", _("Đã trả kết quả")
    WITHDRAWN = "withdrawn", _("Đã rút hồ sơ")
    STOPPED = "stopped", _("Dừng giải quyết")


@dataclass(frozen=True, slots=True)
class Wording:
    """The subject and text of an e-mail, and a short message. Lazy: read in the language active then."""

    subject: Any
    text: Any
    sms: Any
    more: tuple[str, ...] = ()  # what else can be told on this occasion

    @property
    def places(self) -> tuple[str, ...]:
        return (*ALWAYS, *self.more)


WORDINGS: Mapping[Occasion, Wording] = {
    Occasion.SUBMITTED: Wording(
        _("Đã nhận hồ sơ trực tuyến {code}"),
        _(
            "{receiver} đã nhận hồ sơ trực tuyến mã {code}, thủ tục {procedure}. Nơi tiếp nhận sẽ trả lời trước "
            "{due}.\n\nTheo dõi hồ sơ: {link}"
        ),
        _("Đã nhận hồ sơ trực tuyến {code}, trả lời trước {due}. Theo dõi: {link}"),
        ("due",),
    ),
    Occasion.ACCEPTED: Wording(
        _("Đã tiếp nhận hồ sơ {code}, hẹn trả {due}"),
        _(
            "{receiver} đã tiếp nhận hồ sơ mã {code}, thủ tục {procedure}. Hẹn trả kết quả: {due}.\n\n"
            "Giấy tiếp nhận và tình trạng hồ sơ: {link}"
        ),
        _("Đã tiếp nhận hồ sơ {code}, hẹn trả {due}. Theo dõi: {link}"),
        ("due",),
    ),
    Occasion.REFUSED: Wording(
        _("Hồ sơ {code} chưa được tiếp nhận"),
        _(
            "{receiver} chưa tiếp nhận hồ sơ trực tuyến mã {code}, thủ tục {procedure}.\n\n"
            "Lý do và cách nộp lại: {link}"
        ),
        _("Hồ sơ {code} chưa được tiếp nhận. Lý do: {link}"),
    ),
    Occasion.SUPPLEMENT: Wording(
        _("Cần bổ sung hồ sơ {code}"),
        _(
            "Hồ sơ mã {code}, thủ tục {procedure}, cần bổ sung:\n\n{items}\n\n"
            "Thời hạn giải quyết tạm dừng đến khi ông/bà bổ sung. Bổ sung tại: {link}\n"
            "hoặc tại {receiver}."
        ),
        _("Hồ sơ {code} cần bổ sung giấy tờ. Xem và bổ sung tại: {link}"),
        ("items",),
    ),
    Occasion.FEE_DUE: Wording(
        _("Hồ sơ {code} cần nộp phí, lệ phí"),
        _(
            "Hồ sơ mã {code}, thủ tục {procedure}, cần nộp {amount}.\n\n"
            "Nộp trực tuyến: {link}\nhoặc nộp tại {receiver}."
        ),
        _("Hồ sơ {code} cần nộp {amount}. Nộp tại: {link}"),
        ("amount",),
    ),
    Occasion.PAID: Wording(
        _("Đã nhận {amount} của hồ sơ {code}"),
        _("{receiver} đã nhận {amount} phí, lệ phí của hồ sơ mã {code}, biên lai {number}.\n\nBiên lai: {link}"),
        _("Đã nhận {amount} của hồ sơ {code}, biên lai {number}."),
        ("amount", "number"),
    ),
    Occasion.REAPPOINTED: Wording(
        _("Xin lỗi và hẹn lại hồ sơ {code}"),
        _(
            "Hồ sơ mã {code}, thủ tục {procedure}, không kịp giải quyết đúng hẹn. Chúng tôi xin lỗi ông/bà và hẹn trả "
            "kết quả lúc {due}.\n\nThư xin lỗi và tình trạng hồ sơ: {link}"
        ),
        _("Xin lỗi ông/bà: hồ sơ {code} được hẹn lại {due}. Chi tiết: {link}"),
        ("due",),
    ),
    Occasion.APOLOGISED: Wording(
        _("Xin lỗi vì chậm trả kết quả hồ sơ {code}"),
        _(
            "Hồ sơ mã {code}, thủ tục {procedure}, đã quá hẹn trả kết quả. Chúng tôi xin lỗi ông/bà.\n\n"
            "Thư xin lỗi và tình trạng hồ sơ: {link}"
        ),
        _("Xin lỗi ông/bà: hồ sơ {code} đã quá hẹn. Chi tiết: {link}"),
    ),
    Occasion.READY: Wording(
        _("Hồ sơ {code} đã có kết quả"),
        _("Hồ sơ mã {code}, thủ tục {procedure}, đã có kết quả.\n\nNhận kết quả tại {receiver}, hoặc xem tại: {link}"),
        _("Hồ sơ {code} đã có kết quả. Nhận tại nơi nộp hoặc xem: {link}"),
    ),
    Occasion.RETURNED: Wording(
        _("Đã trả kết quả hồ sơ {code}"),
        _(
            "Kết quả của hồ sơ mã {code}, thủ tục {procedure}, đã được trả.\n\n"
            "Nếu không phải ông/bà hoặc người được ủy quyền đã nhận, hãy báo ngay cho {receiver}. "
            "Mời ông/bà đánh giá: {link}"
        ),
        _("Đã trả kết quả hồ sơ {code}. Mời ông/bà đánh giá: {link}"),
    ),
    Occasion.WITHDRAWN: Wording(
        _("Đã rút hồ sơ {code}"),
        _("Hồ sơ mã {code}, thủ tục {procedure}, đã được rút theo yêu cầu.\n\nChi tiết: {link}"),
        _("Hồ sơ {code} đã được rút theo yêu cầu. Chi tiết: {link}"),
    ),
    Occasion.STOPPED: Wording(
        _("Dừng giải quyết hồ sơ {code}"),
        _("Hồ sơ mã {code}, thủ tục {procedure}, đã dừng giải quyết.\n\nThông báo và lý do: {link}"),
        _("Hồ sơ {code} đã dừng giải quyết. Lý do: {link}"),
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent, with its places still open. A text message is known to operators by the subject."""

    subject: str
    text: str


def default_words(occasion: Occasion, channel: Channel, language: str) -> Words:
    """The words of the software itself, in the language."""
    wording = WORDINGS[occasion]
    with translation.override(language):
        return Words(str(wording.subject), str(wording.sms if channel == Channel.SMS else wording.text))


def filled(words: Words, facts: Mapping[str, str]) -> Words:
    """The words with their facts. A place that is no fact stays as it stands."""

    def fact(found: re.Match[str]) -> str:
        return facts.get(found.group(1), found.group())

    return Words(_PLACE.sub(fact, words.subject), _PLACE.sub(fact, words.text))


def unknown_places(words: Words, occasion: Occasion) -> list[str]:
    """The places in the words that nothing is known for on this occasion, as they stand."""
    known = WORDINGS[occasion].places
    found = _PLACE.findall(f"{words.subject} {words.text}")
    return sorted({f"{{{name}}}" for name in found if name not in known})
