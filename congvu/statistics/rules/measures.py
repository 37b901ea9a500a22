"""What is counted. A flow happens on a day; a stock is what stands at the end of a day.

Every dossier that was received is at the end of any day in exactly one place: out of the books (returned, withdrawn,
stopped, or gone over to another agency) or in one of the six open stocks. So for every agency, procedure and period:
open before + received + came over = returned + withdrawn + stopped + went over + open at the end.

Seven flows are told by later deeds than the one they belong to, and stand on the day of that one, so that a share never
mixes two periods: how a fee was paid on the day of the receipt, a file of the result on that of the return, and how
content the applicant is on that of the result. Their numbers of a past period still grow.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Measure(StrEnum):
    """What is counted of dossiers, for the agency that settles them; the last five for the counter that received."""

    RECEIVED = "received"
    CAME = "came"
    WENT = "went"
    SETTLED_EARLY = "settled_early"
    SETTLED_ON_TIME = "settled_on_time"
    SETTLED_LATE = "settled_late"
    REFUSED = "refused"
    REOPENED = "reopened"
    RETURNED_EARLY = "returned_early"
    RETURNED_ON_TIME = "returned_on_time"
    RETURNED_LATE = "returned_late"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    SUPPLEMENT_ASKED = "supplement_asked"
    OBLIGATION_ASKED = "obligation_asked"
    REAPPOINTED = "reappointed"
    FEE = "fee"
    PAID = "paid"
    FEE_DUE = "fee_due"
    PAID_ONLINE = "paid_online"
    ELECTRONIC = "electronic"
    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    UNSATISFIED_LATE = "unsatisfied_late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"
    WAITING = "waiting"
    WAITING_OVERDUE = "waiting_overdue"
    UNTAKEN = "untaken"
    TAKEN = "taken"
    COUNTER_RECEIVED = "counter_received"
    COUNTER_RETURNED = "counter_returned"
    COUNTER_FEE = "counter_fee"
    COUNTER_PAID = "counter_paid"
    NOT_RECEIVED = "not_received"


class LegMeasure(StrEnum):
    """What is counted of legs, for the agency that works along. Kept in tables of its own: never added to dossiers."""

    OPENED = "opened"
    CAME = "came"
    WENT = "went"
    DONE_EARLY = "done_early"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    RECALLED = "recalled"
    ENDED = "ended"
    IN_TIME = "in_time"
    OVERDUE = "overdue"


M, L = Measure, LegMeasure
OPEN = (M.IN_TIME, M.OVERDUE, M.SUPPLEMENT, M.OBLIGATION, M.WAITING, M.WAITING_OVERDUE)
STOCKS = (*OPEN, M.UNTAKEN, M.TAKEN)  # the last two are parts of IN_TIME and OVERDUE
FLOWS = tuple(measure for measure in Measure if measure not in STOCKS)
PROCESSING = (M.IN_TIME, M.OVERDUE, M.SUPPLEMENT, M.OBLIGATION)
SETTLED = (M.SETTLED_EARLY, M.SETTLED_ON_TIME, M.SETTLED_LATE)
RETURNED = (M.RETURNED_EARLY, M.RETURNED_ON_TIME, M.RETURNED_LATE)
RATED = (M.VERY_SATISFIED, M.SATISFIED, M.UNSATISFIED, M.UNSATISFIED_LATE)
MONEY = (M.FEE, M.PAID, M.COUNTER_FEE, M.COUNTER_PAID)
IN = (M.RECEIVED, M.CAME)
OUT = (*RETURNED, M.WITHDRAWN, M.STOPPED, M.WENT)

LEG_OPEN = (L.IN_TIME, L.OVERDUE)
LEG_STOCKS = LEG_OPEN
LEG_FLOWS = tuple(measure for measure in LegMeasure if measure not in LEG_STOCKS)
LEG_DONE = (L.DONE_EARLY, L.DONE_ON_TIME, L.DONE_LATE)
LEG_IN = (L.OPENED, L.CAME)
LEG_OUT = (*LEG_DONE, L.RECALLED, L.ENDED, L.WENT)


LABELS: dict[str, Any] = {
    M.RECEIVED: _("Tiếp nhận trong kỳ"),
    M.CAME: _("Nhận từ cơ quan khác"),
    M.WENT: _("Chuyển cơ quan khác"),
    M.SETTLED_EARLY: _("Giải quyết trước hạn"),
    M.SETTLED_ON_TIME: _("Giải quyết đúng hạn"),
    M.SETTLED_LATE: _("Giải quyết quá hạn"),
    M.REFUSED: _("Từ chối giải quyết"),
    M.REOPENED: _("Xử lý lại sau khi có kết quả"),
    M.RETURNED_EARLY: _("Trả sớm hạn"),
    M.RETURNED_ON_TIME: _("Trả đúng hạn"),
    M.RETURNED_LATE: _("Trả quá hạn"),
    M.WITHDRAWN: _("Công dân rút"),
    M.STOPPED: _("Dừng giải quyết"),
    M.SUPPLEMENT_ASKED: _("Yêu cầu bổ sung"),
    M.OBLIGATION_ASKED: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    M.REAPPOINTED: _("Xin lỗi và hẹn lại"),
    M.FEE: _("Phí, lệ phí (đồng)"),
    M.PAID: _("Phí, lệ phí đã thu (đồng)"),
    M.FEE_DUE: _("Tiếp nhận, có phí, lệ phí phải nộp"),
    M.PAID_ONLINE: _("Tiếp nhận, đã nộp phí, lệ phí trực tuyến"),
    M.ELECTRONIC: _("Đã trả, có kết quả điện tử"),
    M.VERY_SATISFIED: _("Rất hài lòng"),
    M.SATISFIED: _("Hài lòng"),
    M.UNSATISFIED: _("Không hài lòng, giải quyết không chậm"),
    M.UNSATISFIED_LATE: _("Không hài lòng, giải quyết quá hạn"),
    M.IN_TIME: _("Chưa đến hạn"),
    M.OVERDUE: _("Quá hạn"),
    M.SUPPLEMENT: _("Chờ bổ sung"),
    M.OBLIGATION: _("Chờ nghĩa vụ tài chính"),
    M.WAITING: _("Chờ trả"),
    M.WAITING_OVERDUE: _("Chờ trả, đã quá hạn"),
    M.UNTAKEN: _("Chưa có người nhận việc"),
    M.TAKEN: _("Đã có người nhận việc"),
    M.COUNTER_RECEIVED: _("Một cửa tiếp nhận"),
    M.COUNTER_RETURNED: _("Một cửa trả kết quả"),
    M.COUNTER_FEE: _("Phí, lệ phí tại Một cửa (đồng)"),
    M.COUNTER_PAID: _("Phí, lệ phí Một cửa đã thu (đồng)"),
    M.NOT_RECEIVED: _("Không tiếp nhận"),
}
LEG_LABELS: dict[str, Any] = {
    L.OPENED: _("Nhận phối hợp"),
    L.CAME: _("Nhận từ cơ quan khác"),
    L.WENT: _("Chuyển cơ quan khác"),
    L.DONE_EARLY: _("Trả lời trước hạn"),
    L.DONE_ON_TIME: _("Trả lời đúng hạn"),
    L.DONE_LATE: _("Trả lời quá hạn"),
    L.RECALLED: _("Bị thu hồi"),
    L.ENDED: _("Kết thúc cùng hồ sơ"),
    L.IN_TIME: _("Chưa đến hạn"),
    L.OVERDUE: _("Quá hạn"),
}


def label(measure: str, *, legs: bool = False) -> Any:
    """What a measure is called, in the reader's language."""
    return (LEG_LABELS if legs else LABELS)[measure]
