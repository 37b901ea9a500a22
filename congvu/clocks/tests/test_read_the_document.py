"""What `docs/clock.md` shows is what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest

import congvu
from congvu.base.working_time import SpecialDay, Timetable
from congvu.clocks.rules import Kind, Mark, run
from congvu.clocks.selectors.sentences import tell
from congvu.clocks.tests.calendar_2026 import OFFICES, budget, moment
from congvu.clocks.tests.test_project import ledger

DOCUMENT = (Path(congvu.__file__).parent.parent / "docs" / "clock.md").read_text(encoding="utf-8")
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d"
ROWS = re.findall(rf"^\| (.+) \| ({TIME}) \| ([^|]*)\| ({TIME}) \|$", DOCUMENT, re.MULTILINE)
EDITS = re.findall(
    rf"^\| (.+) \| ({TIME}) \| (off|worked) (\d{{4}}-\d\d-\d\d) \| ({TIME}) \| ({TIME}) \|$", DOCUMENT, re.MULTILINE
)


def block(name: str) -> list[str]:
    found = re.search(rf"^```{name}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1].splitlines()


def test_document_has_examples() -> None:
    assert len(ROWS) == 32
    assert len(EDITS) == 6


@pytest.mark.parametrize(("given", "start", "then", "due"), ROWS, ids=[" ".join(row) for row in ROWS])
def test_example_is_due_as_the_document_says(given: str, start: str, then: str, due: str) -> None:
    events = [event.strip() for event in then.split(",") if event.strip()]
    assert run(ledger(given, start, events), OFFICES[""]).due == moment(due)


@pytest.mark.parametrize(("given", "start", "kind", "day", "was", "then"), EDITS, ids=[" ".join(row) for row in EDITS])
def test_recorded_day_moves_a_clock_as_the_document_says(
    given: str, start: str, kind: str, day: str, was: str, then: str
) -> None:
    before = OFFICES[""]
    recorded = {date.fromisoformat(day): SpecialDay(kind == "worked", "Ngày ghi thêm", "77/QĐ-UBND")}
    after = Timetable(before.layers, {**before.special, **recorded})
    marks = ledger(given, start, [])
    assert (run(marks, before).due, run(marks, after).due) == (moment(was), moment(then))


def test_explanation_reads_as_the_document_shows() -> None:
    marks = []
    for line in block("ledger"):
        kind, at, *more = re.split(r"\s{2,}", line)
        given = budget(more.pop(0)) if kind in {Kind.START, Kind.EXTEND} else None
        marks.append(Mark(Kind(kind), moment(at), given, *more))
    assert [tell(line) for line in run(marks, OFFICES[""]).lines] == block("explanation")
