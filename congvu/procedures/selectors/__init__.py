"""Finding procedures and their editions, and what an edition says."""

from congvu.procedures.selectors.editions import (
    Compiled,
    Period,
    catalogue,
    compiled,
    edition_on,
    editions,
    fields_of_law,
    offered_by,
    periods,
    stories,
)
from congvu.procedures.selectors.finding import Listed, catalogue_stamp, found, listed

__all__ = [
    "Compiled",
    "Listed",
    "Period",
    "catalogue",
    "catalogue_stamp",
    "compiled",
    "edition_on",
    "editions",
    "fields_of_law",
    "found",
    "listed",
    "offered_by",
    "periods",
    "stories",
]
