"""The journal's noes."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NO_SUCH_LINE = No("journal.no_such_line", _("Nhật ký không có dòng {entry}. Hãy kiểm tra lại số dòng."), status=404)
NOT_SEALED = No(
    "journal.not_sealed",
    _("Dòng nhật ký {entry} chưa được niêm phong. Hãy chờ đợt niêm phong kế tiếp, hoặc chạy `congvu journal seal`."),
)
