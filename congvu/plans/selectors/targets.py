"""The targets of a plan as its page shows them: an indicator a row, a year a column, the overall target apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.selectors import tree
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Assignment, Baseline, Indicator, Plan, Target
from congvu.plans.rules.telling import told_number
from congvu.plans.selectors.assigning import Assigned
from congvu.plans.selectors.plans import commenting


@dataclass(frozen=True, slots=True)
class Aims:
    """All targets of one indicator, by year (None is the overall one), where it stands, and who has it."""

    indicator: Indicator
    by_year: dict[int | None, Target] = field(default_factory=dict)
    baseline: str = ""
    agencies: int = 0
    exempt: int = 0
    own: int = 0


def aims(plan: Plan, who: Mapping[int, Assigned]) -> list[Aims]:
    """The plan's targets, in its order; `who` has which is what `assignments` says. Two queries more."""
    targets = list(plan.targets.select_related("indicator").order_by("order", "pk"))
    stood = {row.indicator_id: row for row in plan.baselines.exclude(indicator=None).order_by("-year", "-pk")}
    grouped: dict[int, list[Target]] = {}
    for target in targets:
        grouped.setdefault(target.indicator_id, []).append(target)
    return [_aims(several, who, stood.get(key)) for key, several in grouped.items()]


def given(found: Iterable[Aims], who: Mapping[int, Assigned], agency: Agency) -> list[Aims]:
    """Those of them that one agency has, or is exempt from; the years in which it is neither are left out."""
    mine = [
        replace(
            one,
            by_year={
                year: target for year, target in one.by_year.items()
                if agency in who[target.pk].agencies or agency in dict(who[target.pk].exempt)
            },
        )
        for one in found
    ]  # fmt: skip
    return [one for one in mine if one.by_year]


def own_agencies(viewer: Actor, plan: Plan) -> list[Agency]:
    """The viewer's agencies below the issuer that did not write the plan: what they must reach concerns the viewer."""
    keys = set(commenting(viewer, plan)) - {plan.drafter_id, plan.issuer_id}
    return list(Agency.objects.filter(pk__in=keys).order_by("code")) if keys else []


def target_of(plan: Plan, pk: int) -> Target:
    """A target of the plan, with its indicator. Refusal: plans.target_unknown."""
    target = plan.targets.select_related("indicator").filter(pk=pk).first()
    if target is None:
        raise Refusal(refusals.TARGET_UNKNOWN)
    target.plan = plan
    return target


def said_of(target: Target) -> list[Assignment]:
    """What is said of single agencies."""
    return list(target.assignments.select_related("agency").order_by("agency__code"))


def catalogue() -> QuerySet[Indicator]:
    """The indicators that a target may be of."""
    return Indicator.objects.order_by("code")


def indicators_of(plan: Plan) -> list[Indicator]:
    """The indicators that the plan has targets of."""
    return list(Indicator.objects.filter(targets__plan=plan.pk).distinct().order_by("code"))


def agencies_of(plan: Plan, *, on: date, also: int | None = None) -> list[Agency]:
    """The agencies that may lead a project of the plan on a day; and (`also`) the one that does."""
    found = tree(plan.issuer_id, on=on)
    if also is not None:
        found = Agency.objects.filter(Q(pk__in=found.values("pk")) | Q(pk=also))
    return list(found.order_by("code"))


def told_baseline(row: Baseline) -> str:
    """Where something stands, as short as it can be said: "53/57 (93 %), 2012"."""
    value = "" if row.value is None else f"{told_number(row.value)} {row.unit.replace('pct', '%')}".strip()
    if row.n is not None:
        figures = told_number(row.n) + (f"/{told_number(row.d)}" if row.d is not None else "")
        value = f"{figures} ({value})" if value and row.d is not None else figures
    return f"{row.told or value}, {row.year}"


def _aims(targets: list[Target], who: Mapping[int, Assigned], stood: Baseline | None) -> Aims:
    last = targets[-1]
    assigned = who.get(last.pk, Assigned())
    begun: Iterable[Target] = (one for one in targets if one.baseline_n is not None)
    own = next(iter(begun), None)
    return Aims(
        indicator=last.indicator,
        by_year={target.year: target for target in targets},
        baseline=_own_baseline(own) if own else told_baseline(stood) if stood else "",
        agencies=len(assigned.agencies),
        exempt=len(assigned.exempt),
        own=len(assigned.own),
    )


def _own_baseline(target: Target) -> str:
    figures = told_number(target.baseline_n)
    figures += f"/{told_number(target.baseline_d)}" if target.baseline_d is not None else ""
    return f"{figures}, {target.baseline_year}" if target.baseline_year else figures
