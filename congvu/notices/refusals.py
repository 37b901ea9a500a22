"""Why something about notices is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ADMIN = No("notices.not_admin", _("Thư này gửi cho người bạn không quản trị. Hãy liên hệ quản trị cấp trên."), 403)
NOT_YOURS = No("notices.not_yours", _("Chỉ chính người nhận đổi được cách nhận thư của mình."), 403)
ADDRESS_BAD = No("notices.address_bad", _("{to} không phải một địa chỉ thư điện tử. Hãy sửa địa chỉ rồi gửi lại."), 422)
STATE_WRONG = No(
    "notices.state_wrong", _("Thư đang ở trạng thái “{state}” nên không làm được việc này. Hãy tải lại trang.")
)
