"""What is asked of a filing from home: how it stands, how its result comes back, and how guessing is slowed down."""

from congvu.dossiers.rules import ReturnBy
from congvu.online.rules.guessing import FREE, LONGEST_WAIT, WINDOW, free_again, origin
from congvu.online.rules.states import (
    ANSWER_LAW,
    ANSWER_WITHIN,
    MOST_DRAFTS,
    MOST_FILES,
    MOST_WAITING,
    Level,
    State,
)

__all__ = [
    "ANSWER_LAW",
    "ANSWER_WITHIN",
    "FREE",
    "LONGEST_WAIT",
    "MOST_DRAFTS",
    "MOST_FILES",
    "MOST_WAITING",
    "WINDOW",
    "Level",
    "ReturnBy",
    "State",
    "free_again",
    "origin",
]
