"""Finding batches, telling their changes in words, and what counters offer."""

from congvu.reorganisation.selectors.batches import batch_of, batches, choices, due, duties, history, told
from congvu.reorganisation.selectors.counters import counters_of, offered_at

__all__ = [
    "batch_of",
    "batches",
    "choices",
    "counters_of",
    "due",
    "duties",
    "history",
    "offered_at",
    "told",
]
