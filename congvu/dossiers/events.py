"""The lines this room writes in the journal. Sentences give times for people; `more` keeps them for machines."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

RECEIVED = Event(
    "dossiers.received",
    _("Tiếp nhận hồ sơ {code}, hẹn trả {due}"),
    more=frozenset({"procedure", "edition", "agency", "receiver", "channel", "due_at", "fee"}),
)
INTAKE_REFUSED = Event(
    "dossiers.intake_refused", _("Từ chối tiếp nhận, phiếu số {number}: {reason}"), more=frozenset({"procedure"})
)
TAKEN = Event("dossiers.taken", _("Nhận việc: {step}"))
FORWARDED = Event("dossiers.forwarded", _("{step}: {choice}"), more=frozenset({"note", "element"}))
SENT_BACK = Event("dossiers.sent_back", _("{step}: {choice}. Lý do: {note}"), more=frozenset({"element"}))
DECIDED = Event(
    "dossiers.decided", _("{step}: {choice}, số {number:02d}/{symbol}"), more=frozenset({"outcome", "note", "element"})
)
SUPPLEMENT_ASKED = Event("dossiers.supplement_asked", _("Yêu cầu bổ sung: {items}. Lý do: {reason}"))
SUPPLIED = Event("dossiers.supplied", _("Đã bổ sung hồ sơ, hạn trả mới {due}"), more=frozenset({"due_at"}))
ARRIVED = Event("dossiers.arrived", _("{what}, hạn trả mới {due}"), more=frozenset({"due_at", "element"}))
HANDED_OVER = Event("dossiers.handed_over", _("Trả kết quả cho {receiver}"))
WITHDRAWN = Event("dossiers.withdrawn", _("Công dân rút hồ sơ: {reason}"))
STOPPED = Event("dossiers.stopped", _("Dừng giải quyết: {reason}"))
REAPPOINTED = Event(
    "dossiers.reappointed",
    _("Xin lỗi và hẹn lại {promised}. Lý do: {reason}"),
    more=frozenset({"promised_at", "number"}),
)
SCANNED = Event("dossiers.scanned", _("Thêm tệp: {names}"))

ALL = {
    event.name: event
    for event in (
        RECEIVED,
        INTAKE_REFUSED,
        TAKEN,
        FORWARDED,
        SENT_BACK,
        DECIDED,
        SUPPLEMENT_ASKED,
        SUPPLIED,
        ARRIVED,
        HANDED_OVER,
        WITHDRAWN,
        STOPPED,
        REAPPOINTED,
        SCANNED,
    )
}
