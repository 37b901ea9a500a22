"""Writes BPMN from a few short lines, so that a test reads like the picture of its process.

start s             user examine Thẩm định        xor decide         end e
timer t P3D         message m                     service call       terminate stop
edge late examine timer P3D                       edge! cancel examine message      (! does not interrupt)
s > examine         decide > sign ? choice == "approve"               decide > examine default
sub inner { … }
"""

import re
from xml.sax.saxutils import escape, quoteattr

TAGS = {
    "start": "startEvent",
    "end": "endEvent",
    "user": "userTask",
    "service": "serviceTask",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"'
FLOW = re.compile(r"(\S+) > (\S+?)(?: \? (.*)| (default))?$")


def bpmn(lines: str, *, lane: str = "clerk") -> str:
    """One process whose people all sit in one lane; no lane set when `lane` is empty."""
    body, held = inside(lines)
    if lane:
        refs = "".join(f"<flowNodeRef>{id}</flowNodeRef>" for id in held)
        body = f'<laneSet id="lanes"><lane id="{lane}" name="Một cửa">{refs}</lane></laneSet>\n{body}'
    return f'{HEAD} targetNamespace="x">\n<process id="p" isExecutable="true">\n{body}\n</process>\n</definitions>'


def inside(lines: str) -> tuple[str, list[str]]:
    """The elements of a process or sub-process, and the ids of all that a lane holds."""
    rows = [row.strip() for row in lines.strip().splitlines() if row.strip()]
    flows = [match.groups() for row in rows if (match := FLOW.fullmatch(row))]
    defaults = {source: f"{source}.{target}" for source, target, _, default in flows if default}
    blocks: list[list[str]] = [[]]  # the innermost open sub-process is last
    opened: list[str] = []
    held: list[str] = []
    for row in rows:
        if row.startswith("sub "):
            opened.append(row.split()[1])
            blocks.append([])
        elif row == "}":
            id = opened.pop()
            content = "\n".join(blocks.pop())
            blocks[-1].append(f'<subProcess id="{id}" name="{id}">\n{content}\n</subProcess>')
            if not opened:
                held.append(id)
        elif match := FLOW.fullmatch(row):
            source, target, condition, _default = match.groups()
            inner = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
            blocks[-1].append(
                f'<sequenceFlow id="{source}.{target}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'
            )
        else:
            blocks[-1].append(node(row, defaults))
            if not opened:
                held.append(row.split()[1])
    return "\n".join(blocks[0]), held


def node(row: str, defaults: dict[str, str]) -> str:
    kind, id, *rest = row.split(maxsplit=2)
    more = rest[0] if rest else ""
    if kind in TAGS:
        default = f' default="{defaults[id]}"' if id in defaults else ""
        event = f"<{more}EventDefinition/>" if kind == "start" and more else ""
        return f'<{TAGS[kind]} id="{id}" name={quoteattr(more or id)}{default}>{event}</{TAGS[kind]}>'
    if kind == "terminate":
        return f'<endEvent id="{id}"><terminateEventDefinition/></endEvent>'
    if kind == "call":
        return f'<callActivity id="{id}" name="{id}" calledElement="{more}"/>'
    if kind in {"edge", "edge!"}:
        host, event, *time = more.split()
        stays = ' cancelActivity="false"' if kind == "edge!" else ""
        return f'<boundaryEvent id="{id}" attachedToRef="{host}"{stays}>{event_of(event, time)}</boundaryEvent>'
    return f'<intermediateCatchEvent id="{id}" name="{id}">{event_of(kind, more.split())}</intermediateCatchEvent>'


def event_of(event: str, time: list[str]) -> str:
    inner = f"<timeDuration>{time[0]}</timeDuration>" if time else ""
    return f"<{event}EventDefinition>{inner}</{event}EventDefinition>"
