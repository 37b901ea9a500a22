"""The lines this room writes in the journal. What happens to one clock is told by the deed that does it."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

REPROJECTED = Event(
    "clocks.reprojected",
    _("Tính lại hạn của {label}: từ {was} thành {due}. Lý do: {reason}"),
    more=frozenset({"was_at", "due_at"}),
)
