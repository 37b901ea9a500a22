"""What is filed from home, before and until the counter answers; and look-ups that found nothing."""

from congvu.online.models.drafts import Draft, DraftFile
from congvu.online.models.guessing import LookupFailure
from congvu.online.models.submissions import MOST_COMMENT, Batch, Rating, Submission, SubmissionFile

__all__ = [
    "MOST_COMMENT",
    "Batch",
    "Draft",
    "DraftFile",
    "LookupFailure",
    "Rating",
    "Submission",
    "SubmissionFile",
]
