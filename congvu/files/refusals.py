"""Why a file is not taken, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

TOO_BIG = No(
    "files.too_big", _("Tệp “{name}” lớn hơn {limit} MB. Hãy quét lại ở 200 dpi hoặc tách thành nhiều tệp."), 413
)
EMPTY = No("files.empty", _("Tệp “{name}” trống. Hãy mở thử tệp trên máy rồi chọn lại."), 422)
UNKNOWN = No(
    "files.unknown",
    _("Tệp “{name}” là {what}. Chỉ nhận PDF, ảnh JPEG, PNG, TIFF và tài liệu DOCX, XLSX, ODT, ODS."),
    415,
)
HEIC = No(
    "files.heic",
    _(
        "Ảnh “{name}” là ảnh HEIC, nhiều máy không mở được. Trên iPhone hãy vào Cài đặt, Camera, Định dạng, chọn"
        " “Tương thích nhất” rồi chụp lại; hoặc chụp màn hình tấm ảnh và gửi ảnh chụp màn hình."
    ),
    415,
)
NOT_A_PICTURE = No(
    "files.not_a_picture",
    _("Tệp “{name}” là {what}, không phải ảnh chụp. Hãy chọn ảnh JPEG, PNG hoặc WebP."),
    415,
)
NO_PICTURES = No("files.no_pictures", _("Chưa có ảnh nào. Hãy chụp hoặc chọn ít nhất một ảnh."), 422)
TOO_MANY_PICTURES = No(
    "files.too_many_pictures", _("Ông/bà chọn {count} ảnh, nhiều hơn {limit}. Hãy gửi làm nhiều lần."), 422
)
NOT_PDF = No("files.not_pdf", _("Chỉ ghép được từ hai tệp PDF trở lên thành một tệp."), 422)
TOO_MUCH_AT_ONCE = No(
    "files.too_much_at_once",
    _(
        "Các tệp gửi cùng một lúc lớn hơn {limit} MB nên chưa được nhận. Những gì đã lưu trước đó vẫn còn. Hãy quay lại"
        " và gửi ít tệp hơn mỗi lần."
    ),
    413,
)
DISGUISED = No(
    "files.disguised",
    _("Tên tệp “{name}” có đuôi {extension} nhưng nội dung là {what}. Hãy chọn đúng tệp hoặc lưu lại đúng loại."),
    415,
)
ENCRYPTED = No("files.encrypted", _("Tệp “{name}” có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại."), 422)
BROKEN = No(
    "files.broken", _("Tệp “{name}” bị hỏng hoặc chưa tải đủ. Hãy mở thử trên máy, quét lại nếu không mở được."), 422
)
TOO_MANY_PAGES = No(
    "files.too_many_pages", _("Tệp “{name}” có {pages} trang, nhiều hơn {limit}. Hãy tách thành nhiều tệp."), 422
)
TOO_MANY_PIXELS = No(
    "files.too_many_pixels",
    _("Ảnh “{name}” lớn hơn {limit} triệu điểm ảnh. Hãy quét lại ở 300 dpi trở xuống."),
    422,
)
TOO_PACKED = No("files.too_packed", _("Tệp “{name}” bung ra quá lớn. Hãy bớt hình ảnh hoặc xuất ra PDF."), 422)
MACROS = No("files.macros", _("Tệp “{name}” có macro. Hãy lưu lại không kèm macro hoặc xuất ra PDF."), 422)
MISSING = No("files.missing", _("Không tìm thấy nội dung của tệp này. Hãy báo người quản trị hệ thống."), 404)
NO_PREVIEW = No("files.no_preview", _("Tệp này không xem trước được. Hãy tải về máy để mở."), 404)
