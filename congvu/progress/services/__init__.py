"""Making schemes of points, and the round of self-scoring, verifying, confirming and publishing."""

from congvu.progress.services.making import add_criterion, make_scheme, remove_criterion
from congvu.progress.services.publishing import answer, publish
from congvu.progress.services.scoring import (
    Own,
    Verdict,
    close_self_scoring,
    close_verification,
    open_self_scoring,
    score_self,
    verify,
)

__all__ = [
    "Own",
    "Verdict",
    "add_criterion",
    "answer",
    "close_self_scoring",
    "close_verification",
    "make_scheme",
    "open_self_scoring",
    "publish",
    "remove_criterion",
    "score_self",
    "verify",
]
