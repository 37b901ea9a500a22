"""No template may hold what the content security policy stops, or words that are not translated."""

import re
from pathlib import Path

import pytest

import congvu

ROOT = Path(congvu.__file__).parent
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an htmx handler": re.compile(r"<[^>]*\shx-on\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.I),
    "a script's address": re.compile(r"javascript:", re.I),
    "a foreign address": re.compile(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", re.I),
    "a way around escaping": re.compile(r"\|\s*safe\b|autoescape off"),
}
TAGS = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S
)
VIETNAMESE = re.compile(r"[À-ỹĐđ]")
NAMES = re.compile(r"Công Vụ|Tiếng Việt")  # proper names, the same in every language


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_templates_to_examine() -> None:
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_nothing_that_the_policy_stops(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, sign in FORBIDDEN.items() if sign.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    outside = NAMES.sub("", TAGS.sub("", path.read_text(encoding="utf-8")))
    assert [line.strip() for line in outside.splitlines() if VIETNAMESE.search(line)] == []
