"""Whether a process would have gone another way with other answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from congvu.base.refusals import Refusal
from congvu.flow import Net, arrive, complete, start


@dataclass(frozen=True, slots=True)
class Done:
    """One step as it was worked: its element, the choice (`waited`: what was awaited has come)."""

    element: str
    choice: str
    waited: bool = False


def reached(net: Net, done: Sequence[Done], *, answers: Mapping[str, object], outcome: str) -> frozenset[str]:
    """Elements at which the process has been, had the same been done in the same order with these answers.

    Where it would have gone elsewhere, what was done there in truth cannot be repeated; the replay ends at that.
    """
    facts: dict[str, object] = {"answers": answers, "outcome": outcome}
    case = start(net, {**facts, "choice": ""})
    been = {task.element for task in case.open}
    for step in done:
        try:
            case = (arrive if step.waited else complete)(net, case, step.element, {**facts, "choice": step.choice})
        except Refusal:
            break
        been |= {task.element for task in case.open}
    return frozenset(been)


def led_elsewhere(
    net: Net, done: Sequence[Done], *, was: Mapping[str, object], now: Mapping[str, object], outcome: str
) -> list[str]:
    """Names of the steps by which the way with the old answers differs from the way with the new ones."""
    old = reached(net, done, answers=was, outcome=outcome)
    new = reached(net, done, answers=now, outcome=outcome)
    return [element.name for key, element in net.elements.items() if key in old ^ new and element.name]
