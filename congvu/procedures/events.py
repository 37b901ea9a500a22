"""What happens to procedures."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

PUBLISHED = Event(
    "procedures.published",
    _("Công bố thủ tục {code} “{name}”, bản {number}, hiệu lực từ {valid_from}"),
    more=frozenset({"digest"}),
)
