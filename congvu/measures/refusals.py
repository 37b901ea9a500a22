"""Why a deed of this room is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ADMIN = No(
    "measures.not_admin", _("Chỉ quản trị hệ thống cấp tỉnh được cho đếm lại số đo. Hãy nhờ họ thực hiện."), 403
)
UNKNOWN = No("measures.unknown", _("Không có số đo {key}. Hãy chọn trong danh mục số đo."), 422)
NOTHING_LIT = No("measures.nothing_lit", _("Không có số đo nào trong số đã chọn đếm được. Hãy chọn số đo khác."), 422)
NOT_OVER = No("measures.not_over", _("Ngày {day} chưa hết. Hãy đếm đến hết ngày {yesterday}."), 422)
ENDS_BEFORE_IT_BEGINS = No("measures.ends_before_it_begins", _("Ngày cuối phải từ ngày đầu trở đi. Hãy sửa lại."), 422)
TOO_LONG = No("measures.too_long", _("Mỗi lần đếm được nhiều nhất {most} ngày. Hãy chia thành nhiều lần."), 422)
