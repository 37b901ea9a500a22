"""Who must tell what in a period: the plan's targets, the agencies that have them, and who is exempt and why.

The issuer's own figure is never one of those that are added up, where others report below it: it stands beside them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from congvu.agencies.models import Agency
from congvu.measures.rules import Term
from congvu.plans.models import Plan, Target
from congvu.plans.rules.scopes import Scope
from congvu.plans.selectors.assigning import Assigned, Assigning, agencies_in
from congvu.reporting.models import ReportDuty

Pair = tuple[int, str]  # an indicator, and the code of a period


@dataclass(frozen=True, slots=True)
class Expected:
    """One target in one period: the agencies that must tell it, who is exempt and why, and values of their own."""

    target: Target
    agencies: frozenset[int]
    exempt: tuple[tuple[Agency, str], ...] = ()
    own: Mapping[int, Decimal] = field(default_factory=dict)

    def value_for(self, agency_id: int) -> Decimal | None:
        """What an agency must reach: its own value, else everybody's."""
        return self.own.get(agency_id, self.target.value)


@dataclass(slots=True)
class Expectations:
    """What is expected in some periods, in the order of the plan, and the agencies that are named in it."""

    of: dict[Pair, Expected] = field(default_factory=dict)
    agencies: dict[int, Agency] = field(default_factory=dict)

    def named(self, keys: Iterable[int]) -> tuple[Agency, ...]:
        """Agencies by their keys, in the order of their codes."""
        return tuple(sorted((self.agencies[key] for key in keys if key in self.agencies), key=lambda one: one.code))


def expectations(plan: Plan, terms: Iterable[Term], *, duty: ReportDuty | None = None) -> Expectations:
    """What the plan expects in these periods; with `duty`, of the agencies that it is for.

    Four queries, and with `duty` two for each period, whatever the number of agencies and of targets.
    """
    terms = list(terms)
    found, same = Expectations(), _Same(plan.issuer_id)
    assigning = Assigning(plan, since=min((one.year for one in terms), default=0))
    known: dict[tuple[int, int], list[Expected]] = {}
    for term in terms:
        key = (term.year, assigning.since(term.days.last))
        if key not in known:
            meant = frozenset(one.pk for one in duty_agencies(duty, term)) if duty else None
            known[key] = [same.expected(*one, meant=meant) for one in assigning.asked_in(term)]
        for one in known[key]:
            found.of[one.target.indicator_id, term.code] = one
    found.agencies = {one.pk: one for one in assigning.agencies}
    return found


def duty_agencies(duty: ReportDuty, term: Term) -> list[Agency]:
    """Who owes a report for a period: the agencies of the duty's scope that are valid on the period's last day."""
    root = duty.plan.issuer_id if duty.plan else duty.receiver_id
    return agencies_in(Scope.read(duty.scope), root, on=term.days.last)


class _Same:
    """Most targets have the same agencies: their set is made once."""

    def __init__(self, issuer_id: int) -> None:
        self.issuer_id = issuer_id
        self.sets: dict[tuple[int, frozenset[int] | None], tuple[Assigned, frozenset[int]]] = {}

    def expected(self, target: Target, assigned: Assigned, *, meant: frozenset[int] | None) -> Expected:
        key = (id(assigned), meant)
        if key not in self.sets:
            keys = frozenset(one.pk for one in assigned.agencies)
            keys = keys if meant is None else keys & meant
            self.sets[key] = (assigned, keys - {self.issuer_id} or keys)  # what is kept keeps its id
        exempt = tuple(one for one in assigned.exempt if meant is None or one[0].pk in meant)
        return Expected(target, self.sets[key][1], exempt, assigned.own)
