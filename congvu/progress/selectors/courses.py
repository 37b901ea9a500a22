"""What a plan's indicators are to reach, and what is known of them: the rows that standings are judged by."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from congvu.measures.rules import Frequency, Term, Unit, term, terms
from congvu.plans.models import Baseline, Indicator, Plan, Target
from congvu.progress.rules import Course, Goal
from congvu.reporting.models import Report, ReportDuty, Value
from congvu.reporting.rules import State

Key = tuple[int, int]  # of a plan and an indicator


@dataclass(frozen=True, slots=True)
class Aim:
    """One indicator of a plan with its way; `targets` are the rows behind the goals, in the same order."""

    plan: Plan
    indicator: Indicator
    course: Course
    targets: tuple[Target, ...]

    def goal_of(self, year: int) -> Goal:
        """What it is judged by in a year: that year's goal, else the overall one, else the nearest to come, else the
        last."""

        def nearness(goal: Goal) -> tuple[int, int]:
            if goal.year == year and not goal.overall:
                return (0, 0)
            if goal.overall:
                return (1, 0)
            return (2, goal.year - year) if goal.year >= year else (3, year - goal.year)

        return min(self.course.goals, key=nearness)

    def target_of(self, goal: Goal) -> Target:
        """The row of a goal."""
        return self.targets[self.course.goals.index(goal)]


@dataclass(frozen=True, slots=True)
class Told:
    """How many agencies reported for one period, of those that had to."""

    period: Term
    known: int
    expected: int
    duties: tuple[int, ...] = field(default=())


def aims(plans: Iterable[Plan]) -> dict[int, list[Aim]]:
    """The indicators of each plan with their ways, by the plan's key. Two queries."""
    by_key = {plan.pk: plan for plan in plans}
    baselines: dict[Key, Baseline] = {}
    for row in Baseline.objects.filter(plan__in=by_key, indicator__isnull=False).order_by("-year", "pk"):
        baselines.setdefault((row.plan_id, row.indicator_id or 0), row)
    targets: dict[Key, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(plan__in=by_key).select_related("indicator").order_by("order", "pk"):
        targets[target.plan_id, target.indicator_id].append(target)
    found: dict[int, list[Aim]] = {pk: [] for pk in by_key}
    for (plan_id, indicator_id), rows in targets.items():
        found[plan_id].append(aim(by_key[plan_id], rows, baselines.get((plan_id, indicator_id))))
    return found


def aims_in(plan: Plan, content: dict[str, Any]) -> list[Aim]:
    """The same of a version of the plan, in its order. One query."""
    known = {one.code: one for one in Indicator.objects.filter(code__in={row["code"] for row in content["targets"]})}
    targets: dict[str, list[Target]] = defaultdict(list)
    for row in content["targets"]:
        if row["code"] in known:
            targets[row["code"]].append(_target(plan, known[row["code"]], row))
    return [aim(plan, rows) for rows in targets.values()]


def _target(plan: Plan, indicator: Indicator, row: dict[str, Any]) -> Target:
    """A row of a version as it was; it is never saved."""
    n, d, year = row["baseline"]
    return Target(
        plan=plan, indicator=indicator, year=row["year"], op=row["op"], value=_number(row["value"]), text=row["text"],
        day=date.fromisoformat(row["day"]) if row["day"] else None, scope=row["scope"], scope_text=row["scope_text"],
        baseline_n=_number(n), baseline_d=_number(d), baseline_year=year,
    )  # fmt: skip


def _number(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


def aim(plan: Plan, targets: list[Target], baseline: Baseline | None = None) -> Aim:
    """The way of one indicator, from its targets and what the plan says of where it begins."""
    indicator = targets[0].indicator
    goals = tuple(
        Goal(
            year=target.year or (target.day.year if target.day else plan.year_to), op=target.op, value=target.value,
            text=target.text, day=target.day, overall=target.year is None,
        )
        for target in targets
    )  # fmt: skip
    begin, year = _beginning(indicator, targets, baseline)
    course = Course(
        indicator.unit, indicator.direction, indicator.over_time, plan.year_from, goals, begin, year,
        indicator.over_agencies,
    )  # fmt: skip
    return Aim(plan, indicator, course, tuple(targets))


def _beginning(
    indicator: Indicator, targets: list[Target], baseline: Baseline | None
) -> tuple[Decimal | None, int | None]:
    """A target's own beginning wins over the plan's."""
    for target in targets:
        if target.baseline_n is not None:
            return quotient(indicator, target.baseline_n, target.baseline_d), target.baseline_year
    if baseline is None:
        return None, None
    value = quotient(indicator, baseline.n, baseline.d) if baseline.n is not None else baseline.value
    return value, baseline.year


def quotient(indicator: Indicator, n: Decimal | None, d: Decimal | None) -> Decimal | None:
    """A value in the indicator's unit: of a percentage, in per cent."""
    if n is None or d == 0:
        return None
    if d is None:
        return n
    return 100 * n / d if indicator.unit == Unit.PERCENT else n / d


def rhythms(plans: Iterable[Plan]) -> dict[int, list[str]]:
    """How often the indicators of each plan are reported. One query."""
    found: dict[int, list[str]] = {plan.pk: [] for plan in plans}
    rows = ReportDuty.objects.filter(plan__in=found, asks_indicators=True).order_by()
    for plan_id, frequency in rows.values_list("plan", "frequency").distinct():
        found[plan_id or 0].append(frequency)
    return found


def periods(plan: Plan, frequencies: Iterable[str], *, today: date) -> list[Term]:
    """The periods of a plan that have begun, of every rhythm in which it is reported, in the order of their ends."""
    last = date(min(plan.year_to, today.year), 12, 31)
    first = date(plan.year_from, 1, 1)
    found = {
        one.code: one
        for frequency in frequencies
        for one in terms(first, last, Frequency.YEAR if frequency == Frequency.EVENT else frequency)
        if one.days.start <= today
    }
    return sorted(found.values(), key=lambda one: (one.days.end, -one.months))


def reported(plans: Iterable[Plan], *, today: date) -> dict[int, Told]:
    """Who reported in the last period that is over, of each plan; an agency that has ended since had to, a duty that
    was called off nobody had to fulfil. One query."""
    found: dict[int, list[Told]] = defaultdict(list)
    rows = (
        Report.objects.filter(duty__plan__in=[plan.pk for plan in plans], duty__asks_indicators=True)
        .exclude(state=State.VOID, agency__valid_to=None)
        .order_by()
        .values("duty__plan", "duty", "period")
        .annotate(known=Count("pk", filter=Q(submitted_at__isnull=False) & ~Q(state=State.VOID)), expected=Count("pk"))
    )
    for row in rows:
        one = Told(term(row["period"]), row["known"], row["expected"], (row["duty"],))
        if one.period.days.end <= today:
            found[row["duty__plan"]].append(one)
    return {plan_id: _last(told) for plan_id, told in found.items()}


def _last(told: list[Told]) -> Told:
    """The last period; of several duties that share it, all together."""
    period = max(told, key=lambda one: (one.period.days.end, -one.period.months)).period
    same = [one for one in told if one.period == period]
    return Told(
        period,
        sum(one.known for one in same),
        sum(one.expected for one in same),
        tuple(duty for one in same for duty in one.duties),
    )


def counted(plan: Plan) -> QuerySet[Value]:
    """The figures of a plan's reports that count."""
    return Value.objects.filter(duty__plan=plan.pk, counted=True).order_by()


def measured(plan: Plan) -> dict[tuple[int, str], tuple[Decimal, Decimal | None]]:
    """What was measured beside the reported figures, added up: (indicator, period) -> (n, d). One query."""
    rows = (
        counted(plan)
        .filter(measured_n__isnull=False)
        .values("indicator", "period")
        .annotate(n=Sum("measured_n"), d=Sum("measured_d"))
    )
    return {(row["indicator"], row["period"]): (row["n"], row["d"]) for row in rows}


def stamp(plan: Plan) -> str:
    """What changes whenever the reports of a plan do. One query."""
    rows = Report.objects.filter(duty__plan=plan.pk).order_by()
    found = rows.aggregate(
        many=Count("pk"), versions=Sum("version"), told=Max("submitted_at"), accepted=Max("accepted_at")
    )
    return "|".join(str(found[key]) for key in sorted(found))
