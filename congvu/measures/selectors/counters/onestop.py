"""One-stop units, and by whom an agency's dossiers are received."""

from collections import defaultdict

from congvu.agencies.rules import Kind
from congvu.measures.selectors.counters.registry import counts
from congvu.measures.selectors.counters.spans import Counted, Span


def _units(span: Span) -> dict[int, list[tuple[int, int]]]:
    """The one-stop units directly below each agency: (unit, the days on which it exists)."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, mask in span.valid.items():
        row = span.rows[key]
        if row.kind == Kind.ONE_STOP and row.parent_id:
            found[row.parent_id].append((key, mask))
    return found


@counts("onestop.units")
def units(span: Span) -> Counted:
    """The agency's own."""
    masks = {(span.owners[at], unit): mask for at, some in _units(span).items() for unit, mask in some}
    return Counted(span.distinct(masks))


@counts("onestop.served")
def served(span: Span) -> Counted:
    """Whether there is one of its own, or one above that receives for it."""
    own: dict[int, int] = defaultdict(int)
    for at, some in _units(span).items():
        for _unit, mask in some:
            own[at] |= mask
    masks = {}
    for key in span.counted:
        masks[key] = 0
        for above in span.above[key]:
            masks[key] |= own[above]
    return Counted(span.ones(masks))


@counts("org.agencies")
def agencies(span: Span) -> Counted:
    """One each, so that agencies can be counted."""
    return Counted(span.ones(span.counted))
