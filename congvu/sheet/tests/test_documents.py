import re
from pathlib import Path

from congvu.sheet import keywords

PAGE = (Path(__file__).parents[3] / "docs" / "forms.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_page_lists_the_keywords_that_the_code_takes() -> None:
    listed = {
        keyword: set(keywords.BY_TYPE) if types == "all" else set(types.split(", "))
        for keyword, types in ROW.findall(section("Keywords"))
    }
    taken: dict[str, set[str]] = {}
    for kind, known in keywords.BY_TYPE.items():
        for keyword in known:
            taken.setdefault(keyword, set()).add(kind)
    assert listed == taken


def test_the_page_lists_the_formats_that_the_code_takes() -> None:
    listed = {name for name, _ in ROW.findall(section("Formats"))}
    assert listed == set().union(*keywords.FORMATS.values())


def test_the_page_tells_the_bounds_that_the_code_sets() -> None:
    assert f"left out {keywords.LINE}, with `x-rows` {keywords.LINES:,}" in PAGE
    assert f"must say it, 1 to {keywords.ROWS}" in PAGE
    assert keywords.DEPTH == 4
    assert "four deep" in PAGE
