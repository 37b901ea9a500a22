"""Procedures that an agency is competent for, at their levels, by the editions that hold on each day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from congvu.agencies.models import Remit
from congvu.measures.selectors.counters.registry import counts
from congvu.measures.selectors.counters.spans import Counted, Numbers, Span, valid_in
from congvu.procedures.models import Edition

Group = tuple[str, str]  # who settles a procedure: the kind of agency, and the sector of its remit
LEVEL, SCOPE = "content__service_level__level", "content__service_level__scope"


@dataclass(frozen=True, slots=True)
class Offered:
    """That an edition of a procedure holds on some days, at a level and in a scope."""

    procedure: int
    group: Group
    mask: int
    level: int
    scope: str


def offered(span: Span) -> list[Offered]:
    """Every edition that holds on one of the days, in the order of the procedures."""
    return list(_offered(span))


def _offered(span: Span) -> Iterator[Offered]:
    columns = ("procedure_id", "valid_from", "procedure__kind", "procedure__sector", LEVEL, SCOPE)
    rows = (
        Edition.objects.filter(valid_from__lte=span.last).order_by("procedure_id", "valid_from").values_list(*columns)
    )
    for row, after in pairwise((*rows, None)):
        assert row  # only the last is None
        ends = after[1] if after and after[0] == row[0] else None
        if mask := span.mask(row[1], ends):
            yield Offered(row[0], (row[2], row[3]), mask, int(row[4]), row[5])


def competence(span: Span) -> dict[int, dict[Group, int]]:
    """What every agency may settle on which days: its kind without a sector, and its kind with each of its remits."""
    found = {key: {(span.rows[key].kind, ""): mask} for key, mask in span.valid.items()}
    for row in Remit.objects.filter(valid_in(span)).order_by():
        if row.agency_id in found:
            group = (span.rows[row.agency_id].kind, row.sector)
            mask = span.mask(row.valid_from, row.valid_to) & span.valid[row.agency_id]
            found[row.agency_id][group] = found[row.agency_id].get(group, 0) | mask
    return found


def _wanted(one: Offered, least: int, scope: str) -> bool:
    return one.level >= least and scope in ("", one.scope)


def _counted(span: Span, *, least: int = 1, scope: str = "", whole: bool = False) -> Counted:
    """How many procedures an agency, or with `whole` it and all below it, may settle: each procedure once."""
    may: dict[int, dict[Group, int]] = defaultdict(lambda: defaultdict(int))
    for key, groups in span.once(competence).items():
        above = [one for one in span.above[key] if one in span.counted] if whole else [span.owners[key]]
        for owner in above:
            for group, mask in groups.items():
                may[owner][group] |= mask
    return Counted(_numbers(span, may, _per_day(span, least, scope)))


def _per_day(span: Span, least: int, scope: str) -> dict[Group, list[int]]:
    """How many procedures each group has on each day; no two editions of one hold on the same day."""
    kept = (one for one in span.once(offered) if _wanted(one, least, scope))
    return span.distinct({(one.group, (one.procedure, one.mask)): one.mask for one in kept})


def _numbers(span: Span, may: dict[int, dict[Group, int]], per_day: dict[Group, list[int]]) -> Numbers:
    found = span.nothing()
    for owner, groups in may.items():
        for group, mask in groups.items():
            for place, number in enumerate(per_day.get(group, ())):
                found[owner][place] += number * (mask >> place & 1)
    return found


counts("dvc.procedures")(_counted)
counts("dvc.level3plus")(partial(_counted, least=3))
counts("dvc.level4")(partial(_counted, least=4))
counts("dvc.partial")(partial(_counted, scope="partial"))
counts("dvc.full")(partial(_counted, scope="full"))
counts("dvc.catalogue")(partial(_counted, whole=True))
counts("dvc.catalogue_level3plus")(partial(_counted, least=3, whole=True))
counts("dvc.catalogue_level4")(partial(_counted, least=4, whole=True))
