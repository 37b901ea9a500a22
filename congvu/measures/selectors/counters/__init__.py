"""The counters of the lit metrics, one small function each, by room. A room that arrives below adds its module here."""

from congvu.measures.selectors.counters import dossiers, onestop, people, portal, procedures
from congvu.measures.selectors.counters.registry import COUNTERS, Counter
from congvu.measures.selectors.counters.spans import Counted, Known, Span

__all__ = ["COUNTERS", "Counted", "Counter", "Known", "Span", "dossiers", "onestop", "people", "portal", "procedures"]
