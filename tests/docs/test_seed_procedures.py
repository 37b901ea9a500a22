"""docs/seed-procedures.md: what the seeds name is in a pack, or the table says why it is in none."""

import re
from pathlib import Path

import congvu
from congvu.procedures.rules import packs_in

ROOT = Path(congvu.__file__).parents[1]
TEXT = (ROOT / "docs/seed-procedures.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith(("| system", "| where"))
]
HERE = {folder.relative_to(ROOT / "packs").as_posix() for folder in packs_in(ROOT / "packs")}
NAMED = {name for row in ROWS for name in re.findall(r"`([a-z-]+/[a-z-]+)`", row[2])}


def test_every_pack_that_is_named_is_there_and_every_pack_here_is_named() -> None:
    assert sorted(NAMED ^ HERE) == []


def test_every_system_that_is_a_procedure_has_one_row() -> None:
    systems = [row[0] for row in ROWS if row[0].isdigit()]
    assert systems == [f"{number:03}" for number in range(29, 59)]


def test_a_row_without_a_pack_says_why() -> None:
    assert [row for row in ROWS if len(row) != 3] == []
    bare = [row[1] for row in ROWS if "`" not in row[2] and not (len(row[2]) > 20 and row[2].endswith("."))]
    assert bare == []
