"""What this room may say no to, and the sentence the official reads."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_FOUND = No("dossiers.not_found", _("Không có hồ sơ này, hoặc hồ sơ không thuộc nơi bạn làm việc."), status=404)
NOT_YOURS = No(
    "dossiers.not_yours",
    _("Việc này thuộc vai trò “{role}” tại {agency}. Hãy mở hộp việc để xem những việc của bạn."),
    status=403,
)
CHANGED_MEANWHILE = No(
    "dossiers.changed_meanwhile",
    _("{who} vừa xử lý hồ sơ này: {what}. Trang đã hiện trạng thái mới; hãy xem lại rồi thao tác."),
)
WRONG_STATE = No("dossiers.wrong_state", _("Hồ sơ đang ở trạng thái “{state}” nên không thực hiện được việc này."))
STEP_NOT_OPEN = No("dossiers.step_not_open", _("Bước này đã xong. Hãy tải lại trang để thấy bước hiện tại."))
CANNOT_RETURN = No(
    "dossiers.cannot_return", _("Không trả lại được về bước này. Hãy chọn một bước trong danh sách."), status=400
)
NOTHING_TO_RECALL = No(
    "dossiers.nothing_to_recall",
    _("Không có việc nào bạn vừa chuyển mà còn thu hồi được: quy trình đã đi tiếp, hoặc bước đó không cho thu hồi."),
)
RECALL_TOO_LATE = No(
    "dossiers.recall_too_late",
    _("{who} đã nhận việc lúc {when} nên không thu hồi được nữa. Hãy đề nghị người nhận trả lại."),
)
RECALLED_BEFORE = No(
    "dossiers.recalled_before",
    _("{who} đã thu hồi việc này lúc {when} ({reason}). Hãy mở hộp việc để xem những việc của bạn."),
)
LEG_NOWHERE = No(
    "dossiers.leg_nowhere",
    _("Chưa xác định được cơ quan phối hợp ({kind}, ngành {sector}). Hãy báo quản trị khai báo cơ quan này."),
)
STEP_TAKEN = No(
    "dossiers.step_taken", _("{who} đã nhận việc này trước bạn. Trưởng đơn vị có thể giao lại cho người khác.")
)
UNKNOWN_CHOICE = No("dossiers.unknown_choice", _("Hãy chọn một trong các cách xử lý của bước này."), status=400)
REASON_NEEDED = No("dossiers.reason_needed", _("Hãy ghi lý do."), status=400)
RESULT_INCOMPLETE = No("dossiers.result_incomplete", _("Thông tin kết quả chưa đủ: {problems}"), status=400)
NOTHING_PROPOSED = No(
    "dossiers.nothing_proposed", _("Chưa có đề xuất kết quả để ký. Hãy trả lại bước trước để đề xuất."), status=409
)
EXTENDED_BEFORE = No("dossiers.extended_before", _("Hồ sơ đã được gia hạn “{name}” một lần; không gia hạn thêm được."))
MERGED = No(
    "dossiers.merged",
    _("{was} đã sáp nhập vào {now} từ ngày {day}; việc này nay thuộc {now}. Hãy tải lại trang rồi thao tác."),
)
DUTY_MOVED = No(
    "dossiers.duty_moved",
    _(
        "Hồ sơ này đã chuyển từ {was} sang {now} từ ngày {day} theo {decision}. "
        "Hãy mở hộp việc để xem những việc của bạn."
    ),
)
SERIES_CLOSED = No(
    "dossiers.series_closed",
    _("{agency} đã ngừng hoạt động nên không cấp số được nữa. Hãy tải lại trang để làm việc tại cơ quan kế thừa."),
)

NOT_OFFERED = No(
    "dossiers.not_offered", _("Thủ tục này không được tiếp nhận tại đây. Hãy hướng dẫn đến {where}."), status=403
)
SETTLER_NEEDED = No(
    "dossiers.settler_needed",
    _("Nhiều cơ quan giải quyết được thủ tục này ({kind}). Hãy chọn cơ quan giải quyết rồi tiếp nhận."),
    status=400,
)
NOT_COMPETENT = No(
    "dossiers.not_competent",
    _("{agency} không giải quyết thủ tục này tại đây. Hãy chọn một cơ quan khác: {where}."),
    status=400,
)
AGENCY_CLOSED = No(
    "dossiers.agency_closed",
    _("{agency} đã ngừng hoạt động từ ngày {day}. Hãy chọn cơ quan giải quyết khác."),
    status=400,
)
NOT_IN_FORCE = No(
    "dossiers.not_in_force",
    _("Phiên bản này của thủ tục không áp dụng vào ngày tiếp nhận. Hãy chọn lại thủ tục để mở biểu mẫu đang áp dụng."),
)
CHANNEL_CLOSED = No(
    "dossiers.channel_closed", _("Thủ tục này không nhận hồ sơ theo hình thức nộp đã chọn. Hãy chọn lại."), status=400
)
FORM_USED = No(
    "dossiers.form_used",
    _("Biểu mẫu này đã dùng để tiếp nhận hồ sơ {code}. Hãy mở biểu mẫu mới để tiếp nhận hồ sơ khác."),
)
TOO_LONG = No("dossiers.too_long", _("Nội dung này dài tối đa {most} ký tự. Hãy viết ngắn lại."), status=400)
ANSWERS_WRONG = No("dossiers.answers_wrong", _("Thông tin hồ sơ chưa đúng: {problems}"), status=400)
PAPERS_MISSING = No(
    "dossiers.papers_missing",
    _("Còn thiếu giấy tờ bắt buộc: {papers}. Hãy hướng dẫn bổ sung hoặc lập phiếu từ chối tiếp nhận."),
    status=400,
)
PAPERS_WRONG = No("dossiers.papers_wrong", _("Giấy tờ chưa đúng: {problems}"), status=400)
PAPER_UNKNOWN = No("dossiers.paper_unknown", _("Giấy tờ “{key}” không có trong thành phần hồ sơ."), status=400)
APPLICANT_WRONG = No("dossiers.applicant_wrong", _("Thông tin người nộp chưa đúng: {problems}"), status=400)
APPLICANT_NAMELESS = No("dossiers.applicant_nameless", _("Hãy ghi họ tên người nộp."), status=400)

SUPPLEMENT_ASKED_BEFORE = No(
    "dossiers.supplement_asked_before",
    _("Hồ sơ này đã được yêu cầu bổ sung {times} lần, đúng bằng số lần được phép."),
)
SUPPLEMENT_EMPTY = No(
    "dossiers.supplement_empty", _("Hãy ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung."), status=400
)
NOTHING_AWAITED = No("dossiers.nothing_awaited", _("Hồ sơ không ở bước chờ này."))
RECEIVER_NEEDED = No("dossiers.receiver_needed", _("Hãy ghi họ tên người nhận kết quả."), status=400)
NO_SUCH_PAPER = No("dossiers.no_such_paper", _("Hồ sơ chưa có giấy này."), status=404)
REAPPOINTED_BEFORE = No(
    "dossiers.reappointed_before", _("Mỗi hồ sơ chỉ được hẹn lại một lần; hồ sơ này đã hẹn lại rồi.")
)
REAPPOINTED_TOO_SHORT = No(
    "dossiers.reappointed_too_short",
    _("Ngày hẹn lại phải sau thời hạn hiện tại. Hãy ghi số ngày làm việc lớn hơn 0."),
    400,
)

ASSIGNED_ALREADY = No("dossiers.assigned_already", _("Việc này đang do {who} thực hiện. Hãy chọn người khác."))
NOT_A_HOLDER = No(
    "dossiers.not_a_holder",
    _("Người được chọn hôm nay không giữ vai trò “{role}” tại {agency}. Hãy chọn người khác trong danh sách."),
    status=400,
)
NOBODY_ASKED = No(
    "dossiers.nobody_asked",
    _("Hôm nay không ai giữ vai trò này tại cơ quan được hỏi. Hãy chọn cơ quan hoặc người khác."),
    status=400,
)
OPINION_OF_ONESELF = No(
    "dossiers.opinion_of_oneself", _("Không xin ý kiến của chính mình. Hãy chọn người khác."), status=400
)
OPINION_DAYS = No(
    "dossiers.opinion_days", _("Thời hạn cho ý kiến là số ngày làm việc từ 1 đến {most}. Hãy ghi lại."), status=400
)
OPINION_ASKED_BEFORE = No(
    "dossiers.opinion_asked_before",
    _("Đã gửi yêu cầu này đến {whom} và chưa có trả lời. Hãy chờ trả lời, hoặc rút yêu cầu cũ rồi gửi lại."),
)
OPINION_CLOSED = No(
    "dossiers.opinion_closed",
    _("Yêu cầu này đã được trả lời hoặc không còn cần nữa. Hãy mở hộp việc để xem việc khác."),
)
OPINION_EMPTY = No("dossiers.opinion_empty", _("Hãy ghi ý kiến của bạn."), status=400)
OPINION_VERDICT = No("dossiers.opinion_verdict", _("Hãy chọn đồng ý hoặc không đồng ý."), status=400)
COUNTERSIGN_AWAITED = No(
    "dossiers.countersign_awaited",
    _("Chưa đủ chữ ký nháy, đồng ký: {who}. Hãy chờ, hoặc rút yêu cầu và ghi lý do, rồi mới ký."),
)
SUPPLEMENT_TOO_LATE = No(
    "dossiers.supplement_too_late",
    _(
        "Chỉ được yêu cầu bổ sung đến {last}. Bây giờ có thể tiếp tục giải quyết với giấy tờ đã có, gia hạn nếu thủ tục"
        " cho phép, hẹn lại, hoặc đề nghị lãnh đạo dừng giải quyết."
    ),
)
REAPPOINTED_TOO_LATE = No(
    "dossiers.reappointed_too_late",
    _("Chỉ được hẹn lại đến {last}, trước hạn ít nhất một ngày làm việc. Khi hồ sơ đã quá hạn, hãy lập phiếu xin lỗi."),
)
NOT_LATE = No(
    "dossiers.not_late", _("Hồ sơ chưa quá hạn {due} nên chưa có gì phải xin lỗi. Nếu biết trước sẽ chậm, hãy hẹn lại.")
)
APOLOGISED_BEFORE = No("dossiers.apologised_before", _("Hồ sơ này đã có phiếu xin lỗi số {number}."))
APOLOGY_NEEDED = No(
    "dossiers.apology_needed",
    _("Hồ sơ có kết quả sau hạn {due}. Hãy lập phiếu xin lỗi (mục Việc khác), in và giao cùng kết quả, rồi mới trả."),
)
AT_FAULT_UNKNOWN = No(
    "dossiers.at_fault_unknown",
    _("Cơ quan gây chậm phải là nơi tiếp nhận, cơ quan giải quyết hoặc phối hợp."),
    status=400,
)
NOTHING_CORRECTED = No(
    "dossiers.nothing_corrected", _("Chưa có thông tin nào thay đổi. Hãy sửa thông tin cần đính chính."), status=400
)

NOTHING_TO_PAY = No("dossiers.nothing_to_pay", _("Hồ sơ này không phải nộp phí, lệ phí."))
FEE_PAID = No("dossiers.fee_paid", _("Đã thu rồi, biên lai {receipt}. Không thu lần nữa."))
FEE_CHANGED = No(
    "dossiers.fee_changed", _("Phí, lệ phí của hồ sơ nay là {amount}. Hãy báo người nộp rồi thu theo số mới.")
)
FEE_UNPAID = No(
    "dossiers.fee_unpaid", _("Hồ sơ còn phải nộp {owed}. Hãy thu phí, hoặc ghi lý do chưa thu, rồi trả kết quả.")
)
METHOD_UNKNOWN = No("dossiers.method_unknown", _("Hãy chọn tiền mặt hoặc chuyển khoản."), status=400)
PAID_ONLINE = No(
    "dossiers.paid_online",
    _("Biên lai {receipt} đã nộp trực tuyến. Hãy hoàn ở trang Thu trực tuyến, tiền về đúng nơi đã trả."),
)
NO_RECEIPT = No("dossiers.no_receipt", _("Hồ sơ chưa có biên lai đang có hiệu lực."))
REFUND_NOT_DUE = No(
    "dossiers.refund_not_due",
    _("Chỉ hoàn khi hồ sơ rút, dừng, bị từ chối, hoặc mức thu đã thay đổi. Thu nhầm trong ngày thì hủy biên lai."),
)
REFUND_WRONG = No("dossiers.refund_wrong", _("Số tiền hoàn phải từ 1 đồng đến {amount}. Hãy ghi lại."), status=400)
CASH_DAY_CLOSED = No(
    "dossiers.cash_day_closed",
    _("Sổ quỹ ngày {day} của {counter} đã khóa. Hãy ghi khoản mới vào ngày làm việc sau; biên lai cũ thì hoàn phí."),
)
CASH_DAY_EARLIER = No("dossiers.cash_day_earlier", _("Sổ quỹ ngày {day} chưa khóa. Hãy khóa sổ theo thứ tự ngày."))
CASH_DAY_TO_COME = No("dossiers.cash_day_to_come", _("Ngày này chưa đến, chưa khóa sổ được."))
AMOUNT_WRONG = No("dossiers.amount_wrong", _("Hãy ghi số tiền bằng chữ số, không âm, ví dụ 1.250.000."), status=400)
PAID_IN_TOO_MUCH = No(
    "dossiers.paid_in_too_much", _("Số nộp không được lớn hơn số kiểm đếm {counted}. Hãy ghi lại."), status=400
)
DIFFERENCE_UNEXPLAINED = No(
    "dossiers.difference_unexplained",
    _("Kiểm đếm lệch {difference} so với sổ ({expected}). Hãy đếm lại, hoặc ghi lý do."),
    status=400,
)

NOT_GOVERNING = No(
    "dossiers.not_governing", _("Chỉ quản trị hệ thống của tỉnh chuyển hồ sơ sang bản khác của thủ tục."), status=403
)
OTHER_PROCEDURE = No(
    "dossiers.other_procedure", _("Hai bản này không cùng một thủ tục. Hãy chọn lại bản chuyển đến."), status=400
)
SAME_EDITION = No("dossiers.same_edition", _("Hồ sơ đang theo chính bản này. Hãy chọn bản khác."), status=400)
MOVE_UNDONE = No("dossiers.move_undone", _("{who} đã hoàn tác lần chuyển này rồi."))
