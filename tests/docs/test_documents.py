"""The documents say what the code does: the command line, the code map, the settings, the decisions, the links."""

import ast
import re
from pathlib import Path

import pytest

import congvu
from congvu.site.rooms import FLOORS
from tools import docs

ROOT = Path(congvu.__file__).parents[1]
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "packs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMES_LATER: set[str] = set()


def test_the_command_line_is_documented_as_it_is() -> None:
    assert docs.CLI.read_text(encoding="utf-8") == docs.cli(), "./run docs writes it anew"


def test_every_pack_has_its_page_and_every_page_its_pack() -> None:
    pages = docs.procedures()
    written = {path: path.read_text(encoding="utf-8") for path in docs.PROCEDURES.rglob("*.md")}
    assert written == pages, "./run docs writes them anew"


def test_the_code_map_is_the_plan_of_the_house() -> None:
    text = docs.ARCHITECTURE.read_text(encoding="utf-8")
    assert docs.with_map(text) == text, "./run docs writes it anew"


@pytest.mark.parametrize("room", [room for floor in FLOORS for room in floor])
def test_every_room_says_what_it_is(room: str) -> None:
    assert len(docs.purpose(room)) > 20


def settings_read() -> set[str]:
    """Every variable of the environment that the code asks for."""
    names: set[str] = set()
    for path in (ROOT / "congvu").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "tests" not in path.parts:
                names.update(re.findall(r"^CONGVU_[A-Z_]+$", node.value))
    return names


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    told = set(re.findall(r"^\| `(CONGVU_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M))
    assert told == settings_read()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_resolve(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        path = (page.parent / target.split("#")[0]).resolve()
        if not path.exists() and path.relative_to(ROOT).as_posix() not in COMES_LATER:
            broken.append(target)
    assert broken == []


def test_the_readme_can_be_read_in_five_minutes() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers) > 0
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name) for path in DECISIONS)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_where_it_stands_and_what_would_change_it(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    status = re.search(r"^Status: (.+)$", text, re.M)
    assert status, "Status: accepted, or: replaced by NNNN"
    assert re.fullmatch(r"accepted|replaced by \d{4}", status[1])
    if other := re.search(r"\d{4}", status[1]):
        assert any(path.name.startswith(other[0]) for path in DECISIONS)
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert headings == ["Context", "Decision", "Consequences", "What would make us change our mind"]
    assert len(text.splitlines()) <= 80
