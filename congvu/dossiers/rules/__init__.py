"""What the law says of a dossier's states, its code, and of who applies."""

from congvu.dossiers.rules.amount_words import amount_words, number_words
from congvu.dossiers.rules.applicant import applicant_sheet
from congvu.dossiers.rules.cash import AT_COUNTER, SUMS, Method, Totals, receipt_series, refund_series
from congvu.dossiers.rules.checking import check_code, readable_check_code
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
    ReturnBy,
    State,
    dossier_code,
)

__all__ = [
    "AT_COUNTER",
    "ENDED",
    "NATIONAL_STATUS",
    "OPEN",
    "PAUSED",
    "SUMS",
    "WORKING",
    "ApplicantKind",
    "Channel",
    "Done",
    "Method",
    "OpinionKind",
    "Outcome",
    "ReturnBy",
    "State",
    "Totals",
    "amount_words",
    "applicant_sheet",
    "changes",
    "check_code",
    "dossier_code",
    "in_hands_of",
    "is_late",
    "last_to_reappoint",
    "led_elsewhere",
    "may_assign",
    "number_words",
    "obstacles",
    "readable_check_code",
    "receipt_series",
    "refund_series",
    "went_on",
]
