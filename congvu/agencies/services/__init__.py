"""The deeds of the organisation. What concerns hours and days is in `calendars`."""

from congvu.agencies.services.accounts import (
    deactivate_account,
    enrol,
    reactivate_account,
    rename_account,
    set_account_password,
)
from congvu.agencies.services.delegations import delegate, end_delegation
from congvu.agencies.services.posts import appoint, end_post
from congvu.agencies.services.remits import end_remit, grant_remit, move_remit
from congvu.agencies.services.succession import Succession, succeed
from congvu.agencies.services.tree import close, correct, create_agency, move, rename

__all__ = [
    "Succession",
    "appoint",
    "close",
    "correct",
    "create_agency",
    "deactivate_account",
    "delegate",
    "end_delegation",
    "end_post",
    "end_remit",
    "enrol",
    "grant_remit",
    "move",
    "move_remit",
    "reactivate_account",
    "rename",
    "rename_account",
    "set_account_password",
    "succeed",
]
