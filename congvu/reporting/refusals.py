"""Why a report is not shown, not written, not taken."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No
from congvu.reporting.rules import Fault

NOT_FOUND = No("reporting.not_found", _("Không có báo cáo này, hoặc báo cáo không gửi cho cơ quan của bạn."), 404)
DUTY_UNKNOWN = No("reporting.duty_unknown", _("Không có chế độ báo cáo này."), 404)
NOT_YOURS = No(
    "reporting.not_yours", _("Chỉ cán bộ kế hoạch, báo cáo của {agency} được làm việc này. Hãy nhờ người đó."), 403
)
NOT_RECEIVER = No(
    "reporting.not_receiver", _("Chỉ cán bộ kế hoạch hoặc lãnh đạo {agency} được duyệt báo cáo này."), 403
)
NOT_DRAFTER = No("reporting.not_drafter", _("Chỉ cán bộ kế hoạch của {agency} được lập chế độ báo cáo này."), 403)
AGENCY_ENDED = No(
    "reporting.agency_ended",
    _(
        "{agency} đã kết thúc hoạt động từ ngày {day} ({successor}), nên không lập, không sửa báo cáo này nữa. Số liệu "
        "đã duyệt vẫn giữ ở đơn vị cũ; đơn vị mới báo cáo cho các kỳ kết thúc từ ngày đó."
    ),
)
CHANGED_MEANWHILE = No(
    "reporting.changed_meanwhile",
    _(
        "{name} đã lưu hoặc chuyển báo cáo này sau khi bạn mở trang. Những gì bạn nhập vẫn còn dưới đây: hãy so lại "
        "với bản đang lưu rồi làm lại; khi đó bản của bạn thay bản kia."
    ),
)
NOT_IN_STATE = No(
    "reporting.not_in_state", _("Báo cáo đang ở trạng thái “{state}” nên không làm được việc này. Hãy tải lại trang.")
)
LOCKED = No(
    "reporting.locked",
    _("Số liệu kỳ {period} đã khóa lúc {at} ({name}) nên không sửa được. Nếu cần sửa, hãy đề nghị {receiver} mở khóa."),
)
LOCKED_ALREADY = No("reporting.locked_already", _("Kỳ {period} đã khóa rồi."))
NOT_LOCKED = No("reporting.not_locked", _("Kỳ {period} không khóa, nên không có gì để mở."))
NOTHING_SAID = No(
    "reporting.nothing_said", _("Báo cáo chưa có số liệu, thuyết minh hay câu trả lời nào. Hãy nhập rồi nộp."), 422
)
NOT_ASKED = No("reporting.not_asked", _("Báo cáo này không hỏi chỉ tiêu {indicator}. Hãy bỏ số liệu đó ra."), 422)
PROJECT_UNKNOWN = No("reporting.project_unknown", _("Cơ quan không chủ trì dự án {project} của kế hoạch này."), 422)
PROGRESS_UNKNOWN = No("reporting.progress_unknown", _("Hãy chọn tiến độ trong danh sách."), 422)
MONEY_WRONG = No("reporting.money_wrong", _("Số tiền là số nguyên đồng, không âm."), 422)
MEASURE_MOVED = No(
    "reporting.measure_moved",
    _("Số đo của “{indicator}” vừa thay đổi: trước là {was}, nay là {now}. Hãy xem lại, lưu một lần nữa rồi nộp."),
)
ANSWERS_WRONG = No("reporting.answers_wrong", _("Phiếu còn chỗ chưa đúng: {problem}"), 422)
NO_FORM = No("reporting.no_form", _("Báo cáo này không có phiếu khảo sát."), 422)
TOO_LONG = No("reporting.too_long", _("Nội dung dài hơn {most} chữ cái. Hãy viết ngắn lại."), 422)
REMARKS_EMPTY = No("reporting.remarks_empty", _("Hãy ghi cần sửa gì, để cơ quan biết mà sửa."), 422)
REASON_EMPTY = No("reporting.reason_empty", _("Hãy ghi lý do."), 422)
DAYS_WRONG = No("reporting.days_wrong", _("Số ngày làm việc phải từ {least} đến {most}."), 422)
CODE_EMPTY = No("reporting.code_empty", _("Hãy nhập mã của chế độ báo cáo."), 422)
CODE_TAKEN = No("reporting.code_taken", _("Mã {code} đã dùng. Hãy chọn mã khác."), 422)
TITLE_EMPTY = No("reporting.title_empty", _("Hãy nhập tên báo cáo."), 422)
SCOPE_WRONG = No("reporting.scope_wrong", _("Phạm vi chưa đúng. Hãy chọn loại cơ quan, hoặc mã cơ quan có thật."), 422)
RECEIVER_WRONG = No("reporting.receiver_wrong", _("Nơi nhận phải là {agency} hoặc một cơ quan thuộc cơ quan đó."), 422)
FREQUENCY_UNKNOWN = No("reporting.frequency_unknown", _("Hãy chọn kỳ báo cáo trong danh sách."), 422)
DATES_WRONG = No("reporting.dates_wrong", _("Ngày cuối phải bằng hoặc sau ngày đầu."), 422)
ASKS_NOTHING = No(
    "reporting.asks_nothing", _("Báo cáo phải hỏi ít nhất một thứ: chỉ tiêu, thuyết minh, dự án, phiếu."), 422
)
FORM_WRONG = No("reporting.form_wrong", _("Phiếu khảo sát chưa dùng được: {problem}"), 422)
FORM_IN_USE = No(
    "reporting.form_in_use", _("Đã giao báo cáo theo chế độ này, nên không đổi {what}. Hãy dừng và lập chế độ mới.")
)
DUTY_STOPPED = No("reporting.duty_stopped", _("Chế độ báo cáo này đã dừng."))
ONLY_ON_DEMAND = No(
    "reporting.only_on_demand", _("Chế độ này có kỳ {frequency}: hệ thống tự giao báo cáo khi hết kỳ, không giao tay.")
)
NOBODY_ASKED = No("reporting.nobody_asked", _("Hãy chọn ít nhất một cơ quan."), 422)
NOT_IN_SCOPE = No(
    "reporting.not_in_scope", _("{agency} không thuộc phạm vi của chế độ báo cáo này. Hãy bỏ ra khỏi danh sách."), 422
)
ASKED_ALREADY = No(
    "reporting.asked_already",
    _("{agency} đã được yêu cầu báo cáo này trong năm {period}. Muốn hỏi lần nữa, hãy lập một chế độ mới."),
)
NO_SUCH_PERIOD = No("reporting.no_such_period", _("Chế độ báo cáo này không có kỳ {period}. Hãy chọn kỳ khác."), 404)
NO_SUCH_INDICATOR = No(
    "reporting.no_such_indicator",
    _("Kế hoạch không giao chỉ tiêu {indicator} trong kỳ {period}. Hãy xem lại mã chỉ tiêu và kỳ."),
    404,
)
NOT_BEGUN = No("reporting.not_begun", _("Kỳ {period} chưa bắt đầu nên chưa tổng hợp được. Hãy chờ đến ngày {day}."))
NOTHING_TO_ADD_UP = No(
    "reporting.nothing_to_add_up", _("Chế độ báo cáo này không hỏi chỉ tiêu nào nên không có số liệu để tổng hợp.")
)

FAULTS = {
    Fault.NO_DENOMINATOR: No(
        "reporting.no_denominator",
        _("Hãy nhập mẫu số. Tỷ lệ không có mẫu số thì không cộng được; không biết thì để trống cả hai ô."),
        422,
    ),
    Fault.NO_NUMERATOR: No(
        "reporting.no_numerator", _("Hãy nhập tử số; nếu không biết thì để trống cả hai ô. Trống không phải là 0."), 422
    ),
    Fault.OF_NOTHING: No("reporting.of_nothing", _("Mẫu số là 0 mà tử số lớn hơn 0. Hãy xem lại hai số."), 422),
    Fault.NEGATIVE: No("reporting.negative", _("Số không thể âm."), 422),
    Fault.TOO_GREAT: No("reporting.too_great", _("Số lớn quá mức ghi được. Hãy xem lại."), 422),
    Fault.NOT_YES_OR_NO: No("reporting.not_yes_or_no", _("Hãy chọn có hoặc không."), 422),
    Fault.NOT_WHOLE: No("reporting.not_whole", _("Số tiền tính bằng đồng, không có phần lẻ."), 422),
    Fault.EXCEEDS: No(
        "reporting.exceeds", _("Tử số lớn hơn mẫu số, tỷ lệ vượt 100%. Hãy sửa, hoặc ghi lý do nếu đúng như vậy."), 422
    ),
    Fault.DIFFERS: No("reporting.differs", _("Số này khác số hệ thống đo. Hãy ghi lý do."), 422),
}
