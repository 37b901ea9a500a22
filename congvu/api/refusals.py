"""Why the machine API, or the keeping of its clients, says no."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_YOURS = No(
    "api.not_yours",
    _("Chỉ người đại diện của người nộp hồ sơ, hoặc quản trị cấp tỉnh, được quản lý ứng dụng này."),
    403,
)
PARTY_UNKNOWN = No(
    "api.party_unknown",
    _("Chưa có doanh nghiệp, tổ chức nào với mã số {number} trên cổng. Người đại diện cần đăng ký tài khoản trước."),
    422,
)
PARTY_WITHOUT_OWNER = No(
    "api.party_without_owner",
    _("{party} chưa có người đại diện được xác nhận, nên chưa có ai chịu trách nhiệm về ứng dụng."),
)
CONTACT_UNCONFIRMED = No(
    "api.contact_unconfirmed",
    _("Hãy xác nhận thư điện tử hoặc số điện thoại của tài khoản trước khi tạo ứng dụng."),
)
NAME_EMPTY = No("api.name_empty", _("Hãy đặt tên cho ứng dụng, ví dụ “Phần mềm kế toán”."), 422)
NAME_TOO_LONG = No("api.name_too_long", _("Tên ứng dụng dài nhất {most} ký tự."), 422)
NAME_TAKEN = No("api.name_taken", _("Đã có ứng dụng tên “{name}”. Hãy chọn tên khác."))
SCOPES_EMPTY = No("api.scopes_empty", _("Hãy chọn ít nhất một việc mà ứng dụng được làm."), 422)
SCOPE_UNKNOWN = No("api.scope_unknown", _("Không có phạm vi “{scope}”."), 422)
TOO_MANY_CLIENTS = No(
    "api.too_many_clients", _("Đã có {most} ứng dụng đang dùng. Hãy thu hồi ứng dụng không dùng nữa.")
)
CLIENT_ENDED = No("api.client_ended", _("Ứng dụng này đã bị thu hồi."))

CLIENT_WRONG = No("api.client_wrong", _("Mã ứng dụng hoặc mã bí mật không đúng, hoặc ứng dụng đã bị thu hồi."), 401)
TOKEN_WRONG = No(
    "api.token_wrong", _("Thiếu thẻ truy cập, hoặc thẻ đã hết hạn. Hãy lấy thẻ mới tại /api/oauth/token."), 401
)
SCOPE_MISSING = No("api.scope_missing", _("Thẻ truy cập không có phạm vi “{scope}”."), 403)
TOO_MANY_CALLS = No(
    "api.too_many_calls", _("Ứng dụng đã gọi quá {most} lần trong một phút. Hãy thử lại sau {seconds} giây."), 429
)

NOT_FOUND = No("api.not_found", _("Không tìm thấy. Hãy kiểm tra lại địa chỉ và mã."), 404)
BODY_BROKEN = No("api.body_broken", _("Nội dung gửi lên không phải JSON hợp lệ: {why}."), 400)
BODY_UNKEPT = No(
    "api.body_unkept",
    _("Nội dung có ký tự NUL, nửa cặp ký tự thay thế, số quá lớn hoặc lồng nhau quá sâu, nên không lưu được."),
    422,
)
INPUT_WRONG = No("api.input_wrong", _("Một số giá trị chưa đúng. Xem danh sách “errors”."), 422)
KEY_MISSING = No(
    "api.key_missing",
    _("Hãy gửi kèm tiêu đề Idempotency-Key gồm 1 đến {most} ký tự ASCII, mỗi việc một mã, để gửi lại không thành hai."),
    400,
)
KEY_REUSED = No("api.key_reused", _("Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng mã mới."), 422)
EDITION_CHANGED = No(
    "api.edition_changed", _("Thủ tục này đã có bản mới. Hãy đọc lại thủ tục rồi gửi theo bản đang áp dụng.")
)
PAPER_UNKNOWN = No("api.paper_unknown", _("Thủ tục này không có giấy tờ “{key}”."), 422)
PAPER_MISSING = No("api.paper_missing", _("Thiếu giấy tờ: {paper}."), 422)
FILE_UNKNOWN = No("api.file_unknown", _("Ứng dụng chưa gửi tệp có mã băm {digest}. Hãy gửi tệp trước."), 422)
NO_RESULT = No("api.no_result", _("Chưa có kết quả bản điện tử."), 404)
CURSOR_WRONG = No("api.cursor_wrong", _("Con trỏ trang không đúng. Hãy đọc lại từ trang đầu."), 422)

HOOK_URL_BAD = No(
    "api.hook_url_bad",
    _("Địa chỉ nhận thông báo phải bắt đầu bằng https://, không kèm tên và mật khẩu, và ra được Internet."),
    422,
)
HOOK_TAKEN = No("api.hook_taken", _("Địa chỉ này đã được đăng ký cho ứng dụng."))
TOO_MANY_HOOKS = No("api.too_many_hooks", _("Đã có {most} địa chỉ nhận thông báo. Hãy bỏ địa chỉ không dùng nữa."))
HOOK_ENDED = No("api.hook_ended", _("Địa chỉ nhận thông báo này đã ngừng. Hãy đăng ký lại."))
