"""What is worth a letter, how letters are worded, and when a letter is tried again. Pure."""

from congvu.notices.rules.outbox import (
    KEPT,
    LEASE,
    MOST_SUBJECT,
    MOST_TRIES,
    Kind,
    State,
    is_address,
    message_id,
    next_try,
    one_line,
)
from congvu.notices.rules.words import ESCALATE_AFTER, LISTED, Item, Letter, digest, escalation, overdue

__all__ = [
    "ESCALATE_AFTER",
    "KEPT",
    "LEASE",
    "LISTED",
    "MOST_SUBJECT",
    "MOST_TRIES",
    "Item",
    "Kind",
    "Letter",
    "State",
    "digest",
    "escalation",
    "is_address",
    "message_id",
    "next_try",
    "one_line",
    "overdue",
]
