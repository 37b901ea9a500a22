"""The tree's arithmetic against the published vectors of RFC 6962 and against its recursive definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.journal.rules import (
    EMPTY,
    Nodes,
    Proof,
    consistency_ranges,
    cover,
    grow,
    inclusion_ranges,
    leaf_hash,
    node_hash,
    range_hash,
    verify_consistency,
    verify_proof,
)

# The inputs and roots that the certificate-transparency projects test RFC 6962 with.
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SOME_LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def tree(leaves: list[bytes]) -> Nodes:
    made = grow(0, [leaf_hash(leaf) for leaf in leaves], lambda level, index: b"")
    return lambda level, index: made[level, index]


def mth(leaves: list[bytes]) -> bytes:
    """The definition in section 2.1 of RFC 6962, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return sha256(b"\x01" + mth(leaves[:cut]) + mth(leaves[cut:])).digest()


def test_no_leaves_have_the_hash_of_nothing() -> None:
    assert sha256(b"").digest() == EMPTY == range_hash(0, 0, tree([]))


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_published_vectors(size: int) -> None:
    assert range_hash(0, size, tree(LEAVES)).hex() == ROOTS[size - 1]


@given(SOME_LEAVES)
def test_roots_follow_the_definition(leaves: list[bytes]) -> None:
    assert range_hash(0, len(leaves), tree(leaves)) == mth(leaves)


@given(SOME_LEAVES, st.data())
def test_growing_in_batches_makes_the_same_tree(leaves: list[bytes], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(leaves)))
    hashes = [leaf_hash(leaf) for leaf in leaves]
    whole = grow(0, hashes, lambda level, index: b"")
    begun = grow(0, hashes[:cut], lambda level, index: b"")
    peaks = {key: begun[key] for key in cover(0, cut)}  # nothing else may be asked for
    assert begun | grow(cut, hashes[cut:], lambda level, index: peaks[level, index]) == whole


def proof_of(leaves: list[bytes], position: int) -> Proof:
    nodes, size = tree(leaves), len(leaves)
    path = tuple(range_hash(start, end, nodes).hex() for start, end in inclusion_ranges(position, size))
    return Proof(position, size, path, range_hash(0, size, nodes).hex())


@given(SOME_LEAVES, st.data())
def test_every_leaf_is_proved_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = proof_of(leaves, position), mth(leaves)
    assert verify_proof(leaves[position], proof, root)
    assert not verify_proof(leaves[position] + b"x", proof, root)
    assert not verify_proof(leaves[position], proof, sha256(root).digest())
    for wrong in (-1, len(leaves), len(leaves) + 1):
        assert not verify_proof(leaves[position], Proof(wrong, proof.tree_size, proof.path, proof.root), root)
    assert not verify_proof(leaves[position], Proof(position, len(leaves), (*proof.path, "00" * 32), proof.root), root)
    if proof.path:
        assert not verify_proof(leaves[position], Proof(position, len(leaves), proof.path[1:], proof.root), root)


@given(SOME_LEAVES, st.data())
def test_a_tree_is_proved_to_continue_an_older_one(leaves: list[bytes], data: st.DataObject) -> None:
    old, size = data.draw(st.integers(1, len(leaves))), len(leaves)
    nodes = tree(leaves)
    path = [range_hash(start, end, nodes) for start, end in consistency_ranges(old, size)]
    assert verify_consistency(old, size, mth(leaves[:old]), mth(leaves), path)
    forged = [leaves[0] + b"x", *leaves[1:]]
    assert not verify_consistency(old, size, mth(forged[:old]), mth(leaves), path)
    assert not verify_consistency(old, size, mth(leaves[:old]), mth(forged), path)
    assert not verify_consistency(old, size, mth(leaves[:old]), mth(leaves), [*path, node_hash(b"", b"")])


def test_a_proof_of_a_million_lines_is_twenty_hashes() -> None:
    assert len(inclusion_ranges(123_456, 1_000_000)) == 20
