"""Looking into the outbox, into the folder of letters, into the templates, and for those who cannot be reached."""

from congvu.notices.selectors.letters import Letter, letter, letters
from congvu.notices.selectors.outbox import (
    counts,
    failures,
    message_of,
    page,
    preference_of,
    trouble,
    unreachable,
    visible,
)
from congvu.notices.selectors.templates import template_history, template_subject, templates, words_for

__all__ = [
    "Letter",
    "counts",
    "failures",
    "letter",
    "letters",
    "message_of",
    "page",
    "preference_of",
    "template_history",
    "template_subject",
    "templates",
    "trouble",
    "unreachable",
    "visible",
    "words_for",
]
