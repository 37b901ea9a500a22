"""What may happen to a request from home: filled in, sent, answered, followed; and looking up where it is."""

from congvu.online.services.answering import accept, refuse
from congvu.online.services.batches import file_batch
from congvu.online.services.catching_up import catch_up
from congvu.online.services.drafts import (
    arrange,
    attach,
    begin,
    detach,
    discard,
    forget_drafts,
    keep,
    move_to_current_edition,
)
from congvu.online.services.filing import OnlineFiling, file, must_be_right, submit
from congvu.online.services.following import rate, rate_by_key, supply, take_result, withdraw
from congvu.online.services.looking_up import forget, look_up, look_up_by_key

__all__ = [
    "OnlineFiling",
    "accept",
    "arrange",
    "attach",
    "begin",
    "catch_up",
    "detach",
    "discard",
    "file",
    "file_batch",
    "forget",
    "forget_drafts",
    "keep",
    "look_up",
    "look_up_by_key",
    "move_to_current_edition",
    "must_be_right",
    "rate",
    "rate_by_key",
    "refuse",
    "submit",
    "supply",
    "take_result",
    "withdraw",
]
