"""The kinds of answers: how each is typed, checked and shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu import places
from congvu.sheet.text import is_tidy, tidy_line, tidy_lines

NOT_TEXT = _("Câu trả lời phải là một đoạn văn bản.")
NOT_TIDY = _("Văn bản có ký tự ẩn hoặc chưa theo bảng mã Unicode dựng sẵn. Hãy gõ lại.")
CCCD_LENGTH = _("Số CCCD gồm 12 chữ số; bạn đã nhập {count}.")
CCCD_DIGITS = _("Số CCCD chỉ gồm 12 chữ số, không có chữ cái hay dấu.")
CCCD_PLACE = _("Ba chữ số đầu của số CCCD là mã nơi đăng ký khai sinh; không có mã {code}. Hãy xem lại số trên thẻ.")
CCCD_CENTURY = _("Chữ số thứ tư của số CCCD là từ 0 đến 3; bạn đã nhập {digit}. Hãy xem lại số trên thẻ.")
ID_NUMBER = _("Hãy nhập 12 chữ số của CCCD, 9 chữ số của CMND, hoặc số hộ chiếu gồm chữ cái và chữ số.")
PHONE = _("Số điện thoại bắt đầu bằng 0 hoặc +84; di động gồm 10 chữ số, cố định gồm 11 chữ số. Ví dụ: 0901234567.")
EMAIL = _("Địa chỉ thư điện tử có dạng ten@coquan.vn.")
DATE = _("Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 02/09/2025.")
NO_DAY = _("Không có ngày {text} trên lịch. Hãy xem lại ngày và tháng.")
YEAR = _("Năm phải từ {least} đến {most}; bạn đã nhập {year}.")
MONEY = _("Hãy nhập số tiền bằng đồng, không có phần lẻ, ví dụ 1.250.000.")
INTEGER = _("Hãy nhập một số nguyên, ví dụ 12.")
NUMBER = _("Hãy nhập một số, phần thập phân sau dấu phẩy, ví dụ 12,5.")
TOO_GREAT = _("Số này lớn quá mức hệ thống ghi được. Hãy xem lại.")
CHOICE = _("Hãy chọn một mục có trong danh sách.")
CHOICES = _("Hãy chọn các mục có trong danh sách, mỗi mục một lần.")
YES_OR_NO = _("Hãy chọn có hoặc không.")
NO_COMMUNE = _("Không có xã, phường, đặc khu nào mang mã {code}.")
NOT_FOUND = _(
    "Chưa tìm thấy “{text}”. Hãy chỉ gõ tên xã, phường hoặc đặc khu, tên mới hay tên cũ đều được; bỏ số nhà, tên đường."
)
WHICH = _("Có nhiều nơi hợp với “{text}”. Hãy chọn một nơi trong danh sách, hoặc gõ thêm tên huyện cũ, tỉnh.")
YES, NO = _("Có"), _("Không")

GREATEST = 10**15  # what every JSON reader keeps exact
YEARS = (1800, 2199)
# Provinces as of 2004-2025; the codes in use since July 2025 are among them. From 101 on: countries of birth.
PLACES = frozenset(
    {1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45}
    | {46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91}
    | {92, 93, 94, 95, 96}
)
_CMND = re.compile(r"\d{9}", re.ASCII)
_PASSPORT = re.compile(r"(?=\d*[A-Z])[A-Z0-9]{6,9}", re.ASCII)
_PHONE = re.compile(r"\+84(?:[35789]\d{8}|2\d{9})", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@(?:[^@\s.]+\.)+[^@\s.]{2,}")
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WHOLE = re.compile(r"-?(?:\d{1,18}|\d{1,3}(?:\.\d{3}){1,6}|\d{1,3}(?:,\d{3}){1,6}|\d{1,3}(?: \d{3}){1,6})", re.ASCII)
_DECIMAL = re.compile(r"(-?(?:\d{1,18}|\d{1,3}(?:\.\d{3}){1,6}))(?:,(\d{1,9}))?", re.ASCII)
_POINT = re.compile(r"-?\d{1,18}\.(?:\d{1,2}|\d{4,9})", re.ASCII)
_CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)$", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s.\-]+")


class Wrong(Exception):
    """What was typed is no such value; the argument is the sentence that says what is."""


Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of answer is typed (`read`, `write`), what makes it wrong (`check`: a sentence, or nothing) and how
    it is shown to a reader. `options` are the value and label of each choice, for the kinds that have choices."""

    widget: str
    read: Callable[[str], Any]
    check: Callable[[Any, Options], str]
    write: Callable[[Any], str] = str
    show: Callable[[Any, Options], str] = lambda value, _options: str(value)
    attrs: Mapping[str, str] = field(default_factory=dict)


def _check_text(value: Any, _options: Options) -> str:
    if not isinstance(value, str):
        return str(NOT_TEXT)
    return "" if is_tidy(value) else str(NOT_TIDY)


def _read_digits(text: str) -> str:
    return _PUNCTUATION.sub("", text)


def _check_cccd(value: Any, options: Options) -> str:
    if wrong := _check_text(value, options):
        return wrong
    if not (value.isascii() and value.isdigit()):
        return str(CCCD_DIGITS)
    if len(value) != 12:
        return str(CCCD_LENGTH).format(count=len(value))
    if int(value[:3]) <= 100 and int(value[:3]) not in PLACES:
        return str(CCCD_PLACE).format(code=value[:3])
    return str(CCCD_CENTURY).format(digit=value[3]) if value[3] > "3" else ""


def _check_id_number(value: Any, options: Options) -> str:
    if wrong := _check_text(value, options):
        return wrong
    if value.isascii() and value.isdigit() and len(value) > 9:
        return _check_cccd(value, options)
    return "" if _CMND.fullmatch(value) or _PASSPORT.fullmatch(value) else str(ID_NUMBER)


def _read_phone(text: str) -> str:
    digits = re.sub(r"[\s.\-()]+", "", text)
    if digits.startswith("0084"):
        return "+84" + digits[4:]
    if digits.startswith("+840"):
        return "+84" + digits[4:]
    return "+84" + digits[1:] if digits.startswith("0") else digits


def _write_phone(value: Any) -> str:
    text = str(value)
    return "0" + text[3:] if _PHONE.fullmatch(text) else text


def _matches(pattern: re.Pattern[str], sentence: Any) -> Callable[[Any, Options], str]:
    def check(value: Any, options: Options) -> str:
        return _check_text(value, options) or ("" if pattern.fullmatch(value) else str(sentence))

    return check


def _read_date(text: str) -> str:
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise Wrong(str(DATE))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Wrong(str(NO_DAY).format(text=text)) from None


def _check_date(value: Any, options: Options) -> str:
    if wrong := _check_text(value, options):
        return wrong
    if not _ISO_DAY.fullmatch(value):
        return str(DATE)
    try:
        year = date.fromisoformat(value).year
    except ValueError:
        return str(NO_DAY).format(text=value)
    least, most = YEARS
    return "" if least <= year <= most else str(YEAR).format(least=least, most=most, year=year)


def _write_date(value: Any) -> str:
    found = _ISO_DAY.fullmatch(str(value))
    return "/".join(reversed(found.groups())) if found else str(value)


def _read_whole(sentence: Any) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = _CURRENCY.sub("", text) if sentence is MONEY else text
        if not _WHOLE.fullmatch(number):
            raise Wrong(str(sentence))
        return int(re.sub(r"[., ]", "", number))

    return read


def _check_whole(sentence: Any) -> Callable[[Any, Options], str]:
    def check(value: Any, _options: Options) -> str:
        if not isinstance(value, int) or isinstance(value, bool):
            return str(sentence)
        return "" if abs(value) <= GREATEST else str(TOO_GREAT)

    return check


def dotted(value: Any) -> str:
    """A number as Vietnamese write it: 1250000.5 is "1.250.000,5"."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(value)
    return f"{Decimal(repr(value)):,f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")


def _read_number(text: str) -> int | float:
    if found := _DECIMAL.fullmatch(text):
        number = found[1].replace(".", "") + (f".{found[2]}" if found[2] else "")
    elif _POINT.fullmatch(text):
        number = text
    else:
        raise Wrong(str(NUMBER))
    value = float(number)
    return int(value) if value.is_integer() and abs(value) <= GREATEST else value


def _check_number(value: Any, _options: Options) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(NUMBER)
    if isinstance(value, float) and not isfinite(value):
        return str(NUMBER)
    return "" if abs(value) <= GREATEST else str(TOO_GREAT)


def _write_number(value: Any) -> str:
    return dotted(value).replace(".", "") if isinstance(value, int | float) else str(value)


def _read_commune(text: str) -> str:
    if found := places.only(text):
        return found.code
    raise Wrong(str(WHICH if places.find(text, most=1) else NOT_FOUND).format(text=text[:60]))


def _check_commune(value: Any, options: Options) -> str:
    if wrong := _check_text(value, options):
        return wrong
    return "" if places.commune(value) else str(NO_COMMUNE).format(code=value[:10])


def _write_commune(value: Any) -> str:
    found = places.commune(str(value))
    return found.label if found else str(value)


def _check_choice(value: Any, options: Options) -> str:
    return "" if isinstance(value, str) and value in options else str(CHOICE)


def _check_choices(value: Any, options: Options) -> str:
    if not isinstance(value, list) or any(_check_choice(item, options) for item in value):
        return str(CHOICES)
    return "" if len(set(value)) == len(value) else str(CHOICES)


def _show_money(value: Any, _options: Options) -> str:
    return str(_("{amount} đồng")).format(amount=dotted(value))


def _read_yes_no(text: str) -> bool:
    if text not in {"true", "on", "false"}:
        raise Wrong(str(YES_OR_NO))
    return text != "false"


def _write_yes_no(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_yes_no(value: Any, _options: Options) -> str:
    return "" if isinstance(value, bool) else str(YES_OR_NO)


def _shown_as(write: Callable[[Any], str]) -> Callable[[Any, Options], str]:
    def show(value: Any, _options: Options) -> str:
        return write(value)

    return show


_NUMERIC = {"inputmode": "numeric"}
KINDS: Mapping[str, Kind] = {
    "text": Kind("text", tidy_line, _check_text),
    "lines": Kind("textarea", tidy_lines, _check_text),
    "date": Kind(
        "date", _read_date, _check_date, _write_date, _shown_as(_write_date),
    ),
    "cccd": Kind("text", _read_digits, _check_cccd, attrs={**_NUMERIC, "spellcheck": "false"}),
    "id-number": Kind(
        "text", lambda text: _read_digits(text).upper(), _check_id_number, attrs={"spellcheck": "false"}
    ),
    "phone": Kind(
        "text", _read_phone, _matches(_PHONE, PHONE), _write_phone, _shown_as(_write_phone),
        {"type": "tel", "inputmode": "tel"},
    ),
    "email": Kind(
        "text", tidy_line, _matches(_EMAIL, EMAIL), attrs={"inputmode": "email", "spellcheck": "false"}
    ),
    "commune": Kind(
        "commune", _read_commune, _check_commune, _write_commune, _shown_as(_write_commune),
        {"maxlength": "120", "autocomplete": "off", "spellcheck": "false"},
    ),
    "integer": Kind(
        "number", _read_whole(INTEGER), _check_whole(INTEGER), _write_number,
        _shown_as(dotted),
    ),
    "number": Kind(
        "number", _read_number, _check_number, _write_number, _shown_as(dotted),
    ),
    "money": Kind("money", _read_whole(MONEY), _check_whole(MONEY), dotted, _show_money),
    "choice": Kind("select", str, _check_choice, show=lambda value, options: options.get(value, str(value))),
    "yes_no": Kind(
        "checkbox", _read_yes_no, _check_yes_no,
        _write_yes_no, _shown_as(lambda value: str(YES if value else NO)),
    ),
    "choices": Kind(
        "checkboxes", str, _check_choices,
        show=lambda value, options: "; ".join(options.get(item, str(item)) for item in value),
    ),
}  # fmt: skip
