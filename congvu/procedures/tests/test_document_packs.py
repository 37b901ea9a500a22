"""The tables of docs/packs.md list what the code reads, no more and no less."""

import re
from pathlib import Path

import pytest

from congvu.base import strict_yaml
from congvu.base.strict_yaml import Document
from congvu.procedures.rules import from_folder, packs_in
from congvu.procedures.rules.cursor import Cursor
from congvu.procedures.rules.read import pack_of
from congvu.procedures.rules.read_fee import fee_of
from congvu.procedures.rules.story import story_of
from congvu.procedures.testing import PACKS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "packs.md"
NAMED = {"extensions", "steps", "choices", "waits", "papers", "legs"}
# What no pack of the house needs.
RARE = """
fee:
  kind: fixed
  amount: 1
  reissue: {when: "answers.again", reason: Cấp lại, share: "0.5"}
  online: {share: "0.5"}
"""
BUDGETS = {"time.budget", "time.acceptance", "supplement.ask_within", "steps.*.budget", "legs.*.budget"}

LIKE_RESULT = ("returns.name", "returns.symbol", "returns.asks")


def told(heading: str) -> set[str]:
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    found: set[str] = set()
    close = Cursor.close

    def remember(cursor: Cursor) -> None:
        base = [
            "*" if isinstance(step, int) or (place and cursor.path[place - 1] in NAMED) else step
            for place, step in enumerate(cursor.path)
        ]
        found.update(".".join(map(str, [*base, key])) for key in cursor.asked)
        close(cursor)

    monkeypatch.setattr(Cursor, "close", remember)
    return found


def test_the_table_of_procedure_yaml_is_what_is_read(asked: set[str]) -> None:
    for pack in packs_in(PACKS):
        pack_of(strict_yaml.load(from_folder(pack).texts["procedure.yaml"]), [])
    fee_of(Cursor(strict_yaml.load(RARE), "", []).child("fee"))
    inside_budgets = {f"{budget}.{key}" for budget in BUDGETS for key in ("amount", "unit", "cutoff")}
    # A part of a sum is a rule like the whole.
    same = {key for key in asked if key.replace("fee.parts.*.", "fee.") in asked and key != "fee.parts.*.name"}
    rules = {key for key in same if key.startswith("fee.parts.*.")}
    # What a leg's agency and its paper are is said once, of the whole procedure.
    said = {key for key in asked if key.startswith(("legs.*.agency.", "legs.*.returns."))}
    assert said == {f"legs.*.{key}" for key in ("agency.kind", "agency.sector", *LIKE_RESULT)}
    assert told("procedure.yaml") == asked - inside_budgets - rules - said


def test_the_table_of_examples_is_what_is_read(asked: set[str]) -> None:
    for pack in packs_in(PACKS):
        for key, text in from_folder(pack).examples.items():
            document: Document = strict_yaml.load(text)
            story_of(document, key, [])
    assert told("examples/*.yaml") == asked
