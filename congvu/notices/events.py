"""What is told in the journal about notices."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

ESCALATED = Event(
    "notices.escalated", _("Báo lãnh đạo {agency} về {count} việc quá hạn kéo dài"), more=frozenset({"codes", "told"})
)
RETRIED = Event("notices.retried", _("Cho gửi lại thư {title}"), more=frozenset({"key", "was"}))
DROPPED = Event("notices.dropped", _("Bỏ thư {title}"), more=frozenset({"key", "was"}))
ALL_RETRIED = Event(
    "notices.all_retried", _("Cho gửi lại {count} tin cùng lý do: {reason}"), more=frozenset({"keys", "channel"})
)
TEMPLATE_SET = Event(
    "notices.template_set",
    _("Đặt mẫu tin “{occasion}”, {channel}, {language}"),
    more=frozenset({"heading", "text"}),
)
TEMPLATE_RESET = Event(
    "notices.template_reset",
    _("Trở lại mẫu tin có sẵn “{occasion}”, {channel}, {language}"),
    more=frozenset({"heading", "text"}),
)
WISHES_SET = Event(
    "notices.wishes_set", _("Đổi cách nhận tin hồ sơ"), more=frozenset({"by_email", "by_sms", "language"})
)
PREFERENCE_SET = Event("notices.preference_set", _("Đổi cách nhận thư báo"), more=frozenset({"daily", "at_once"}))

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
