"""Why something about notices is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ADMIN = No("notices.not_admin", _("Thư này gửi cho người bạn không quản trị. Hãy liên hệ quản trị cấp trên."), 403)
NOT_YOURS = No("notices.not_yours", _("Chỉ chính người nhận đổi được cách nhận thư của mình."), 403)
ADDRESS_BAD = No("notices.address_bad", _("{to} không phải một địa chỉ thư điện tử. Hãy sửa địa chỉ rồi gửi lại."), 422)
PHONE_BAD = No(
    "notices.phone_bad", _("{to} không phải một số điện thoại đầy đủ, ví dụ +84901234567. Hãy sửa rồi gửi lại."), 422
)
WEB_ADDRESS_BAD = No(
    "notices.web_address_bad", _("{to} không phải một địa chỉ web an toàn (https://…). Hãy sửa rồi gửi lại."), 422
)
TEXT_TOO_LONG = No(
    "notices.text_too_long", _("Tin nhắn dài {parts} phần, nhiều nhất là {most}. Hãy viết ngắn lại."), 422
)
STATE_WRONG = No(
    "notices.state_wrong", _("Thư đang ở trạng thái “{state}” nên không làm được việc này. Hãy tải lại trang.")
)
NOT_ROOT = No(
    "notices.not_root", _("Mẫu tin báo do quản trị cấp tỉnh đặt. Hãy gửi đề nghị sửa cho quản trị cấp tỉnh."), 403
)
TEMPLATE_EMPTY = No("notices.template_empty", _("Hãy ghi đủ tiêu đề và nội dung của mẫu tin."), 422)
TEMPLATE_PLACE_UNKNOWN = No(
    "notices.template_place_unknown", _("Không có chỗ điền {places} trong mẫu này. Các chỗ dùng được: {known}."), 422
)
TEMPLATE_WITHOUT_CODE = No(
    "notices.template_without_code", _("Nội dung phải có {{code}}, để người nhận biết tin báo về hồ sơ nào."), 422
)
