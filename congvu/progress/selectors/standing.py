"""How a plan stands: its targets, its money, its projects, who reported. A few queries, whatever there is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from congvu.measures.rules import Figure, Term, term
from congvu.plans.models import Money, Plan, Project
from congvu.progress.rules import Amount, Course, Late, Standing, State, judge, late
from congvu.progress.selectors import courses
from congvu.progress.selectors.courses import Aim, Told
from congvu.reporting.selectors.consolidating import figures

Known = list[tuple[Term, Figure]]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a plan: how it stands in the year asked for, and in each year that has a goal."""

    aim: Aim
    standing: Standing
    years: tuple[Standing, ...]
    known: tuple[tuple[Term, Figure], ...]
    measured: tuple[tuple[Term, Decimal], ...] = ()

    @property
    def course(self) -> Course:
        """Its way."""
        return self.aim.course


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan in a list: how many of its targets stand how, and who reported last."""

    plan: Plan
    year: int
    counts: dict[str, int]
    told: Told | None

    @property
    def many(self) -> int:
        """How many targets there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Delay:
    """A project that is late."""

    project: Project
    late: Late


def summaries(plans: Sequence[Plan], *, today: date) -> list[Summary]:
    """How each plan of a page stands today."""
    aims, rhythms = courses.aims(plans), courses.rhythms(plans)
    told = courses.reported(plans, today=today)
    found = []
    for plan in plans:
        year = year_of(plan, today, told.get(plan.pk))
        lines_ = _lines(plan, aims[plan.pk], rhythms[plan.pk], year=year, today=today)
        found.append(Summary(plan, year, counts(lines_), told.get(plan.pk)))
    return found


def lines(plan: Plan, *, year: int, today: date) -> list[Line]:
    """Every target of a plan as it stands in a year, in the plan's order: today, or when that year was over."""
    aims, rhythms = courses.aims([plan])[plan.pk], courses.rhythms([plan])[plan.pk]
    return _lines(plan, aims, rhythms, year=year, today=today, counted=courses.measured(plan))


def lines_of(plan: Plan, aims: list[Aim], *, year: int, today: date) -> list[Line]:
    """The same of ways that are given: those of a version of the plan."""
    return _lines(plan, aims, courses.rhythms([plan])[plan.pk], year=year, today=today)


def counts(found: Iterable[Line]) -> dict[str, int]:
    """How many stand how, every state named."""
    many = Counter(one.standing.state.value for one in found)
    return {state.value: many[state.value] for state in State}


def late_projects(plan: Plan, *, today: date) -> list[Delay]:
    """The projects that are late, the latest first. One query."""
    found = []
    for project in Project.objects.filter(plan=plan.pk).select_related("lead"):
        said = late(
            start=project.start, end=project.end, progress=project.progress, finished_on=project.finished_on,
            today=today,
        )  # fmt: skip
        if said:
            found.append(Delay(project, said))
    return sorted(found, key=lambda one: (-one.late.years, one.project.order, one.project.pk))


def amounts(plan: Plan) -> list[Amount]:
    """The plan's money as it is told. One query."""
    rows = Money.objects.filter(project__plan=plan.pk).order_by()
    return [
        Amount(*row)
        for row in rows.values_list("project", "fund", "measure", "year", "upto", "forecast", "amount")
    ]  # fmt: skip


def _lines(
    plan: Plan, aims: list[Aim], rhythms: list[str], *, year: int, today: date,
    counted: dict[tuple[int, str], tuple[Decimal, Decimal | None]] | None = None,
) -> list[Line]:  # fmt: skip
    asked = courses.periods(plan, rhythms, today=today)
    told = figures(plan, asked) if aims and asked else {}
    found, over = [], date(year + 1, 1, 1)
    today = min(today, over)
    for aim in aims:
        known: Known = [
            (period, figure) for period in asked if (figure := told.get((aim.indicator.pk, period.code))) is not None
        ]
        seen = [(period, figure) for period, figure in known if period.days.start < over]
        goals = sorted(aim.course.goals, key=lambda goal: (goal.year, goal.overall))
        found.append(
            Line(
                aim,
                judge(aim.course, aim.goal_of(year), seen, today=today),
                tuple(judge(aim.course, goal, seen, today=today) for goal in goals),
                tuple(known),
                _measured(aim, counted or {}),
            )
        )
    return found


def _measured(
    aim: Aim, counted: dict[tuple[int, str], tuple[Decimal, Decimal | None]]
) -> tuple[tuple[Term, Decimal], ...]:
    found = []
    for (indicator, code), (n, d) in counted.items():
        if indicator == aim.indicator.pk:
            value = courses.quotient(aim.indicator, n, d)
            if value is not None:
                found.append((term(code), value))
    return tuple(sorted(found, key=lambda pair: pair[0].days.end))


def year_of(plan: Plan, today: date, told: Told | None = None) -> int:
    """The year that a plan is asked about today: this one, or the nearest of its own; of a plan that is over, the last
    that was reported."""
    if told and plan.year_to < today.year:
        return min(max(told.period.year, plan.year_from), plan.year_to)
    return min(max(today.year, plan.year_from), plan.year_to)
