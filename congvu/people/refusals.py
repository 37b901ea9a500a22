"""Why a deed on an account is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ADMIN = No("people.not_admin", _("Việc này dành cho quản trị hệ thống. Hãy liên hệ quản trị của đơn vị."), 403)
NOT_YOURS = No("people.not_yours", _("Bạn chỉ thay đổi được tài khoản của chính mình."), 403)
USERNAME_TAKEN = No("people.username_taken", _("Tên đăng nhập {username} đã có người dùng. Hãy chọn tên khác."))
USERNAME_BAD = No(
    "people.username_bad",
    _("Tên đăng nhập gồm 3 đến 60 chữ cái thường không dấu, chữ số, dấu chấm, gạch nối; bắt đầu bằng chữ hoặc số."),
    422,
)
NAME_EMPTY = No("people.name_empty", _("Hãy nhập họ và tên."), 422)
PASSWORD_WEAK = No("people.password_weak", _("{why}"), 422)
PASSWORD_WRONG = No("people.password_wrong", _("Mật khẩu hiện tại không đúng. Hãy nhập lại."), 422)
REASON_EMPTY = No("people.reason_empty", _("Hãy ghi lý do ngừng tài khoản."), 422)
INACTIVE = No("people.inactive", _("Tài khoản {username} đã ngừng từ trước."))
ACTIVE = No("people.active", _("Tài khoản {username} đang dùng, không cần mở lại."))
YOURSELF = No("people.yourself", _("Bạn không thể tự ngừng tài khoản mình đang dùng. Hãy nhờ quản trị khác."))

CONTACT_BAD = No(
    "people.contact_bad", _("Hãy nhập địa chỉ thư điện tử dạng ten@hopthu.vn hoặc số điện thoại như 0901 234 567."), 422
)
CONTACT_SAME = No("people.contact_same", _("Tài khoản đang dùng chính địa chỉ này, không cần đổi."), 422)
CONSENT_MISSING = No(
    "people.consent_missing",
    _("Cần đồng ý với thông báo xử lý dữ liệu cá nhân thì mới tạo được tài khoản."),
    422,
)
CODE_WRONG = No(
    "people.code_wrong",
    _("Mã không đúng. Hãy xem lại thư hoặc tin nhắn mới nhất; còn {left} lần thử."),
    422,
)
CODE_OVER = No("people.code_over", _("Mã này đã hết hạn, đã dùng hoặc đã thử sai quá số lần. Hãy lấy mã mới."), 422)
CODE_TOO_SOON = No(
    "people.code_too_soon",
    _("Mã vừa được gửi. Nếu chưa nhận được, hãy đợi {seconds} giây rồi bấm gửi lại."),
    429,
)
CODES_TOO_MANY = No(
    "people.codes_too_many",
    _("Đã gửi quá nhiều mã. Hãy thử lại sau ít giờ, hoặc đến bộ phận Một cửa để được giúp."),
    429,
)

SECOND_WRONG = No(
    "people.second_wrong",
    _("Mã không đúng hoặc đã dùng rồi. Hãy đợi mã mới trong ứng dụng, hoặc dùng một mã dự phòng."),
    422,
)
SECOND_LOCKED = No("people.second_locked", _("Đã nhập sai nhiều lần. Hãy đợi {minutes} phút rồi thử lại."), 429)
TOTP_WRONG = No(
    "people.totp_wrong",
    _("Mã không khớp. Hãy xem giờ trên điện thoại có đúng không rồi nhập mã đang hiện trong ứng dụng."),
    422,
)
TOTP_THERE = No("people.totp_there", _("Ứng dụng xác thực đã bật. Muốn đổi sang máy khác, hãy tắt rồi bật lại."))
TOTP_MISSING = No("people.totp_missing", _("Ứng dụng xác thực chưa bật. Hãy tải lại trang bảo mật."))
PASSKEY_BAD = No("people.passkey_bad", _("Không đọc được khóa truy cập này. Hãy thử lại, hoặc dùng cách khác."), 422)
OFFICIALS_DOOR = No(
    "people.officials_door",
    _("Đây là khóa của cán bộ. Hãy đăng nhập ở trang dành cho cán bộ bằng tên và mật khẩu, rồi dùng khóa ở bước sau."),
    403,
)
PASSKEY_THERE = No("people.passkey_there", _("Khóa này đã được thêm từ trước."))
PASSKEYS_MANY = No("people.passkeys_many", _("Mỗi tài khoản có nhiều nhất {most} khóa. Hãy bỏ khóa không còn dùng."))
NO_SECOND = No("people.no_second", _("Chưa có bước xác thực thứ hai nào, nên chưa cần mã dự phòng."))
ONLY_WAY_IN = No(
    "people.only_way_in",
    _("Đây là cách đăng nhập duy nhất còn lại. Hãy đặt mật khẩu hoặc thêm khóa truy cập trước khi bỏ."),
)

IDENTITY_TAKEN = No(
    "people.identity_taken",
    _("Định danh này đã gắn với một tài khoản khác. Hãy đăng xuất rồi đăng nhập bằng định danh đó."),
)
IDENTITY_THERE = No(
    "people.identity_there", _("Tài khoản đã gắn với một định danh khác của nơi này. Hãy bỏ liên kết cũ trước.")
)

COMPANY_NUMBER_BAD = No(
    "people.company_number_bad",
    _("Mã số doanh nghiệp gồm 10 chữ số, chi nhánh thêm 3 chữ số. Hãy xem lại trên giấy chứng nhận đăng ký."),
    422,
)
COMPANY_NAME_EMPTY = No("people.company_name_empty", _("Hãy nhập tên doanh nghiệp, tổ chức."), 422)
ALREADY_THERE = No("people.already_there", _("{name} đã có vai trò hoặc đang chờ xác nhận ở tổ chức này."))
NOT_CITIZEN = No("people.not_citizen", _("Chỉ tài khoản công dân làm được việc này."), 403)
NOT_COUNTER = No("people.not_counter", _("Việc này dành cho cán bộ Một cửa và quản trị."), 403)
NOT_OWNER = No("people.not_owner", _("Chỉ người đại diện của tổ chức giao được vai trò."), 403)
CLAIM_OVER = No("people.claim_over", _("Yêu cầu này đã được trả lời. Hãy tải lại trang."))
CLAIM_REASON_EMPTY = No("people.claim_reason_empty", _("Hãy ghi lý do; người gửi yêu cầu sẽ đọc được."), 422)
EVIDENCE_EMPTY = No("people.evidence_empty", _("Hãy ghi đã đối chiếu với giấy tờ hoặc cơ sở dữ liệu nào."), 422)
NOBODY_THERE = No(
    "people.nobody_there",
    _("Chưa có tài khoản công dân nào xác nhận địa chỉ này. Hãy nhờ người đó đăng ký trước."),
    422,
)
MANDATE_OVER = No("people.mandate_over", _("Vai trò này đã kết thúc. Hãy tải lại trang."))
LAST_OWNER = No(
    "people.last_owner", _("Tổ chức cần ít nhất một người đại diện. Hãy giao vai trò đó cho người khác trước.")
)
CLOSED = No("people.closed", _("Tài khoản này đã đóng hoặc đang tạm ngừng."), 403)
IDENTITY_FAILED = No(
    "people.identity_failed",
    _("Chưa xác thực được với {name}. Hãy thử lại sau ít phút, hoặc đăng nhập bằng cách khác."),
    424,
)
