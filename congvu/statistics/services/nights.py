"""The proof of every night: the days of the last weeks that are over, and how it came out."""

from datetime import datetime, timedelta

from congvu.statistics.rules.lives import VIETNAM
from congvu.statistics.rules.periods import Period
from congvu.statistics.selectors.proofs import last_proof
from congvu.statistics.services.proving import Outcome, prove

WEEKS = timedelta(days=35)
FROM, TO = 1, 5  # o'clock in Vietnam: when few deeds are done
ONCE, OVERDUE = timedelta(hours=20), timedelta(hours=44)


def night_proof_is_due(*, at: datetime) -> bool:
    """Whether it is night and this night's proof was not made; by day only when a whole night was missed."""
    last = last_proof()
    if last is None:
        return True
    since = at - last.at
    return since > OVERDUE or (since > ONCE and FROM <= at.astimezone(VIETNAM).hour < TO)


def prove_the_night(*, at: datetime) -> Outcome:
    """Prove the 35 days before today, and keep the outcome."""
    today = at.astimezone(VIETNAM).date()
    return prove(Period(today - WEEKS, today), at=at, keep_outcome=True)
