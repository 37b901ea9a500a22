"""A table as a spreadsheet: its head above it, the row of names repeated on paper and held fast on screen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from congvu.tabular import ods
from congvu.tabular.exports.head import Head
from congvu.tabular.ods import Cell
from congvu.tabular.opendocument import SPREADSHEET
from congvu.tabular.tables import Row, Table
from congvu.tabular.words import heading

MEDIA_TYPE = SPREADSHEET
ABOVE = 5  # rows above the table: agency, title, period, day, an empty one


def written(table: Table, head: Head) -> bytes:
    """One sheet."""
    day = _("Lập ngày {day}").format(day=f"{head.made:%d/%m/%Y}")
    lines = (head.agency, "bold"), (str(table.title), "title"), (head.period, "plain"), (day, "plain"), ("", "plain")
    sheet = ods.Sheet(
        str(table.title),
        _rows(table),
        head=[[Cell(heading(column), style="head") for column in table.columns]],
        above=[[Cell(text, style=style)] for text, style in lines],
        widths=[ods.WIDTHS[column.kind] for column in table.columns],
    )
    return ods.written([sheet], title=f"{table.title}, {head.period}", creator=head.agency, day=head.made.isoformat())


def _rows(table: Table) -> Iterator[list[Cell]]:
    for row in table.rows:
        yield _cells(table, row, "cell")
    if table.total:
        yield _cells(table, table.total, "total")
    for note in ("", *table.notes) if table.notes else ():
        yield [Cell(str(note), style="plain")]


def _cells(table: Table, row: Row, style: str) -> list[Cell]:
    return [Cell(value.value, column.kind, style) for column, value in zip(table.columns, row.values, strict=True)]
