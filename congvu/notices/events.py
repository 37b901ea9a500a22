"""What is told in the journal about notices."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

ESCALATED = Event(
    "notices.escalated", _("Báo lãnh đạo {agency} về {count} việc quá hạn kéo dài"), more=frozenset({"codes", "told"})
)
RETRIED = Event("notices.retried", _("Cho gửi lại thư {title}"), more=frozenset({"key", "was"}))
DROPPED = Event("notices.dropped", _("Bỏ thư {title}"), more=frozenset({"key", "was"}))
PREFERENCE_SET = Event("notices.preference_set", _("Đổi cách nhận thư báo"), more=frozenset({"daily", "at_once"}))
