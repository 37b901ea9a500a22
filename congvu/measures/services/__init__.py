"""Counting the metrics: over any days, again where it is asked for, and every night the day that is over."""

from congvu.measures.services.counting import ask, count, go_on
from congvu.measures.services.nights import count_yesterday

__all__ = ["ask", "count", "count_yesterday", "go_on"]
