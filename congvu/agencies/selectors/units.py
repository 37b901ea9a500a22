"""The administrative units of Viet Nam after July 2025, from the data file beside this package."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "units.csv"


@dataclass(frozen=True, slots=True)
class Unit:
    """A province or a commune. `kind` is city, province, ward, commune or special_zone; `province` is a code."""

    code: str
    name: str
    kind: str
    province: str


@cache
def units() -> tuple[Unit, ...]:
    """All of them: the provinces (without a `province`), then the communes, each part by its code."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Unit(**row) for row in csv.DictReader(file))
