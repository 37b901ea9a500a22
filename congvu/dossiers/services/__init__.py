"""Everything that may happen to a dossier, one function each."""

from congvu.dossiers.services.course import Seen, catch_up
from congvu.dossiers.services.ending import hand_over, reappoint, stop, withdraw
from congvu.dossiers.services.intake import (
    Applicant,
    Counted,
    Filing,
    Upload,
    due_if_received,
    must_offer,
    receive,
    refuse_intake,
)
from congvu.dossiers.services.pauses import ask_supplement, supply
from congvu.dossiers.services.steps import arrive, complete, take

__all__ = [
    "Applicant",
    "Counted",
    "Filing",
    "Seen",
    "Upload",
    "arrive",
    "ask_supplement",
    "catch_up",
    "complete",
    "due_if_received",
    "hand_over",
    "must_offer",
    "reappoint",
    "receive",
    "refuse_intake",
    "stop",
    "supply",
    "take",
    "withdraw",
]
