"""The ten statuses of the national portal, and the groups in which it reports them."""

from typing import Any

from django.utils.translation import gettext as _

from congvu.dossiers.rules import NATIONAL_STATUS, State
from congvu.statistics.rules.measures import RETURNED, M
from congvu.statistics.selectors.details import cell_of
from congvu.statistics.selectors.numbers import Question, numbers
from congvu.tabular.tables import Column, Row, Table, Value

GROUPS = {  # of the national portal: done is {9, 10}, in process {2, 4}, and so on
    "not_received": (1, 3),
    "in_process": (2, 4),
    "supplement": (5,),
    "stopped": (6, 8),
    "withdrawn": (7,),
    "done": (9, 10),
}
COUNTED: dict[State, tuple[str, ...]] = {
    State.RECEIVED: (M.UNTAKEN,),
    State.NOT_RECEIVED: (M.NOT_RECEIVED,),
    State.IN_PROGRESS: (M.TAKEN,),
    State.AWAITING_SUPPLEMENT: (M.SUPPLEMENT,),
    State.AWAITING_OBLIGATION: (M.OBLIGATION,),
    State.WITHDRAWN: (M.WITHDRAWN,),
    State.STOPPED: (M.STOPPED,),
    State.DECIDED: (M.WAITING, M.WAITING_OVERDUE),
    State.RETURNED: RETURNED,
}


def group_label(key: str) -> str:
    """What a group of statuses is called."""
    names = {
        "not_received": _("Chưa hoặc không tiếp nhận"),
        "in_process": _("Đang xử lý"),
        "supplement": _("Chờ bổ sung"),
        "stopped": _("Tạm dừng, dừng xử lý"),
        "withdrawn": _("Đã rút"),
        "done": _("Đã xử lý xong"),
    }
    return names[key]


def statuses(key: str, title: Any, question: Question) -> Table:
    """A row for each status: what stands at the period's end, or for the ends what came to it in the period."""
    found = numbers(question, {measure for measures in COUNTED.values() for measure in measures}).get("", {})
    rows = tuple(_row(state, question, found) for state in State)
    columns = (
        Column("number", _("Mã")),
        Column("status", _("Trạng thái"), "text"),
        Column("group", _("Nhóm báo cáo"), "text"),
        Column("dossiers", _("Số hồ sơ")),
    )
    note = _("Trạng thái 2, 4, 5, 6 và 9 tính đến cuối kỳ; trạng thái 3, 7, 8 và 10 tính trong kỳ.")
    later = _("Trạng thái 1 chỉ có khi nộp trực tuyến.")
    return Table(key, title, columns, rows, notes=(note, later))


def _row(state: State, question: Question, found: dict[str, int]) -> Row:
    number = NATIONAL_STATUS[state]
    group = next(name for name, members in GROUPS.items() if number in members)
    value = Value(0)
    if measures := COUNTED.get(state):
        total = sum(found.get(measure, 0) for measure in measures)
        value = Value(total, cell_of(question, measures))
    return Row(state.value, (Value(number), Value(str(state.label)), Value(group_label(group)), value))
