"""Going back: to which earlier steps a person's task may be returned, and the case after it was."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from congvu.base.refusals import Refusal
from congvu.flow import refusals
from congvu.flow.net import Net
from congvu.flow.run import JOINS, Case, Task, opened
from congvu.flow.subset import Kind


def earlier(net: Net, task: Task) -> list[str]:
    """The user tasks from which this one is reached by one path alone, nearest first.

    A way over a parallel or inclusive gateway is not gone back: other tokens came by it, or went on from it.
    """
    return list(_before(net, task.element))


def _before(net: Net, element: str) -> Iterator[str]:
    scope = net.elements[element].scope
    seen, ahead = {element}, deque([element])
    while ahead:
        here = ahead.popleft()
        for one in net.elements.values():
            leads = one.scope == scope and any(exit.target == here for exit in one.exits)
            if not leads or one.id in seen or one.kind in JOINS:
                continue
            seen.add(one.id)
            ahead.append(one.id)
            if one.kind is Kind.USER:
                yield one.id


def go_back(net: Net, case: Case, task: Task, to: str) -> Case:
    """The case with the task's token at an earlier step. Raises Refusal flow.not_open, flow.no_way_back."""
    token = next((one for one in case.tokens if str(one.id) == task.id), None)
    if token is None:
        raise Refusal(refusals.NOT_OPEN, step=task.name)
    if to not in earlier(net, task):
        raise Refusal(refusals.NO_WAY_BACK, step=net.elements[to].name if to in net.elements else to)
    moved = replace(token, id=case.counter + 1, at=to, via="", fired=())
    tokens = tuple(moved if one is token else one for one in case.tokens)
    return Case(tokens, case.counter + 1, case.mail, opened(net, tokens))
