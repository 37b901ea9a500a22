"""What happens in this room."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

SCHEME_MADE = Event("progress.scheme_made", _("Lập thang điểm {block} năm {year}"), more=frozenset({"plan", "scope"}))
CRITERION_ADDED = Event(
    "progress.criterion_added",
    _("Thêm tiêu chí {code}: {name}, tối đa {points} điểm"),
    more=frozenset({"method", "params"}),
)
CRITERION_REMOVED = Event("progress.criterion_removed", _("Bỏ tiêu chí {code}: {name}"))
SELF_SCORING_OPENED = Event(
    "progress.self_scoring_opened", _("Mở tự chấm điểm cho {agencies} cơ quan, {criteria} tiêu chí")
)
SELF_SCORED = Event("progress.self_scored", _("{agency} tự chấm {points} điểm"), more=frozenset({"scores"}))
SELF_SCORING_CLOSED = Event("progress.self_scoring_closed", _("Kết thúc tự chấm điểm, {silent} cơ quan không tự chấm"))
VERIFIED = Event("progress.verified", _("Thẩm định điểm của {agency}: {points} điểm"), more=frozenset({"scores"}))
VERIFICATION_CLOSED = Event(
    "progress.verification_closed",
    _("Kết thúc thẩm định, lấy xác nhận của {agencies} cơ quan"),
    more=frozenset({"taken"}),
)
CONFIRMED = Event("progress.confirmed", _("{agency} đồng ý với điểm thẩm định"))
OBJECTED = Event("progress.objected", _("{agency} không đồng ý với điểm thẩm định: {text}"))
PUBLISHED = Event("progress.published", _("Công bố xếp hạng {block} năm {year}: {agencies} cơ quan"))
SPECIMENS_RANKED = Event("progress.specimens_ranked", _("Nạp {rankings} bảng xếp hạng minh họa của kế hoạch mẫu"))
