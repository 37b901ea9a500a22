"""What the law says of a dossier's states, its code, and of who applies."""

from congvu.dossiers.rules.amount_words import amount_words
from congvu.dossiers.rules.applicant import applicant_sheet
from congvu.dossiers.rules.cash import Method, Totals, receipt_series, refund_series
from congvu.dossiers.rules.fitting import changes, obstacles, went_on
from congvu.dossiers.rules.hands import in_hands_of, may_assign
from congvu.dossiers.rules.lateness import is_late, last_to_reappoint
from congvu.dossiers.rules.replay import Done, led_elsewhere
from congvu.dossiers.rules.states import (
    ENDED,
    NATIONAL_STATUS,
    OPEN,
    PAUSED,
    WORKING,
    ApplicantKind,
    Channel,
    OpinionKind,
    Outcome,
    State,
    dossier_code,
)

__all__ = [
    "ENDED",
    "NATIONAL_STATUS",
    "OPEN",
    "PAUSED",
    "WORKING",
    "ApplicantKind",
    "Channel",
    "Done",
    "Method",
    "OpinionKind",
    "Outcome",
    "State",
    "Totals",
    "amount_words",
    "applicant_sheet",
    "changes",
    "dossier_code",
    "in_hands_of",
    "is_late",
    "last_to_reappoint",
    "led_elsewhere",
    "may_assign",
    "obstacles",
    "receipt_series",
    "refund_series",
    "went_on",
]
