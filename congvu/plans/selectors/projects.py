"""The projects of a plan and their money, as the pages show them."""

from dataclasses import dataclass, field

from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Budget, Money, Plan, Project
from congvu.plans.rules.telling import told_span
from congvu.plans.rules.words import Fund, MoneyMeasure
from congvu.plans.selectors.purses import added, through, total


@dataclass(frozen=True, slots=True)
class Led:
    """A project, what it is to cost, and what was allocated and paid of it until now; None is not told."""

    project: Project
    estimate: int | None
    allocated: int | None
    paid: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The money of a project of one measure: a source a row, a time a column, with sums below and (where adding over
    the columns says something) beside. `cells` are rows of money or None."""

    measure: str
    times: list[str]
    rows: list[tuple[str, list[Money | None], int | None]] = field(default_factory=list)
    below: list[int | None] = field(default_factory=list)
    whole: int | None = None


def projects(plan: Plan) -> list[Led]:
    """The plan's projects in its order, with their money. Two queries."""
    money: dict[int, list[Money]] = {}
    for row in Money.objects.filter(project__plan=plan.pk).order_by("pk"):
        money.setdefault(row.project_id, []).append(row)
    return [_led(one, money.get(one.pk, [])) for one in plan.projects.select_related("lead").order_by("order", "pk")]


def project_of(plan: Plan, pk: int) -> Project:
    """A project of the plan. Refusal: plans.project_unknown."""
    project = plan.projects.select_related("lead").filter(pk=pk).first()
    if project is None:
        raise Refusal(refusals.PROJECT_UNKNOWN)
    project.plan = plan
    return project


def money_of(project: Project, pk: int) -> Money:
    """An amount of the project. Refusal: plans.money_unknown."""
    row = project.money.filter(pk=pk).first()
    if row is None:
        raise Refusal(refusals.MONEY_UNKNOWN)
    return row


def grids(project: Project) -> list[Grid]:
    """The money of a project, measure by measure. One query."""
    rows = list(project.money.order_by("pk"))
    return [_grid(measure, mine) for measure in MoneyMeasure if (mine := [r for r in rows if r.measure == measure])]


def budgets(plan: Plan) -> list[Budget]:
    """The totals that the plan prints."""
    return list(plan.budgets.order_by("pk"))


def budget_of(plan: Plan, pk: int) -> Budget:
    """A total of the plan. Refusal: plans.budget_unknown."""
    row = plan.budgets.filter(pk=pk).first()
    if row is None:
        raise Refusal(refusals.BUDGET_UNKNOWN)
    return row


Key = tuple[int | None, bool, bool]
LAST = 9999  # no year is later


def _led(project: Project, rows: list[Money]) -> Led:
    def of(*measures: str) -> list[Money]:
        return [row for row in rows if row.measure in measures]

    paid = through(of(MoneyMeasure.PAID), LAST) + through(of(MoneyMeasure.ADVANCE), LAST)
    return Led(
        project=project,
        estimate=added(total(of(MoneyMeasure.ESTIMATE))),
        allocated=added(through(of(MoneyMeasure.ALLOCATED), LAST)),
        paid=added(paid),
    )


def _grid(measure: str, rows: list[Money]) -> Grid:
    times = sorted({_time(row) for row in rows}, key=lambda key: (key[0] is not None, key[0] or 0, key[1:]))
    cells = {(row.fund, _time(row)): row for row in rows}
    funds = [fund for fund in Fund if any(row.fund == fund for row in rows)]
    return Grid(
        measure=str(MoneyMeasure(measure).label),
        times=[told_span(year, upto=upto, forecast=forecast) for year, upto, forecast in times],
        rows=[
            (
                str(fund.label),
                [cells.get((fund.value, time)) for time in times],
                _beside(rows, fund.value),
            )
            for fund in funds
        ],
        below=[added(row for row in rows if _time(row) == time) for time in times],
        whole=_beside(rows),
    )  # fmt: skip


def _time(row: Money) -> Key:
    return row.year, row.upto, row.forecast


def _beside(rows: list[Money], fund: str = "") -> int | None:
    """What a source (or all) gives over all times: the total where it is told, else the years. Sums up to a year are
    no years."""
    return added(row for row in total(rows) if not row.upto and fund in ("", row.fund))
