"""The lines this room writes in the journal, each about a page."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

DRAFTED = Event("content.drafted", _("Bắt đầu soạn bản {number} “{title}”"), more=frozenset({"language", "of"}))
WRITTEN = Event("content.written", _("Lưu bản {number} “{title}”"), more=frozenset({"revision"}))
PICTURE_ADDED = Event("content.picture_added", _("Thêm ảnh: {alt}"), more=frozenset({"sha256"}))
SUBMITTED = Event("content.submitted", _("Gửi duyệt bản {number} “{title}”"))
SENT_BACK = Event("content.sent_back", _("Trả lại bản {number} “{title}”: {reason}"))
PUBLISHED = Event(
    "content.published", _("Duyệt và đăng bản {number} “{title}”"), more=frozenset({"language", "writers"})
)
WITHDRAWN = Event("content.withdrawn", _("Gỡ bản {number} “{title}”: {reason}"))

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
