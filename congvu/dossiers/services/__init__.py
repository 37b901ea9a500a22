"""Everything that may happen to a dossier, one function each."""

from congvu.dossiers.services.apologising import apologise, reappoint
from congvu.dossiers.services.asides import answer_opinion, ask_opinion, withdraw_opinion
from congvu.dossiers.services.assigning import reassign
from congvu.dossiers.services.correcting import correct
from congvu.dossiers.services.course import Seen
from congvu.dossiers.services.ending import hand_over, stop, withdraw
from congvu.dossiers.services.fees import (
    cancel_receipt,
    close_day,
    collect,
    collect_online,
    defer,
    refund,
    refund_online,
)
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
from congvu.dossiers.services.issuing import issue, issue_waiting
from congvu.dossiers.services.migrating import EditionOutcome, move_edition, undo_move
from congvu.dossiers.services.pauses import ask_supplement, supply
from congvu.dossiers.services.process import catch_up
from congvu.dossiers.services.returning import recall, return_to
from congvu.dossiers.services.steps import arrive, complete, take

__all__ = [
    "Applicant",
    "Counted",
    "EditionOutcome",
    "Filing",
    "Seen",
    "Upload",
    "answer_opinion",
    "apologise",
    "arrive",
    "ask_opinion",
    "ask_supplement",
    "cancel_receipt",
    "catch_up",
    "close_day",
    "collect",
    "collect_online",
    "complete",
    "correct",
    "defer",
    "due_if_received",
    "hand_over",
    "issue",
    "issue_waiting",
    "move_edition",
    "must_offer",
    "reappoint",
    "reassign",
    "recall",
    "receive",
    "refund",
    "refund_online",
    "refuse_intake",
    "return_to",
    "stop",
    "supply",
    "take",
    "undo_move",
    "withdraw",
    "withdraw_opinion",
]
