"""Proofs out of the stored tree: a line is sealed; a later seal continues an earlier one."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from congvu.base.refusals import Refusal
from congvu.journal import refusals
from congvu.journal.models import Entry, Leaf, Node, Seal
from congvu.journal.rules import Nodes, Proof, consistency_ranges, cover, inclusion_ranges, range_hash


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-tree_size").first()


def tree_size() -> int:
    """How many lines are sealed."""
    seal = last_seal()
    return seal.tree_size if seal else 0


def entry_of(entry_id: int) -> Entry:
    """The line of this number, or the refusal that there is none."""
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise Refusal(refusals.NO_SUCH_LINE, entry=entry_id)
    return entry


def stored_nodes(wanted: Iterable[tuple[int, int]]) -> Nodes:
    """The hashes of these subtrees, read by two queries at most."""
    keys = set(wanted)
    leaves = Leaf.objects.filter(position__in=[index for level, index in keys if level == 0])
    found = {(0, leaf.position): bytes(leaf.hash) for leaf in leaves}
    above = [Q(level=level, index=index) for level, index in keys if level]
    if above:
        found |= {(node.level, node.index): bytes(node.hash) for node in Node.objects.filter(reduce(or_, above))}
    return lambda level, index: found[level, index]


def _hashes(ranges: list[tuple[int, int]]) -> list[bytes]:
    nodes = stored_nodes(key for start, end in ranges for key in cover(start, end))
    return [range_hash(start, end, nodes) for start, end in ranges]


def proof(entry: Entry, *, under: Seal | None = None) -> Proof:
    """That the line is in the tree of the seal (the last one, unless said). Refusal: journal.not_sealed."""
    seal = under or last_seal()
    leaf = Leaf.objects.filter(entry=entry).first()
    if seal is None or leaf is None or leaf.position >= seal.tree_size:
        raise Refusal(refusals.NOT_SEALED, entry=entry.pk)
    path = _hashes(inclusion_ranges(leaf.position, seal.tree_size))
    return Proof(leaf.position, seal.tree_size, tuple(step.hex() for step in path), bytes(seal.root).hex())


def consistency(old: Seal, new: Seal) -> list[bytes]:
    """What `rules.verify_consistency` needs to see that the new seal only adds lines to the old one."""
    return _hashes(consistency_ranges(old.tree_size, new.tree_size))
