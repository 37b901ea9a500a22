"""The page about filing from home quotes what the pages say, and its numbers are those of the code."""

import re
from pathlib import Path

import pytest

import congvu
from congvu.files.rules import LONG_EDGE, MAX_PAGES, MAX_PICTURES, TAKEN
from congvu.online.forms.batch import MOST_ROWS
from congvu.online.rules import ANSWER_WITHIN, MOST_DRAFTS, MOST_FILES, MOST_WAITING

ROOT = Path(congvu.__file__).parents[1]
PAGE = (ROOT / "docs/citizen.md").read_text(encoding="utf-8")
QUOTED = sorted({" ".join(words.split()) for words in re.findall(r"“([^”]+)”", PAGE)} - {"…"})
WITH_NUMBERS = {
    "Bước 2/6": "Bước {{ number }}/{{ total }}",
    "Dòng 4, cột Ngày sinh: …": "Dòng %(line)d, cột %(column)s: ",
}


@pytest.fixture(scope="module")
def said() -> str:
    rooms = [ROOT / "congvu" / room for room in ("online", "portal", "people")]
    files = [
        path for room in rooms for path in (*room.rglob("*.html"), *room.rglob("*.py")) if "tests" not in path.parts
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("words", QUOTED)
def test_what_is_quoted_stands_on_a_page(words: str, said: str) -> None:
    assert WITH_NUMBERS.get(words, words) in said


def test_the_numbers_are_those_of_the_code() -> None:
    for number, words in (
        (MOST_DRAFTS, "at most {} drafts"),
        (MOST_WAITING, "at most {} requests"),
        (MOST_FILES, "{} files in a draft"),
        (MAX_PAGES, "{} pages a PDF"),
        (MAX_PICTURES, "{} pictures at once"),
        (MOST_ROWS, "At most {} lines"),
        (f"{LONG_EDGE:,}", "at most {} pixels long"),
        (ANSWER_WITHIN.amount, "({} working hours)"),
    ):
        assert words.format(number) in " ".join(PAGE.split())


def test_every_kind_of_file_that_is_taken_is_named() -> None:
    assert all(media.name in PAGE for media in TAKEN)
