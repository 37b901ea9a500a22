"""What became of a text from one version to the next, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that stayed ("same"), went ("gone") or came ("new")."""

    kind: str
    text: str


def difference(before: str, after: str, *, around: int = 2) -> list[Change]:
    """The changes in their order, each with the lines `around` it; nothing where both say the same."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Change] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(around):
        for what, old_from, old_to, new_from, new_to in group:
            if what == "equal":
                found += [Change("same", line) for line in old[old_from:old_to]]
            else:
                found += [Change("gone", line) for line in old[old_from:old_to]]
                found += [Change("new", line) for line in new[new_from:new_to]]
    return found
