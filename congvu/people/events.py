"""What happens to accounts."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

CREATED = Event("people.account_created", _("Tạo tài khoản {username} cho {name}"))
RENAMED = Event("people.account_renamed", _("Sửa tài khoản {username}: {name}"), more=frozenset({"was"}))
PASSWORD_SET = Event("people.password_set", _("Đặt lại mật khẩu của tài khoản {username}"))
PASSWORD_CHANGED = Event("people.password_changed", _("Tự đổi mật khẩu của tài khoản {username}"))
DEACTIVATED = Event("people.account_deactivated", _("Ngừng tài khoản {username}: {reason}"))
REACTIVATED = Event("people.account_reactivated", _("Mở lại tài khoản {username}"))
