"""What an automatic metric says of itself. The catalogue is data: `lit` counts here, `dark` waits for its room."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

Room = Literal[
    "statistics", "procedures", "agencies", "people", "content", "inventory", "documents", "training", "registers"
]
ROOMS: dict[str, Any] = {
    "procedures": _("Danh mục thủ tục hành chính"),
    "statistics": _("Hồ sơ thủ tục hành chính"),
    "agencies": _("Tổ chức, vị trí công tác, lịch làm việc"),
    "people": _("Tài khoản và đăng nhập"),
    "content": _("Cổng thông tin"),
    "inventory": _("Máy tính và phần mềm"),
    "documents": _("Văn bản điện tử"),
    "training": _("Đào tạo"),
    "registers": _("Nguồn khác"),
}


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that the platform counts by itself, for each agency and day.

    `kind`: a stock stands at the end of a day, a flow happens on it. `room` feeds it. One that is not `lit` says in
    `why_dark` what it waits for. `coverage` says of how many of which sources a count is made. `whole` counts an agency
    together with all below it, and is never added up over agencies.
    """

    key: str
    name: Any  # gettext's lazy strings
    definition: Any
    source: Any
    kind: Literal["stock", "flow"]
    room: Room
    coverage: Any
    lit: bool = True
    why_dark: Any = ""
    whole: bool = False
