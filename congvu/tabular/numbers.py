"""Numbers as people write them, read without guessing: 226.330 may be 226330 or 226.33, and a person says which."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

MOST_LETTERS = 200
LATIN = set("0123456789")
UNITS = {  # folded as written; what it multiplies by is said by `factor`
    "": 1, "đồng": 1, "đ": 1, "vnd": 1, "vnđ": 1, "nghìn": 10**3, "ngàn": 10**3, "nghìn đồng": 10**3,
    "ngàn đồng": 10**3, "1000 đồng": 10**3, "triệu": 10**6, "triệu đồng": 10**6, "trđ": 10**6, "tr": 10**6,
    "tr.đ": 10**6, "tỷ": 10**9, "tỉ": 10**9, "tỷ đồng": 10**9, "tỉ đồng": 10**9,
}  # fmt: skip
ABOUT = re.compile(
    r"(?:khoảng|ước(?: đạt| khoảng)?|chừng|gần|trên|hơn|tối thiểu|ít nhất|không quá|dưới|đạt|[~≈≥≤><])\s*",
    re.IGNORECASE,
)
RANGE = re.compile(r"\d\s*(?:[-–—]|đến|tới|÷)\s*\d")
NOTHING = {"", "-", "–", "—", "...", "…", "x", "/"}
QUOTIENT = re.compile(r"([\d.,]+)\s*/\s*([\d.,]+)")


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says as a number. `value` is set only where it can be read in one way; else `choices` are the ways,
    or `doubt` is the sentence that says why none is. `unit` is what stands behind the digits as a factor (tỷ: 10**9;
    1 where nothing does), `percent` whether they are per cent. Of "12/40" they are `n` and `d`."""

    value: Decimal | None = None
    choices: tuple[Decimal, ...] = ()
    doubt: str = ""
    unit: int = 1
    percent: bool = False
    n: Decimal | None = None
    d: Decimal | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return self.value is None and not self.choices and not self.doubt


def read_number(text: str) -> Read:
    """Reads Vietnamese and English marks between thousands and before decimals. The value is without its unit:
    "226 tỷ" is 226 with the unit 10**9."""
    plain = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if plain.casefold() in NOTHING:
        return Read()
    if len(plain) > MOST_LETTERS or not set(filter(str.isdigit, plain)) <= LATIN:
        return Read(doubt=_("Không phải một số."))
    if found := QUOTIENT.fullmatch(plain):
        return _quotient(found[1], found[2])
    if RANGE.search(plain):
        return Read(doubt=_("Là một khoảng, không phải một số. Hãy ghi số đúng."))
    about = ABOUT.match(plain)
    bare = plain[about.end() :] if about else plain
    digits, unit, percent = _apart(bare)
    ways = spelled(digits) if digits is not None else ()
    if unit is None or not ways:
        return Read(doubt=_("Không phải một số."))
    if about:
        sentence = _("Không nói số đúng (“%s”). Hãy xác nhận.") % about[0].strip()
        return Read(None, ways, sentence, unit, percent)
    if len(ways) > 1:
        return Read(None, ways, _("Dấu chấm hoặc phẩy có thể là dấu nghìn hoặc dấu thập phân."), unit, percent)
    return Read(ways[0], (), "", unit, percent)


def factor(text: str) -> int | None:
    """What a unit multiplies by: "triệu đồng" is 10**6. None where it is no unit of money."""
    return UNITS.get(" ".join(text.casefold().strip(" ().:;").split()))


def _quotient(above: str, below: str) -> Read:
    ways = spelled(above), spelled(below)
    if not all(len(one) == 1 for one in ways):
        return Read(doubt=_("Không phải một số."))
    return Read(n=ways[0][0], d=ways[1][0], doubt=_("Là tử số và mẫu số."))


def _apart(text: str) -> tuple[str | None, int | None, bool]:
    """The digits, the factor of the unit behind them, and whether they are per cent. "(1.200)" is negative."""
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1].strip() if negative else text
    joined = re.sub(r"(?<=\d)[ '](?=\d{3}(?!\d))", "\u2009", text)  # spaces between thousands, kept apart from others
    found = re.match(r"[+\-−]?\d[\d.,\u2009]*", joined)
    if not found:
        return None, None, False
    digits, rest = found[0].rstrip(".,"), joined[found.end() :].strip()
    percent = rest.startswith("%")
    rest = rest[1:].strip() if percent else rest
    return ("-" if negative else "") + digits.replace("−", "-"), factor(rest), percent


def spelled(digits: str) -> tuple[Decimal, ...]:
    """All numbers that these digits and marks can be: none, one or two, the one of marks between thousands first."""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits.removeprefix("+"))
    dots, commas, spaces = digits.count("."), digits.count(","), "\u2009" in digits
    if spaces:
        return _spaced(sign, digits, dots, commas)
    if dots and commas:
        thousands, point = (".", ",") if digits.rindex(",") > digits.rindex(".") else (",", ".")
        whole, _mark, part = digits.rpartition(point)
        if point in whole or not _grouped(whole, thousands) or not part.isdecimal():
            return ()
        return (_made(sign, whole.replace(thousands, ""), part),)
    mark = "." if dots else ","
    if dots + commas > 1:
        return (_made(sign, digits.replace(mark, "")),) if _grouped(digits, mark) else ()
    if not dots and not commas:
        return (_made(sign, digits),) if digits.isdecimal() else ()
    whole, _mark, part = digits.partition(mark)
    if not whole.isdecimal() or not part.isdecimal():
        return ()
    point_ = _made(sign, whole, part)
    if len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return _made(sign, whole + part), point_
    return (point_,)


def _spaced(sign: str, digits: str, dots: int, commas: int) -> tuple[Decimal, ...]:
    if dots + commas > 1:
        return ()
    whole, _mark, part = digits.replace(",", ".").partition(".")
    if not _grouped(whole, "\u2009") or (part and not part.isdecimal()) or "\u2009" in part:
        return ()
    return (_made(sign, whole.replace("\u2009", ""), part),)


def _grouped(whole: str, mark: str) -> bool:
    first, *others = whole.split(mark)
    return first.isdecimal() and 1 <= len(first) <= 3 and all(len(o) == 3 and o.isdecimal() for o in others)


def _made(sign: str, whole: str, part: str = "") -> Decimal:
    return Decimal(f"{sign}{whole}.{part}" if part else f"{sign}{whole}")
