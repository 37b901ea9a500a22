"""From points to places: what does not apply is left out and the rest stretched to the whole; equals share a place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from congvu.progress.rules.methods import CENT


@dataclass(frozen=True, slots=True)
class Total:
    """`points` of `of`, the points of the criteria that apply; `stretched` to the `whole` of the scheme."""

    points: Decimal
    of: Decimal
    whole: Decimal

    @property
    def stretched(self) -> Decimal | None:
        """What is ranked by; None where no criterion applies."""
        return (self.points * self.whole / self.of).quantize(CENT, ROUND_HALF_UP) if self.of else None


def total(given: Iterable[tuple[Decimal, Decimal | None, bool]], *, whole: Decimal) -> Total | None:
    """Of (most, points, applies) of each criterion; None as long as one that applies has no points."""
    rows = [(most, points) for most, points, applies in given if applies]
    if any(points is None for _most, points in rows):
        return None
    return Total(
        sum((points for _most, points in rows if points is not None), Decimal(0)),
        sum((most for most, _points in rows), Decimal(0)),
        whole,
    )


def places(totals: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Places from 1; equals share one, and the next is left out. Who has no points has no place."""
    known = {key: points for key, points in totals.items() if points is not None}
    return {key: 1 + sum(other > points for other in known.values()) for key, points in known.items()}
