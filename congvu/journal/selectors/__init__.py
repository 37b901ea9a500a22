"""Reading the journal: its lines, its proofs, and whether it is still what was sealed."""

from congvu.journal.selectors.check import Finding, verify
from congvu.journal.selectors.lines import lines, subject_of, tell
from congvu.journal.selectors.proofs import consistency, entry_of, last_seal, proof, stored_nodes, tree_size

__all__ = [
    "Finding",
    "consistency",
    "entry_of",
    "last_seal",
    "lines",
    "proof",
    "stored_nodes",
    "subject_of",
    "tell",
    "tree_size",
    "verify",
]
