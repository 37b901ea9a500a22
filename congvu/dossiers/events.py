"""The lines this room writes in the journal. Sentences give times for people; the other facts are for machines.

Every line of a dossier says how it left the dossier: from these facts alone the statistics can be computed again.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

# The state after the deed, the due time by the clock (ISO 8601), and since when there is a result ("": none yet).
LEFT = frozenset({"state", "due_at", "finished"})


def _of_dossier(name: str, sentence: object, more: Iterable[str] = ()) -> Event:
    return Event(f"dossiers.{name}", sentence, more=LEFT | frozenset(more))


RECEIVED = _of_dossier(
    "received",
    _("Tiếp nhận hồ sơ {code}, hẹn trả {due}"),
    {"procedure", "edition", "agency", "receiver", "channel", "fee"},
)
INTAKE_REFUSED = Event(
    "dossiers.intake_refused", _("Từ chối tiếp nhận, phiếu số {number}: {reason}"), more=frozenset({"procedure"})
)
TAKEN = _of_dossier("taken", _("Nhận việc: {step}"))
FORWARDED = _of_dossier("forwarded", _("{step}: {choice}"), {"note", "element"})
SENT_BACK = _of_dossier("sent_back", _("{step}: {choice}. Lý do: {note}"), {"element"})
DECIDED = _of_dossier("decided", _("{step}: {choice}, số {number:02d}/{symbol}"), {"outcome", "note", "element"})
RESULT_ISSUED = _of_dossier(
    "result_issued", _("Cấp bản điện tử của {name}, mã xác minh {check_code}"), {"sha256", "media_type", "size"}
)
RECALLED = _of_dossier("recalled", _("Thu hồi việc đã chuyển, làm lại: {step}. Lý do: {reason}"), {"element"})
RETURNED = _of_dossier("returned", _("{step}: trả lại bước “{to}”. Lý do: {reason}"), {"element", "to_element"})
LEG_OPENED = _of_dossier(
    "leg_opened", _("Chuyển {agency_name}: {leg}, hạn trả lời {leg_due}"), {"agency", "number", "key", "leg_due_at"}
)
LEG_FINISHED = _of_dossier(
    "leg_finished", _("{agency_name} đã trả lời: {leg}. {answer}"), {"agency", "number", "key", "leg_due_at", "ending"}
)
SLIP_SIGNED = _of_dossier("slip_signed", _("{taker} ký nhận hồ sơ từ {giver}, phiếu bàn giao số {number}"))
SUPPLEMENT_ASKED = _of_dossier("supplement_asked", _("Yêu cầu bổ sung: {items}. Lý do: {reason}"))
SUPPLIED = _of_dossier("supplied", _("Đã bổ sung hồ sơ, hạn trả mới {due}"))
ARRIVED = _of_dossier("arrived", _("{what}, hạn trả mới {due}"), {"element"})
HANDED_OVER = _of_dossier("handed_over", _("Trả kết quả cho {receiver}"))
WITHDRAWN = _of_dossier("withdrawn", _("Công dân rút hồ sơ: {reason}"))
STOPPED = _of_dossier("stopped", _("Dừng giải quyết: {reason}"))
REAPPOINTED = _of_dossier("reappointed", _("Xin lỗi và hẹn lại {promised}. Lý do: {reason}"), {"promised_at", "number"})
APOLOGISED = _of_dossier(
    "apologised",
    _("Xin lỗi về việc chậm trả kết quả, phiếu số {number}; nơi gây chậm: {at_fault}. Lý do: {reason}"),
    {"at_fault_code", "leg", "promised_at"},
)
ASSIGNED = _of_dossier(
    "assigned", _("{step}: giao cho {to}. Lý do: {reason}"), {"element", "agency", "role", "account"}
)
REASSIGNED = _of_dossier(
    "reassigned",
    _("{step}: chuyển từ {former} sang {to}. Lý do: {reason}"),
    {"element", "agency", "role", "account", "former_account"},
)
OPINION_ASKED = _of_dossier(
    "opinion_asked",
    _("{kind}: {whom}, hạn {due}. Nội dung: {question}"),
    {"opinion", "opinion_kind", "agency", "role", "account", "opinion_due_at"},
)
OPINION_ANSWERED = _of_dossier(
    "opinion_answered", _("{whom} trả lời: {verdict}. {answer}"), {"opinion", "opinion_kind", "agrees", "agency"}
)
OPINION_WITHDRAWN = _of_dossier("opinion_withdrawn", _("Rút yêu cầu gửi {whom}. Lý do: {reason}"), {"opinion"})
CORRECTED = _of_dossier(
    "corrected", _("Đính chính lần {number}: {changed}. Lý do: {reason}"), {"changes", "elsewhere", "fee"}
)
SCANNED = _of_dossier("scanned", _("Thêm tệp: {names}"))
REHOMED = _of_dossier(
    "rehomed",
    _("Chuyển hồ sơ từ {was} sang {now} theo {decision}"),
    {"old_agency", "new_agency", "old_receiver", "new_receiver", "legs", "on"},
)
FEE_COLLECTED = _of_dossier("fee_collected", _("Thu {paid}, biên lai {receipt}"), {"amount", "method"})
FEE_CANCELLED = _of_dossier("fee_cancelled", _("Hủy biên lai {receipt}, {paid}. Lý do: {reason}"), {"amount", "method"})
FEE_REFUNDED = _of_dossier(
    "fee_refunded", _("Hoàn {paid} của biên lai {receipt}, phiếu {refund}. Lý do: {reason}"), {"amount", "method"}
)
FEE_DEFERRED = _of_dossier("fee_deferred", _("Cho trả kết quả khi chưa thu {owed}. Lý do: {reason}"), {"amount"})
CASH_CLOSED = Event(
    "dossiers.cash_closed",
    _("Khóa sổ quỹ ngày {date}: phải có {expected}, kiểm đếm {counted}, nộp {paid}"),
    more=frozenset(
        {"counter", "day", "cash_in", "transfer_in", "cash_out", "transfer_out", "online_in", "online_out"}
        | {"difference", "reason"}
    ),
)

EDITION_CHANGED = _of_dossier(
    "edition_changed", _("Chuyển từ bản {was} sang bản {now} của thủ tục. Căn cứ: {reason}"), {"code"}
)
EDITION_MOVE = Event(
    "dossiers.edition_move", _("Chuyển hồ sơ đang giải quyết của thủ tục {code} từ bản {was} sang bản {now}: {reason}")
)
EDITION_MOVE_UNDONE = Event(
    "dossiers.edition_move_undone", _("Hoàn tác: đưa hồ sơ của thủ tục {code} từ bản {was} về bản {now} ({reason})")
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
