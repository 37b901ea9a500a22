"""Why something about payments is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_OFFERED = No(
    "payments.not_offered", _("Nơi này chưa mở nộp phí trực tuyến. Mời ông/bà nộp tại Bộ phận Một cửa."), 404
)
NOT_FOUND = No("payments.not_found", _("Không có giao dịch này. Hãy kiểm tra lại đường dẫn."), 404)
NOT_YOURS = No(
    "payments.not_yours", _("Hồ sơ này của người khác. Hãy đăng nhập đúng tài khoản hoặc dùng mã trên giấy hẹn."), 403
)
NOTHING_OWED = No("payments.nothing_owed", _("Hồ sơ không còn khoản phí, lệ phí nào phải nộp."))
OLD_RECEIPT = No(
    "payments.old_receipt",
    _("Mức thu đã thay đổi sau khi ông/bà nộp. Mời ông/bà liên hệ nơi nhận hồ sơ để hoàn khoản cũ rồi nộp lại."),
)
UNREACHABLE = No(
    "payments.unreachable",
    _("Chưa kết nối được cổng thanh toán, ông/bà chưa bị trừ tiền. Hãy thử lại sau ít phút hoặc nộp tại Một cửa."),
)
DECLINED = No(
    "payments.declined",
    _("Cổng thanh toán không nhận giao dịch này, ông/bà chưa bị trừ tiền. Hãy thử lại hoặc nộp tại Một cửa."),
)
FORGED = No("payments.forged", _("Chữ ký của tin báo không đúng: {fault}."), 401)
UNREADABLE = No("payments.unreadable", _("Tin báo không đúng cấu trúc: {fault}."), 400)
EVENT_DIFFERS = No("payments.event_differs", _("Tin báo {event} đã nhận với nội dung khác."), 409)
REASON_NEEDED = No("payments.reason_needed", _("Hãy ghi lý do."), 422)
TOO_LONG = No("payments.too_long", _("Hãy ghi không quá {most} ký tự."), 422)
NOT_PAID = No("payments.not_paid", _("Giao dịch đang ở trạng thái “{state}” nên không hoàn được. Hãy tải lại trang."))
NOT_FAILED = No(
    "payments.not_failed",
    _("Chỉ ghi hoàn bằng chuyển khoản khi cổng thanh toán đã không hoàn được. Hãy hoàn qua cổng trước."),
)
NOT_GOVERNING = No(
    "payments.not_governing",
    _("Chỉ quản trị của cơ quan cấp cao nhất được đối soát. Hãy liên hệ quản trị của tỉnh, thành phố."),
    403,
)
DAY_NOT_OVER = No("payments.day_not_over", _("Ngày {day} chưa hết. Hãy đối soát khi ngày đã qua."), 422)
RESOLVED = No("payments.resolved", _("Khoản này đã được xử lý. Hãy tải lại trang."))
