"""Who signs in, how that is proved, for whom they act, and what they have agreed to."""

from congvu.people.models.accounts import Account, Mandate, Party
from congvu.people.models.codes import Code
from congvu.people.models.factors import FactorFailures, Passkey, RecoveryCode, Totp
from congvu.people.models.identities import Linked
from congvu.people.models.traces import Consent, Visit

__all__ = [
    "Account",
    "Code",
    "Consent",
    "FactorFailures",
    "Linked",
    "Mandate",
    "Party",
    "Passkey",
    "RecoveryCode",
    "Totp",
    "Visit",
]
