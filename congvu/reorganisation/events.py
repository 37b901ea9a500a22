"""The lines this room writes in the journal. What happens to each agency, clock and dossier is told by their rooms."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

PREPARED = Event("reorganisation.prepared", _("Soạn đợt sắp xếp “{title}” theo {decision}, có hiệu lực từ {on}"))
CHANGE_ADDED = Event(
    "reorganisation.change_added", _("Thêm thay đổi: {what}"), more=frozenset({"kind", "agency", "other"})
)
CHANGE_REMOVED = Event("reorganisation.change_removed", _("Bỏ thay đổi: {what}"), more=frozenset({"kind"}))
SUBMITTED = Event("reorganisation.submitted", _("Gửi người khác soát: {changes} thay đổi"))
SENT_BACK = Event("reorganisation.sent_back", _("Trả lại để soạn tiếp: {reason}"))
REVIEWED = Event("reorganisation.reviewed", _("Đã soát và đồng ý, thực hiện từ {on}"))
CANCELLED = Event("reorganisation.cancelled", _("Hủy đợt sắp xếp: {reason}"))
PERFORMED = Event(
    "reorganisation.performed",
    _("Thực hiện đợt sắp xếp “{title}” theo {decision}: chuyển {dossiers} hồ sơ, {posts} vị trí, {due_moved} hạn"),
    more=frozenset({"now"}),
)
CHANGE_PERFORMED = Event(
    "reorganisation.change_performed",
    _("{what}: chuyển {dossiers} hồ sơ, {posts} vị trí"),
    more=frozenset({"kind", "agency", "other", "decision"}),
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
