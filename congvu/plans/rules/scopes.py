"""Which agencies a target or a report duty is for. Levels are data: a rule names kinds and, where it must, agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congvu.agencies.rules import Kind


@dataclass(frozen=True, slots=True)
class Scope:
    """All agencies of these kinds and besides them the included ones, without the excluded ones (by code). Of an
    exclusion, `reasons` says why, by the same code. A scope that names nothing is the issuer's alone."""

    kinds: frozenset[str] = frozenset()
    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    reasons: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Scope":
        """From `{"kinds": [...], "include": [...], "exclude": {code: reason}}`. Raises ValueError for anything else."""
        kinds = frozenset(map(str, told.get("kinds", ())))
        excluded = told.get("exclude", {})
        if set(told) - {"kinds", "include", "exclude"} or kinds - set(Kind.values) or not isinstance(excluded, Mapping):
            raise ValueError(told)
        return cls(
            kinds, frozenset(map(str, told.get("include", ()))), frozenset(excluded), tuple(sorted(excluded.items()))
        )

    def write(self) -> dict[str, Any]:
        """As `read` reads it."""
        return {"kinds": sorted(self.kinds), "include": sorted(self.included), "exclude": dict(self.reasons)}

    @property
    def alone(self) -> bool:
        """Whether it is the issuer's alone."""
        return not self.kinds and not self.included

    def covers(self, kind: str, code: str) -> bool:
        """Whether an agency is meant."""
        return (kind in self.kinds or code in self.included) and code not in self.excluded


def told_scope(scope: Scope, names: Mapping[str, str]) -> str:
    """Whom a scope is for, in words; `names` are those of agencies by their codes."""
    if scope.alone:
        return _("cơ quan ban hành")
    kinds = [str(kind.label) for kind in Kind if kind in scope.kinds]
    told = "; ".join([*kinds, *(names.get(code, code) for code in sorted(scope.included))])
    left_out = ", ".join(names.get(code, code) for code in sorted(scope.excluded))
    return _("{whom}; trừ {left_out}").format(whom=told, left_out=left_out) if left_out else told
