"""What happens in this room."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

COUNT_ASKED = Event(
    "measures.count_asked", _("Đếm lại số đo từ {first} đến {last}: {number} số đo"), more=frozenset({"metrics"})
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
