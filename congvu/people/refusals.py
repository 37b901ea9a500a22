"""Why a deed on an account is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ADMIN = No("people.not_admin", _("Việc này dành cho quản trị hệ thống. Hãy liên hệ quản trị của đơn vị."), 403)
NOT_YOURS = No("people.not_yours", _("Bạn chỉ đổi được mật khẩu của chính mình."), 403)
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
