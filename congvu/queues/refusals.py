"""Why a number is not given or called."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_YOURS = No("queues.not_yours", _("Hàng chờ này của nơi tiếp nhận khác."), 403)
NOT_ADMIN = No("queues.not_admin", _("Mở, đóng hàng chờ là việc của quản trị đơn vị."), 403)
NOT_FOUND = No("queues.not_found", _("Không có hàng chờ hoặc số này."), 404)
LETTER_BAD = No("queues.letter_bad", _("Chữ cái của hàng chờ là một chữ in hoa từ A đến Z."), 422)
LETTER_TAKEN = No("queues.letter_taken", _("Đã có hàng chờ {letter}. Hãy chọn chữ cái khác."))
NAME_EMPTY = No("queues.name_empty", _("Hãy đặt tên cho hàng chờ, ví dụ Hộ tịch, chứng thực."), 422)
WINDOW_EMPTY = No("queues.window_empty", _("Hãy ghi số quầy để người dân biết đến đâu, ví dụ 3."), 422)
TOO_LONG = No("queues.too_long", _("Dài quá {most} ký tự. Hãy viết ngắn lại."), 422)
CLOSED = No("queues.closed", _("Hàng chờ này đã đóng. Hãy chọn hàng khác."))
FULL = No("queues.full", _("Hàng chờ đang rất đông ({waiting} người). Mời hỏi cán bộ hướng dẫn."))
NOBODY = No("queues.nobody", _("Không còn ai chờ ở hàng này."))
NOT_CALLED = No("queues.not_called", _("Số {ticket} không còn ở quầy. Hãy tải lại trang."))
