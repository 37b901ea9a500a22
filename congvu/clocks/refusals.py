"""What a clock may say no to, and the sentence the official reads."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

UNKNOWN = No("clocks.unknown", _("Không có thời hạn nào mang mã {label}. Hãy kiểm tra lại mã."), 404)
NO_SUCH_AGENCY = No("clocks.no_such_agency", _("Không có cơ quan nào mang mã {code}. Hãy kiểm tra lại mã."), 404)
STOPPED = No("clocks.stopped", _("Thời hạn của {label} đã kết thúc, không thay đổi được nữa."))
PAUSED_ALREADY = No(
    "clocks.paused_already", _("Thời hạn của {label} đang tạm dừng từ {since}. Hãy cho chạy tiếp trước.")
)
NOT_PAUSED = No("clocks.not_paused", _("Thời hạn của {label} đang chạy, không cần cho chạy tiếp."))
BACKWARDS = No("clocks.backwards", _("Thời điểm {at} sớm hơn lần thay đổi trước ({since}). Hãy kiểm tra lại giờ."), 422)
NOTHING_ADDED = No("clocks.nothing_added", _("Gia hạn phải thêm thời gian lớn hơn 0."), 422)
NO_WORKING_TIME = No(
    "clocks.no_working_time",
    _("Lịch làm việc không có giờ làm việc nào trong 400 ngày kể từ {day}. Hãy báo quản trị sửa lịch của cơ quan."),
)
PREVIEW_OUTDATED = No(
    "clocks.preview_outdated",
    _("Từ lúc bạn xem trước, lịch hoặc hồ sơ đã thay đổi, nên chưa ghi gì. Hãy xem lại bảng mới rồi xác nhận."),
)
WOULD_BE_OVERDUE = No(
    "clocks.would_be_overdue",
    _(
        "Theo lịch mới, {count} hồ sơ đang đúng hạn sẽ thành quá hạn ngay bây giờ ({labels}), nên chưa ghi gì. Hãy kiểm"
        " tra lại ngày, giờ; nếu đúng là phải ghi thì xác nhận và nêu lý do."
    ),
)
OVERDUE_NEEDS_REASON = No(
    "clocks.overdue_needs_reason", _("Hãy nêu lý do vì sao vẫn ghi dù có hồ sơ thành quá hạn."), 422
)
