"""Finding clocks, and telling how their due time came about."""

from congvu.clocks.selectors.explaining import Told, explain, explain_all, labelled, pauses
from congvu.clocks.selectors.finding import agency_called, running
from congvu.clocks.selectors.sentences import budget_words

__all__ = ["Told", "agency_called", "budget_words", "explain", "explain_all", "labelled", "pauses", "running"]
