"""Whether the journal is still what was sealed: every line, leaf, node and seal again, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Max, Q

from congvu.journal import guards
from congvu.journal.models import Entry, Leaf, Node, Seal, Waiting
from congvu.journal.rules import leaf_hash, node_hash
from congvu.journal.selectors.proofs import tree_size

CHUNK = 1024  # leaves held in memory at a time
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed. `entry` is the number of the line, where one line is to blame."""

    kind: str  # guard line leaf node seal unsealed
    message: str
    entry: int | None = None


def verify(*, at: datetime) -> Iterator[Finding]:
    """What is wrong with the journal, nothing if all is well. Lines older than a day by `at` should be sealed."""
    yield from _guards_missing()
    yield from _tree_wrong()
    yield from _lines_outside()
    yield from _lines_forgotten(at - PATIENCE)


def _guards_missing() -> Iterator[Finding]:
    catalogue = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    for name in guards.names(connection.vendor):
        if name not in standing:
            yield Finding("guard", f"The database's guard {name} is missing: rows can be changed unseen.")


def _tree_wrong() -> Iterator[Finding]:
    """Walk the leaves from left to right, build the tree again and compare it with what is stored."""
    most = Leaf.objects.aggregate(most=Max("position"))["most"]
    size = tree_size()
    if most is not None and most >= size:
        yield Finding("seal", f"There are {most + 1} leaves, but the last seal is over {size}: a seal was removed.")
    seals = Seal.objects.filter(tree_size__lte=size).order_by("tree_size").iterator()
    seal = next(seals, None)
    peaks: dict[int, bytes] = {}  # the complete subtrees so far, by level: a binary counter
    for start in range(0, size, CHUNK):
        end = min(start + CHUNK, size)
        leaves, entries, nodes = _chunk(start, end)
        for position in range(start, end):
            leaf = leaves.get(position)
            if leaf is None:
                yield Finding("leaf", f"The leaf at position {position} was removed.")
            elif finding := _line_wrong(leaf, entries.get(leaf.entry_id)):
                yield finding
            yield from _raise(peaks, position, bytes(leaf.hash) if leaf else b"", nodes, leaves)
            if seal and seal.tree_size == position + 1:
                if bytes(seal.root) != _root(peaks):
                    yield Finding("seal", f"The seal over {seal.tree_size} lines has another root than the lines.")
                seal = next(seals, None)


def _chunk(start: int, end: int) -> tuple[dict[int, Leaf], dict[int, Entry], dict[tuple[int, int], bytes]]:
    """The leaves [start, end), their lines, and the nodes that become complete within them."""
    leaves = Leaf.objects.filter(position__gte=start, position__lt=end).in_bulk()
    entries = Entry.objects.in_bulk([leaf.entry_id for leaf in leaves.values()])
    levels = range(1, end.bit_length())
    within = [Q(level=level, index__gte=start >> level, index__lt=end >> level) for level in levels]
    rows = Node.objects.filter(reduce(or_, within)) if within else Node.objects.none()
    return leaves, entries, {(row.level, row.index): bytes(row.hash) for row in rows}


def _line_wrong(leaf: Leaf, entry: Entry | None) -> Finding | None:
    if entry is None:
        return Finding("line", f"Line {leaf.entry_id} was removed (position {leaf.position}).", leaf.entry_id)
    if leaf_hash(entry.leaf) != bytes(leaf.hash):
        return Finding("line", f"Line {entry.pk} was changed (position {leaf.position}).", entry.pk)
    return None


def _raise(
    peaks: dict[int, bytes], position: int, carry: bytes, nodes: dict[tuple[int, int], bytes], leaves: dict[int, Leaf]
) -> Iterator[Finding]:
    """Add a leaf to the counter of peaks. A stored node that differs is reported once and believed above itself."""
    level, index = 0, position
    while index & 1:
        carry = node_hash(peaks.pop(level), carry)
        level, index = level + 1, index >> 1
        stored = nodes.get((level, index))
        if stored != carry:
            yield _node_wrong(level, index, stored, leaves)
            carry = stored or carry
    peaks[level] = carry


def _node_wrong(level: int, index: int, stored: bytes | None, leaves: dict[int, Leaf]) -> Finding:
    first, last = index << level, (index + 1 << level) - 1
    what = "was removed" if stored is None else "does not fit"
    message = f"Node {level}/{index} {what}: lines at positions {first} to {last} were changed or reordered"
    if level > 1 or first not in leaves or last not in leaves:
        return Finding("node", f"{message}, or the node itself.")
    one, two = leaves[first].entry_id, leaves[last].entry_id
    return Finding("node", f"{message} (lines {one} and {two}), or the node itself.", one)


def _root(peaks: dict[int, bytes]) -> bytes:
    levels = sorted(peaks)
    root = peaks[levels[0]]
    for level in levels[1:]:
        root = node_hash(peaks[level], root)
    return root


def _lines_outside() -> Iterator[Finding]:
    """Lines that are neither sealed nor waiting.

    The reading order matters, because the sealer may be at work: it moves a line from the queue to the tree in one
    transaction, so a line seen first, then not in the queue, is in the tree by then.
    """
    last = Entry.objects.aggregate(most=Max("pk"))["most"] or 0
    for start in range(0, last + 1, CHUNK):
        end = start + CHUNK
        written = set(Entry.objects.filter(pk__gte=start, pk__lt=end).values_list("pk", flat=True))
        for rows in (Waiting.objects.all(), Leaf.objects.all()):
            written -= set(rows.filter(entry_id__gte=start, entry_id__lt=end).values_list("entry_id", flat=True))
        for entry in sorted(written):
            yield Finding("line", f"Line {entry} was added past the journal: it neither waits nor is sealed.", entry)


def _lines_forgotten(before: datetime) -> Iterator[Finding]:
    old = Waiting.objects.filter(entry__at__lt=before).order_by("pk")
    count = old.count()
    first = old.values_list("pk", flat=True).first()
    if first is not None:
        yield Finding(
            "unsealed", f"{count} lines of more than a day ago wait for their seal, from line {first} on.", first
        )
