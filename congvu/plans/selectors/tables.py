"""The ministry's tables of a plan: pivots over its projects and their money, ready to be shown, printed or exported.

Nothing is repaired: what is not known is an empty cell, never nought, and sums are of what is known.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Money, Plan, Project
from congvu.plans.rules.eligibility import asked_for, eligible
from congvu.plans.rules.layouts import LAYOUTS, Column, Group, Layout, Sum, years_of
from congvu.plans.rules.printed import Line, Printed, Shown, span
from congvu.plans.rules.words import ProjectKind
from congvu.plans.selectors.purses import Purse
from congvu.plans.selectors.settling import more_notes, settlements

INVESTMENT = (ProjectKind.CONTINUING, ProjectKind.NEW, ProjectKind.PREPARATION)
Purses = dict[int, Purse]


def table(plan: Plan, key: str, *, year: int) -> Printed:
    """One table of a plan for a year. Refusal: plans.table_unknown. Two queries."""
    return tables(plan, [key], year=year)[0]


def tables(plan: Plan, keys: Iterable[str], *, year: int) -> list[Printed]:
    """Several tables of a plan for a year, in two queries. Refusal: plans.table_unknown."""
    wanted = list(keys)
    if unknown := [key for key in wanted if key not in LAYOUTS]:
        raise Refusal(refusals.TABLE_UNKNOWN, key=unknown[0])
    projects = list(plan.projects.select_related("lead").order_by("order", "pk"))
    money: dict[int, list[Money]] = {}
    for row in Money.objects.filter(project__plan=plan.pk).order_by("pk"):
        money.setdefault(row.project_id, []).append(row)
    years = years_of(year, year_from=plan.year_from, year_to=plan.year_to)
    purses = {one.pk: Purse(tuple(money.get(one.pk, ())), years) for one in projects}
    return [_printed(plan, LAYOUTS[key], projects, purses, years) for key in wanted]


def _printed(plan: Plan, layout: Layout, projects: list[Project], purses: Purses, years: dict[str, int]) -> Printed:
    named, before = {name: str(year) for name, year in years.items()}, years["before"]
    shown = [one for one in projects if _belongs(plan, layout, one)]
    if layout.key == "T9":
        rows = tuple(settlements(shown, purses, year=before))
    else:
        rows = tuple(_rows(plan, layout, shown, purses))
    notes = (
        *(note.format_map(named) for note in layout.notes),
        *more_notes(layout.key, shown, purses, year=before),
    )
    return Printed(
        key=layout.key,
        title=layout.title.format_map(named),
        year=years["year"],
        labels=tuple((one.group.format_map(named), one.label.format_map(named)) for one in layout.columns),
        kinds=tuple(_kind(one) for one in layout.columns),
        rows=rows,
        total=_summed(layout, _("Cộng"), [row for row in rows if row.kind == "row"]) if rows else None,
        place=layout.place,
        notes=notes,
    )


def _belongs(plan: Plan, layout: Layout, project: Project) -> bool:
    """A plan about open source holds nothing else, so there the mark is not asked for."""
    if layout.only == "investment":
        return project.kind in INVESTMENT
    if layout.only == "open_source":
        return project.open_source or plan.framework in layout.frameworks
    return True


def _kind(column: Column) -> str:
    if isinstance(column.shows, Sum) or column.shows == "settled_sum":
        return "money"
    return "number" if column.shows.endswith("_count") or column.shows in ("late_months",) else "text"


def _rows(plan: Plan, layout: Layout, projects: list[Project], purses: Purses) -> Iterable[Line]:
    if not layout.by:
        yield from _lines(plan, layout, projects, purses)
        return
    groups = [
        (group, list(_lines(plan, layout, [one for one in projects if _key(layout, one) == group.key], purses)))
        for group in layout.groups or _own_groups(projects)
    ]
    for place, (group, lines) in enumerate(groups):
        if group.title:
            yield _heading(layout, group, lines or _beneath(groups[place + 1 :], group.level))
        yield from lines


def _beneath(groups: Sequence[tuple[Group, list[Line]]], level: int) -> list[Line]:
    """The rows of the groups that are within one: those that follow it, until one of its own level."""
    within = takewhile(lambda pair: pair[0].level > level, groups)
    return [line for _group, lines in within for line in lines]


def _heading(layout: Layout, group: Group, lines: list[Line]) -> Line:
    """The heading of a group, its title in the first cell; grouped by kind, with the sums of its rows."""
    summed = _summed(layout, "", lines) if layout.by == "kind" else None
    sums = summed.cells[1:] if summed else (None for _column in layout.columns[1:])
    return Line("group", (group.title, *(cell or None for cell in sums)))


def _own_groups(projects: list[Project]) -> list[Group]:
    """The groups of a plan that prints its own, in the order in which they come."""
    return [Group(title, title) for title in dict.fromkeys(one.group for one in projects)]


def _key(layout: Layout, project: Project) -> str:
    if layout.by == "integrated":
        return "integrated" if project.integrated else "apart"
    return project.kind if layout.by == "kind" else project.group


def _lines(plan: Plan, layout: Layout, projects: list[Project], purses: Purses) -> Iterable[Line]:
    for number, project in enumerate(projects, 1):
        purse = purses[project.pk]
        cells = (
            purse.of(column.shows)
            if isinstance(column.shows, Sum)
            else _word(plan, project, column.shows, number, purse.years["year"])
            for column in layout.columns
        )
        yield Line("row", tuple(cells), project)


def _word(plan: Plan, project: Project, what: str, number: int, year: int) -> Shown:
    if what == "eligible":
        return _eligible(plan, project, year) or None
    words: dict[str, Callable[[], Shown]] = {
        "number": lambda: str(number),
        "printed": lambda: project.printed or str(number),
        "name": lambda: project.name,
        "goal": lambda: project.goal,
        "work": lambda: project.work,
        "time": lambda: span(project.start, project.end),
        "start": lambda: str(project.start or ""),
        "end": lambda: str(project.end or ""),
        "lead": lambda: project.leads or (project.lead.name if project.lead else ""),
        "funding": lambda: project.funding,
        "decision": lambda: _decision(project),
    }
    return words[what]() or None


def _decision(project: Project) -> str:
    day = f"{project.decided_on:%d/%m/%Y}" if project.decided_on else ""
    said = ", ".join(filter(None, (project.decision, day)))
    return "; ".join(filter(None, (said, _("thuộc kế hoạch 5 năm") if project.in_long_plan else "")))


def _eligible(plan: Plan, project: Project, year: int) -> str:
    if project.kind != ProjectKind.NEW:
        return ""
    asked = asked_for(year_from=plan.year_from, year_to=plan.year_to, start=project.start) or year
    fits = eligible(project.kind, year=asked, decided_on=project.decided_on, in_long_plan=project.in_long_plan)
    return _("Có") if fits else _("Không")


def _summed(layout: Layout, title: str, rows: Sequence[Line]) -> Line | None:
    """The sums of the columns of money; None where there are none."""
    places = [place for place, column in enumerate(layout.columns) if isinstance(column.shows, Sum)]
    if not places:
        return None
    label = next((place for place, one in enumerate(layout.columns) if one.shows == "name"), 0)
    cells: list[Shown] = [None] * len(layout.columns)
    cells[label] = title
    for place in places:
        known = [amount for row in rows if isinstance(amount := row.cells[place], int)]
        cells[place] = sum(known) if known else None
    return Line("sum", tuple(cells))
