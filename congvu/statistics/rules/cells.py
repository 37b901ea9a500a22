"""The filter of one number: what a table counts in a cell, and what the list behind it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from congvu.statistics.rules.measures import LEG_STOCKS, STOCKS, LegMeasure, Measure

KEYS = {"agency": "co-quan", "procedure": "thu-tuc", "channel": "hinh-thuc", "field": "linh-vuc", "under": "thuoc"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one number counts. A flow is counted on the days [start, end), a stock at the end of the day before `end`.

    An empty word filters nothing. `agency` is the code of the agency in whose books the dossier (with `legs`: the leg)
    stood: the settling one, or for the counter's measures the receiving one. `under` is an agency and all below it.
    """

    measures: tuple[str, ...]
    start: date
    end: date
    agency: str = ""
    procedure: str = ""
    channel: str = ""
    field: str = ""
    under: str = ""
    legs: bool = False

    @property
    def stock(self) -> bool:
        """Whether it counts what stands at the end, and not what happened."""
        return all(measure in (LEG_STOCKS if self.legs else STOCKS) for measure in self.measures)

    def query(self) -> str:
        """As the query of an address."""
        words = {"do": ".".join(self.measures), "tu": self.start.isoformat(), "den": self.end.isoformat()}
        words |= {key: getattr(self, name) for name, key in KEYS.items() if getattr(self, name)}
        return urlencode(words | ({"phoi-hop": "1"} if self.legs else {}))

    @classmethod
    def read(cls, params: Mapping[str, str]) -> "Cell | None":
        """From the query of an address; None when it is not one."""
        legs = params.get("phoi-hop") == "1"
        measures = tuple(params.get("do", "").split("."))
        known: set[str] = set(LegMeasure if legs else Measure)
        try:
            start, end = date.fromisoformat(params.get("tu", "")), date.fromisoformat(params.get("den", ""))
        except ValueError:
            return None
        stocks = {measure in (LEG_STOCKS if legs else STOCKS) for measure in measures}
        if not known.issuperset(measures) or len(stocks) != 1 or start > end:
            return None
        return cls(measures, start, end, **{name: params.get(key, "") for name, key in KEYS.items()}, legs=legs)
