"""The Merkle tree of RFC 6962 as arithmetic: hashes, roots, proofs and their checks. No table, no clock, no settings.

`Nodes` gives the hash of a complete subtree: `nodes(level, index)` covers leaves [index·2^level, (index+1)·2^level).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

Nodes = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def canonical(line: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys, no spaces, letters unescaped in UTF-8: one line, one row of bytes."""
    return json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf_bytes(
    *, id: int, at: datetime, event: str, subject: str, actor: str, actor_name: str, facts: Mapping[str, Any]
) -> bytes:
    """What is sealed of a line: its canonical JSON, `at` in UTC with microseconds."""
    line = {
        "id": id,
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "event": event,
        "subject": subject,
        "actor": actor,
        "actor_name": actor_name,
        "facts": facts,
    }
    return canonical(line)


def cover(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, index) that make up the leaves [start, end), from left to right.

    `start` is a multiple of the largest power of two in the range, as it is for every range in a proof.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def range_hash(start: int, end: int, nodes: Nodes) -> bytes:
    """MTH(D[start:end]) of RFC 6962."""
    parts = [nodes(level, index) for level, index in cover(start, end)]
    if not parts:
        return EMPTY
    whole = parts.pop()
    while parts:
        whole = node_hash(parts.pop(), whole)
    return whole


def grow(size: int, leaves: Sequence[bytes], nodes: Nodes) -> dict[tuple[int, int], bytes]:
    """The complete subtrees that come into being when leaf hashes are appended to a tree of `size` leaves.

    Contains the leaves themselves at level 0. Asks `nodes` only for subtrees in `cover(0, size)`.
    """
    made = {(0, size + n): leaf for n, leaf in enumerate(leaves)}
    level, first, last = 0, size, size + len(leaves)
    while first >> 1 < last >> 1:
        level, first, last = level + 1, first >> 1, last >> 1
        for index in range(first, last):
            left, right = (level - 1, 2 * index), (level - 1, 2 * index + 1)
            made[level, index] = node_hash(made[left] if left in made else nodes(*left), made[right])
    return made


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_ranges(position: int, size: int, start: int = 0) -> list[tuple[int, int]]:
    """PATH(m, D[n]) of RFC 6962: the ranges whose hashes prove that a leaf is in the tree."""
    if size == 1:
        return []
    cut = _split(size)
    if position < cut:
        return [*inclusion_ranges(position, cut, start), (start + cut, start + size)]
    return [*inclusion_ranges(position - cut, size - cut, start + cut), (start, start + cut)]


def consistency_ranges(old: int, size: int, start: int = 0, whole: bool = True) -> list[tuple[int, int]]:
    """PROOF(m, D[n]) of RFC 6962: the ranges whose hashes prove that the old tree is the beginning of the new one."""
    if old == size:
        return [] if whole else [(start, start + size)]
    cut = _split(size)
    if old <= cut:
        return [*consistency_ranges(old, cut, start, whole), (start + cut, start + size)]
    return [*consistency_ranges(old - cut, size - cut, start + cut, False), (start, start + cut)]


@dataclass(frozen=True, slots=True)
class Proof:
    """That a line is in the sealed tree. Hashes are in hexadecimal, so that a proof travels as JSON."""

    position: int
    tree_size: int
    path: tuple[str, ...]
    root: str

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "path": list(self.path)}


def verify_proof(leaf: bytes, proof: Proof, root: bytes) -> bool:
    """Whether the line of these bytes stands at its position in the tree of this root (RFC 9162, 2.1.3.2).

    `root` comes from a seal that the checker trusts, not from the proof.
    """
    index, last = proof.position, proof.tree_size - 1
    if not 0 <= index <= last:
        return False
    found = leaf_hash(leaf)
    for sibling in map(bytes.fromhex, proof.path):
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(sibling, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(old: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the tree of `old` leaves is the beginning of the tree of `size` leaves (RFC 9162, 2.1.4.2)."""
    if old == size:
        return not path and old_root == root
    if not 0 < old < size:
        return False
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    if not hashes:
        return False
    index, last = old - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and before == old_root and after == root
