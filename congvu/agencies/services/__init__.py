"""The deeds of the organisation. What concerns hours and days is in `calendars`."""

from congvu.agencies.services.accounts import (
    deactivate_account,
    enrol,
    reactivate_account,
    rename_account,
    set_account_password,
)
from congvu.agencies.services.posts import appoint, end_post
from congvu.agencies.services.tree import close, correct, create_agency, move, rename

__all__ = [
    "appoint",
    "close",
    "correct",
    "create_agency",
    "deactivate_account",
    "end_post",
    "enrol",
    "move",
    "reactivate_account",
    "rename",
    "rename_account",
    "set_account_password",
]
