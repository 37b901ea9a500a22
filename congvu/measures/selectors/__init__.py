"""Reading the measures: figures of agencies, what stands behind them, and the catalogue."""

from congvu.measures.selectors.behind import Behind, Evidence, behind, evidence
from congvu.measures.selectors.catalogue import READERS, Entry, agencies_for, entries, entry, runs, waiting
from congvu.measures.selectors.counters.spans import INNER
from congvu.measures.selectors.figures import Measured, Pair, last_days, measured, measured_all, series

__all__ = [
    "INNER",
    "READERS",
    "Behind",
    "Entry",
    "Evidence",
    "Measured",
    "Pair",
    "agencies_for",
    "behind",
    "entries",
    "entry",
    "evidence",
    "last_days",
    "measured",
    "measured_all",
    "runs",
    "series",
    "waiting",
]
