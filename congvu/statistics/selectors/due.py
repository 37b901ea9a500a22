"""What is due on the day itself: in time until this evening, overdue tomorrow."""

from typing import Any

from django.utils.translation import gettext as _

from congvu.statistics.models import Mark
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import Measure
from congvu.statistics.rules.periods import DAY
from congvu.statistics.selectors.details import columns_of, row_of
from congvu.statistics.selectors.lists import rows_of
from congvu.statistics.selectors.numbers import Question, dimensions, of_scope
from congvu.statistics.selectors.scope import Scope, scope
from congvu.tabular.tables import Table


def due_today(question: Question) -> int:
    """How many dossiers must have their result today."""
    count: int = _marks(question, scope(question.viewer)).count()
    return count


def due_today_listed(question: Question, *, after: str = "", size: int = 50) -> Table:
    """The dossiers that must have their result today, the earliest received first."""
    seen = scope(question.viewer)
    marks = _marks(question, seen).select_related("life").order_by("pk")
    if after.isdecimal():
        marks = marks.filter(pk__gt=int(after))
    found = list(marks[: size + 1])
    more, found = len(found) > size, found[:size]
    cell = Cell((Measure.IN_TIME,), question.today, question.today + DAY)
    rows = rows_of(question.viewer, seen, cell, found, today=question.today)
    table_rows = tuple(row_of(one, False, False) for one in rows)
    title = _("Hồ sơ đến hạn hôm nay")
    return Table("den-han", title, columns_of(False, False), table_rows, after=str(found[-1].pk) if more else "")


def _marks(question: Question, seen: Scope) -> Any:
    marks = of_scope(Mark.objects.all(), seen, under=question.agency, agency="")
    return marks.filter(
        dimensions(question.field, question.procedure, question.channel),
        measure=Measure.IN_TIME,
        until=question.today + DAY,  # which a mark can be only if it began before
    )
