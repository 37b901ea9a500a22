"""What happens in this room."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

SELF_SCORED = Event(
    "statistics.self_scored",
    _("{agency} tự chấm {points} điểm quý {quarter}/{year}"),
    more=frozenset({"scores"}),
)
APPRAISED = Event(
    "statistics.appraised",
    _("Thẩm định {agency}: {points} điểm quý {quarter}/{year}"),
    more=frozenset({"scores"}),
)
QUARTER_CLOSED = Event("statistics.quarter_closed", _("Chốt điểm quý {quarter}/{year}: {agencies} cơ quan"))
