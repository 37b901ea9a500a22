"""A glimpse of a dossier in words: where it is, what happens next, by when."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from congvu.dossiers.rules import ENDED, PAUSED, WORKING, State
from congvu.dossiers.selectors import Glimpse
from congvu.web.templatetags.web import vndatetime


def told(glimpse: Glimpse, now: datetime) -> dict[str, Any]:
    """Everything that a page says of a glimpse: the facts of the templates that show one."""
    return {
        "glimpse": glimpse,
        "said": sentence(glimpse),
        "apology": apology(glimpse, now),
        "late_part": late_part(glimpse),
        "steps": steps(glimpse),
        "due": due(glimpse),
        "time": time(glimpse, now),
        "now": now,
    }


def sentence(glimpse: Glimpse) -> str:
    """Where it is and what happens next, in a breath."""
    place = next((place for place in reversed(glimpse.places) if place.until is None), None)
    where = place.agency if place else glimpse.agency
    if glimpse.never_accepted and glimpse.state == State.NOT_RECEIVED:
        told = _("Hồ sơ không được tiếp nhận. Ông/bà đăng nhập, mở hồ sơ để đọc lý do; hoặc hỏi %(receiver)s.")
        return told % {"receiver": glimpse.receiver}
    return {
        State.REGISTERED: _("Hồ sơ đã gửi và đang chờ %(receiver)s trả lời trước %(answer)s."),
        State.RECEIVED: _("Hồ sơ đã được tiếp nhận và chuyển đến %(where)s."),
        State.NOT_RECEIVED: _("Hồ sơ không được tiếp nhận. Lý do ghi trong phiếu từ chối; mời hỏi thêm %(receiver)s."),
        State.IN_PROGRESS: _("%(where)s đang giải quyết hồ sơ. Ông/bà chưa phải làm gì thêm."),
        State.AWAITING_SUPPLEMENT: _("Hồ sơ đang chờ ông/bà bổ sung giấy tờ. Thời gian chờ không tính vào thời hạn."),
        State.AWAITING_OBLIGATION: _("Hồ sơ đang chờ ông/bà nộp tiền. Thời gian chờ không tính vào thời hạn."),
        State.WITHDRAWN: _("Hồ sơ đã được rút theo yêu cầu của người nộp."),
        State.STOPPED: _("Hồ sơ đã dừng giải quyết. Lý do ghi trong thông báo; mời hỏi thêm %(receiver)s."),
        State.DECIDED: _("Đã có kết quả. Mời ông/bà mang giấy tiếp nhận đến %(receiver)s để nhận."),
        State.RETURNED: _("Kết quả đã được trả. Hồ sơ đã kết thúc."),
    }[State(glimpse.state)] % {"where": where, "receiver": glimpse.receiver, "answer": vndatetime(glimpse.due_at)}


def due(glimpse: Glimpse) -> datetime | None:
    """When the result is promised: the new time where the agency had to name one."""
    return glimpse.promised_at or glimpse.due_at


def time(glimpse: Glimpse, now: datetime) -> str:
    """How the dossier stands to its time, as the clock part names it; empty once nobody waits any more."""
    if glimpse.state in PAUSED:
        return "paused"
    promised = due(glimpse)
    if glimpse.state not in WORKING or promised is None:
        return ""
    return "overdue" if promised < now else "in_time"


def apology(glimpse: Glimpse, now: datetime) -> str:
    """What the agency owes to say when it is late."""
    if glimpse.state in ENDED or glimpse.state == State.DECIDED:
        return ""
    if glimpse.state == State.REGISTERED:
        return _unanswered(glimpse) if glimpse.due_at and glimpse.due_at < now else ""
    if glimpse.promised_at:
        return _("Cơ quan xin lỗi ông/bà vì hồ sơ không xong đúng hẹn ban đầu (%(before)s), và hẹn lại %(again)s.") % {
            "before": vndatetime(glimpse.due_at),
            "again": vndatetime(glimpse.promised_at),
        }
    if time(glimpse, now) == "overdue":
        return _("Hồ sơ đã quá giờ hẹn. Chúng tôi xin lỗi ông/bà; mời liên hệ %(receiver)s để được hẹn lại.") % {
            "receiver": glimpse.receiver
        }
    return ""


def _unanswered(glimpse: Glimpse) -> str:
    told = _("%(receiver)s đã quá giờ phải trả lời. Chúng tôi xin lỗi ông/bà; mời gọi để được trả lời ngay.")
    return told % {"receiver": glimpse.receiver}


def late_part(glimpse: Glimpse) -> str:
    """Which agency keeps the dossier waiting beyond its own time; empty once nobody waits any more."""
    part = glimpse.late_part
    if part is None or glimpse.state not in WORKING:
        return ""
    return _("%(agency)s chưa xong phần việc “%(name)s”, hạn %(due)s. Chúng tôi đang đôn đốc.") % {
        "agency": part.agency,
        "name": part.name,
        "due": vndatetime(part.due_at),
    }


def steps(glimpse: Glimpse) -> list[dict[str, Any]]:
    """Received, each place the dossier has been at, whose turn it is, and the result."""
    if glimpse.never_accepted:
        return _steps_before_acceptance(glimpse)
    done = [_step(pgettext("step", "Tiếp nhận hồ sơ"), "done", glimpse.receiver)]
    done += [_step(place.name, "done", place.agency) for place in glimpse.places if place.until]
    at_work = [_step(place.name, "current", place.agency) for place in glimpse.places if place.until is None]
    if glimpse.state in ENDED:
        ending = [] if glimpse.state == State.RETURNED else [_step(str(State(glimpse.state).label), "done")]
        return done + ending
    if glimpse.state == State.AWAITING_SUPPLEMENT:
        at_work = [_step(_("Ông/bà bổ sung hồ sơ"), "current", glimpse.receiver)] + [
            {**step, "stage": "next"} for step in at_work
        ]
    ahead = [] if glimpse.state == State.DECIDED else [_step(_("Trả kết quả"), "next", glimpse.receiver)]
    return done + at_work + ahead


def _steps_before_acceptance(glimpse: Glimpse) -> list[dict[str, Any]]:
    """Sent in; and the counter's answer, or that there is none to come."""
    sent = _step(_("Gửi hồ sơ trực tuyến"), "done")
    if glimpse.state in ENDED:
        return [sent, _step(str(State(glimpse.state).label), "done", glimpse.receiver)]
    received = _step(pgettext("step", "Tiếp nhận hồ sơ"), "current", glimpse.receiver)
    return [sent, received, _step(_("Trả kết quả"), "next", glimpse.receiver)]


def _step(label: str, stage: str, note: str = "") -> dict[str, Any]:
    return {"label": label, "stage": stage, "note": note}
