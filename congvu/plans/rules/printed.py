"""A table as it is printed: its header with what shares a label, its rows, their sum."""

from dataclasses import dataclass
from typing import Any

from congvu.plans.rules.layouts import UNIT

Shown = str | int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: of a project ("row"), the heading of a group ("group": its first cell, and sums where it has them), or the
    sum of all ("sum"). An empty cell is None: not known, and never nought."""

    kind: str
    cells: tuple[Shown, ...]
    project: Any = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A table of a plan for a year. `labels` are of each column the label that it shares with its neighbours (or "")
    and its own; `kinds` are text, number or money. `total` sums the money of all rows."""

    key: str
    title: str
    year: int
    labels: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    rows: tuple[Line, ...]
    total: Line | None = None
    unit: str = UNIT
    place: str = ""
    notes: tuple[str, ...] = ()

    def reach(self, line: Line) -> int:
        """Over how many columns the title of a group reaches: all of them, or those before its first sum."""
        sums = (place for place, value in enumerate(line.cells) if place and value is not None)
        return next(sums, len(line.cells))

    @property
    def header(self) -> list[list[dict[str, Any]]]:
        """The header's lines, with how far each cell reaches, as HTML wants them."""
        if not any(group for group, _label in self.labels):
            return [[{"text": label, "columns": 1, "rows": 1} for _group, label in self.labels]]
        above: list[dict[str, Any]] = []
        last = ""
        for group, label in self.labels:
            if group and group == last:
                above[-1]["columns"] += 1
            else:
                above.append({"text": group or label, "columns": 1, "rows": 1 if group else 2})
            last = group
        return [above, [{"text": label, "columns": 1, "rows": 1} for group, label in self.labels if group]]


def span(start: int | None, end: int | None) -> str:
    """The years of a project."""
    return str(start or end or "") if start == end or not (start and end) else f"{start} - {end}"
