"""Whoever changes, removes, reorders or adds lines past the software is found, and the line is named."""

import json
import re
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F

from congvu.base.refusals import Refusal
from congvu.journal import commands, selectors, services
from congvu.journal.events import Event
from congvu.journal.models import Entry, Leaf, Node, Seal
from congvu.journal.rules import leaf_hash
from congvu.journal.testing import guards_lifted
from congvu.journal.tests.test_seal import AT, BY, NOTED, write

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[3] / "docs" / "journal.md"


def sealed(*batches: int) -> list[Entry]:
    for count in batches:
        write(count)
        while services.seal(at=AT):
            pass
    return list(Entry.objects.order_by("pk"))


def sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def findings() -> list[tuple[str, int | None]]:
    return [(finding.kind, finding.entry) for finding in selectors.verify(at=AT)]


def test_an_untouched_journal_is_whole() -> None:
    sealed(5, 2000, 44)
    assert findings() == []


CHANGES: dict[str, Callable[[Entry], object]] = {
    "sentence": lambda entry: Entry.objects.filter(pk=entry.pk).update(facts={"what": "khác"}),
    "actor": lambda entry: Entry.objects.filter(pk=entry.pk).update(actor_name="Người khác"),
    "time": lambda entry: Entry.objects.filter(pk=entry.pk).update(at=F("at") + timedelta(seconds=1)),
    "subject": lambda entry: Entry.objects.filter(pk=entry.pk).update(subject="tests.thing:2"),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("place", [0, 6, 1100, 1236])
def test_a_changed_line_is_named(what: str, place: int) -> None:
    entry = sealed(7, 1230)[place]
    with guards_lifted():
        CHANGES[what](entry)
    assert findings() == [("line", entry.pk)]


def test_a_removed_line_is_named() -> None:
    entry = sealed(9)[4]
    with guards_lifted():
        remove(entry.pk)
    assert findings() == [("line", entry.pk)]
    with guards_lifted():  # or the test's own end would complain of the dangling key
        Leaf.objects.all().delete()


def remove(entry_id: int) -> None:
    if connection.vendor == "postgresql":
        [(name,)] = query(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'journal_leaf'::regclass AND contype = 'f'"
        )
        sql(f"ALTER TABLE journal_leaf DROP CONSTRAINT {name}")
    sql("DELETE FROM journal_entry WHERE id = %s", entry_id)


def query(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_reordered_lines_are_named() -> None:
    entries = sealed(8)
    one, two = Leaf.objects.get(entry=entries[2]), Leaf.objects.get(entry=entries[3])
    with guards_lifted():
        Leaf.objects.filter(pk__in=[one.pk, two.pk]).delete()
        Leaf.objects.create(position=one.position, entry=entries[3], hash=two.hash)
        Leaf.objects.create(position=two.position, entry=entries[2], hash=one.hash)
    assert findings() == [("node", entries[3].pk)]


def test_a_line_changed_together_with_its_leaf_is_found() -> None:
    entry = sealed(8)[5]
    with guards_lifted():
        CHANGES["sentence"](entry)
        Leaf.objects.filter(entry=entry).update(hash=leaf_hash(Entry.objects.get(pk=entry.pk).leaf))
    [(kind, named)] = findings()
    assert (kind, named) == ("node", entry.pk - 1)  # the first of the pair


def test_the_last_line_changed_together_with_its_leaf_is_found_by_the_seal() -> None:
    entry = sealed(9)[8]
    with guards_lifted():
        CHANGES["sentence"](entry)
        Leaf.objects.filter(entry=entry).update(hash=leaf_hash(Entry.objects.get(pk=entry.pk).leaf))
    assert findings() == [("seal", None)]


def test_a_changed_leaf_node_or_seal_is_found() -> None:
    entries = sealed(8, 3)
    with guards_lifted():
        Leaf.objects.filter(position=1).update(hash=b"x" * 32)
        Node.objects.filter(level=2, index=1).update(hash=b"x" * 32)
        Seal.objects.filter(tree_size=11).update(root=b"x" * 32)
    kinds = findings()
    assert ("line", entries[1].pk) in kinds
    assert {"node", "seal"} <= {kind for kind, _ in kinds}


def test_a_removed_leaf_and_a_removed_seal_are_found() -> None:
    sealed(4, 4)
    with guards_lifted():
        Seal.objects.filter(tree_size=8).delete()
        Leaf.objects.filter(position=1).delete()
    assert {("seal", None), ("leaf", None)} <= set(findings())


def test_a_line_added_past_the_queue_is_named() -> None:
    sealed(3)
    with guards_lifted():
        entry = write(1)[0]
    assert findings() == [("line", entry.pk)]


def test_missing_guards_are_named() -> None:
    with guards_lifted():
        assert {kind for kind, _ in findings()} == {"guard"}
    assert findings() == []


def test_lines_that_wait_too_long_are_reported() -> None:
    entry = write(2)[0]
    assert [f.kind for f in selectors.verify(at=AT + timedelta(hours=23))] == []
    [finding] = selectors.verify(at=AT + timedelta(hours=25))
    assert (finding.kind, finding.entry) == ("unsealed", entry.pk)
    assert "2 lines" in finding.message


def test_the_command_says_what_is_wrong_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    entry = sealed(4)[2]
    assert commands.run_verify(Namespace(json=False)) == 0
    assert "whole: 4 sealed lines" in capsys.readouterr().out
    with guards_lifted():
        CHANGES["actor"](entry)
    assert commands.run_verify(Namespace(json=True)) == 1
    found, total = map(json.loads, capsys.readouterr().out.splitlines())
    assert found["entry"] == entry.pk
    assert total == {"sealed": 4, "findings": 1}


def test_a_proof_travels_as_json_and_is_checked_without_the_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = sealed(11)[6]
    assert commands.run_proof(Namespace(entry=entry.pk)) == 0
    told = capsys.readouterr().out
    file = tmp_path / "proof.json"
    file.write_text(told, encoding="utf-8")
    assert commands.run_check_proof(Namespace(file=file, root=None)) == 0
    assert commands.run_check_proof(Namespace(file=file, root=bytes(Seal.objects.get().root).hex())) == 0
    assert commands.run_check_proof(Namespace(file=file, root="00" * 32)) == 1
    file.write_text(told.replace("điều 6", "điều 7"), encoding="utf-8")
    assert commands.run_check_proof(Namespace(file=file, root=None)) == 1
    file.write_text("{}", encoding="utf-8")
    assert commands.run_check_proof(Namespace(file=file, root=None)) == 2


def test_the_program_of_the_docs_checks_a_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [program] = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 20
    entries = sealed(6, 7)
    for entry in (entries[0], entries[5], entries[12]):
        commands.run_proof(Namespace(entry=entry.pk))
        proof = capsys.readouterr().out
        (tmp_path / "proof.json").write_text(proof, encoding="utf-8")
        (tmp_path / "forged.json").write_text(proof.replace("Kiểm thử", "Kẻ khác"), encoding="utf-8")
        for name, verdict in (("proof", "holds"), ("forged", "does not hold")):
            call = [sys.executable, "-I", "-c", program, str(tmp_path / f"{name}.json")]
            assert subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip() == verdict


def test_a_line_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        commands.run_proof(Namespace(entry=404))
    assert (caught.value.code, caught.value.status) == ("journal.no_such_line", 404)


def test_lines_are_told_by_the_events_of_their_rooms() -> None:
    one, _ = write(2)
    services.record(Event("other.event", "Khác"), "tests.thing:2", by=BY, at=AT)
    told = [selectors.tell(entry, {NOTED.name: NOTED}) for entry in selectors.lines(one.subject)]
    assert told == ["Ghi điều 0", "Ghi điều 1"]
    assert [selectors.tell(entry, {}) for entry in selectors.lines("tests.thing:2")] == ["other.event"]
