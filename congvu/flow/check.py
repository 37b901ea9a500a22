"""Checks of a process as a whole: that every element is reached, leads on, decides, waits and ends."""

from collections.abc import Iterator, Mapping

from congvu.base.refusals import Refusal
from congvu.flow import condition
from congvu.flow import problems as wrong
from congvu.flow.problems import NotInSubset, Wrong, problem
from congvu.flow.read import Arrow, Model, Node, read
from congvu.flow.subset import Kind

ENDS = {Kind.END, Kind.TERMINATE}
CHOOSING = {Kind.EXCLUSIVE, Kind.INCLUSIVE}
GATEWAYS = CHOOSING | {Kind.PARALLEL}
HOSTS = {Kind.USER, Kind.SUBPROCESS, Kind.CALL}
PASSING = GATEWAYS | {Kind.SERVICE}  # nobody waits there


def sound(text: str) -> Model:
    """The model of a file in which nothing is wrong. Raises NotInSubset with every problem.

    Call activities are taken as they are: only compiling follows them.
    """
    model = read(text)
    check(model)
    if model.problems:
        raise NotInSubset(model.problems)
    return model


def check(model: Model) -> None:
    """Adds to the model's problems everything that would keep it from running well."""
    checker = _Checker(model)
    checker.frame()
    for arrow in model.arrows.values():
        checker.arrow(arrow)
    for scope in [*model.processes, *(node.id for node in model.nodes.values() if node.kind is Kind.SUBPROCESS)]:
        checker.scope(scope)
    for node in model.nodes.values():
        checker.node(node)
    checker.loops()


class _Checker:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.nodes = model.nodes
        self.out: dict[str, list[Arrow]] = {id: [] for id in model.nodes}
        self.into: dict[str, list[Arrow]] = {id: [] for id in model.nodes}
        for arrow in model.arrows.values():
            if arrow.source in self.nodes and arrow.target in self.nodes:
                self.out[arrow.source].append(arrow)
                self.into[arrow.target].append(arrow)
        self.edges: dict[str, list[str]] = {id: [] for id in model.nodes}
        for node in self.nodes.values():
            if node.host in self.nodes:
                self.edges[node.host].append(node.id)

    def note(self, kind: Wrong, id: str, /, **facts: object) -> None:
        self.model.problems.append(problem(kind, self.model.lines.get(id, 0), id, **facts))

    def called(self, node: Node) -> str:
        return node.name or node.id

    def following(self, id: str) -> list[str]:
        return [arrow.target for arrow in self.out[id]] + self.edges[id]

    def frame(self) -> None:
        """Pools, lanes and message flows fit the processes."""
        model = self.model
        held = {pool.process for pool in model.pools.values()}
        if len(model.processes) > 1 or model.pools:
            for process in model.processes:
                if process not in held:
                    self.note(wrong.NO_POOL, process)
        for pool in model.pools.values():
            if pool.process and pool.process not in model.processes:
                self.note(wrong.LOST_FLOW, pool.id, ref=pool.process)
        for ref, lane in model.lane_of.items():
            if ref not in self.nodes:
                self.note(wrong.LANE_LOST, lane, ref=ref)
        for message in model.messages.values():
            self.message(message.id, message.source, message.target)

    def message(self, id: str, source: str, target: str) -> None:
        for end in (source, target):
            if end not in self.nodes and end not in self.model.pools:
                self.note(wrong.LOST_FLOW, id, ref=end)
                return
        if source in self.nodes and target in self.nodes:
            sender, receiver = self.nodes[source], self.nodes[target]
            if sender.kind not in {Kind.USER, Kind.SERVICE} or receiver.event != "message":
                self.note(wrong.BAD_MESSAGE, id)
        if self.model.pool_at(source) == self.model.pool_at(target):
            self.note(wrong.CROSSING, id)

    def arrow(self, arrow: Arrow) -> None:
        for end in (arrow.source, arrow.target):
            if end not in self.nodes:
                self.note(wrong.LOST_FLOW, arrow.id, ref=end)
            elif self.nodes[end].scope != arrow.scope:
                self.note(wrong.CROSSING, arrow.id)
        source = self.nodes.get(arrow.source)
        if source is None:
            return
        chooses = source.kind in CHOOSING and len(self.out[source.id]) > 1 and source.default != arrow.id
        if chooses and not arrow.condition:
            self.note(wrong.NO_CONDITION, arrow.id)
        if arrow.condition and not chooses:
            self.note(wrong.IDLE_CONDITION, arrow.id)
        if arrow.condition:
            try:
                condition.compile(arrow.condition)
            except Refusal as refusal:
                self.note(wrong.BAD_CONDITION, arrow.id, reason=refusal.sentence)

    def scope(self, scope: str) -> None:
        """One start, an end, everything between reached, and no join that waits in vain."""
        inside = [node for node in self.nodes.values() if node.scope == scope]
        starts = [node for node in inside if node.kind is Kind.START]
        if len(starts) != 1:
            self.note(wrong.NO_START, scope, count=len(starts))
        if not any(node.kind in ENDS for node in inside):
            self.note(wrong.NO_END, scope)
        if len(starts) != 1:
            return
        if starts[0].event and scope in self.nodes:
            self.note(wrong.BAD_EVENT, starts[0].id, name=starts[0].name, event=starts[0].event)
        reached = self.reached(starts[0].id)
        for node in inside:
            if node.id not in reached and node.kind is not Kind.BOUNDARY:
                self.note(wrong.UNREACHABLE, node.id, name=self.called(node))
        self.joins(starts[0].id, reached)

    def reached(self, start: str) -> list[str]:
        seen = [start]
        for id in seen:
            seen += [one for one in dict.fromkeys(self.following(id)) if one not in seen]
        return seen

    def node(self, node: Node) -> None:
        out, name = self.out[node.id], self.called(node)
        if node.kind in ENDS:
            if out:
                self.note(wrong.NOT_OUT, node.id)
        elif not out:
            self.note(wrong.DEAD_END, node.id, name=name)
        elif len(out) > 1 and node.kind not in GATEWAYS:
            self.note(wrong.MANY_OUT, node.id, name=name, count=len(out))
        if node.kind in {Kind.START, Kind.BOUNDARY} and self.into[node.id]:
            self.note(wrong.NOT_IN, node.id, name=name)
        if node.kind is Kind.USER and not self.model.lane_at(node.id):
            self.note(wrong.NO_LANE, node.id, name=name)
        if node.kind is Kind.BOUNDARY:
            host = self.nodes.get(node.host)
            if host is None or host.kind not in HOSTS or host.scope != node.scope:
                self.note(wrong.BAD_HOST, node.id, ref=node.host)
        if node.kind in CHOOSING and len(out) > 1 and not node.default:
            self.note(wrong.NO_DEFAULT, node.id)
        if node.default and node.default not in {arrow.id for arrow in out}:
            self.note(wrong.LOST_DEFAULT, node.id, ref=node.default)

    def joins(self, start: str, reached: list[str]) -> None:
        """A parallel join right under an exclusive split gets one of its tokens and waits for the others for ever."""
        waiting = [id for id in reached if self.nodes[id].kind is Kind.PARALLEL and len(self.into[id]) > 1]
        if not waiting:
            return
        above = self.dominators(start, reached)
        for id in waiting:
            last = max(above[id] - {id}, key=lambda one: len(above[one]), default="")
            if last and self.nodes[last].kind is Kind.EXCLUSIVE and len(self.out[last]) > 1:
                self.note(wrong.JOIN_NEVER, id, split=self.called(self.nodes[last]))

    def dominators(self, start: str, reached: list[str]) -> Mapping[str, set[str]]:
        """For each element, the elements that every way to it passes."""
        before: dict[str, list[str]] = {id: [] for id in reached}
        for id in reached:
            for one in self.following(id):
                before[one].append(id)
        above = {id: set(reached) for id in reached}
        above[start] = {start}
        changed = True
        while changed:
            changed = False
            for id in reached[1:]:
                new = set.intersection(*(above[one] for one in before[id])) | {id}
                changed |= new != above[id]
                above[id] = new
        return above

    def loops(self) -> None:
        """A loop in which nobody waits would turn for ever."""
        passing = {id for id, node in self.nodes.items() if node.kind in PASSING}
        ahead = {id: {arrow.target for arrow in self.out[id]} & passing for id in passing}
        for id in self.circling(ahead):
            self.note(wrong.ENDLESS, id, name=self.called(self.nodes[id]))

    def circling(self, ahead: dict[str, set[str]]) -> Iterator[str]:
        """Takes away what leads out until only circles are left; names the first of them."""
        left = dict(ahead)
        while out := [id for id, targets in left.items() if not targets & left.keys()]:
            for id in out:
                del left[id]
        yield from [id for id in self.nodes if id in left][:1]
