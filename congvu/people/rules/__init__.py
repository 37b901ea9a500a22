"""What holds of accounts, codes, second factors, identities and companies, without a database."""

from congvu.people.rules.accounts import (
    FILING,
    AccountKind,
    Assurance,
    Contact,
    MandateRole,
    PartyKind,
    contact_in,
    is_username,
    normal,
)
from congvu.people.rules.codes import Purpose
from congvu.people.rules.companies import company_number
from congvu.people.rules.consents import NOTICE_VERSION
from congvu.people.rules.identities import Identity
from congvu.people.rules.passkeys import Place
from congvu.people.rules.visits import Way

__all__ = [
    "FILING",
    "NOTICE_VERSION",
    "AccountKind",
    "Assurance",
    "Contact",
    "Identity",
    "MandateRole",
    "PartyKind",
    "Place",
    "Purpose",
    "Way",
    "company_number",
    "contact_in",
    "is_username",
    "normal",
]
