"""A compiled process: what the runner walks on. Small, frozen, picklable; it knows nothing of XML."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from congvu.flow import check, condition
from congvu.flow import problems as wrong
from congvu.flow.condition import Condition
from congvu.flow.problems import NotInSubset, problem
from congvu.flow.read import Model, Node, read
from congvu.flow.subset import Kind

Resolve = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Exit:
    """A sequence flow out of an element."""

    id: str
    target: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A step, gateway or event. `lane` is a role; ids inside a called process are `call/element`.

    `incoming` are ids of flows, `boundaries` ids of events on the element's edge, `start` the first element within.
    """

    id: str
    kind: Kind
    name: str
    scope: str
    lane: str = ""
    lane_name: str = ""
    pool: str = ""
    incoming: tuple[str, ...] = ()
    exits: tuple[Exit, ...] = ()
    default: str = ""
    event: str = ""
    timer: str = ""
    host: str = ""
    interrupting: bool = True
    boundaries: tuple[str, ...] = ()
    start: str = ""


@dataclass(frozen=True, slots=True)
class Net:
    """`starts` begin with the case; `messages` tells what a finished element sets off in another pool; `feeders`
    tells, for each flow into an inclusive join, from which elements a token may still come along it; `calls` tells
    which process each call activity has taken in."""

    id: str
    elements: Mapping[str, Element]
    starts: tuple[str, ...]
    messages: Mapping[str, tuple[str, ...]]
    feeders: Mapping[str, frozenset[str]]
    pools: Mapping[str, str]
    calls: Mapping[str, str]

    @property
    def main(self) -> str:
        """The pool where the case begins; empty where nothing is drawn in pools."""
        return self.elements[self.starts[0]].pool

    @property
    def awaited(self) -> frozenset[str]:
        """The elements that another pool sends a message to."""
        return frozenset(target for targets in self.messages.values() for target in targets)

    def of_kind(self, *kinds: Kind) -> Iterator[Element]:
        return (element for element in self.elements.values() if element.kind in kinds)


def compile(text: str, resolve: Resolve | None = None) -> Net:
    """Reads, checks and compiles a BPMN file. Raises NotInSubset with every problem of the file.

    `resolve(key)` gives the text of the process that a call activity names; KeyError if there is none.
    """
    return _compile(text, resolve, ())


def _compile(text: str, resolve: Resolve | None, callers: tuple[str, ...]) -> Net:
    model = read(text)
    check.check(model)
    called = {node.id: net for node in model.nodes.values() if (net := _called(model, node, resolve, callers))}
    if model.problems:
        raise NotInSubset(model.problems)
    elements = {node.id: _element(model, node) for node in model.nodes.values()}
    for call, net in called.items():
        elements.update(_inlined(elements[call], net))
        elements[call] = replace(elements[call], kind=Kind.SUBPROCESS, start=f"{call}/{net.starts[0]}")
    messages: dict[str, tuple[str, ...]] = {}
    for message in model.messages.values():
        if message.source in model.nodes and message.target in model.nodes:
            messages[message.source] = (*messages.get(message.source, ()), message.target)
    awaited = {target for targets in messages.values() for target in targets}
    begins = {node.scope: node.id for node in model.nodes.values() if node.kind is Kind.START}
    return Net(
        id=next(iter(model.processes)),
        elements=elements,
        starts=tuple(begins[process] for process in model.processes if begins[process] not in awaited),
        messages=messages,
        feeders=dict(_feeders(elements)),
        pools={pool.id: pool.name for pool in model.pools.values()},
        calls={
            path: key
            for call, net in called.items()
            for path, key in [
                (call, model.nodes[call].calls),
                *((f"{call}/{id}", key) for id, key in net.calls.items()),
            ]
        },
    )


def _called(model: Model, node: Node, resolve: Resolve | None, callers: tuple[str, ...]) -> Net | None:
    if node.kind is not Kind.CALL:
        return None
    key = node.calls
    if key in callers:
        model.problems.append(problem(wrong.CALL_LOOP, node.line, node.id, keys=" → ".join((*callers, key))))
        return None
    try:
        if resolve is None:
            raise KeyError(key)
        net = _compile(resolve(key), resolve, (*callers, key))
    except KeyError:
        model.problems.append(problem(wrong.LOST_CALL, node.line, node.id, key=key))
        return None
    except NotInSubset as refusal:
        model.problems += [replace(one, line=node.line, element=f"{node.id}/{one.element}") for one in refusal.problems]
        return None
    if len(net.starts) != 1 or net.messages:
        model.problems.append(problem(wrong.BAD_CALL, node.line, node.id, key=key))
        return None
    return net


def _element(model: Model, node: Node) -> Element:
    lane = model.lane_at(node.id)
    pool = model.pool_of(model.process_of(node.id))
    begins = (inner.id for inner in model.nodes.values() if inner.kind is Kind.START and inner.scope == node.id)
    return Element(
        id=node.id,
        kind=node.kind,
        name=node.name,
        scope=node.scope,
        lane=lane.role if lane else "",
        lane_name=lane.name if lane else "",
        pool=pool.id if pool else "",
        incoming=tuple(arrow.id for arrow in model.arrows.values() if arrow.target == node.id),
        exits=tuple(
            Exit(arrow.id, arrow.target, condition.compile(arrow.condition) if arrow.condition else None)
            for arrow in model.arrows.values()
            if arrow.source == node.id
        ),
        default=node.default,
        event=node.event,
        timer=node.timer,
        host=node.host,
        interrupting=node.interrupting,
        boundaries=tuple(edge.id for edge in model.nodes.values() if edge.host == node.id),
        start=next(begins, ""),
    )


def _inlined(call: Element, net: Net) -> Iterator[tuple[str, Element]]:
    """The elements of a called process, as if they stood in a sub-process in the call's place."""

    def at(id: str) -> str:
        return f"{call.id}/{id}" if id else ""

    for element in net.elements.values():
        yield (
            at(element.id),
            replace(
                element,
                id=at(element.id),
                scope=at(element.scope) if element.scope in net.elements else call.id,
                lane=element.lane or call.lane,
                lane_name=element.lane_name or call.lane_name,
                pool=call.pool,
                incoming=tuple(map(at, element.incoming)),
                exits=tuple(Exit(at(exit.id), at(exit.target), exit.condition) for exit in element.exits),
                default=at(element.default),
                host=at(element.host),
                boundaries=tuple(map(at, element.boundaries)),
                start=at(element.start),
            ),
        )


def _feeders(elements: Mapping[str, Element]) -> Iterator[tuple[str, frozenset[str]]]:
    """For each flow into an inclusive join: the elements from which the flow is reached without passing the join."""
    joins = [one for one in elements.values() if one.kind is Kind.INCLUSIVE and len(one.incoming) > 1]
    if not joins:
        return
    sources = {exit.id: one.id for one in elements.values() for exit in one.exits}
    before: dict[str, set[str]] = {id: {sources[flow] for flow in one.incoming} for id, one in elements.items()}
    for one in elements.values():
        if one.host:
            before[one.id].add(one.host)
    for join in joins:
        for flow in join.incoming:
            seen: set[str] = set()
            ahead = [sources[flow]]
            while ahead:
                id = ahead.pop()
                if id not in seen and id != join.id:
                    seen.add(id)
                    ahead += before[id]
            yield flow, frozenset(seen)
