"""Where a dossier is, in one short message and in words to be spoken. Vietnamese always: so is the telephone line.

Both tell what a glimpse tells, and a glimpse names nobody.
"""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation

from congvu.base.working_time import in_vietnam
from congvu.dossiers.rules import State, number_words
from congvu.notices.rules.sms import without_diacritics

if TYPE_CHECKING:
    from congvu.dossiers.selectors import Glimpse

ONE_PART = 160
LONG = 6  # digits; a longer number is no quantity and is read digit by digit
WAITS_FOR_RESULT = {State.REGISTERED, State.RECEIVED, State.IN_PROGRESS}
_SPOKEN = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "TTHC": "thủ tục hành chính", "TP.": "thành phố"}
_SIGNS = {".": "chấm", "-": "gạch", "/": "trên"}
_BEFORE_SIGN = re.compile(r" ([,.;:)])")
_NUMBER = re.compile(r"[0-9]+", re.ASCII)


def brief(glimpse: "Glimpse", *, now: datetime) -> str:
    """The answer to a text message: one part, without diacritics. What does not fit is left out from the end."""
    with translation.override("vi"):
        said = [f"{glimpse.code}: {glimpse.label}.", *_news(glimpse, now)]
    if glimpse.receiver_phone:
        said.append(f"DT {glimpse.receiver_phone}.")
    text = ""
    for sentence in said:
        longer = f"{text} {without_diacritics(sentence)}".strip()
        text = longer if len(longer) <= ONE_PART else text
    return text


def _news(glimpse: "Glimpse", now: datetime) -> list[str]:
    """What there is to know beside the state, the most needed first."""
    if glimpse.state == State.AWAITING_SUPPLEMENT:
        items = "; ".join(glimpse.to_bring)
        return [f"Cần bổ sung: {items}."] if len(items) < ONE_PART // 2 else ["Hãy xem giấy yêu cầu bổ sung."]
    if glimpse.state == State.DECIDED:
        return [f"Mời nhận kết quả tại {glimpse.receiver}."]
    if glimpse.closed_at:
        return [f"Ngày {in_vietnam(glimpse.closed_at):%d/%m/%Y}."]
    due = glimpse.promised_at or glimpse.due_at
    if glimpse.state not in WAITS_FOR_RESULT or due is None:
        return []
    told = f"{in_vietnam(due):%H:%M %d/%m/%Y}"
    if glimpse.state == State.REGISTERED:
        return [f"Trả lời trước {told}."]
    return [f"Hẹn trả {told}."] if due >= now else [f"Đã quá hẹn {told}, xin lỗi ông/bà."]


def speakable(glimpse: "Glimpse", *, now: datetime) -> str:
    """What the telephone system reads out: no figure, no sign and no abbreviation is left in it."""
    with translation.override("vi"):
        said = [f"Hồ sơ mã {spelt(glimpse.code)}: {glimpse.label.lower()}.", *_spoken_news(glimpse, now)]
    if glimpse.receiver_phone:
        said.append(f"Cần hỏi thêm, mời ông bà gọi {spelt(glimpse.receiver_phone)}.")
    return in_words(" ".join(said))


def _spoken_news(glimpse: "Glimpse", now: datetime) -> list[str]:
    if glimpse.state == State.AWAITING_SUPPLEMENT:
        return [f"Ông bà cần bổ sung: {'; '.join(glimpse.to_bring)}."]
    if glimpse.state == State.DECIDED:
        return [f"Mời ông bà nhận kết quả tại {glimpse.receiver}."]
    if glimpse.closed_at:
        return [f"Hồ sơ kết thúc {spoken_day(glimpse.closed_at)}."]
    due = glimpse.promised_at or glimpse.due_at
    if glimpse.state not in WAITS_FOR_RESULT or due is None:
        return []
    if glimpse.state == State.REGISTERED:
        return [f"Nơi tiếp nhận trả lời trước {spoken_time(due)}."]
    if due < now:
        return [f"Hồ sơ đã quá hẹn {spoken_time(due)}. Cơ quan xin lỗi ông bà."]
    return [f"Hẹn trả kết quả {spoken_time(due)}, tại {glimpse.receiver}."]


def spoken_time(at: datetime) -> str:
    """ "mười sáu giờ ba mươi phút, ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu" """
    local = in_vietnam(at)
    minutes = f" {number_words(local.minute)} phút" if local.minute else ""
    return f"{number_words(local.hour)} giờ{minutes}, {spoken_day(at)}"


def spoken_day(at: datetime) -> str:
    day = in_vietnam(at)
    return f"ngày {number_words(day.day)} tháng {number_words(day.month)} năm {number_words(day.year)}"


def spelt(text: str) -> str:
    """A code or a telephone number sign by sign: "H, chín, tám, chấm, ba, một"."""
    return ", ".join(_sign(sign) for sign in text if not sign.isspace())


def in_words(text: str) -> str:
    """A text with its abbreviations and figures said in full."""
    for short, whole in _SPOKEN.items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", whole, text)
    return _BEFORE_SIGN.sub(r"\1", " ".join(_NUMBER.sub(_number, text).replace("/", " ").split()))


def _sign(sign: str) -> str:
    return number_words(int(sign)) if sign in "0123456789" else _SIGNS.get(sign, sign)


def _number(found: re.Match[str]) -> str:
    figures = found.group()
    one_by_one = len(figures) > LONG or (figures[0] == "0" and len(figures) > 1)
    said = spelt(figures).replace(",", "") if one_by_one else number_words(int(figures))
    return f" {said} "
