"""Runs a compiled process: tokens rest where somebody or something is awaited, and move when that has come."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from congvu.base.refusals import Refusal
from congvu.flow import refusals
from congvu.flow.condition import Facts
from congvu.flow.net import Element, Exit, Net
from congvu.flow.subset import Kind

TaskKind = Literal["user", "message", "timer"]
JOINS = {Kind.PARALLEL, Kind.INCLUSIVE}


@dataclass(frozen=True, slots=True)
class Token:
    """A token at rest. `within` is the token on the surrounding sub-process (0: the pool itself), `via` the flow by
    which it came to a join, `fired` the timers on the element's edge that have gone off."""

    id: int
    at: str
    within: int = 0
    via: str = ""
    fired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something awaited: a person's work, a message or a timer.

    `id` stays the same as long as the task is open. `lane` is a role, `pool` the participant's id. `timer` is the
    ISO 8601 duration or date of a timer. `host` is the id of the task or sub-process on whose edge an event sits;
    `interrupting` says whether it ends its host.
    """

    id: str
    element: str
    name: str
    lane: str
    lane_name: str
    pool: str
    kind: TaskKind
    timer: str = ""
    host: str = ""
    interrupting: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Where one run of a process is. Immutable; `open` are its tasks, oldest first.

    `passed` are the service tasks that the last deed ran through; they are told once and not kept.
    """

    tokens: tuple[Token, ...]
    counter: int
    mail: tuple[str, ...]
    open: tuple[Task, ...]
    passed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def ended(self) -> bool:
        return not self.tokens

    def dump(self) -> dict[str, Any]:
        """The case as a few hundred bytes of JSON; the net is not in it."""
        tokens = [[one.id, one.at, one.within, one.via, list(one.fired)] for one in self.tokens]
        return {"v": 1, "n": self.counter, "tokens": tokens, **({"mail": list(self.mail)} if self.mail else {})}

    @classmethod
    def load(cls, net: Net, data: Mapping[str, Any]) -> "Case":
        """The case that `dump` wrote, on the same net."""
        tokens = tuple(Token(id, at, within, via, tuple(fired)) for id, at, within, via, fired in data["tokens"])
        return cls(tokens, data["n"], tuple(data.get("mail", ())), opened(net, tokens))


def start(net: Net, facts: Facts) -> Case:
    """Begins every pool that does not wait for another pool's message. Raises Refusal flow.stuck, flow.runaway."""
    mover = _Mover(net, Case((), 0, (), ()), facts)
    for id in net.starts:
        mover.enter(id)
    return mover.settled()


def complete(net: Net, case: Case, task: str, facts: Facts) -> Case:
    """Finishes a person's task, named by its id or by its element. Raises Refusal flow.not_open, flow.stuck,
    flow.runaway."""
    return _happen(net, case, task, "user", facts)


def arrive(net: Net, case: Case, task: str, facts: Facts) -> Case:
    """A message has come for a waiting or boundary event. Refusals as for `complete`."""
    return _happen(net, case, task, "message", facts)


def fire(net: Net, case: Case, task: str, facts: Facts) -> Case:
    """A timer has gone off. Refusals as for `complete`."""
    return _happen(net, case, task, "timer", facts)


def _happen(net: Net, case: Case, key: str, kind: TaskKind, facts: Facts) -> Case:
    task = next((one for one in case.open if one.kind == kind and key in {one.id, one.element}), None)
    if task is None:
        raise Refusal(refusals.NOT_OPEN, step=net.elements[key].name if key in net.elements else key)
    mover = _Mover(net, case, facts)
    token = mover.tokens[int((task.host or task.id).partition("-")[0])]
    if task.host:
        mover.happen_on_edge(token, net.elements[task.element])
    else:
        mover.leave_rest(token)
    return mover.settled()


def opened(net: Net, tokens: tuple[Token, ...]) -> tuple[Task, ...]:
    """What is awaited while the tokens rest where they do, oldest first."""
    return tuple(_open(net, tokens))


def _open(net: Net, tokens: tuple[Token, ...]) -> Iterator[Task]:
    for token in tokens:
        element = net.elements[token.at]
        if element.kind is Kind.USER:
            yield _task(element, str(token.id), "user")
        elif element.kind is Kind.CATCH:
            yield _task(element, str(token.id), "message" if element.event == "message" else "timer")
        for number, id in enumerate(element.boundaries, 1):
            if id not in token.fired:
                edge = net.elements[id]
                kind: TaskKind = "message" if edge.event == "message" else "timer"
                yield _task(edge, f"{token.id}-{number}", kind, host=str(token.id))


def _task(element: Element, id: str, kind: TaskKind, host: str = "") -> Task:
    return Task(
        id=id,
        element=element.id,
        name=element.name,
        lane=element.lane,
        lane_name=element.lane_name,
        pool=element.pool,
        kind=kind,
        timer=element.timer,
        host=host,
        interrupting=bool(host) and element.interrupting,
    )


@dataclass(frozen=True, slots=True)
class _Moving:
    """A token on its way into an element."""

    to: str
    within: int
    via: str


class _Mover:
    """Moves tokens until each rests. Mutable; lives for one deed."""

    def __init__(self, net: Net, case: Case, facts: Facts) -> None:
        self.net = net
        self.facts = facts
        self.tokens = {token.id: token for token in case.tokens}
        self.counter = case.counter
        self.mail = list(case.mail)
        self.passed: list[str] = []
        self.moving: deque[_Moving] = deque()

    def settled(self) -> Case:
        """Runs until nothing moves. Inclusive joins open last: only then is it sure that no token is still coming."""
        steps, most = 0, 100 + 20 * len(self.net.elements)
        while self.moving or self.open_inclusive_join():
            if not self.moving:
                continue
            steps += 1
            step = self.moving.popleft()
            if steps > most:
                raise Refusal(refusals.RUNAWAY, at=self.name(step.to))
            self.arrive_at(self.net.elements[step.to], step)
        tokens = tuple(self.tokens.values())
        tasks = opened(self.net, tokens)
        if tokens and not tasks:
            raise Refusal(refusals.STUCK, at=self.name(tokens[-1].at))
        return Case(tokens, self.counter, tuple(self.mail), tasks, tuple(self.passed))

    def name(self, id: str) -> str:
        return self.net.elements[id].name or id

    def enter(self, id: str, within: int = 0, via: str = "") -> None:
        self.moving.append(_Moving(id, within, via))

    def leave(self, element: Element, within: int) -> None:
        """Goes out by every flow that the element opens."""
        for exit in self.exits(element):
            self.enter(exit.target, within, exit.id)

    def exits(self, element: Element) -> tuple[Exit, ...]:
        if element.kind not in {Kind.EXCLUSIVE, Kind.INCLUSIVE} or len(element.exits) == 1:
            return element.exits
        true = [one for one in element.exits if one.condition and one.condition.holds(self.facts)]
        if not true:
            return tuple(one for one in element.exits if one.id == element.default)
        return tuple(true) if element.kind is Kind.INCLUSIVE else (true[0],)

    def arrive_at(self, element: Element, step: _Moving) -> None:
        match element.kind:
            case Kind.END:
                self.close(step.within)
            case Kind.TERMINATE:
                self.terminate(element, step.within)
            case Kind.USER:
                self.rest(element, step)
            case Kind.SUBPROCESS:
                self.enter(element.start, within=self.rest(element, step))
            case Kind.CATCH if element.id not in self.mail:
                self.rest(element, step)
            case Kind.CATCH:
                self.mail.remove(element.id)
                self.leave(element, step.within)
            case Kind.PARALLEL | Kind.INCLUSIVE if len(element.incoming) > 1:
                self.rest(element, step)
                if element.kind is Kind.PARALLEL:
                    self.open_parallel_join(element, step.within)
            case _:
                if element.kind is Kind.SERVICE:
                    self.passed.append(element.id)
                    self.send(element)
                self.leave(element, step.within)

    def rest(self, element: Element, step: _Moving) -> int:
        self.counter += 1
        via = step.via if element.kind in JOINS else ""
        self.tokens[self.counter] = Token(self.counter, element.id, step.within, via)
        return self.counter

    def leave_rest(self, token: Token) -> None:
        """What a token waited for has happened."""
        element = self.net.elements[token.at]
        del self.tokens[token.id]
        if element.kind is Kind.USER:
            self.send(element)
        self.leave(element, token.within)

    def happen_on_edge(self, token: Token, edge: Element) -> None:
        """An event on the edge of the element where the token rests: either ends it or runs beside it."""
        if edge.interrupting:
            self.remove(token.id)
        elif edge.event == "timer":
            self.tokens[token.id] = replace(token, fired=(*token.fired, edge.id))
        self.leave(edge, token.within)

    def send(self, element: Element) -> None:
        """Messages to other pools: they begin them, reach who waits, or lie ready for a waiting event to come."""
        for id in self.net.messages.get(element.id, ()):
            target = self.net.elements[id]
            place = target.host or id
            token = next((one for one in self.tokens.values() if one.at == place), None)
            if target.kind is Kind.START:
                self.enter(id)
            elif token and target.host:
                self.happen_on_edge(token, target)
            elif token:
                self.leave_rest(token)
            elif target.kind is Kind.CATCH and id not in self.mail:
                self.mail.append(id)

    def close(self, within: int) -> None:
        """A token has ended: was it the last of its sub-process, that one is finished."""
        inside = any(one.within == within for one in self.tokens.values())
        if not within or inside or any(one.within == within for one in self.moving):
            return
        token = self.tokens.pop(within)
        self.leave(self.net.elements[token.at], token.within)

    def terminate(self, element: Element, within: int) -> None:
        """Ends everything in the same run of the same process or sub-process."""
        for token in list(self.tokens.values()):
            if token.within == within and self.net.elements[token.at].scope == element.scope:
                self.remove(token.id)
        self.moving = deque(
            one for one in self.moving if (one.within, self.net.elements[one.to].scope) != (within, element.scope)
        )
        self.close(within)

    def remove(self, id: int) -> None:
        """Takes a token away with all that runs inside it."""
        self.tokens.pop(id, None)
        self.moving = deque(one for one in self.moving if one.within != id)
        for token in [one for one in self.tokens.values() if one.within == id]:
            self.remove(token.id)

    def waiting(self, join: Element, within: int) -> dict[str, int]:
        """The oldest token at a join for each flow by which one has come."""
        found: dict[str, int] = {}
        for token in self.tokens.values():
            if token.at == join.id and token.within == within:
                found.setdefault(token.via, token.id)
        return found

    def open_join(self, join: Element, within: int, come: dict[str, int]) -> None:
        for id in come.values():
            del self.tokens[id]
        self.leave(join, within)

    def open_parallel_join(self, join: Element, within: int) -> None:
        come = self.waiting(join, within)
        if len(come) == len(join.incoming):
            self.open_join(join, within, come)

    def open_inclusive_join(self) -> bool:
        """Opens the first inclusive join that no token is still coming to."""
        for token in list(self.tokens.values()):
            join = self.net.elements[token.at]
            if join.kind is Kind.INCLUSIVE:
                come = self.waiting(join, token.within)
                if not self.still_coming(join, token.within, come):
                    self.open_join(join, token.within, come)
                    return True
        return False

    def still_coming(self, join: Element, within: int, come: dict[str, int]) -> bool:
        """Whether a token can reach a flow on which none has come, and none of those on which one has (BPMN 13.4.3)."""
        feeders = self.net.feeders
        return any(
            any(token.at in feeders[flow] for flow in join.incoming if flow not in come)
            and not any(token.at in feeders[flow] for flow in come)
            for token in self.tokens.values()
            if token.within == within and token.at != join.id
        )
