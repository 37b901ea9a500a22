"""What the page of an import shows: the sheet, its columns, each doubt beside its cell, and the lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from congvu.plans.models import Import
from congvu.plans.rules.reading import ROLES, UNITS, Doubt, Layout, Line
from congvu.plans.rules.reading_heads import begins, labels
from congvu.plans.rules.words import SOURCES, MoneyMeasure
from congvu.plans.selectors.imports import Review
from congvu.tabular import Cell, Grid
from congvu.tabular.grids import address
from congvu.tabular.words import said as told

SHOWN_ROWS = 12  # of the sheet
SHOWN_LINES = 200
BESIDE = 2  # columns on each side of a doubtful cell
LETTERS = 160  # of a cell


def sheet(grid: Grid, layout: Layout) -> dict[str, Any]:
    """The beginning of the table as it stands in the file."""
    wide = len(grid.rows[0])
    return {
        "columns": [letters(number) for number in range(wide)],
        "rows": [
            {"number": number, "head": number <= layout.head, "cells": [_shown(cell) for cell in row]}
            for number, row in enumerate(grid.rows[:SHOWN_ROWS], 1)
        ],
        "more": max(len(grid.rows) - SHOWN_ROWS, 0),
    }


def letters(column: int) -> str:
    """What a spreadsheet calls a column."""
    return address(0, column)[:-1]


def _shown(cell: Cell) -> str:
    text = cell.text if len(cell.text) <= LETTERS else f"{cell.text[: LETTERS - 1]}…"
    return text or (f"↖ {cell.merged_into}" if cell.merged_into else "")


def columns(review: Review) -> dict[str, Any]:
    """What each column is said to be, and what it may be."""
    grid, layout, plan = review.grid, review.layout, review.plan
    years = range(plan.year_from - 5, plan.year_to + 6)
    named = {str(year) for _number, use in layout.columns.items() if (year := use.year)}
    known = sorted({*map(str, years), *named})
    rows = []
    for number in range(len(grid.rows[0])):
        use = layout.columns.get(number)
        said = _names(review, number)
        below = next((row[number].text for row in grid.rows[layout.head :] if row[number].text), "")
        rows.append(
            {
                "name": f"c{number}", "letters": letters(number), "label": said[-LETTERS:],
                "example": below[:60], "role": use.role if use else "", "measure": use.measure if use else "",
                "when": use.when if use else "", "fund": use.fund if use else "",
            }
        )  # fmt: skip
    return {
        "rows": rows,
        "roles": list(ROLES[review.found.kind].items()),
        "money": review.found.kind == Import.Kind.PROJECTS,
        "measures": MoneyMeasure.choices,
        "funds": [(one.value, one.label) for one in SOURCES],
        "years": [(year, year) for year in known],
        "through": [(f"-{year}", _("đến hết %s") % year) for year in known],
        "units": list(UNITS.items()),
        "heads": range(min(len(grid.rows), 30)),
    }


def asked(
    review: Review, doubts: Iterable[Doubt], *, said: Mapping[str, Any], wrong: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Doubts to settle, each beside its cell and the neighbours; what was said and did not fit is kept."""
    return [
        {
            "key": doubt.key,
            "number": number,
            "address": doubt.address,
            "also": doubt.also[:8],
            "more": max(len(doubt.also) - 8, 0),
            "sentence": doubt.sentence,
            "ways": [(way.key, way.label) for way in doubt.ways],
            "typed": doubt.typed,
            "way": said.get(f"way:{doubt.key}", ""),
            "words": said.get(f"typed:{doubt.key}", ""),
            "wrong": wrong.get(doubt.key, ""),
            "around": around(review, doubt),
        }
        for number, doubt in enumerate(doubts, 1)
    ]


def _names(review: Review, column: int) -> str:
    """What stands above a column in its header."""
    head = min(review.layout.head, len(review.grid.rows))
    begin = begins(review.grid, review.found.kind) or 0
    return " › ".join(labels(review.grid, column, begin if begin < head else 0, head))


def around(review: Review, doubt: Doubt) -> dict[str, Any]:
    """The cell of a doubt among its neighbours, under the letters and names of the columns."""
    grid = review.grid
    wide = len(grid.rows[0])
    left = max(min(doubt.column - BESIDE, wide - 2 * BESIDE - 1), 0)
    across = range(left, min(left + 2 * BESIDE + 1, wide))
    down = range(max(doubt.row - 1, 0), min(doubt.row + 2, len(grid.rows)))
    return {
        "columns": [(letters(one), _names(review, one)[-60:]) for one in across],
        "rows": [
            (
                row + 1,
                [(_shown(grid.rows[row][one]), (row, one) == (doubt.row, doubt.column)) for one in across],
            )
            for row in down
        ],
    }


def settled(review: Review) -> list[dict[str, Any]]:
    """What a person has said of doubts, and may take back."""
    decisions = review.found.decisions
    found = []
    for doubt in review.reading.doubts:
        decision = decisions.get(doubt.key, "")
        if not doubt.settled(decision):
            continue
        label = next((str(way.label) for way in doubt.ways if way.key == decision), "")
        found.append(
            {
                "key": doubt.key,
                "address": doubt.address,
                "sentence": doubt.sentence,
                "decision": label or _("Ghi: %s") % decision[1:],
            }
        )
    return found


def lines(review: Review) -> dict[str, Any]:
    """The lines as they would be taken, money in đồng."""
    taken = review.reading.taken
    projects = review.found.kind == Import.Kind.PROJECTS
    uses = [use for _column, use in review.layout.all("money" if projects else "value")]
    money = dict(MoneyMeasure.choices)
    heads = [
        f"{money.get(use.measure, use.measure)} {_when(use.when)}".strip()
        if projects
        else _when(use.when) or _("Cả kỳ")
        for use in uses
    ]
    return {
        "heads": heads,
        "rows": [_line(review, line, projects=projects) for line in taken[:SHOWN_LINES]],
        "more": max(len(taken) - SHOWN_LINES, 0),
        "projects": projects,
    }


def _when(when: str) -> str:
    return _("đến hết %s") % when[1:] if when.startswith("-") else when


def _line(review: Review, line: Line, *, projects: bool) -> dict[str, Any]:
    if projects:
        amounts: dict[Any, str] = {one.use: told(one.amount, "money") for one in line.money}
    else:
        amounts = {use: words if value is None else told(value, "decimal") for use, value, words in line.values}
    years = "-".join(str(year) for year in dict.fromkeys(line.years) if year)
    n, d = line.numbers.get("n"), line.numbers.get("d")
    return {
        "row": line.row + 1,
        "printed": line.words.get("printed", ""),
        "group": line.group,
        "name": line.words.get("name", ""),
        "years": years,
        "leads": line.words.get("leads", ""),
        "known": line.lead is not None,
        "baseline": "/".join(told(one, "decimal") for one in (n, d) if one is not None),
        "amounts": [
            amounts.get(use, "") for _column, use in review.layout.all("money" if projects else "value")
        ],
    }  # fmt: skip
