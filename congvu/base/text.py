"""Folding of Vietnamese text, so that "dang ky" finds "Đăng ký"."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d, words parted by one space: what two spellings of one name share."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return _NOT_WORD.sub(" ", ascii_only).strip()
