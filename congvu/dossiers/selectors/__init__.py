"""Finding dossiers. Nobody finds what is not theirs to see."""

from congvu.dossiers.selectors.finding import Listing, dossier_for, found_by_words, listed
from congvu.dossiers.selectors.lookup import Glimpse, glimpse_by_code, glimpse_by_key, readable
from congvu.dossiers.selectors.whole import Whole, whole

__all__ = [
    "Glimpse",
    "Listing",
    "Whole",
    "dossier_for",
    "found_by_words",
    "glimpse_by_code",
    "glimpse_by_key",
    "listed",
    "readable",
    "whole",
]
