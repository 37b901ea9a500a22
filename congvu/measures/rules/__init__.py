"""Periods by their codes, the arithmetic of figures, and the catalogue of automatic metrics."""

from congvu.measures.rules.catalogue import METRICS
from congvu.measures.rules.figures import (
    QUOTIENTS,
    Direction,
    Figure,
    OverAgencies,
    OverTime,
    Unit,
    done,
    over_time,
    reached,
    together,
)
from congvu.measures.rules.metrics import ROOMS, Metric
from congvu.measures.rules.periods import Frequency, Term, term, term_of, terms

__all__ = [
    "METRICS",
    "QUOTIENTS",
    "ROOMS",
    "Direction",
    "Figure",
    "Frequency",
    "Metric",
    "OverAgencies",
    "OverTime",
    "Term",
    "Unit",
    "done",
    "over_time",
    "reached",
    "term",
    "term_of",
    "terms",
    "together",
]
