"""Whose books somebody may read: an agency sees itself, those below it, and those that it succeeded."""

from collections.abc import Mapping
from dataclasses import dataclass

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors.posts import EVERYWHERE
from congvu.base.actors import Actor

ROLES = (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.PLANNER, Role.ADMIN)
KEEPING = (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER)  # who works on dossiers may read their register


@dataclass(frozen=True, slots=True)
class Scope:
    """The agencies whose books a viewer reads, by code, in the order of codes; `all` when there are no others."""

    all: bool
    agencies: Mapping[str, Agency]
    below: Mapping[str, frozenset[str]]  # of each agency: the codes of itself and of all below it

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self.agencies)

    def name(self, code: str) -> str:
        return self.agencies[code].short_name if code in self.agencies else code

    def under(self, code: str) -> frozenset[str]:
        """The agency and all below it, as far as the viewer sees them."""
        return self.below.get(code, frozenset()) & self.codes


def scope(viewer: Actor) -> Scope:
    """What the viewer may read. Nothing for strangers and citizens. One query."""
    if not viewer.holds(*ROLES):
        return Scope(all=False, agencies={}, below={})
    fields = ("pk", "code", "name", "short_name", "kind", "parent_id", "successor_id", "valid_from", "valid_to")
    rows = {row.pk: row for row in Agency.objects.only(*fields).order_by("code")}
    below = _below(rows)
    roots = set(rows) if EVERYWHERE in viewer.seats else viewer.agencies(*ROLES)
    seen = {key for root in roots for key in below.get(root, ())}
    return Scope(
        all=len(seen) == len(rows),
        agencies={row.code: row for row in rows.values() if row.pk in seen},
        below={rows[key].code: frozenset(rows[one].code for one in keys) for key, keys in below.items()},
    )


def _below(rows: Mapping[int, Agency]) -> dict[int, set[int]]:
    """Of each agency: itself, those below it, and those that it or they succeeded."""
    found: dict[int, set[int]] = {key: {key} for key in rows}
    for key in rows:
        walked, waiting = {key}, [key]
        while waiting:
            row = rows[waiting.pop()]
            for above in (row.parent_id, row.successor_id):
                if above in found and above not in walked:
                    found[above].add(key)
                    walked.add(above)
                    waiting.append(above)
    return found


def registers(viewer: Actor) -> list[Agency]:
    """The receiving units whose register book the viewer may open."""
    seen = scope(viewer)
    at = viewer.agencies(*KEEPING)
    mine = {code for agency in seen.agencies.values() if agency.pk in at for code in seen.under(agency.code)}
    return [one for one in seen.agencies.values() if one.kind == Kind.ONE_STOP and one.code in mine]
