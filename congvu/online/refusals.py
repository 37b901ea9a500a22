"""What may be said no to of a filing from home, and of looking one up."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOTHING_FOUND = No(
    "online.nothing_found",
    _(
        "Không có hồ sơ nào khớp với mã và bốn số cuối này. Hãy xem lại mã in trên giấy tiếp nhận và bốn số cuối "
        "của số định danh người nộp."
    ),
    status=404,
)
TOO_MANY = No(
    "online.too_many", _("Bạn đã tra cứu sai nhiều lần. Vui lòng thử lại sau {wait}, hoặc gọi nơi đã nhận hồ sơ."), 429
)

NOT_YOURS = No(
    "online.not_yours",
    _("Ông/bà chưa được nộp hồ sơ thay cho người này. Hãy chọn lại người nộp, hoặc xin người đại diện cho phép."),
    status=403,
)
NOT_FOUND = No(
    "online.not_found", _("Không có hồ sơ này trong các hồ sơ của ông/bà. Hãy xem lại mã hồ sơ."), status=404
)
DRAFT_GONE = No(
    "online.draft_gone",
    _("Bản soạn này đã được nộp hoặc đã xóa. Hãy mở danh sách hồ sơ của ông/bà để xem."),
    status=404,
)
KEPT_ELSEWHERE = No(
    "online.kept_elsewhere",
    _(
        "Bản soạn này vừa được sửa ở một cửa sổ hoặc thiết bị khác. Những gì ông/bà vừa nhập vẫn còn trên trang này; "
        "hãy xem lại rồi lưu lần nữa."
    ),
)
TOO_MANY_DRAFTS = No(
    "online.too_many_drafts", _("Ông/bà đang có {most} hồ sơ soạn dở. Hãy nộp hoặc xóa bớt rồi tạo hồ sơ mới.")
)
TOO_MANY_FILES = No(
    "online.too_many_files", _("Mỗi hồ sơ nhận nhiều nhất {most} tệp. Hãy ghép nhiều ảnh thành một tệp PDF.")
)
TOO_MANY_WAITING = No(
    "online.too_many_waiting",
    _("Đã có {most} hồ sơ của người nộp này đang chờ tiếp nhận. Hãy đợi nơi tiếp nhận trả lời rồi nộp tiếp."),
    status=429,
)
CONTACT_UNCONFIRMED = No(
    "online.contact_unconfirmed",
    _("Hãy xác nhận thư điện tử hoặc số điện thoại của tài khoản rồi nộp, để cơ quan báo tin được cho ông/bà."),
    status=403,
)
CHANNEL_CLOSED = No(
    "online.channel_closed",
    _("Thủ tục này chưa nhận hồ sơ trực tuyến. Mời ông/bà nộp trực tiếp hoặc qua bưu chính công ích."),
)
NOT_IN_FORCE = No(
    "online.not_in_force",
    _("Thủ tục này đã có bản mới. Hãy xem những gì thay đổi và chuyển bản soạn sang bản mới rồi nộp."),
)
EDITION_SAME = No("online.edition_same", _("Bản soạn này đã theo đúng bản đang áp dụng của thủ tục."))
RECEIVER_NEEDED = No("online.receiver_needed", _("Hãy chọn nơi tiếp nhận hồ sơ trong danh sách."), status=400)
RECEIVER_CLOSED = No(
    "online.receiver_closed",
    _("{agency} không còn tiếp nhận hồ sơ. Hãy chọn một nơi tiếp nhận khác."),
    status=400,
)
RETURN_WRONG = No("online.return_wrong", _("Hãy chọn một trong các cách nhận kết quả."), status=400)
ADDRESS_NEEDED = No("online.address_needed", _("Hãy ghi địa chỉ để bưu chính chuyển kết quả đến."), status=400)
FORM_USED = No(
    "online.form_used",
    _("Biểu mẫu này đã dùng để nộp hồ sơ {code}. Hãy mở biểu mẫu mới để nộp hồ sơ khác."),
)
TOO_LONG = No("online.too_long", _("Nội dung này dài tối đa {most} ký tự. Hãy viết ngắn lại."), status=400)

NOT_YOUR_COUNTER = No(
    "online.not_your_counter",
    _("Hồ sơ này do {agency} tiếp nhận. Hãy mở danh sách hồ sơ trực tuyến của nơi bạn làm việc."),
    status=403,
)
CHANGED_MEANWHILE = No(
    "online.changed_meanwhile",
    _("{who} đã xử lý hồ sơ này lúc {when}: {state}. Trang đã hiện trạng thái mới; hãy xem lại."),
)
REASON_NEEDED = No("online.reason_needed", _("Hãy ghi lý do."), status=400)

NOTHING_SUPPLIED = No("online.nothing_supplied", _("Hãy chụp hoặc chọn ít nhất một tệp để bổ sung."), status=400)
LEVEL_WRONG = No("online.level_wrong", _("Hãy chọn một trong ba mức độ hài lòng."), status=400)
RATED_BEFORE = No("online.rated_before", _("Hồ sơ này đã được đánh giá. Cảm ơn ông/bà."))
NOT_YET_SETTLED = No(
    "online.not_yet_settled", _("Hồ sơ chưa có kết quả nên chưa đánh giá được. Mời ông/bà quay lại khi có kết quả.")
)
BATCH_EMPTY = No("online.batch_empty", _("Bảng không có dòng nào. Hãy điền ít nhất một hồ sơ."), status=400)
