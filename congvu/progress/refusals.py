"""Why a deed of this room is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_FOUND = No("progress.not_found", _("Không có thang điểm này, hoặc bạn không được xem. Hãy mở lại danh sách."), 404)
NOT_THE_DRAFTER = No(
    "progress.not_the_drafter",
    _("Chỉ cán bộ kế hoạch của {agency} được làm việc này. Hãy báo họ thực hiện."),
    403,
)
NOT_THE_ISSUER = No(
    "progress.not_the_issuer", _("Chỉ lãnh đạo {agency} được công bố xếp hạng. Hãy trình họ công bố."), 403
)
NOT_YOURS = No(
    "progress.not_yours", _("Chỉ cán bộ kế hoạch hoặc lãnh đạo của {agency} được làm việc này. Hãy nhờ họ."), 403
)
NOT_NOW = No("progress.not_now", _("Thang điểm đang ở bước “{state}”, không làm việc này được. Hãy mở lại trang."))
NO_SUCH_METHOD = No("progress.no_such_method", _("Hãy chọn một cách chấm trong danh sách."), 422)
PARAMETER_WRONG = No("progress.parameter_wrong", _("{sentence}"), 422)
INDICATOR_MISSING = No("progress.indicator_missing", _("Cách chấm này cần một chỉ tiêu. Hãy chọn chỉ tiêu."), 422)
CODE_TAKEN = No("progress.code_taken", _("Mã {code} đã dùng trong thang điểm này. Hãy chọn mã khác."), 422)
BLOCK_TAKEN = No("progress.block_taken", _("Khối {block} đã có thang điểm năm {year}. Hãy chọn tên khối khác."), 422)
YEAR_WRONG = No("progress.year_wrong", _("Kế hoạch từ năm {first} đến năm {last}. Hãy chọn năm trong đó."), 422)
NO_KINDS = No("progress.no_kinds", _("Hãy chọn ít nhất một loại cơ quan cho khối."), 422)
NOTHING_WITHOUT_POINTS = No("progress.no_points", _("Điểm tối đa phải lớn hơn 0."), 422)
NO_CRITERIA = No("progress.no_criteria", _("Thang điểm chưa có tiêu chí nào. Hãy thêm tiêu chí trước."))
NO_AGENCIES = No("progress.no_agencies", _("Khối không có cơ quan nào đang hoạt động. Hãy xem lại khối."))
NOT_IN_BLOCK = No("progress.not_in_block", _("{agency} không thuộc khối này."), 404)
NOTHING_SAID = No("progress.nothing_said", _("Hãy chấm ít nhất một tiêu chí."), 422)
POINTS_WRONG = No("progress.points_wrong", _("Tiêu chí {code}: điểm từ 0 đến {most}. Hãy nhập lại."), 422)
REASON_MISSING = No(
    "progress.reason_missing",
    _("Tiêu chí {code}: điểm {said} khác điểm hệ thống đo ({measured}). Hãy ghi lý do."),
    422,
)
EVIDENCE_MISSING = No(
    "progress.evidence_missing", _("Tiêu chí {code}: không có số đo. Hãy ghi minh chứng cho điểm tự chấm."), 422
)
REMARK_MISSING = No(
    "progress.remark_missing",
    _("Tiêu chí {code}: điểm thẩm định khác điểm đã có, hoặc chưa có căn cứ. Hãy ghi ý kiến."),
    422,
)
DOES_NOT_APPLY = No("progress.does_not_apply", _("Tiêu chí {code} không áp dụng cho cơ quan này."), 422)
NOT_VERIFIED = No(
    "progress.not_verified", _("Còn {many} điểm chưa thẩm định, trước hết là của {agency}. Hãy thẩm định đủ.")
)
TEXT_MISSING = No("progress.text_missing", _("Hãy ghi điều không đồng ý và lý do."), 422)
NOT_OBJECTED = No(
    "progress.not_objected", _("{agency} không có ý kiến khác. Chỉ thẩm định lại khi cơ quan không đồng ý.")
)
OBJECTION_OPEN = No(
    "progress.objection_open", _("{agency} không đồng ý và chưa được thẩm định lại. Hãy xem lại trước khi công bố.")
)
