"""Why a reorganisation, or a part of it, is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ROOT = No(
    "reorganisation.not_root",
    _("Chỉ quản trị của cơ quan cấp cao nhất được sắp xếp lại tổ chức. Hãy liên hệ quản trị của tỉnh, thành phố."),
    403,
)
NOT_FOUND = No("reorganisation.not_found", _("Không có đợt sắp xếp này."), 404)
TITLE_EMPTY = No("reorganisation.title_empty", _("Hãy đặt tên cho đợt sắp xếp."), 422)
DECISION_EMPTY = No("reorganisation.decision_empty", _("Hãy ghi số quyết định hoặc nghị quyết."), 422)
DAY_PAST = No("reorganisation.day_past", _("Ngày {day} đã qua. Hãy chọn hôm nay hoặc một ngày sắp tới."), 422)
REASON_EMPTY = No("reorganisation.reason_empty", _("Hãy ghi lý do."), 422)
EMPTY = No("reorganisation.empty", _("Đợt sắp xếp chưa có thay đổi nào. Hãy thêm ít nhất một thay đổi."))
NOT_DRAFT = No(
    "reorganisation.not_draft",
    _("Đợt sắp xếp đang ở trạng thái “{state}” nên không sửa được. Hãy trả lại để soạn tiếp."),
)
NOT_SUBMITTED = No(
    "reorganisation.not_submitted", _("Đợt sắp xếp đang ở trạng thái “{state}”; chỉ đợt đang chờ soát mới soát được.")
)
NOT_REVIEWED = No(
    "reorganisation.not_reviewed",
    _("Đợt sắp xếp đang ở trạng thái “{state}”. Phải có người khác soát trước khi thực hiện."),
)
SAME_PERSON = No(
    "reorganisation.same_person", _("Người soạn không tự soát được. Hãy nhờ một quản trị khác của cùng cấp soát.")
)
PERFORMED = No("reorganisation.performed", _("Đợt sắp xếp này đã thực hiện lúc {at} nên không làm lại được."))
CANCELLED = No("reorganisation.cancelled", _("Đợt sắp xếp này đã hủy. Hãy soạn đợt mới."))
NOT_YET = No(
    "reorganisation.not_yet",
    _("Đợt sắp xếp có hiệu lực từ ngày {day}. Nếu muốn thực hiện ngay hôm nay, hãy chọn “Thực hiện ngay”."),
)
KIND_UNKNOWN = No("reorganisation.kind_unknown", _("Loại thay đổi không có trong danh sách. Hãy chọn lại."), 422)
AGENCY_CLOSED = No(
    "reorganisation.agency_closed",
    _("{agency} đã ngừng hoạt động từ ngày {day}. Hãy chọn cơ quan đang hoạt động."),
    422,
)
AGENCY_LATER = No(
    "reorganisation.agency_later",
    _("{agency} chỉ hoạt động từ ngày {day}, sau ngày có hiệu lực. Hãy chọn cơ quan khác hoặc lùi ngày có hiệu lực."),
    422,
)
OTHER_NEEDED = No("reorganisation.other_needed", _("Hãy chọn cơ quan thứ hai của thay đổi này."), 422)
SAME_AGENCY = No("reorganisation.same_agency", _("Hãy chọn hai cơ quan khác nhau."), 422)
KINDS_DIFFER = No(
    "reorganisation.kinds_differ",
    _("{agency} là {kind}, {other} là {other_kind}. Chỉ sáp nhập được hai cơ quan cùng loại."),
    422,
)
IN_A_CIRCLE = No("reorganisation.in_a_circle", _("{other} nằm trong {agency} nên không chọn được."), 422)
NAME_EMPTY = No("reorganisation.name_empty", _("Hãy nhập tên mới và tên ngắn mới."), 422)
NO_SUCH_DUTY = No(
    "reorganisation.no_such_duty", _("{agency} không giữ nhiệm vụ “{sector}” vào ngày có hiệu lực. Hãy chọn lại."), 422
)
CONTRADICTS = No(
    "reorganisation.contradicts",
    _("Thay đổi này trái với “{what}” của đợt “{batch}”. Hãy bỏ một trong hai."),
)
NO_SUCH_CHANGE = No("reorganisation.no_such_change", _("Thay đổi này đã được bỏ. Hãy tải lại trang."), 404)
