"""Looking into the outbox, into the folder of letters, and for those who cannot be reached."""

from congvu.notices.selectors.letters import Letter, letter, letters
from congvu.notices.selectors.outbox import (
    counts,
    message_of,
    page,
    preference_of,
    trouble,
    unreachable,
)

__all__ = ["Letter", "counts", "letter", "letters", "message_of", "page", "preference_of", "trouble", "unreachable"]
