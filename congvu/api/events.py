"""The lines this room writes in the journal. What clients do to dossiers is told by the rooms that have them."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

CLIENT_MADE = Event(
    "api.client_made", _("Cấp ứng dụng “{name}” cho {party}"), more=frozenset({"client", "scopes", "account"})
)
CLIENT_ROTATED = Event("api.client_rotated", _("Đổi mã bí mật của ứng dụng “{name}”"), more=frozenset({"client"}))
CLIENT_ENDED = Event("api.client_ended", _("Thu hồi ứng dụng “{name}”"), more=frozenset({"client"}))
HOOK_MADE = Event(
    "api.hook_made", _("Ứng dụng “{name}” nhận thông báo tại {url}"), more=frozenset({"client", "topics"})
)
HOOK_ENDED = Event(
    "api.hook_ended", _("Ngừng gửi thông báo tới {url} của ứng dụng “{name}”"), more=frozenset({"client", "why"})
)
HOOK_RESENT = Event(
    "api.hook_resent", _("Gửi lại thông báo tới {url} của ứng dụng “{name}”"), more=frozenset({"client", "message"})
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
