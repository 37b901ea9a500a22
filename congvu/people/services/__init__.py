"""The deeds on accounts, and by those whose accounts they are.

Of the deeds on officials' accounts every one but one is an administrator's. Over whose accounts an administrator may
act follows from posts, which this room does not know: pages and commands go through `agencies.services`, which asks
that first.
"""

from congvu.people.services.accounts import (
    change_own_password,
    create_account,
    deactivate,
    reactivate,
    rename,
    set_password,
)
from congvu.people.services.citizens import (
    agree,
    ask_contact,
    ask_reset,
    confirm,
    confirm_contact,
    register,
    reset_password,
)
from congvu.people.services.codes import Sent, resend
from congvu.people.services.companies import claim_company, confirm_claim, end_mandate, give_mandate, refuse_claim
from congvu.people.services.factors import begin_totp, check_second, confirm_totp, drop_totp, renew_recovery_codes
from congvu.people.services.identities import (
    enter_with_identity,
    link_identity,
    register_with_identity,
    unlink_identity,
)
from congvu.people.services.leaving import close_account, forget
from congvu.people.services.passkeys import add_passkey, check_passkey, drop_passkey, enter_with_passkey
from congvu.people.services.visits import remember_visit

__all__ = [
    "Sent",
    "add_passkey",
    "agree",
    "ask_contact",
    "ask_reset",
    "begin_totp",
    "change_own_password",
    "check_passkey",
    "check_second",
    "claim_company",
    "close_account",
    "confirm",
    "confirm_claim",
    "confirm_contact",
    "confirm_totp",
    "create_account",
    "deactivate",
    "drop_passkey",
    "drop_totp",
    "end_mandate",
    "enter_with_identity",
    "enter_with_passkey",
    "forget",
    "give_mandate",
    "link_identity",
    "reactivate",
    "refuse_claim",
    "register",
    "register_with_identity",
    "remember_visit",
    "rename",
    "renew_recovery_codes",
    "resend",
    "reset_password",
    "set_password",
    "unlink_identity",
]
