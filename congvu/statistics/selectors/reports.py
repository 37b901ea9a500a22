"""The reports that one-stop offices hand in: what each counts, and how it is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.statistics.rules.measures import (
    IN,
    LEG_DONE,
    LEG_OPEN,
    OPEN,
    PROCESSING,
    RETURNED,
    SETTLED,
    L,
    M,
)
from congvu.statistics.selectors.details import detail
from congvu.statistics.selectors.national import statuses
from congvu.statistics.selectors.numbers import Question
from congvu.statistics.selectors.tables import Count, counted
from congvu.tabular.tables import Table

IN_TIME = (M.SETTLED_EARLY, M.SETTLED_ON_TIME)
ON_SETTLING, ON_RETURNING = _("Đã giải quyết"), _("Đã trả")
AT_END, AT_START = _("Cuối kỳ"), _("Đầu kỳ")


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the menu. `by` are the groups that make sense, the first unless another is asked for."""

    key: str
    title: Any
    group: Any
    make: Callable[["Report", Question, str, int], Table]
    columns: tuple[Count, ...] = ()
    measures: tuple[str, ...] = ()
    by: tuple[str, ...] = ("agency", "field", "procedure", "channel")
    legs: bool = False
    notes: tuple[Any, ...] = ()

    @property
    def detail(self) -> bool:
        """Whether it lists dossiers and is read page by page."""
        return bool(self.measures)


def _each(measures: Sequence[str], labels: Sequence[Any], group: Any, *, before: bool = False) -> tuple[Count, ...]:
    suffix = "_before" if before else ""
    return tuple(
        Count(f"{measure}{suffix}", label, (measure,), group=group, before=before)
        for measure, label in zip(measures, labels, strict=True)
    )


JUDGED = (_("Trước hạn"), _("Đúng hạn"), _("Quá hạn"))
WORKING = (_("Chưa đến hạn"), _("Quá hạn"), _("Chờ bổ sung"), _("Chờ nghĩa vụ tài chính"))
CHANNELS = (("counter", _("Trực tiếp")), ("online", _("Trực tuyến")), ("post", _("Bưu chính")))
RATE = Count("rate", _("Tỷ lệ trước và đúng hạn"), IN_TIME, "percent", of=SETTLED)
PAUSED_NOTE = _("Hồ sơ chờ bổ sung hoặc chờ nghĩa vụ tài chính được tính là trong hạn.")
DATE_NOTE = _("Trước hạn, đúng hạn, quá hạn: so ngày có kết quả với ngày hẹn trả.")
FEE_GROUP = _("Phí, lệ phí (đồng)")
MONEY_NOTE = _("Phải thu tính vào ngày tiếp nhận hồ sơ, phần chênh lệch do đính chính vào ngày đính chính.")
PAID_NOTE = _("Đã thu tính vào ngày ghi biên lai; tiền đã hủy biên lai hoặc đã hoàn được trừ vào ngày hủy, ngày hoàn.")

SITUATION = (
    Count("received", _("Tiếp nhận"), IN),
    *_each(PROCESSING, WORKING, _("Đang giải quyết")),
    Count("waiting", _("Chờ trả"), (M.WAITING, M.WAITING_OVERDUE)),
    *_each(RETURNED, JUDGED, ON_RETURNING),
    Count("refused", _("Từ chối giải quyết"), (M.REFUSED,)),
    Count("withdrawn", _("Công dân rút"), (M.WITHDRAWN,)),
    Count("stopped", _("Dừng giải quyết"), (M.STOPPED,)),
    RATE,
)
BALANCE = (
    Count("opening", _("Kỳ trước chuyển sang"), OPEN, group=AT_START, before=True),
    Count("received", _("Tiếp nhận"), (M.RECEIVED,), group=_("Vào")),
    Count("came", _("Từ cơ quan khác"), (M.CAME,), group=_("Vào")),
    *_each(RETURNED, JUDGED, ON_RETURNING),
    Count("withdrawn", _("Công dân rút"), (M.WITHDRAWN,), group=_("Ra")),
    Count("stopped", _("Dừng giải quyết"), (M.STOPPED,), group=_("Ra")),
    Count("went", _("Sang cơ quan khác"), (M.WENT,), group=_("Ra")),
    *_each(OPEN, (*WORKING, _("Chờ trả"), _("Chờ trả, quá hạn")), _("Chuyển kỳ sau")),
    Count("closing", _("Cộng chuyển kỳ sau"), OPEN, group=_("Chuyển kỳ sau")),
)
RECEPTION = (
    Count("received", _("Tiếp nhận"), (M.COUNTER_RECEIVED,)),
    *(
        Count(f"received_{channel}", label, (M.COUNTER_RECEIVED,), group=_("Hình thức nộp"), channel=channel)
        for channel, label in CHANNELS
    ),
    Count("not_received", _("Không tiếp nhận"), (M.NOT_RECEIVED,)),
    Count("returned", _("Đã trả kết quả"), (M.COUNTER_RETURNED,)),
    Count("fee", _("Phải thu"), (M.COUNTER_FEE,), "money", FEE_GROUP),
    Count("paid", _("Đã thu"), (M.COUNTER_PAID,), "money", FEE_GROUP),
)
HANDLING = (
    Count("opening", _("Đang giải quyết đầu kỳ"), PROCESSING, before=True),
    Count("received", _("Tiếp nhận"), IN),
    *_each(SETTLED, JUDGED, ON_SETTLING),
    Count("refused", _("Trong đó từ chối"), (M.REFUSED,), group=ON_SETTLING),
    Count("reopened", _("Xử lý lại"), (M.REOPENED,)),
    *_each(PROCESSING, WORKING, _("Đang giải quyết cuối kỳ")),
    RATE,
)
RETURNING = (
    Count("opening", _("Chờ trả đầu kỳ"), (M.WAITING, M.WAITING_OVERDUE), before=True),
    Count("settled", _("Có kết quả trong kỳ"), SETTLED),
    *_each(RETURNED, JUDGED, ON_RETURNING),
    *_each((M.WAITING, M.WAITING_OVERDUE), (_("Trong hạn"), _("Quá hạn trả")), _("Chờ trả cuối kỳ")),
)
FEES = (
    Count("received", _("Tiếp nhận"), (M.RECEIVED,)),
    Count("fee", _("Phải thu"), (M.FEE,), "money", FEE_GROUP),
    Count("paid", _("Đã thu"), (M.PAID,), "money", FEE_GROUP),
)
LEGS = (
    Count("opening", _("Đầu kỳ"), LEG_OPEN, before=True),
    Count("opened", _("Nhận trong kỳ"), (L.OPENED,)),
    Count("came", _("Từ cơ quan khác"), (L.CAME,)),
    *_each(LEG_DONE, JUDGED, _("Đã trả lời")),
    Count("recalled", _("Bị thu hồi"), (L.RECALLED,)),
    Count("ended", _("Kết thúc cùng hồ sơ"), (L.ENDED,)),
    Count("went", _("Sang cơ quan khác"), (L.WENT,)),
    *_each(LEG_OPEN, (_("Chưa đến hạn"), _("Quá hạn")), AT_END),
    Count("rate", _("Tỷ lệ trước và đúng hạn"), (L.DONE_EARLY, L.DONE_ON_TIME), "percent", of=LEG_DONE),
)


def _counts(report: Report, question: Question, _after: str, _size: int) -> Table:
    by = question.by if question.by in report.by else report.by[0]
    asked = replace(question, by=by)
    return counted(report.key, report.title, asked, report.columns, legs=report.legs, notes=report.notes)


def _listed(report: Report, question: Question, after: str, size: int) -> Table:
    return detail(report.key, report.title, question, report.measures, legs=report.legs, after=after, size=size)


def _statuses(report: Report, question: Question, _after: str, _size: int) -> Table:
    return statuses(report.key, report.title, question)


SUMMARY, DETAIL, MONEYS, TOGETHER = _("Tổng hợp"), _("Chi tiết"), _("Phí, lệ phí"), _("Phối hợp")
COUNTER = ("agency", "field", "procedure")
_ALL = (
    Report(
        "tinh-hinh", _("Tổng hợp tình hình giải quyết"), SUMMARY, _counts, SITUATION, notes=(DATE_NOTE, PAUSED_NOTE)
    ),
    Report("can-doi", _("Cân đối hồ sơ"), SUMMARY, _counts, BALANCE, notes=(DATE_NOTE, PAUSED_NOTE)),
    Report("tiep-nhan", _("Tổng hợp tiếp nhận"), SUMMARY, _counts, RECEPTION, by=COUNTER),
    Report("thu-ly", _("Tổng hợp thụ lý"), SUMMARY, _counts, HANDLING, notes=(DATE_NOTE, PAUSED_NOTE)),
    Report("tra-ket-qua", _("Tổng hợp trả kết quả"), SUMMARY, _counts, RETURNING, notes=(DATE_NOTE,)),
    Report("trang-thai", _("Hồ sơ theo mười trạng thái quốc gia"), SUMMARY, _statuses),
    Report("chi-tiet-tiep-nhan", _("Chi tiết tiếp nhận"), DETAIL, _listed, measures=(M.RECEIVED,)),
    Report("chi-tiet-thu-ly", _("Chi tiết thụ lý"), DETAIL, _listed, measures=PROCESSING),
    Report("chi-tiet-tra", _("Chi tiết trả kết quả"), DETAIL, _listed, measures=RETURNED),
    Report("cham-tien-do", _("Hồ sơ chậm tiến độ"), DETAIL, _listed, measures=(M.OVERDUE,)),
    Report("giai-quyet-qua-han", _("Hồ sơ giải quyết quá hạn"), DETAIL, _listed, measures=(M.SETTLED_LATE,)),
    Report("qua-han-tra", _("Hồ sơ quá hạn trả"), DETAIL, _listed, measures=(M.WAITING_OVERDUE,)),
    Report("bo-sung", _("Hồ sơ phải bổ sung"), DETAIL, _listed, measures=(M.SUPPLEMENT_ASKED,)),
    Report("nghia-vu", _("Hồ sơ chờ nghĩa vụ tài chính"), DETAIL, _listed, measures=(M.OBLIGATION_ASKED,)),
    Report("tu-choi", _("Hồ sơ từ chối giải quyết"), DETAIL, _listed, measures=(M.REFUSED,)),
    Report("khong-tiep-nhan", _("Không tiếp nhận"), DETAIL, _listed, measures=(M.NOT_RECEIVED,)),
    Report("rut-dung", _("Hồ sơ rút, dừng giải quyết"), DETAIL, _listed, measures=(M.WITHDRAWN, M.STOPPED)),
    Report(
        "phi-linh-vuc",
        _("Phí, lệ phí theo lĩnh vực"),
        MONEYS,
        _counts,
        FEES,
        by=("field",),
        notes=(MONEY_NOTE, PAID_NOTE),
    ),
    Report(
        "phi-thu-tuc",
        _("Phí, lệ phí theo thủ tục"),
        MONEYS,
        _counts,
        FEES,
        by=("procedure",),
        notes=(MONEY_NOTE, PAID_NOTE),
    ),
    Report("phi-chi-tiet", _("Phí, lệ phí phải thu, chi tiết"), MONEYS, _listed, measures=(M.FEE,)),
    Report("phi-da-thu", _("Phí, lệ phí đã thu, chi tiết"), MONEYS, _listed, measures=(M.PAID,)),
    Report("phoi-hop", _("Tổng hợp phối hợp"), TOGETHER, _counts, LEGS, legs=True, notes=(DATE_NOTE,)),
    Report("phoi-hop-dang-mo", _("Phần phối hợp chưa trả lời"), TOGETHER, _listed, measures=LEG_OPEN, legs=True),
    Report("phoi-hop-cham", _("Phần phối hợp trả lời quá hạn"), TOGETHER, _listed, measures=(L.DONE_LATE,), legs=True),
)
REPORTS = {one.key: one for one in _ALL}


def report(key: str, question: Question, *, after: str = "", size: int = 50) -> Table:
    """One report about a question; a list from the key `after` on. KeyError when there is no such report."""
    found = REPORTS[key]
    return found.make(found, question, after, size)
