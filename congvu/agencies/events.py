"""What happens to the organisation."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

CREATED = Event(
    "agencies.agency_created",
    _("Lập {name} ({code})"),
    more=frozenset({"kind", "parent", "valid_from", "sector"}),
)
RENAMED = Event("agencies.agency_renamed", _("Đổi tên {was} thành {name}"), more=frozenset({"short_name"}))
CORRECTED = Event("agencies.agency_corrected", _("Sửa thông tin của {name}: {changes}"))
MOVED = Event("agencies.agency_moved", _("Chuyển {name} về {parent}"), more=frozenset({"was"}))
CLOSED = Event("agencies.agency_closed", _("Đóng {name} từ ngày {on}"), more=frozenset({"successor"}))
APPOINTED = Event(
    "agencies.appointed", _("Bổ nhiệm {name} làm {title} tại {agency} từ ngày {on}"), more=frozenset({"role"})
)
POST_ENDED = Event(
    "agencies.post_ended", _("{name} thôi làm {title} tại {agency} từ ngày {on}"), more=frozenset({"role"})
)
PROVINCE_BUILT = Event(
    "agencies.province_built",
    _("Dựng tỉnh trình diễn {name}: {agencies} cơ quan, {accounts} tài khoản, {posts} vị trí"),
)
HOURS_SET = Event("agencies.hours_set", _("Đặt giờ làm việc của {name} từ ngày {on}"), more=frozenset({"rows"}))
DAY_RECORDED = Event(
    "agencies.day_recorded", _("Ghi ngày {day} vào lịch: {name} {decision}"), more=frozenset({"works"})
)
DAY_REMOVED = Event("agencies.day_removed", _("Bỏ ngày {day} khỏi lịch: {name}"))
HOLIDAYS_SEEDED = Event("agencies.holidays_seeded", _("Nạp {days} ngày nghỉ lễ, làm bù của năm {years}"))
REMIT_GRANTED = Event("agencies.remit_granted", _("Giao lĩnh vực {sector} cho {agency} từ ngày {on} {decision}"))
REMIT_MOVED = Event(
    "agencies.remit_moved",
    _("Chuyển lĩnh vực {sector} từ {was} sang {agency} từ ngày {on} {decision}"),
    more=frozenset({"was_code", "code"}),
)
REMIT_ENDED = Event("agencies.remit_ended", _("{agency} thôi phụ trách lĩnh vực {sector} từ ngày {on} {decision}"))
DELEGATED = Event(
    "agencies.delegated",
    _("{name} ủy quyền vị trí {title} tại {agency} cho {to} từ {begins} đến {ends}: {reason} {decision}"),
    more=frozenset({"role", "post"}),
)
DELEGATION_ENDED = Event(
    "agencies.delegation_ended",
    _("Kết thúc sớm ủy quyền của {name} cho {to}, vị trí {title} tại {agency}"),
    more=frozenset({"until"}),
)
SUCCEEDED = Event(
    "agencies.succeeded",
    _("{agency} kế thừa {was} từ ngày {on}: {posts} vị trí, {remits} lĩnh vực, {moved} đơn vị trực thuộc"),
    more=frozenset({"closed", "delegations", "holders"}),
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
