"""What can be told of sections without a database: numbers, what was seen, whether one is filled."""

from collections.abc import Sequence
from hashlib import sha256

from congvu.plans.rules.words import SectionKind

__all__ = ["LONGEST", "MOST_YEARS", "SectionKind", "named", "next_number", "seen_of"]

LONGEST = 100_000  # letters of a section
MOST_YEARS = 20  # of a plan
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def seen_of(body: str) -> str:
    """What a writer has seen of a section: a mark of its text, so that only who wrote the same section is told."""
    return sha256(body.encode()).hexdigest()[:16]


def named(title: str, *, number: str, key: str = "") -> str:
    """How a section is called where its place is not seen: "II.5. Về kinh phí", for there is a III.5 too."""
    placed = key if key.rpartition(".")[2] == number else number
    return f"{placed}. {title}" if placed else title


def next_number(numbers: Sequence[str], *, deep: bool) -> str:
    """The number behind the last one of its level: "VIII" after "VII", "4" after "3", "D" after "C", "c" after "b"."""
    last = numbers[-1] if numbers else ""
    if last.isdecimal():
        return str(int(last) + 1)
    if value := _from_roman(last):
        # "C" and "D" are no numerals that anybody counts to here, and "I" after "H" is a letter.
        letters = last == "I" and len(numbers) == ord("I") - ord("A") + 1
        return "J" if letters else roman(value + 1)
    if len(last) == 1 and last.isascii() and last.isalpha() and last not in "zZ":
        return chr(ord(last) + 1)
    return "1" if deep else roman(len(numbers) + 1)


def roman(value: int) -> str:
    """A number of up to 39 in Roman numerals."""
    told = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            told, value = told + sign, value - worth
    return told


def _from_roman(text: str) -> int:
    return next((value for value in range(1, 40) if roman(value) == text), 0)
