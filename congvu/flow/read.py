"""Reads a BPMN file into a plain model, noting every problem instead of stopping at the first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from congvu.flow import problems as wrong
from congvu.flow.problems import NotInSubset, Problem, Wrong, problem
from congvu.flow.subset import BPMN, DRAWN, EVENTS, EVENTS_OF, INSTEAD, NODES, OTHERWISE, Kind

LARGEST = 1_000_000  # characters
MOST_NODES = 500
MOST_IDS = 2000  # steps, flows, lanes, pools and messages together

_ID = re.compile(r"[^\W\d][\w.-]*")
_TIME = {
    "timeDuration": re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?"),
    "timeDate": re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?"),
}
Element = etree._Element


@dataclass(frozen=True, slots=True)
class Node:
    """A step, gateway or event as it stands in the file. `scope` is the process or sub-process that holds it."""

    id: str
    kind: Kind
    name: str
    line: int
    scope: str
    event: str = ""
    timer: str = ""
    host: str = ""
    interrupting: bool = True
    default: str = ""
    calls: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A sequence flow. `condition` is its text; empty without one."""

    id: str
    name: str
    source: str
    target: str
    condition: str
    line: int
    scope: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a pool. Its role is its id up to the first dot: `clerk`, `clerk.tax`."""

    id: str
    name: str
    pool: str

    @property
    def role(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Pool:
    """A participant. `process` is empty for one whose inside is not shown (the citizen, another agency)."""

    id: str
    name: str
    process: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message flow between two pools, or between their elements."""

    id: str
    name: str
    source: str
    target: str
    line: int


@dataclass(slots=True)
class Model:
    """A BPMN file as read."""

    processes: dict[str, int] = field(default_factory=dict)  # id -> line
    pools: dict[str, Pool] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    lane_of: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    arrows: dict[str, Arrow] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # every id with its line
    problems: list[Problem] = field(default_factory=list)

    def process_of(self, id: str) -> str:
        """The process in which a node or sub-process stands."""
        while id in self.nodes:
            id = self.nodes[id].scope
        return id

    def pool_of(self, process: str) -> Pool | None:
        return next((pool for pool in self.pools.values() if pool.process == process), None)

    def pool_at(self, id: str) -> str:
        """The id of the pool that is named, or in which a node stands; empty without one."""
        pool = self.pools.get(id) or self.pool_of(self.process_of(id))
        return pool.id if pool else ""

    def lane_at(self, id: str) -> Lane | None:
        """The lane of a node; inside a sub-process, that of the sub-process."""
        while id in self.nodes and id not in self.lane_of:
            id = self.nodes[id].scope
        return self.lanes.get(self.lane_of.get(id, ""))


def parse(text: str, *, comments: bool = False) -> Element:
    """The XML tree, without entities, documents from elsewhere or great depth. Raises NotInSubset."""
    if len(text) > LARGEST:
        raise NotInSubset([problem(wrong.TOO_BIG, 0, "definitions", most=f"{LARGEST // 1000} KB")])
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotInSubset([problem(wrong.DOCTYPE, 0, "definitions")])
    reader = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=not comments,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), reader)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise NotInSubset([problem(wrong.NOT_XML, line, "definitions", reason=str(error))]) from None
    if root.tag != f"{BPMN}definitions":
        raise NotInSubset([problem(wrong.NOT_BPMN, _line(root), _tag(root))])
    return root


def read(text: str) -> Model:
    """The model of a BPMN file, with the problems of its single elements. Raises NotInSubset when there is no model."""
    return _Reader().read(parse(text))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _name(element: Element) -> str:
    return " ".join((element.get("name") or "").split())


def _line(element: Element) -> int:
    return cast(int, element.sourceline or 0)  # the stubs do not know its type


def _text(element: Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _bpmn(element: Element) -> Iterator[Element]:
    """The children that are BPMN; vendors' own elements and the drawing are nobody's steps."""
    return (child for child in element if isinstance(child.tag, str) and child.tag.startswith(BPMN))


class _Reader:
    def __init__(self) -> None:
        self.model = Model()

    def note(self, kind: Wrong, element: Element, /, **facts: object) -> None:
        self.model.problems.append(problem(kind, _line(element), element.get("id") or _tag(element), **facts))

    def unknown(self, element: Element) -> None:
        tag = _tag(element)
        if tag not in DRAWN:
            self.note(wrong.UNKNOWN, element, tag=tag, advice=INSTEAD.get(tag, OTHERWISE))

    def claim(self, element: Element) -> str:
        """The element's id, noted once for the whole file."""
        id = element.get("id") or ""
        if not _ID.fullmatch(id):
            self.note(wrong.BAD_ID, element, tag=_tag(element))
        elif id in self.model.lines:
            self.note(wrong.SAME_ID, element, id=id, line=self.model.lines[id])
        else:
            self.model.lines[id] = _line(element)
        return id

    def read(self, root: Element) -> Model:
        for child in _bpmn(root):
            match _tag(child):
                case "process":
                    id = self.claim(child)
                    self.model.processes[id] = _line(child)
                    self.scope(child, id)
                case "collaboration":
                    self.collaboration(child)
                case "message":
                    pass
                case _:
                    self.unknown(child)
        if not self.model.processes:
            self.note(wrong.NO_PROCESS, root)
        if len(self.model.nodes) > MOST_NODES or len(self.model.lines) > MOST_IDS:
            self.note(wrong.TOO_BIG, root, most=f"{MOST_NODES} / {MOST_IDS}")
        if any(one.wrong in {wrong.SAME_ID, wrong.BAD_ID, wrong.TOO_BIG} for one in self.model.problems):
            raise NotInSubset(self.model.problems)  # nothing more can be said of elements that cannot be told apart
        self.hang_lanes_on_pools()
        return self.model

    def collaboration(self, element: Element) -> None:
        for child in _bpmn(element):
            match _tag(child):
                case "participant":
                    id = self.claim(child)
                    self.no_children(child)
                    self.model.pools[id] = Pool(id, _name(child), child.get("processRef") or "")
                case "messageFlow":
                    id = self.claim(child)
                    ends = child.get("sourceRef") or "", child.get("targetRef") or ""
                    self.model.messages[id] = Message(id, _name(child), *ends, _line(child))
                case _:
                    self.unknown(child)

    def scope(self, element: Element, id: str) -> None:
        """The inside of a process or sub-process."""
        for child in _bpmn(element):
            tag = _tag(child)
            if tag in NODES:
                self.node(child, NODES[tag], id)
            elif tag == "sequenceFlow":
                self.arrow(child, id)
            elif tag == "laneSet":
                self.lane_set(child, id)
            else:
                self.unknown(child)

    def node(self, element: Element, kind: Kind, scope: str) -> None:
        id = self.claim(element)
        event, timer = self.event(element, kind)
        if event == "terminate" and kind is Kind.END:
            kind, event = Kind.TERMINATE, ""
        if element.get("triggeredByEvent") == "true":
            self.note(wrong.EVENT_PROCESS, element)
        self.model.nodes[id] = Node(
            id=id,
            kind=kind,
            name=_name(element),
            line=_line(element),
            scope=scope,
            event=event,
            timer=timer,
            host=element.get("attachedToRef") or "",
            interrupting=element.get("cancelActivity") != "false",
            default=element.get("default") or "",
            calls=element.get("calledElement") or "",
        )
        if kind is Kind.SUBPROCESS:
            self.scope(element, id)

    def event(self, element: Element, kind: Kind) -> tuple[str, str]:
        """What an event waits for, and a timer's time."""
        if kind is Kind.SUBPROCESS:
            return "", ""
        if kind not in EVENTS_OF:
            self.no_children(element)
            return "", ""
        found = [EVENTS[_tag(one)] for one in _bpmn(element) if _tag(one) in EVENTS]
        others = [one for one in _bpmn(element) if _tag(one) not in EVENTS and _tag(one) not in DRAWN]
        event = found[0] if found else ""
        if others or len(found) > 1 or event not in EVENTS_OF[kind]:
            what = _tag(others[0]) if others else "+".join(found)
            self.note(wrong.BAD_EVENT, element, name=_name(element), event=what or "∅")
        return event, self.timer(element) if event == "timer" else ""

    def timer(self, element: Element) -> str:
        times = [one for one in element.iterfind(f"{BPMN}timerEventDefinition/*") if _tag(one) not in DRAWN]
        for one in times:
            text = _text(one)
            if len(times) == 1 and _tag(one) in _TIME and _TIME[_tag(one)].fullmatch(text):
                return text
        self.note(wrong.BAD_TIMER, element, name=_name(element))
        return ""

    def arrow(self, element: Element, scope: str) -> None:
        id = self.claim(element)
        condition = ""
        for child in _bpmn(element):
            if _tag(child) == "conditionExpression":
                condition = _text(child)
            else:
                self.unknown(child)
        self.model.arrows[id] = Arrow(
            id=id,
            name=_name(element),
            source=element.get("sourceRef") or "",
            target=element.get("targetRef") or "",
            condition=condition,
            line=_line(element),
            scope=scope,
        )

    def lane_set(self, element: Element, scope: str) -> None:
        if scope not in self.model.processes:
            self.note(wrong.NESTED_LANES, element)
        for lane in _bpmn(element):
            if _tag(lane) != "lane":
                self.unknown(lane)
                continue
            id = self.claim(lane)
            self.model.lanes[id] = Lane(id, _name(lane), scope)  # the pool is known once all is read
            for child in _bpmn(lane):
                if _tag(child) == "flowNodeRef":
                    self.model.lane_of[(child.text or "").strip()] = id
                elif _tag(child) == "childLaneSet":
                    self.note(wrong.NESTED_LANES, lane)
                else:
                    self.unknown(child)

    def no_children(self, element: Element) -> None:
        for child in _bpmn(element):
            self.unknown(child)

    def hang_lanes_on_pools(self) -> None:
        lanes: Iterable[Lane] = self.model.lanes.values()
        pools = {pool.process: pool.id for pool in self.model.pools.values() if pool.process}
        self.model.lanes = {lane.id: Lane(lane.id, lane.name, pools.get(lane.pool, "")) for lane in lanes}
