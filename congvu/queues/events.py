"""The lines this room writes in the journal. Whoever took a number is nobody's business."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

OPENED = Event("queues.opened", _("Mở hàng chờ {letter} · {name}"))
CLOSED = Event("queues.closed", _("Đóng hàng chờ {letter} · {name}"))
TAKEN = Event("queues.taken", _("Cấp số {ticket}"))
CALLED = Event("queues.called", _("Gọi số {ticket} đến quầy {window}"))
SERVED = Event("queues.served", _("Phục vụ xong số {ticket}"))
MISSED = Event("queues.missed", _("Số {ticket} vắng khi gọi"))

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
