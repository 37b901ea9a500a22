"""What somebody asks by text message, and who asks how often. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta

from congvu.notices.rules.sms import without_diacritics

SAME = timedelta(minutes=10)  # within which the same text from the same number is the same question, sent to us again
HOUR = timedelta(hours=1)
MOST_ANSWERS = 10  # to one number within an hour; the last of them says so
DIGITS = 4
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-]{7,49}", re.ASCII)  # as long as a dossier's


@dataclass(frozen=True, slots=True)
class Question:
    """A dossier's code, and the last four characters of the ID number."""

    code: str
    digits: str


def question(text: str) -> Question | None:
    """Read "HS <code> <4 digits>": small letters, diacritics, spaces too many or missing, dashes left out and a full
    stop at the end do no harm. None for anything else."""
    plain = "".join(without_diacritics(text).upper().split()).strip(".,;:<>\"'")
    if not plain.startswith("HS"):
        return None
    rest = plain[2:].lstrip(".:,-<").replace(">", "").replace("<", "")
    code, digits = rest[:-DIGITS].rstrip("-.,;:/"), rest[-DIGITS:]
    if "-" not in code:  # the day and the number within it are the last six and four digits
        code = f"{code[:-10]}-{code[-10:-4]}-{code[-4:]}"
    return Question(code, digits) if _CODE.fullmatch(code) and digits.isalnum() else None
