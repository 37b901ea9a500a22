"""What the law says of a dossier's states, its code, and of who applies."""

from congvu.dossiers.rules.applicant import applicant_sheet
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
    "OpinionKind",
    "Outcome",
    "State",
    "applicant_sheet",
    "dossier_code",
]
