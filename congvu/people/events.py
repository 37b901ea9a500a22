"""What happens to accounts. The journal is kept for ever, so the lines on citizens hold no addresses or numbers."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

CREATED = Event("people.account_created", _("Tạo tài khoản {username} cho {name}"))
RENAMED = Event("people.account_renamed", _("Sửa tài khoản {username}: {name}"), more=frozenset({"was"}))
PASSWORD_SET = Event("people.password_set", _("Đặt lại mật khẩu của tài khoản {username}"))
PASSWORD_CHANGED = Event("people.password_changed", _("Tự đổi mật khẩu của tài khoản {username}"))
DEACTIVATED = Event("people.account_deactivated", _("Ngừng tài khoản {username}: {reason}"))
REACTIVATED = Event("people.account_reactivated", _("Mở lại tài khoản {username}"))

REGISTERED = Event("people.citizen_registered", _("Công dân đăng ký tài khoản"), more=frozenset({"way"}))
PASSWORD_RESET = Event("people.password_reset", _("Đặt lại mật khẩu bằng mã xác nhận"))
CONTACT_CHANGED = Event("people.contact_changed", _("Đổi nơi liên hệ của tài khoản"), more=frozenset({"channel"}))
CONSENTED = Event("people.consented", _("Đồng ý xử lý dữ liệu cá nhân, bản {version}"))
CLOSED = Event("people.account_closed", _("Tự đóng tài khoản và xóa dữ liệu"), more=frozenset({"erased"}))

TOTP_ADDED = Event("people.totp_added", _("Bật ứng dụng xác thực"))
TOTP_DROPPED = Event("people.totp_dropped", _("Tắt ứng dụng xác thực"))
PASSKEY_ADDED = Event("people.passkey_added", _("Thêm khóa truy cập {name}"))
PASSKEY_DROPPED = Event("people.passkey_dropped", _("Bỏ khóa truy cập {name}"))
RECOVERY_RENEWED = Event("people.recovery_renewed", _("Tạo mã dự phòng mới"))
RECOVERY_USED = Event("people.recovery_used", _("Đăng nhập bằng mã dự phòng"))

LINKED = Event("people.identity_linked", _("Liên kết định danh điện tử của {issuer}"), more=frozenset({"assurance"}))
UNLINKED = Event("people.identity_unlinked", _("Bỏ liên kết định danh điện tử của {issuer}"))
ASSURED = Event("people.assurance_changed", _("Mức định danh đổi từ {was} thành {now}"))

COMPANY_CLAIMED = Event("people.company_claimed", _("Xin đại diện cho tổ chức {name} (mã số {number})"))
CLAIM_CONFIRMED = Event(
    "people.claim_confirmed", _("Xác nhận người đại diện của {name}: {evidence}"), more=frozenset({"account"})
)
CLAIM_REFUSED = Event("people.claim_refused", _("Không xác nhận đại diện cho {name}: {reason}"))
MANDATE_GIVEN = Event("people.mandate_given", _("Giao vai trò {role} của {name}"), more=frozenset({"account"}))
MANDATE_ENDED = Event("people.mandate_ended", _("Kết thúc vai trò {role} của {name}"), more=frozenset({"account"}))
