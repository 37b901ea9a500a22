"""What can be wrong with a process: each kind with its sentence and its mend, and the refusal that carries them all."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import Refusal
from congvu.flow import refusals


@dataclass(frozen=True, slots=True)
class Wrong:
    """A kind of problem. `sentence` and `mend` may hold {facts}."""

    code: str
    sentence: Any  # gettext's lazy string
    mend: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One place in the file that must be mended. `line` counts from 1; 0 is the file as a whole."""

    line: int
    element: str
    wrong: Wrong
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        return self.wrong.code

    @property
    def sentence(self) -> str:
        return str(self.wrong.sentence).format(**dict(self.facts))

    @property
    def mend(self) -> str:
        return str(self.wrong.mend).format(**dict(self.facts))

    def __str__(self) -> str:
        return f"{self.line}: {self.element}: {self.sentence} {self.mend}"


def problem(wrong: Wrong, line: int, element: str, /, **facts: object) -> Problem:
    return Problem(line, element, wrong, tuple((name, str(value)) for name, value in facts.items()))


class NotInSubset(Refusal):
    """The process cannot be run. `problems` names every place at once, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.line, one.element, one.code)))
        super().__init__(refusals.NOT_IN_SUBSET, count=len(self.problems), first=self.problems[0])


NOT_XML = Wrong("not_xml", _("Tệp không phải XML đúng: {reason}."), _("Hãy xuất lại tệp từ phần mềm vẽ BPMN."))
TOO_BIG = Wrong(
    "too_big", _("Tệp lớn hơn mức cho phép ({most})."), _("Hãy bỏ hình ảnh nhúng hoặc tách quy trình con ra tệp riêng.")
)
DOCTYPE = Wrong("doctype", _("Tệp có khai báo DOCTYPE."), _("Hãy xóa dòng <!DOCTYPE …>; tệp BPMN không cần nó."))
NOT_BPMN = Wrong("not_bpmn", _("Tệp không phải BPMN 2.0."), _("Phần tử gốc phải là definitions của BPMN 2.0."))
UNKNOWN = Wrong("unknown_element", _("“{tag}” không thuộc phần BPMN được hỗ trợ."), _("{advice}"))
BAD_ID = Wrong(
    "bad_id",
    _("“{tag}” có id trống hoặc sai."),
    _("Hãy đặt id bắt đầu bằng chữ cái, chỉ gồm chữ, số, _ - và dấu chấm."),
)
SAME_ID = Wrong("same_id", _("id “{id}” đã dùng ở dòng {line}."), _("Hãy đặt cho mỗi phần tử một id riêng."))
NO_PROCESS = Wrong("no_process", _("Tệp không có quy trình nào."), _("Hãy thêm một process."))
NO_POOL = Wrong(
    "no_pool",
    _("Quy trình không thuộc bể (pool) nào."),
    _("Khi tệp có nhiều quy trình, mỗi quy trình cần một participant."),
)
NESTED_LANES = Wrong(
    "nested_lanes", _("Làn có làn con hoặc nằm trong quy trình con."), _("Chỉ dùng một tầng làn, ngay dưới process.")
)
NO_LANE = Wrong(
    "no_lane", _("Việc của người không nằm trong làn nào."), _("Hãy kéo “{name}” vào làn của người làm việc đó.")
)
LANE_LOST = Wrong("lane_lost", _("Làn nhắc tới “{ref}” nhưng không có phần tử ấy."), _("Hãy xóa flowNodeRef này."))
NO_START = Wrong("no_start", _("Có {count} sự kiện bắt đầu."), _("Mỗi quy trình và quy trình con cần đúng một."))
NO_END = Wrong("no_end", _("Không có sự kiện kết thúc."), _("Hãy thêm ít nhất một endEvent."))
LOST_FLOW = Wrong(
    "lost_flow", _("Luồng nối tới “{ref}” nhưng không có phần tử ấy."), _("Hãy nối lại luồng hoặc xóa nó.")
)
CROSSING = Wrong(
    "crossing_flow",
    _("Luồng đi xuyên qua biên của bể hoặc quy trình con."),
    _("Trong một bể dùng luồng thường; giữa hai bể dùng luồng thông điệp; quy trình con vào ra ở chính nó."),
)
UNREACHABLE = Wrong("unreachable", _("Không luồng nào dẫn tới “{name}”."), _("Hãy nối nó vào hoặc xóa nó."))
DEAD_END = Wrong(
    "dead_end", _("Từ “{name}” không có lối ra."), _("Hãy nối tiếp tới bước sau hoặc tới sự kiện kết thúc.")
)
NOT_OUT = Wrong("no_way_out", _("Sự kiện kết thúc không thể có luồng ra."), _("Hãy xóa luồng ra."))
NOT_IN = Wrong("no_way_in", _("“{name}” không thể có luồng vào."), _("Hãy quay lại bước sau sự kiện này."))
MANY_OUT = Wrong(
    "many_out", _("“{name}” có {count} luồng ra."), _("Chỉ cổng mới chia nhánh: hãy thêm cổng sau phần tử này.")
)
NO_CONDITION = Wrong(
    "no_condition", _("Luồng ra của cổng thiếu điều kiện."), _("Hãy thêm conditionExpression cho luồng.")
)
NO_DEFAULT = Wrong(
    "no_default",
    _("Cổng không có luồng mặc định."),
    _("Hãy chọn một luồng ra làm mặc định (default), không điều kiện."),
)
LOST_DEFAULT = Wrong(
    "lost_default",
    _("Luồng mặc định “{ref}” không phải luồng ra của cổng."),
    _("Hãy chọn một luồng ra của chính cổng."),
)
IDLE_CONDITION = Wrong(
    "idle_condition",
    _("Điều kiện ở đây không bao giờ được đọc."),
    _("Hãy xóa nó: chỉ luồng không mặc định của cổng loại trừ hoặc bao gồm mới có điều kiện."),
)
BAD_CONDITION = Wrong("bad_condition", _("{reason}"), _("Xem mục “Conditions” trong docs/bpmn.md."))
BAD_EVENT = Wrong(
    "bad_event",
    _("Sự kiện “{name}” có kiểu “{event}” không dùng được ở đây."),
    _("Bắt đầu: trống, thông điệp. Giữa chừng, trên biên: thông điệp, hẹn giờ. Kết thúc: trống, terminate."),
)
BAD_TIMER = Wrong(
    "bad_timer",
    _("Hẹn giờ “{name}” thiếu thời gian đúng."),
    _("Dùng timeDuration như P3D, PT2H hoặc timeDate như 2026-12-31."),
)
BAD_HOST = Wrong(
    "bad_host",
    _("Sự kiện biên gắn vào “{ref}”, nơi không ai chờ."),
    _("Chỉ gắn vào việc của người, quy trình con hoặc quy trình gọi."),
)
EVENT_PROCESS = Wrong(
    "event_subprocess", _("Quy trình con kích hoạt bằng sự kiện không được hỗ trợ."), _("Hãy dùng sự kiện biên.")
)
ENDLESS = Wrong(
    "endless_loop",
    _("Vòng lặp qua “{name}” không có bước nào để dừng chờ."),
    _("Hãy cho vòng lặp đi qua một việc của người."),
)
JOIN_NEVER = Wrong(
    "join_never",
    _("Cổng song song chờ mọi nhánh, nhưng cổng loại trừ “{split}” chỉ cho đi một nhánh."),
    _("Hãy gộp nhánh bằng cổng loại trừ, hoặc chia nhánh bằng cổng song song."),
)
LOST_CALL = Wrong("lost_call", _("Không tìm thấy quy trình được gọi “{key}”."), _("Hãy sửa calledElement."))
CALL_LOOP = Wrong("call_loop", _("Các quy trình gọi vòng quanh nhau: {keys}."), _("Hãy bỏ một lời gọi."))
BAD_CALL = Wrong(
    "bad_call", _("Quy trình được gọi “{key}” phải có đúng một quy trình."), _("Hãy tách nó ra tệp riêng.")
)
BAD_MESSAGE = Wrong(
    "bad_message",
    _("Luồng thông điệp giữa hai bể phải đi từ một việc tới một sự kiện thông điệp."),
    _("Nối từ userTask hoặc serviceTask tới sự kiện bắt đầu, giữa chừng hoặc biên kiểu thông điệp."),
)
