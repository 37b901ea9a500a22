"""The lines this room writes in the journal: about a duty, or about one report."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

DUTY_MADE = Event(
    "reporting.duty_made",
    _("Lập chế độ báo cáo {code} “{title}”"),
    more=frozenset({"receiver", "frequency", "scope", "due_days", "lock_days"}),
)
DUTY_CHANGED = Event("reporting.duty_changed", _("Sửa chế độ báo cáo {code}: {fields}"), more=frozenset({"was", "now"}))
DUTY_STOPPED = Event(
    "reporting.duty_stopped", _("Dừng chế độ báo cáo {code}: {reason}. Thôi giao {voided} báo cáo chưa nộp")
)
OPENED = Event(
    "reporting.opened", _("Giao báo cáo kỳ {period} cho {count} cơ quan"), more=frozenset({"voided", "first_due"})
)
ASKED = Event(
    "reporting.asked", _("Yêu cầu {count} cơ quan báo cáo ({period})"), more=frozenset({"agencies", "due_days"})
)
WRITTEN = Event("reporting.written", _("Lưu báo cáo, lần {revision}"), more=frozenset({"version"}))
SUBMITTED = Event(
    "reporting.submitted", _("Nộp báo cáo, lần {revision}"), more=frozenset({"late", "values", "period", "agency"})
)
RETURNED = Event("reporting.returned", _("Trả lại lần {revision} để sửa: {remarks}"), more=frozenset({"due"}))
ACCEPTED = Event("reporting.accepted", _("Duyệt báo cáo, lần {revision}"))
REOPENED = Event("reporting.reopened", _("Mở lại báo cáo đã duyệt, lần {revision}: {reason}"), more=frozenset({"due"}))
KEPT = Event("reporting.kept", _("Giữ lần {revision} đã duyệt, thôi sửa: {reason}"))
VOIDED = Event("reporting.voided", _("Không phải nộp nữa: {reason}"))
LOCKED = Event("reporting.locked", _("Khóa số liệu kỳ {period}"), more=frozenset({"duty"}))
UNLOCKED = Event("reporting.unlocked", _("Mở khóa số liệu kỳ {period}: {reason}"), more=frozenset({"duty"}))
CONSOLIDATED = Event(
    "reporting.consolidated",
    _("Lập báo cáo tổng hợp số {number} kỳ {period}: {known}/{expected} cơ quan đã báo cáo"),
    more=frozenset({"sent_to", "duty"}),
)
SPECIMENS_BUILT = Event(
    "reporting.specimens_built", _("Nạp {duties} chế độ báo cáo của kế hoạch mẫu và {reports} báo cáo minh họa")
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
