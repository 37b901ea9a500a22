"""Finding accounts, what they prove themselves with, and for whom they act."""

from congvu.people.selectors.accounts import account_named, account_reached_by, found_by, parties_of
from congvu.people.selectors.factors import credentials_of, has_second_factor, has_way_in
from congvu.people.selectors.personal import Fact, Record, Section, about, record_of

__all__ = [
    "Fact",
    "Record",
    "Section",
    "about",
    "account_named",
    "account_reached_by",
    "credentials_of",
    "found_by",
    "has_second_factor",
    "has_way_in",
    "parties_of",
    "record_of",
]
