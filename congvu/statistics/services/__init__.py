"""Bringing the tables up to date with the journal, making them anew, and proving them."""

from congvu.statistics.services.keeping import keep, rebuild
from congvu.statistics.services.nights import night_proof_is_due, prove_the_night
from congvu.statistics.services.proving import prove
from congvu.statistics.services.scoring import appraise, close_quarter, score_self

__all__ = [
    "appraise",
    "close_quarter",
    "keep",
    "night_proof_is_due",
    "prove",
    "prove_the_night",
    "rebuild",
    "score_self",
]
