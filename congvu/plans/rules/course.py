"""The course of a plan: which deed is allowed in which state, and how long each waits for whom."""

from decimal import Decimal

from congvu.base.working_time import Budget, Unit
from congvu.plans.rules.words import State

# Deed -> the states in which it is allowed.
ALLOWED: dict[str, tuple[State, ...]] = {
    "send_for_comment": (State.DRAFT,),
    "comment": (State.COMMENT,),
    "close_comment": (State.COMMENT,),
    "answer": (State.DRAFT, State.COMMENT),
    "submit": (State.DRAFT,),
    "approve": (State.SUBMITTED,),
    "send_back": (State.SUBMITTED,),
    "publish": (State.APPROVED,),
    "begin_amendment": (State.APPROVED, State.PUBLISHED),
    "end": (State.APPROVED, State.PUBLISHED),
}
APPROVAL = Budget(Decimal(5), Unit.WORKING_DAY)  # the leader's, once a plan is submitted
REVISION = Budget(Decimal(10), Unit.WORKING_DAY)  # the drafter's, when comments are in or a plan came back
LONGEST_COMMENT = 90  # days


def allowed(deed: str, state: str) -> bool:
    """Whether the state allows the deed."""
    return state in ALLOWED[deed]
