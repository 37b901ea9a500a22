"""Tidying of typed text: one Unicode form, no invisible marks, no stray spaces."""

import re
import unicodedata

# Control characters, lone surrogates, and the invisible marks that turn or hide text on screen.
_INVISIBLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
HIDDEN = re.compile(f"[{_INVISIBLE}]")
_SPACES = re.compile(r"\s+")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def tidy_line(text: str) -> str:
    """One line of NFC text, words parted by single spaces."""
    return _SPACES.sub(" ", _seen(_SPACES.sub(" ", text))).strip()


def tidy_lines(text: str) -> str:
    """NFC text whose lines are kept; at most one empty line in a row."""
    lines = _seen(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    tidy = "\n".join(_SPACES_IN_LINE.sub(" ", line).strip() for line in lines)
    return _EMPTY_LINES.sub("\n\n", tidy).strip("\n")


def is_tidy(text: str) -> bool:
    """Whether text that arrived as data could have been typed: NFC, and nothing invisible in it."""
    return not HIDDEN.search(text) and unicodedata.is_normalized("NFC", text)


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", HIDDEN.sub("", text))
