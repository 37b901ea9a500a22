"""What this room keeps."""

from congvu.statistics.models.kept import Gap, Grain, Kept, LegLife, LegMark, LegTally, Life, Mark, Proof, Tally
from congvu.statistics.models.scores import MOST_TEXT, Score, ScoringQuarter

__all__ = [
    "MOST_TEXT",
    "Gap",
    "Grain",
    "Kept",
    "LegLife",
    "LegMark",
    "LegTally",
    "Life",
    "Mark",
    "Proof",
    "Score",
    "ScoringQuarter",
    "Tally",
]
