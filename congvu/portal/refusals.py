"""What the citizen's door may say no to."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOTHING_FOUND = No(
    "portal.nothing_found",
    _(
        "Không có hồ sơ nào khớp với mã và bốn số cuối này. Hãy xem lại mã in trên giấy tiếp nhận và bốn số cuối "
        "của số định danh người nộp."
    ),
    status=404,
)
TOO_MANY = No(
    "portal.too_many", _("Bạn đã tra cứu sai nhiều lần. Vui lòng thử lại sau {wait}, hoặc gọi nơi đã nhận hồ sơ."), 429
)
