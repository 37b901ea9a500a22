"""Imports of a plan, and what is known around them: its rows, and the agencies and indicators that a table may name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from congvu.agencies.selectors import tree
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.measures.rules import Unit
from congvu.plans import refusals
from congvu.plans.models import Import, Indicator, Plan
from congvu.plans.rules.reading import Around, Layout, Reading, kept
from congvu.plans.rules.reading_projects import projects
from congvu.plans.rules.reading_targets import targets
from congvu.plans.selectors.plans import drafts
from congvu.tabular import Grid


def imports_of(plan: Plan, viewer: Actor) -> QuerySet[Import]:
    """The imports of a plan, the newest first, without their tables; for planners of its drafter, else none."""
    if not drafts(viewer, plan):
        return Import.objects.none()
    return plan.imports.defer("grids", "decisions", "mapping")


def import_of(plan: Plan, pk: int, viewer: Actor) -> Import:
    """One of them. Refusal: plans.import_unknown."""
    found = plan.imports.filter(pk=pk).first() if drafts(viewer, plan) else None
    if found is None:
        raise Refusal(refusals.IMPORT_UNKNOWN)
    return found


@dataclass(frozen=True)
class Review:
    """An import as it stands: the tables that were read, the chosen one, how it is read, what comes out."""

    found: Import
    plan: Plan
    on: date

    @cached_property
    def grid(self) -> Grid:
        """The chosen table."""
        return kept(self.found.grids[self.found.table])

    @cached_property
    def layout(self) -> Layout:
        """How it is read."""
        return Layout.of(self.found.mapping)

    @cached_property
    def missing(self) -> list[tuple[str, Any]]:
        """What must be said before its rows are read."""
        return self.layout.missing(self.found.kind, self.grid)

    @cached_property
    def reading(self) -> Reading:
        """Its lines and what is in doubt; nothing while it is not said how it is read."""
        if self.missing:
            return Reading((), (), ())
        read = projects if self.found.kind == Import.Kind.PROJECTS else targets
        return read(self.grid, self.layout, self.found.decisions, around(self.plan, on=self.on))

    @property
    def stale(self) -> bool:
        """Whether the plan has changed since somebody last looked at all of it."""
        return self.found.revision != self.plan.revision

    @property
    def ready(self) -> bool:
        """Whether it may be taken."""
        return not self.missing and not self.reading.open and not self.stale and bool(self.reading.taken)


def around(plan: Plan, *, on: date) -> Around:
    """What a table of the plan may speak of, on a day. Five queries."""
    agencies = list(tree(plan.issuer_id, on=on).values_list("pk", "name", "short_name", "code"))
    indicators = list(Indicator.objects.values_list("pk", "code", "name", "unit"))
    return Around(
        plan.year_from,
        plan.year_to,
        agencies=_by_name((pk, names) for pk, *names in agencies),
        agency_names={pk: name for pk, name, _short, _code in agencies},
        projects={fold(name): code for code, name in plan.projects.values_list("code", "name")},
        indicators=_by_name((pk, (code, name)) for pk, code, name, _unit in indicators),
        indicator_names={pk: f"{code} {name}" for pk, code, name, _unit in indicators},
        percent=frozenset(pk for pk, _code, _name, unit in indicators if unit == Unit.PERCENT),
        targets=frozenset(plan.targets.values_list("indicator_id", "year")),
    )


def _by_name(several: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for pk, names in several:
        for name in {fold(name) for name in names if name}:
            found.setdefault(name, []).append(pk)
    return found
