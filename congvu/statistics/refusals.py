"""Why a deed of this room is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_YOURS = No(
    "statistics.not_yours",
    _("Chỉ lãnh đạo, trưởng phòng của {agency} được tự chấm điểm. Hãy nhờ họ thực hiện."),
    403,
)
NOT_ABOVE = No(
    "statistics.not_above",
    _("Chỉ lãnh đạo cơ quan cấp trên của {agency} được thẩm định điểm. Hãy báo họ thực hiện."),
    403,
)
NOT_AT_THE_TOP = No(
    "statistics.not_at_the_top",
    _("Chỉ lãnh đạo Ủy ban nhân dân cấp tỉnh được chốt điểm quý. Hãy báo họ thực hiện."),
    403,
)
NOT_SCORED = No("statistics.not_scored", _("{agency} không thuộc loại cơ quan được chấm điểm."), 404)
NOT_OVER = No("statistics.not_over", _("Quý {quarter}/{year} chưa kết thúc. Hãy chấm điểm từ ngày {from_}."))
CLOSED = No("statistics.closed", _("Điểm quý {quarter}/{year} đã chốt, không sửa được nữa."))
POINTS_WRONG = No("statistics.points_wrong", _("Mỗi chỉ số được 0, 1 hoặc 2 điểm. Hãy chọn lại."), 422)
REASON_MISSING = No(
    "statistics.reason_missing",
    _("Chỉ số {index}: điểm {said} khác điểm hệ thống tính ({computed}). Hãy ghi lý do."),
    422,
)
EVIDENCE_MISSING = No("statistics.evidence_missing", _("Chỉ số {index}: hãy ghi minh chứng cho điểm tự chấm."), 422)
REMARK_MISSING = No(
    "statistics.remark_missing",
    _("Chỉ số {index}: điểm thẩm định {said} khác điểm tự chấm ({own}). Hãy ghi lý do."),
    422,
)
NOTHING_SAID = No("statistics.nothing_said", _("Hãy cho điểm ít nhất một chỉ số."), 422)
