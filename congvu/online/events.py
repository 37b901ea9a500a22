"""The lines this room writes in the journal. What is filled in at home is nobody's business before it is sent."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

SUBMITTED = Event(
    "online.submitted",
    _("Nộp hồ sơ trực tuyến {code}, nơi tiếp nhận trả lời trước {due}"),
    more=frozenset({"procedure", "edition", "receiver", "due_at"}),
)
BATCH_FILED = Event(
    "online.batch_filed", _("Nộp {count} hồ sơ từ bảng {name}"), more=frozenset({"procedure", "edition"})
)
ACCEPTED = Event("online.accepted", _("Tiếp nhận hồ sơ trực tuyến {code}, hẹn trả {due}"), more=frozenset({"receiver"}))
REFUSED = Event(
    "online.refused", _("Từ chối tiếp nhận hồ sơ trực tuyến {code}. Lý do: {reason}"), more=frozenset({"receiver"})
)
WITHDRAWN = Event("online.withdrawn", _("Rút hồ sơ trực tuyến {code}. Lý do: {reason}"), more=frozenset({"receiver"}))
RATED = Event("online.rated", _("Đánh giá hồ sơ {code}: {level_name}"), more=frozenset({"level"}))
REHOMED = Event(
    "online.rehomed",
    _("Chuyển hồ sơ trực tuyến {code} từ {was} sang {now} theo {decision}"),
    more=frozenset({"old_receiver", "new_receiver", "old_settler", "new_settler", "on"}),
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
