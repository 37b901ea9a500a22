"""The published part of BPMN 2.0: which elements are read, which are only drawn, and what to use instead of the others.

`docs/bpmn.md` shows the same lists; a test compares the two.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


class Kind(StrEnum):
    """What an element of a process does."""

    START = "start"
    END = "end"
    TERMINATE = "terminate"
    USER = "user"
    SERVICE = "service"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    INCLUSIVE = "inclusive"
    SUBPROCESS = "subprocess"
    CALL = "call"
    CATCH = "catch"
    BOUNDARY = "boundary"


NODES = {
    "startEvent": Kind.START,
    "endEvent": Kind.END,
    "userTask": Kind.USER,
    "serviceTask": Kind.SERVICE,
    "exclusiveGateway": Kind.EXCLUSIVE,
    "parallelGateway": Kind.PARALLEL,
    "inclusiveGateway": Kind.INCLUSIVE,
    "subProcess": Kind.SUBPROCESS,
    "callActivity": Kind.CALL,
    "intermediateCatchEvent": Kind.CATCH,
    "boundaryEvent": Kind.BOUNDARY,
}
EVENTS = {
    "messageEventDefinition": "message",
    "timerEventDefinition": "timer",
    "terminateEventDefinition": "terminate",
}
EVENTS_OF = {
    Kind.START: {"", "message"},
    Kind.END: {"", "terminate"},
    Kind.CATCH: {"message", "timer"},
    Kind.BOUNDARY: {"message", "timer"},
}
FRAME = {
    "definitions", "process", "collaboration", "participant", "laneSet", "lane", "flowNodeRef",
    "sequenceFlow", "conditionExpression", "messageFlow", "message", "timeDuration", "timeDate",
}  # fmt: skip
DRAWN = {
    "documentation",
    "extensionElements",
    "incoming",
    "outgoing",
    "textAnnotation",
    "association",
    "group",
    "category",
}
SUBSET = set(NODES) | set(EVENTS) | FRAME | DRAWN

_USER = _("Hãy dùng userTask.")
_SERVICE = _("Hãy dùng serviceTask.")
_CATCH = _("Hãy dùng intermediateCatchEvent kiểu thông điệp.")
INSTEAD: dict[str, Any] = {
    "task": _USER,
    "manualTask": _USER,
    "scriptTask": _SERVICE,
    "businessRuleTask": _SERVICE,
    "sendTask": _SERVICE,
    "intermediateThrowEvent": _SERVICE,
    "receiveTask": _CATCH,
    "eventBasedGateway": _("Hãy dùng một userTask hay sự kiện chờ có sự kiện biên."),
    "complexGateway": _("Hãy dùng inclusiveGateway."),
    "transaction": _("Hãy dùng subProcess."),
    "adHocSubProcess": _("Hãy dùng subProcess."),
    "multiInstanceLoopCharacteristics": _("Hãy vẽ vòng lặp bằng cổng loại trừ, hoặc các nhánh bằng cổng song song."),
    "standardLoopCharacteristics": _("Hãy vẽ vòng lặp bằng cổng loại trừ."),
    "timeCycle": _("Hãy dùng timeDuration và vẽ vòng lặp."),
}
OTHERWISE = _("Hãy xóa nó; docs/bpmn.md liệt kê các phần tử dùng được.")
