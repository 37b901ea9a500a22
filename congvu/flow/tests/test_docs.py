"""`docs/bpmn.md` lists exactly the elements that the code reads, and its example runs."""

import re
from pathlib import Path

from congvu.flow.condition import evaluate
from congvu.flow.subset import DRAWN, EVENTS, FRAME, NODES

PAGE = (Path(__file__).parents[3] / "docs" / "bpmn.md").read_text(encoding="utf-8")


def listed(heading: str) -> set[str]:
    """The elements in the first column of the table under a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


def test_the_page_lists_what_the_code_reads() -> None:
    assert listed("Steps and gateways") == set(NODES)
    assert listed("Kinds of events") == set(EVENTS)
    assert listed("The frame") == FRAME
    assert listed("Read over") == DRAWN


def test_the_conditions_on_the_page_are_conditions() -> None:
    examples = re.findall(r"^    (.+)$", PAGE, re.MULTILINE)
    assert len(examples) == 3
    facts = {"choice": "approve", "outcome": "refused", "answers": {"pages": 11, "kind": "hut", "sets": 2}}
    assert [evaluate(example, facts) for example in examples] == [True, True, True]
