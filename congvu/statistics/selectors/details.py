"""Lists as tables: the detail reports."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from congvu.dossiers.rules import Channel, State
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import LEG_STOCKS, MONEY, STOCKS
from congvu.statistics.selectors.lists import Listed, listed
from congvu.statistics.selectors.numbers import Question
from congvu.tabular.tables import Column, Row, Table, Value

VERDICTS = ("early", "on_time", "late", "in_time", "overdue")


def verdict_label(verdict: str) -> str:
    """What a verdict is called."""
    names = {
        "early": _("Trước hạn"),
        "on_time": _("Đúng hạn"),
        "late": _("Quá hạn"),
        "in_time": _("Trong hạn"),
        "overdue": _("Đã quá hạn"),
    }
    return names.get(verdict, "")


def cell_of(question: Question, measures: Sequence[str], *, legs: bool = False) -> Cell:
    """The cell that a question asks for: flows of the period, or stocks at its end."""
    period = question.period
    stock = all(measure in (LEG_STOCKS if legs else STOCKS) for measure in measures)
    return Cell(
        tuple(map(str, measures)),
        period.start,
        question.closing if stock else period.end,
        procedure=question.procedure,
        channel=question.channel,
        field=question.field,
        under=question.agency,
        legs=legs,
    )


def detail(
    key: str, title: Any, question: Question, measures: Sequence[str], *, legs: bool, after: str, size: int
) -> Table:
    """The list of a cell as a table."""
    page = listed(question.viewer, cell_of(question, measures, legs=legs), after=after, size=size, today=question.today)
    money = all(measure in MONEY for measure in measures)
    return Table(
        key, title, columns_of(legs, money), tuple(row_of(one, legs, money) for one in page.rows), after=page.after
    )


def columns_of(legs: bool, money: bool) -> tuple[Column, ...]:
    return (
        Column("code", _("Mã hồ sơ"), "text"),
        Column("procedure", _("Thủ tục"), "text"),
        *([Column("leg", _("Phần việc"), "text")] if legs else []),
        Column("applicant", _("Người nộp"), "text"),
        Column("agency", _("Cơ quan"), "text"),
        Column("channel", _("Hình thức nộp"), "text"),
        Column("received", _("Chuyển lúc") if legs else _("Tiếp nhận"), "moment"),
        Column("due", _("Hạn trả lời") if legs else _("Hẹn trả"), "moment"),
        Column("finished", _("Trả lời lúc") if legs else _("Có kết quả"), "moment"),
        Column("state", _("Trạng thái"), "text"),
        Column("verdict", _("Thời hạn"), "text"),
        Column("at_fault", _("Nơi gây chậm"), "text"),
        *([Column("amount", _("Số tiền (đồng)"), "money")] if money else []),
    )


def row_of(one: Listed, legs: bool, money: bool) -> Row:
    channels = {value: str(label) for value, label in Channel.choices}
    states = {value: str(label) for value, label in State.choices}
    return Row(
        one.code,
        (
            Value(one.code, address=one.address),
            Value(one.procedure_name),
            *([Value(one.leg)] if legs else []),
            Value(one.applicant or None),
            Value(one.agency_name),
            Value(channels.get(one.channel, "")),
            Value(one.received_at),
            Value(one.due_at),
            Value(one.finished_at),
            Value(states.get(one.state, one.state)),
            Value(verdict_label(one.verdict)),
            Value("; ".join(one.at_fault)),
            *([Value(one.amount)] if money else []),
        ),
    )
