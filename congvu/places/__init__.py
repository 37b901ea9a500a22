"""The provinces and communes of Viet Nam as they are since July 2025, and the names they had before. Pure.

`units.csv` holds the 34 provinces and 3,321 communes, wards and special zones with their official codes, `former.csv`
the 10,035 communes and five districts without communes that went into them on 1 July 2025. Facts of public law, taken
on 2026-11-21 from the package `vietnamadminunits` 1.0.4 (MIT) and counted against Resolutions 202/2025/QH15 and
1656 to 1687/NQ-UBTVQH15.
"""

from congvu.places.finding import Place, choices, find, only
from congvu.places.units import Commune, Former, Province, commune, communes, lowered, province, provinces

__all__ = [
    "Commune",
    "Former",
    "Place",
    "Province",
    "choices",
    "commune",
    "communes",
    "find",
    "lowered",
    "only",
    "province",
    "provinces",
]
