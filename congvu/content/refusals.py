"""Why something is not written, not published, or not shown."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_EDITOR = No(
    "content.not_editor", _("Chỉ biên tập viên của {agency} được viết bài ở đây. Hãy hỏi quản trị hệ thống."), 403
)
NOT_REVIEWER = No(
    "content.not_reviewer",
    _("Chỉ lãnh đạo hoặc biên tập viên khác của {agency} được duyệt bài. Hãy nhờ người đó duyệt."),
    403,
)
NOT_FOUND = No("content.not_found", _("Không có bài viết này."), 404)
OWN_VERSION = No("content.own_version", _("Bạn đã viết bản này nên không tự duyệt được. Hãy nhờ người khác duyệt."))
NOT_AT_WORK = No(
    "content.not_at_work", _("Bản này đang ở trạng thái “{state}” nên không sửa được. Hãy bắt đầu một bản mới.")
)
NOT_IN_REVIEW = No(
    "content.not_in_review",
    _("Bản này đang ở trạng thái “{state}”; chỉ bản đang chờ duyệt mới duyệt hoặc trả lại được."),
)
NOT_PUBLISHED = No("content.not_published", _("Bản này đang ở trạng thái “{state}” nên không có gì để gỡ."))
CHANGED_MEANWHILE = No(
    "content.changed_meanwhile",
    _(
        "{name} đã lưu bản này lúc {at}, sau khi bạn mở trang. Chưa có gì bị mất: dưới đây là chỗ khác nhau. Hãy gộp "
        "lại rồi lưu lần nữa; khi đó bản của bạn thay bản kia."
    ),
)
READ_AGAIN = No(
    "content.read_again", _("Bài đã được sửa và gửi lại sau khi bạn mở trang. Hãy đọc bản mới rồi hãy duyệt.")
)
VERSION_AT_WORK = No(
    "content.version_at_work",
    _("{name} đang soạn bản {number} của bài này. Hãy viết tiếp vào bản đó, hoặc chờ bản đó được duyệt."),
)
SECTION_UNKNOWN = No("content.section_unknown", _("Mục này không có trong danh sách. Hãy chọn lại."), 422)
LANGUAGE_UNKNOWN = No("content.language_unknown", _("Ngôn ngữ này chưa dùng được. Hãy chọn lại."), 422)
SLUG_WRONG = No(
    "content.slug_wrong", _("Tên trong địa chỉ chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ lich-nghi-tet."), 422
)
SLUG_TAKEN = No("content.slug_taken", _("Đã có bài dùng địa chỉ “{slug}”. Hãy thêm một vài từ cho khác đi."), 422)
TITLE_EMPTY = No("content.title_empty", _("Hãy nhập tiêu đề."), 422)
BODY_EMPTY = No("content.body_empty", _("Bài chưa có nội dung. Hãy viết nội dung rồi gửi duyệt."), 422)
BODY_TOO_LONG = No(
    "content.body_too_long",
    _("Nội dung dài hơn {most} chữ cái. Hãy tách thành nhiều bài, hoặc đính kèm văn bản dài."),
    422,
)
TEXT_INCOMPLETE = No(
    "content.text_incomplete",
    _("Văn bản cần đủ số, ký hiệu, ngày ban hành, cơ quan ban hành và tình trạng hiệu lực. Hãy nhập phần còn thiếu."),
    422,
)
ENDS_BEFORE_IT_BEGINS = No(
    "content.ends_before_it_begins", _("Ngày cuối phải bằng hoặc sau ngày đầu. Hãy sửa một trong hai ngày."), 422
)
PICTURE_MISSING = No(
    "content.picture_missing",
    _("Bài dùng ảnh anh:{number} nhưng trang này không có ảnh đó. Hãy tải ảnh lên hoặc sửa số của ảnh."),
    422,
)
NOT_A_PICTURE = No("content.not_a_picture", _("Tệp này không phải ảnh. Hãy chọn ảnh JPEG hoặc PNG."), 422)
ALT_EMPTY = No(
    "content.alt_empty", _("Hãy mô tả ảnh bằng một câu, để người không nhìn thấy ảnh cũng biết ảnh có gì."), 422
)
REASON_EMPTY = No("content.reason_empty", _("Hãy ghi lý do."), 422)
