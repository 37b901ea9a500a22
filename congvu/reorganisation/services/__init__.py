"""The deeds of a reorganisation: prepared, reviewed by another person, rehearsed as often as wanted, performed once."""

from congvu.reorganisation.services.performing import perform, perform_due, rehearse
from congvu.reorganisation.services.preparing import (
    add_change,
    cancel,
    prepare,
    remove_change,
    review,
    send_back,
    submit,
)

__all__ = [
    "add_change",
    "cancel",
    "perform",
    "perform_due",
    "prepare",
    "rehearse",
    "remove_change",
    "review",
    "send_back",
    "submit",
]
