"""What a report is made of, and what can be told of it without a database."""

from congvu.reporting.rules.states import NEXT, TOLD, WITH_AGENCY, Source, State
from congvu.reporting.rules.telling import Fault, Seen, Told, differs, faults, source_of

__all__ = [
    "NEXT",
    "TOLD",
    "WITH_AGENCY",
    "Fault",
    "Seen",
    "Source",
    "State",
    "Told",
    "differs",
    "faults",
    "source_of",
]
