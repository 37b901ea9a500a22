"""What is counted, in which period, and what the journal's lines of a dossier add to it. Pure."""

from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import (
    FLOWS,
    IN,
    LEG_DONE,
    LEG_FLOWS,
    LEG_IN,
    LEG_OPEN,
    LEG_OUT,
    LEG_STOCKS,
    MONEY,
    OPEN,
    OUT,
    PROCESSING,
    RETURNED,
    SETTLED,
    STOCKS,
    LegMeasure,
    Measure,
    label,
)
from congvu.statistics.rules.periods import Period

__all__ = [
    "FLOWS",
    "IN",
    "LEG_DONE",
    "LEG_FLOWS",
    "LEG_IN",
    "LEG_OPEN",
    "LEG_OUT",
    "LEG_STOCKS",
    "MONEY",
    "OPEN",
    "OUT",
    "PROCESSING",
    "RETURNED",
    "SETTLED",
    "STOCKS",
    "Cell",
    "LegMeasure",
    "Measure",
    "Period",
    "label",
]
