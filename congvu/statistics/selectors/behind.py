"""The list behind one number as a table, whatever page the number stands on."""

from datetime import date

from congvu.base.actors import Actor
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import MONEY, label
from congvu.statistics.selectors.details import columns_of, row_of
from congvu.statistics.selectors.lists import listed
from congvu.tabular.tables import Table

MOST_TAKEN = 5000  # rows of an exported list


def behind(viewer: Actor, cell: Cell, *, today: date, after: str = "", size: int = 50) -> Table:
    """Up to `size` rows of what the cell counts, from the mark `after` on."""
    page = listed(viewer, cell, after=after, size=size, today=today)
    money = all(measure in MONEY for measure in cell.measures)
    rows = tuple(row_of(one, cell.legs, money) for one in page.rows)
    return Table("danh-sach", title(cell), columns_of(cell.legs, money), rows, after=page.after)


def title(cell: Cell) -> str:
    """What is counted, in words."""
    return ", ".join(str(label(measure, legs=cell.legs)) for measure in cell.measures)
