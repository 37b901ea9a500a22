"""The lines this room writes in the journal. Sentences give times for people; `more` keeps them for machines."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

RECEIVED = Event(
    "dossier.received",
    _("Tiếp nhận hồ sơ {code}, hẹn trả {due}"),
    more=frozenset({"procedure", "edition", "agency", "receiver", "channel", "due_at", "fee"}),
)
INTAKE_REFUSED = Event(
    "dossier.intake_refused", _("Từ chối tiếp nhận, phiếu số {number}: {reason}"), more=frozenset({"procedure"})
)
TAKEN = Event("dossier.taken", _("Nhận việc: {step}"))
FORWARDED = Event("dossier.forwarded", _("{step}: {choice}"), more=frozenset({"note", "element"}))
SENT_BACK = Event("dossier.sent_back", _("{step}: {choice}. Lý do: {note}"), more=frozenset({"element"}))
DECIDED = Event(
    "dossier.decided", _("{step}: {choice}, số {number}/{symbol}"), more=frozenset({"outcome", "note", "element"})
)
SUPPLEMENT_ASKED = Event("dossier.supplement_asked", _("Yêu cầu bổ sung: {items}. Lý do: {reason}"))
SUPPLIED = Event("dossier.supplied", _("Đã bổ sung hồ sơ, hạn trả mới {due}"), more=frozenset({"due_at"}))
ARRIVED = Event("dossier.arrived", _("{what}, hạn trả mới {due}"), more=frozenset({"due_at", "element"}))
HANDED_OVER = Event("dossier.handed_over", _("Trả kết quả cho {receiver}"))
WITHDRAWN = Event("dossier.withdrawn", _("Công dân rút hồ sơ: {reason}"))
STOPPED = Event("dossier.stopped", _("Dừng giải quyết: {reason}"))
REAPPOINTED = Event(
    "dossier.reappointed",
    _("Xin lỗi và hẹn lại {promised}. Lý do: {reason}"),
    more=frozenset({"promised_at", "number"}),
)
SCANNED = Event("dossier.scanned", _("Thêm tệp: {names}"))

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
