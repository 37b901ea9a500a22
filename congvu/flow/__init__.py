"""A process drawn in BPMN 2.0, read, checked, run, laid out and drawn. Pure: no database, no clock.

net = compile(text)                        # NotInSubset names every problem
case = start(net, {"answers": {…}})
case = complete(net, case, case.open[0].id, {"choice": "approve"})
"""

from congvu.flow.back import earlier, go_back
from congvu.flow.draw import svg
from congvu.flow.layout import lay_out
from congvu.flow.net import Net, compile
from congvu.flow.problems import NotInSubset, Problem
from congvu.flow.run import Case, Task, arrive, complete, fire, start

__all__ = [
    "Case",
    "Net",
    "NotInSubset",
    "Problem",
    "Task",
    "arrive",
    "compile",
    "complete",
    "earlier",
    "fire",
    "go_back",
    "lay_out",
    "start",
    "svg",
]
