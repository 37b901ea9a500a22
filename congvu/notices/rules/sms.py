"""A text as mobile networks carry it: seven-bit letters where that is enough, two bytes a letter otherwise, in parts.

GSM 03.38 has no Vietnamese letters: a text with diacritics has 70 letters in a part instead of 160. What is sent is
therefore plain unless the installation says otherwise.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from congvu.base.working_time import in_vietnam

MOST_PARTS = 6
# Each letter's number is its place; what takes two septets follows an escape.
_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61, "]": 62, "|": 64, "€": 101}
_ESCAPE = 27
_NUMBERS = {letter: bytes([number]) for number, letter in enumerate(_BASIC) if number != _ESCAPE}
_NUMBERS |= {letter: bytes([_ESCAPE, number]) for letter, number in _ESCAPED.items()}
_LETTERS = {number: letter for letter, number in _NUMBERS.items()}
_PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "₫": "d"}
)
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}", re.ASCII)
WHOLE = {False: 160, True: 140}  # septets of a text in one part; bytes where it is wide
PART = {False: 153, True: 134}  # the same, beside the header by which the parts find together


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which no telephone is to ring, by Vietnam's clock; they may go over midnight."""

    begins: time
    ends: time

    def holds(self, at: datetime) -> bool:
        now = in_vietnam(at).time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends


def quiet_hours(text: str) -> Quiet | None:
    """Read "21:00-07:00"; an empty text is none. Raises `ValueError`."""
    if not text.strip():
        return None
    begins, dash, ends = text.partition("-")
    if not dash:
        raise ValueError("CONGVU_SMS_QUIET looks like 21:00-07:00")
    return Quiet(time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip()))


def is_phone(text: str) -> bool:
    """Whether it is a number as E.164 writes it: +84901234567."""
    return bool(_PHONE.fullmatch(text))


def without_diacritics(text: str) -> str:
    """The text in the letters that every telephone has: no diacritics, everything else as it was."""
    apart = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def is_wide(text: str) -> bool:
    """Whether the text has a letter that seven bits do not have."""
    return any(letter not in _NUMBERS for letter in text)


def encoded(text: str, *, wide: bool) -> bytes:
    """The bytes of a part: a septet in each, or UCS-2."""
    return text.encode("utf-16-be") if wide else b"".join(_NUMBERS[letter] for letter in text)


def decoded(content: bytes) -> str:
    """What arrived in seven-bit letters, a septet in each byte; what is none of them reads as a space."""
    found, escaped = [], False
    for byte in content:
        if byte == _ESCAPE:
            escaped = True
            continue
        found.append(_LETTERS.get(bytes([_ESCAPE, byte] if escaped else [byte]), " "))
        escaped = False
    return "".join(found)


def in_parts(text: str) -> list[str]:
    """The text in as many parts as it takes; no letter is cut in two."""
    wide = is_wide(text)
    if _size(text, wide) <= WHOLE[wide]:
        return [text]
    parts, room = [""], PART[wide]
    for letter in text:
        size = _size(letter, wide)
        if size > room:
            parts.append("")
            room = PART[wide]
        parts[-1] += letter
        room -= size
    return parts


def header(key: str, number: int, of: int) -> bytes:
    """What stands before part `number` of a long text, so that the telephone puts the parts together: the same mark for
    all parts of one message, however often it is sent."""
    return bytes([5, 0, 3, hashlib.sha256(key.encode()).digest()[0], of, number])


def spellings(number: str) -> Sequence[str]:
    """A message's number as a gateway may give it: some answer in hexadecimal and report in decimal, or the other way
    round."""
    found = [number]
    if re.fullmatch(r"[0-9]{1,20}", number, re.ASCII):
        found += [f"{int(number):x}", f"{int(number):X}"]
    if re.fullmatch(r"[0-9A-Fa-f]{1,16}", number, re.ASCII):
        found.append(str(int(number, 16)))
    return list(dict.fromkeys(found))


def _size(text: str, wide: bool) -> int:
    return len(encoded(text, wide=wide))
