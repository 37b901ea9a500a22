"""Why a plan is not shown, not written, not approved."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_FOUND = No("plans.not_found", _("Không có kế hoạch này, hoặc kế hoạch chưa mở cho bạn xem."), 404)
NOT_DRAFTER = No(
    "plans.not_drafter",
    _("Chỉ cán bộ kế hoạch của {agency} được viết kế hoạch này. Hãy gửi ý kiến, hoặc nhờ người đó sửa."),
    403,
)
NOT_APPROVER = No("plans.not_approver", _("Chỉ lãnh đạo {agency} được phê duyệt kế hoạch này."), 403)
NOT_COMMENTER = No("plans.not_commenter", _("Chỉ cơ quan thuộc {agency} được góp ý cho kế hoạch này."), 403)
NOT_WRITABLE = No(
    "plans.not_writable",
    _("Kế hoạch đang ở trạng thái “{state}” nên không sửa được. Muốn sửa kế hoạch đã duyệt, hãy bắt đầu sửa đổi."),
)
CHANGED_MEANWHILE = No(
    "plans.changed_meanwhile",
    _(
        "Người khác đã lưu mục này sau khi bạn mở trang. Chưa có gì bị mất: dưới đây là chỗ khác nhau. Hãy gộp lại rồi "
        "lưu lần nữa; khi đó bản của bạn thay bản kia."
    ),
)
READ_AGAIN = No("plans.read_again", _("Kế hoạch đã được sửa sau khi bạn mở trang. Hãy đọc lại rồi làm tiếp."))
FRAMEWORK_UNKNOWN = No("plans.framework_unknown", _("Không có khung kế hoạch này. Hãy chọn lại."), 422)
TITLE_EMPTY = No("plans.title_empty", _("Hãy nhập tên."), 422)
TEXT_EMPTY = No("plans.text_empty", _("Hãy viết nội dung."), 422)
REASON_EMPTY = No("plans.reason_empty", _("Hãy ghi lý do."), 422)
YEARS_WRONG = No(
    "plans.years_wrong", _("Năm cuối phải bằng hoặc sau năm đầu, và cách nhau không quá {most} năm. Hãy sửa lại."), 422
)
SLUG_TAKEN = No("plans.slug_taken", _("Đã có kế hoạch dùng địa chỉ “{slug}”. Hãy thêm một vài từ cho khác đi."), 422)
SLUG_WRONG = No(
    "plans.slug_wrong", _("Tên trong địa chỉ chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ ke-hoach-2026."), 422
)
AGENCY_WRONG = No(
    "plans.agency_wrong", _("Cơ quan ban hành phải là {agency} hoặc một cơ quan cấp trên của cơ quan đó."), 422
)
BODY_TOO_LONG = No("plans.body_too_long", _("Mục dài hơn {most} chữ cái. Hãy tách thành nhiều mục."), 422)
SECTION_UNKNOWN = No("plans.section_unknown", _("Kế hoạch không có mục này. Có thể mục đã bị xóa; hãy tải lại."), 404)
SECTION_OF_FRAMEWORK = No(
    "plans.section_of_framework", _("Mục này thuộc khung nên không xóa được. Hãy bỏ mục và ghi lý do.")
)
SECTION_HAS_PARTS = No("plans.section_has_parts", _("Mục này còn mục con. Hãy xóa hoặc chuyển mục con trước."))
SECTION_MOVES_NOT = No("plans.section_moves_not", _("Mục đã ở đầu hoặc cuối danh sách cùng cấp."))
SECTION_SKIPPED = No("plans.section_skipped", _("Mục này đã được bỏ. Hãy khôi phục mục rồi viết."))
TOO_DEEP = No("plans.too_deep", _("Kế hoạch chỉ có ba cấp mục. Hãy thêm mục ở cấp trên."), 422)
LEGAL_UNKNOWN = No("plans.legal_unknown", _("Sổ văn bản không có văn bản này. Hãy tìm lại hoặc thêm mới."), 422)
LEGAL_TAKEN = No("plans.legal_taken", _("Sổ đã có văn bản số {number}. Hãy chọn văn bản đó."), 422)
VERSION_UNKNOWN = No("plans.version_unknown", _("Kế hoạch không có bản này."), 404)
NO_CHANGE = No("plans.no_change", _("Kế hoạch chưa có gì thay đổi từ bản {number}. Không cần lập bản mới."))
DAY_PAST = No("plans.day_past", _("Ngày cuối lấy ý kiến phải sau ngày {day}. Hãy chọn ngày khác."), 422)
NOT_IN_STATE = No("plans.not_in_state", _("Kế hoạch đang ở trạng thái “{state}” nên không làm được việc này."))
COMMENT_CLOSED = No("plans.comment_closed", _("Thời gian lấy ý kiến đã hết. Hãy liên hệ {agency}."))
COMMENT_UNKNOWN = No("plans.comment_unknown", _("Không có ý kiến này."), 404)
COMMENTS_OPEN = No(
    "plans.comments_open", _("Còn {count} ý kiến chưa trả lời. Hãy trả lời từng ý kiến rồi trình phê duyệt.")
)
REPLY_EMPTY = No("plans.reply_empty", _("Không tiếp thu hoặc chỉ tiếp thu một phần thì phải giải thích."), 422)
ANSWER_UNKNOWN = No("plans.answer_unknown", _("Hãy chọn cách xử lý ý kiến trong danh sách."), 422)
INCOMPLETE = No(
    "plans.incomplete", _("Còn {count} mục để trống: {sections}. Hãy viết, hoặc bỏ mục và ghi lý do, rồi trình.")
)
DECISION_INCOMPLETE = No("plans.decision_incomplete", _("Hãy nhập số và ngày của quyết định phê duyệt."), 422)
DECISION_LATER = No("plans.decision_later", _("Ngày quyết định không thể sau hôm nay."), 422)
DAY_LATER = No("plans.day_later", _("Ngày này chưa đến. Hãy chọn hôm nay hoặc một ngày trước đó."), 422)
FIGURE_UNKNOWN = No("plans.figure_unknown", _("Hệ thống không có số liệu này. Hãy chọn lại."), 422)
FIGURE_MISSING = No(
    "plans.figure_missing", _("Hệ thống chưa có số liệu “{name}” của ngày {day}. Hãy chọn ngày khác, hoặc tự nhập.")
)

# The substance: indicators, targets, baselines, projects, money, tables, doubts.
TABLE_UNKNOWN = No("plans.table_unknown", _("Không có biểu {key}. Hãy chọn một biểu trong danh sách."), 404)
INDICATOR_UNKNOWN = No("plans.indicator_unknown", _("Không có chỉ tiêu này trong danh mục. Hãy chọn lại."), 422)
INDICATOR_TAKEN = No("plans.indicator_taken", _("Danh mục đã có chỉ tiêu mã {code}. Hãy dùng mã khác."), 422)
INDICATOR_IN_USE = No(
    "plans.indicator_in_use",
    _("Chỉ tiêu {code} đang dùng trong kế hoạch “{plan}” nên không đổi ý nghĩa được. Hãy lập chỉ tiêu mới."),
)
NOT_PLANNER = No("plans.not_planner", _("Chỉ cán bộ kế hoạch được lập chỉ tiêu cho danh mục chung."), 403)
PERCENT_OF_WHAT = No(
    "plans.percent_of_what", _("Tỷ lệ phải nói rõ tử số và mẫu số, ví dụ “số cơ quan có mạng” trên “tổng số cơ quan”."),
    422,
)  # fmt: skip
METRIC_UNKNOWN = No("plans.metric_unknown", _("Hệ thống không có số đo “{key}”. Hãy chọn trong danh sách."), 422)
NUMERATOR_FIRST = No("plans.numerator_first", _("Có số đo của mẫu số thì phải có số đo của tử số."), 422)
TARGET_UNKNOWN = No("plans.target_unknown", _("Không có mục tiêu này. Có thể đã bị xóa; hãy tải lại."), 404)
TARGET_TAKEN = No(
    "plans.target_taken", _("Kế hoạch đã có mục tiêu {code} cho {when}. Hãy sửa mục tiêu đó, hoặc chọn năm khác."), 422
)
TARGET_EMPTY = No("plans.target_empty", _("Hãy nhập giá trị, ngày, hoặc viết mục tiêu bằng lời."), 422)
YEAR_OUTSIDE = No("plans.year_outside", _("Kế hoạch từ năm {first} đến năm {last}. Hãy chọn năm trong khoảng đó."), 422)
BASELINE_UNKNOWN = No("plans.baseline_unknown", _("Không có số hiện trạng này. Hãy tải lại."), 404)
DENOMINATOR_NOUGHT = No("plans.denominator_nought", _("Mẫu số phải lớn hơn 0. Không có gì để chia thì để trống."), 422)
CODE_TAKEN = No("plans.code_taken", _("Kế hoạch đã có mã {code}. Hãy dùng mã khác."), 422)
SCOPE_WRONG = No(
    "plans.scope_wrong",
    _("Không hiểu phạm vi “{said}”. Hãy chọn loại cơ quan, và ghi tên hoặc mã của cơ quan đang có."),
    422,
)
EXCLUDED_WHY = No("plans.excluded_why", _("Hãy ghi lý do không giao cho {agency}."), 422)
ASSIGNED_OUTSIDE = No(
    "plans.assigned_outside", _("{agency} không thuộc phạm vi của mục tiêu này. Hãy thêm cơ quan vào phạm vi trước."),
    422,
)  # fmt: skip
ASSIGNED_NOTHING = No("plans.assigned_nothing", _("Hãy nhập giá trị riêng, hoặc đánh dấu không phải thực hiện."), 422)
NOBODY_CHOSEN = No("plans.nobody_chosen", _("Không còn cơ quan nào để giao. Hãy chọn lại."), 422)
PROJECT_UNKNOWN = No("plans.project_unknown", _("Không có dự án, nhiệm vụ này. Hãy tải lại."), 404)
LEAD_UNKNOWN = No("plans.lead_unknown", _("Không có cơ quan này. Hãy chọn lại đơn vị chủ trì."), 422)
PROJECT_YEARS = No("plans.project_years", _("Năm kết thúc phải bằng hoặc sau năm bắt đầu."), 422)
FINISHED_LATER = No("plans.finished_later", _("Ngày hoàn thành không thể sau hôm nay."), 422)
FINISHED_WHEN = No("plans.finished_when", _("Dự án đã hoàn thành thì phải có ngày hoàn thành, chưa thì để trống."), 422)
MONEY_UNKNOWN = No("plans.money_unknown", _("Không có dòng kinh phí này. Hãy tải lại."), 404)
MONEY_NEGATIVE = No("plans.money_negative", _("Số tiền không thể âm. Hãy nhập số tiền bằng đồng."), 422)
MONEY_YEAR = No("plans.money_year", _("Số liệu này phải nói của năm nào, trừ dự kiến tổng kinh phí."), 422)
MONEY_TAKEN = No(
    "plans.money_taken", _("Dự án đã có dòng kinh phí cùng nguồn, số liệu và năm này. Hãy sửa dòng đó."), 422
)
BUDGET_UNKNOWN = No("plans.budget_unknown", _("Không có dòng tổng kinh phí này. Hãy tải lại."), 404)
DOUBT_GONE = No("plans.doubt_gone", _("Điều này không còn nghi vấn, hoặc số liệu đã đổi. Hãy tải lại trang."))
DOUBTS_OPEN = No(
    "plans.doubts_open", _("Còn {count} nghi vấn chưa ai xác nhận, ví dụ: {sentence} Hãy mở trang nghi vấn.")
)
CANNOT_BE_INCLUDED = No("plans.cannot_be_included", _("{sentence} Hãy bỏ dự án này, hoặc bổ sung quyết định."))
DOUBT_STANDS = No("plans.doubt_stands", _("Điều này không xác nhận cho qua được: {sentence} Hãy sửa kế hoạch."), 422)

# Tables from office files.
IMPORT_UNKNOWN = No("plans.import_unknown", _("Không có lần nhập này, hoặc bạn không được xem."), 404)
IMPORT_UNREADABLE = No("plans.import_unreadable", _("{sentence}"), 422)
IMPORT_TOO_LARGE = No(
    "plans.import_too_large", _("Tệp có nhiều hơn {most} ô. Hãy chép riêng bảng cần nhập sang một tệp mới."), 422
)
IMPORT_OVER = No("plans.import_over", _("Lần nhập này đã xong hoặc đã bỏ. Hãy chọn tệp lại."))
IMPORT_UNSAID = No("plans.import_unsaid", _("Chưa nói xong cách đọc bảng: {sentence}"), 422)
IMPORT_DOUBTS = No("plans.import_doubts", _("Còn {count} chỗ chưa quyết định. Hãy xem từng chỗ, hoặc bỏ dòng đó."))
IMPORT_NOTHING = No("plans.import_nothing", _("Không còn dòng nào để nhập. Hãy xem lại các dòng đã bỏ."), 422)
IMPORT_PLAN_CHANGED = No(
    "plans.import_plan_changed",
    _("Kế hoạch đã được sửa sau khi đọc tệp. Chưa nhập gì. Hãy xem lại các nghi vấn rồi xác nhận đã xem."),
)
IMPORT_TABLE_UNKNOWN = No("plans.import_table_unknown", _("Tệp không có bảng này. Hãy chọn lại."), 422)
