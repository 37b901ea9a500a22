"""The day's board: the figures that a leader looks at first, and the table under them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from congvu.base.actors import Actor
from congvu.statistics.models import Grain, Tally
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import IN, RETURNED, SETTLED, M
from congvu.statistics.selectors.details import cell_of
from congvu.statistics.selectors.numbers import Question, numbers, of_scope
from congvu.statistics.selectors.proofs import kept
from congvu.statistics.selectors.reports import REPORTS
from congvu.statistics.selectors.scope import scope
from congvu.statistics.selectors.tables import counted
from congvu.tabular.tables import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the board, and the list behind it."""

    key: str
    label: Any
    number: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Board:
    """`as_of` is when the tables were last brought up to date."""

    figures: tuple[Figure, ...]
    table: Table
    as_of: datetime | None


def board(question: Question) -> Board:
    """The figures of the period and of its end, and the situation by the question's groups."""
    wanted = (
        ("received", _("Tiếp nhận"), IN),
        ("settled", _("Đã giải quyết"), SETTLED),
        ("early", _("Trước hạn"), (M.SETTLED_EARLY,)),
        ("on_time", _("Đúng hạn"), (M.SETTLED_ON_TIME,)),
        ("late", _("Quá hạn"), (M.SETTLED_LATE,)),
        ("in_time", _("Đang giải quyết, chưa đến hạn"), (M.IN_TIME,)),
        ("overdue", _("Đang giải quyết, đã quá hạn"), (M.OVERDUE,)),
        ("paused", _("Chờ công dân"), (M.SUPPLEMENT, M.OBLIGATION)),
        ("waiting", _("Chờ trả kết quả"), (M.WAITING, M.WAITING_OVERDUE)),
        ("returned", _("Đã trả kết quả"), RETURNED),
    )
    found = numbers(question, {measure for _key, _label, measures in wanted for measure in measures}).get("", {})
    figures = tuple(
        Figure(key, label, sum(found.get(one, 0) for one in measures), cell_of(question, measures))
        for key, label, measures in wanted
    )
    situation = REPORTS["tinh-hinh"]
    by = question.by if question.by in situation.by else situation.by[0]
    table = counted("board", situation.title, replace(question, by=by), situation.columns, notes=situation.notes)
    return Board(figures, table, kept().at)


def years(viewer: Actor) -> list[int]:
    """The years of which there is anything to read, the latest first."""
    rows = of_scope(Tally.objects.filter(grain=Grain.YEAR, measure=M.RECEIVED), scope(viewer), under="", agency="")
    ends: dict[str, date | None] = rows.aggregate(first=Min("day"), last=Max("day"))
    first, last = ends["first"], ends["last"]
    return list(range(last.year, first.year - 1, -1)) if first and last else []
