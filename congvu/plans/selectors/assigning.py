"""Which agencies a target is for on a day: the rule of its scope, who is exempt and why, and values of their own.

Agencies have dates. One that was merged is meant for as long as it was valid, so what is consolidated over a period is
asked for with the period's last day. However many agencies and targets there are, the number of queries is the same.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from congvu.agencies.models import Agency
from congvu.agencies.selectors import descendants, tree
from congvu.measures.rules import Term
from congvu.plans.models import Assignment, Plan, Target
from congvu.plans.rules.scopes import Scope


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who has a target: the agencies that must reach it, those that need not and why, and the values of their own."""

    agencies: list[Agency] = field(default_factory=list)
    exempt: list[tuple[Agency, str]] = field(default_factory=list)
    own: dict[int, Decimal] = field(default_factory=dict)

    def value_for(self, agency_id: int, target: Target) -> Decimal | None:
        """What an agency must reach: its own value, else everybody's."""
        return self.own.get(agency_id, target.value)


def agencies_in(scope: Scope, root_id: int, *, on: date) -> list[Agency]:
    """The agencies of a scope under a root that are valid on a day; of a scope that names nobody, the root."""
    return _covered(scope, root_id, _under(root_id, on=on))


def assignment(target: Target, *, on: date) -> Assigned:
    """Who has a target on a day. Three queries, and one more where the target comes without its plan."""
    return _assigned(target, target.plan.issuer_id, _under(target.plan.issuer_id, on=on), target.assignments.all())


def assignments(plan: Plan, *, on: date) -> dict[int, Assigned]:
    """Who has which of the plan's targets on a day, by the target's key. Four queries."""
    found = Target.objects.filter(plan=plan.pk).order_by("order", "pk")
    return _assignments(plan, found, on=on)


class Assigning:
    """Who has which target of a plan, for many periods at once. Four queries, whatever the number of anything.

    Of targets of years before `since`, nothing is known.
    """

    def __init__(self, plan: Plan, *, since: int = 0) -> None:
        self.plan = plan
        wanted = Target.objects.filter(Q(year=None) | Q(year__gte=since), plan=plan.pk)
        self.targets = list(wanted.select_related("indicator").order_by("order", "pk"))
        self.said = _said(plan)
        self.agencies = list(Agency.objects.filter(pk__in=descendants([plan.issuer_id])).order_by("code"))
        self.changes = sorted({day for one in self.agencies for day in (one.valid_from, one.valid_to) if day})
        self._under: dict[int, list[Agency]] = {}
        self._alike: dict[tuple[int, str], Assigned] = {}

    def asked_in(self, term: Term) -> list[tuple[Target, Assigned]]:
        """What is asked in a period and of whom: of each indicator the target of the period's year, else the overall
        one, else that of the nearest year to come. Whoever was valid on the period's last day.

        Outside the plan's years nothing is asked.
        """
        if not self.plan.year_from <= term.year <= self.plan.year_to:
            return []
        return [(one, self.of(one, on=term.days.last)) for one in _of_year(self.targets, term.year)]

    def since(self, day: date) -> int:
        """How many times agencies came or went until a day: two days of the same number have the same agencies."""
        return bisect_right(self.changes, day)

    def of(self, target: Target, *, on: date) -> Assigned:
        """Who has a target on a day. Targets of one scope of which nothing else is said share one answer."""
        said, key = self.said.get(target.pk), (self.since(on), repr(target.scope))
        if said:
            return _assigned(target, self.plan.issuer_id, self._valid(on), said)
        if key not in self._alike:
            self._alike[key] = _assigned(target, self.plan.issuer_id, self._valid(on), ())
        return self._alike[key]

    def _valid(self, on: date) -> list[Agency]:
        key = self.since(on)
        if key not in self._under:
            self._under[key] = [
                one for one in self.agencies if one.valid_from <= on and (one.valid_to is None or one.valid_to > on)
            ]
        return self._under[key]


def assigned_in(plan: Plan, *, term: Term) -> list[tuple[Target, Assigned]]:
    """What is asked in a period and of whom, as `Assigning.asked_in` says. Four queries."""
    return Assigning(plan, since=term.year).asked_in(term) if plan.year_from <= term.year <= plan.year_to else []


def asked(plan: Plan, *, term: Term) -> dict[int, list[Target]]:
    """What each agency must report on in a period, by the agency's key; as `assigned_in` says."""
    found: dict[int, list[Target]] = {}
    for target, assigned in assigned_in(plan, term=term):
        for agency in assigned.agencies:
            found.setdefault(agency.pk, []).append(target)
    return found


def asked_of(plan: Plan, agency: Agency, *, term: Term) -> list[Target]:
    """What one agency must report on in a period, as `asked` says."""
    return asked(plan, term=term).get(agency.pk, [])


def _of_year(targets: Iterable[Target], year: int) -> list[Target]:
    """One target of each indicator, in their order. What is to come is reported on along its way."""
    best: dict[int, Target] = {}
    for target in targets:
        if target.year is not None and target.year < year:
            continue
        before = best.get(target.indicator_id)
        if before is None or _nearness(target, year) < _nearness(before, year):
            best[target.indicator_id] = target
    return sorted(best.values(), key=lambda target: (target.order, target.pk))


def _nearness(target: Target, year: int) -> int:
    if target.year == year:
        return 0
    return 1 if target.year is None else 1 + target.year - year


def _assignments(plan: Plan, targets: Iterable[Target], *, on: date) -> dict[int, Assigned]:
    under, said = _under(plan.issuer_id, on=on), _said(plan)
    return {target.pk: _assigned(target, plan.issuer_id, under, said.get(target.pk, ())) for target in targets}


def _said(plan: Plan) -> dict[int, list[Assignment]]:
    said: dict[int, list[Assignment]] = {}
    for row in Assignment.objects.filter(target__plan=plan.pk).order_by("pk"):
        said.setdefault(row.target_id, []).append(row)
    return said


def _assigned(target: Target, root_id: int, under: list[Agency], said: Iterable[Assignment]) -> Assigned:
    """What is said of an agency that the scope does not cover (any more) does not count."""
    scope, reasons = Scope.read(target.scope), {}
    rows = {row.agency_id: row for row in said}
    found = Assigned()
    if scope.excluded:
        reasons = dict(scope.reasons)
    for agency in _meant(scope, root_id, under):
        row = rows.get(agency.pk)
        if agency.code in scope.excluded:
            found.exempt.append((agency, reasons.get(agency.code, "")))
        elif row is not None and row.exempt:
            found.exempt.append((agency, row.reason))
        else:
            found.agencies.append(agency)
            if row is not None and row.value is not None:
                found.own[agency.pk] = row.value
    return found


def _covered(scope: Scope, root_id: int, under: list[Agency]) -> list[Agency]:
    return [agency for agency in _meant(scope, root_id, under) if agency.code not in scope.excluded]


def _meant(scope: Scope, root_id: int, under: list[Agency]) -> list[Agency]:
    """Whom the rule names, the excluded ones among them."""
    if scope.alone:
        return [agency for agency in under if agency.pk == root_id]
    return [agency for agency in under if agency.kind in scope.kinds or agency.code in scope.included]


def _under(root_id: int, *, on: date) -> list[Agency]:
    return list(tree(root_id, on=on).order_by("code"))
