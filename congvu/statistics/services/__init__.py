"""Bringing the tables up to date with the journal, making them anew, and proving them."""

from congvu.statistics.services.keeping import keep, rebuild
from congvu.statistics.services.proving import prove

__all__ = ["keep", "prove", "rebuild"]
