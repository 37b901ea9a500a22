"""Why a procedure is not published, or not found."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No, Refusal
from congvu.procedures.rules import Problem

NOT_ADMIN = No(
    "procedures.not_admin",
    _("Thủ tục áp dụng cho cả tỉnh, chỉ quản trị hệ thống của tỉnh được công bố. Hãy chuyển gói thủ tục cho người đó."),
    status=403,
)
BROKEN = No(
    "procedures.broken",
    _("Gói thủ tục còn {count} chỗ phải sửa, chưa có gì thay đổi. Chỗ đầu tiên: {first}"),
    status=422,
)
SAME_NUMBER = No(
    "procedures.same_number",
    _("Thủ tục {code} đã có bản số {number} với nội dung khác. Hãy đặt số bản mới trong edition.number."),
)
NOT_LATER = No(
    "procedures.not_later",
    _("Bản mới nhất của thủ tục {code} có hiệu lực từ {newest}. Bản công bố sau phải có hiệu lực sau ngày đó."),
)
NO_EDITION = No(
    "procedures.no_edition",
    _("Thủ tục {code} chưa có bản nào có hiệu lực vào ngày {day}."),
    status=404,
)


class Broken(Refusal):
    """A pack with errors; `problems` names every place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(BROKEN, count=len(problems), first=problems[0])
