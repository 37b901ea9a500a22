"""What a clock may say no to, and the sentence the official reads."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

UNKNOWN = No("clocks.unknown", _("Không có thời hạn nào mang mã {label}. Hãy kiểm tra lại mã."), 404)
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
