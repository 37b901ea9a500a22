"""The lines of a table become projects with their money, or targets. Called within the deed that takes them."""

from collections.abc import Iterable, Sequence
from itertools import count

from django.db.models import Max, QuerySet

from congvu.plans.models import Money, Plan, Project, Target
from congvu.plans.rules.reading import Line
from congvu.plans.rules.reading_projects import kind_of


def take_projects(plan: Plan, lines: Sequence[Line]) -> list[str]:
    """One project a line; the codes that they got."""
    used = set(plan.projects.values_list("code", flat=True))
    codes = (code for number in count(1) if (code := f"DA-{number:02d}") not in used)
    first = _last(plan.projects.all()) + 1
    rows = [
        Project(
            plan=plan, code=code, order=first + number, printed=line.words["printed"], group=line.group,
            name=line.words["name"], goal=line.words["goal"], work=line.words["work"], start=line.years[0],
            end=line.years[1], lead_id=line.lead, leads=line.words["leads"], kind=kind_of(line.group),
            funding=line.words["funding"], decision=line.words["decision"], note=line.words["note"][:300],
        )
        for number, (code, line) in enumerate(zip(codes, lines, strict=False))
    ]  # fmt: skip
    made = Project.objects.bulk_create(rows, batch_size=200)
    Money.objects.bulk_create(_money(zip(made, lines, strict=True)), batch_size=200)
    return [row.code for row in made]


def _money(pairs: Iterable[tuple[Project, Line]]) -> Iterable[Money]:
    return [
        Money(
            project=project, fund=amount.use.fund, measure=amount.use.measure, year=amount.use.year,
            upto=amount.use.when.startswith("-"), amount=amount.amount,
        )
        for project, line in pairs
        for amount in line.money
    ]  # fmt: skip


def take_targets(plan: Plan, lines: Sequence[Line]) -> list[str]:
    """One target for each value of a line; the keys of their indicators."""
    first = _last(plan.targets.all()) + 1
    rows = [
        Target(
            plan=plan, indicator_id=line.indicator, year=use.year, value=value, text=words,
            scope_text=line.words["scope_text"], baseline_n=line.numbers["n"], baseline_d=line.numbers["d"],
            order=first + number,
        )
        for number, line in enumerate(lines)
        if line.indicator is not None
        for use, value, words in line.values
    ]  # fmt: skip
    Target.objects.bulk_create(rows, batch_size=200)
    return [str(row.indicator_id) for row in rows]


def _last(rows: "QuerySet[Project] | QuerySet[Target]") -> int:
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return last or 0
