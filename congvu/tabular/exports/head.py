"""What stands above an exported table: whose it is and of when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Head:
    """`agency` issues the table, under `superior` (which may be empty); `place` and `made` stand beside its date."""

    agency: str
    period: str
    made: date
    superior: str = ""
    place: str = ""
