"""Timers and messages: waited for in the flow, or on the edge of a task or sub-process."""

from congvu.flow import arrive, fire
from congvu.flow.tests.drawing import bpmn
from congvu.flow.tests.driving import again, begin, do, opened
from congvu.flow.tests.processes import EDGES, INNER


def test_an_interrupting_timer_ends_its_task() -> None:
    net, case = begin(EDGES)
    late = next(task for task in case.open if task.element == "late")
    assert (late.kind, late.timer, late.host, late.interrupting) == ("timer", "P3D", case.open[0].id, True)
    case = again(net, fire(net, case, late.id, {}))
    assert opened(case) == ["rescue"]


def test_a_message_that_does_not_interrupt_may_come_often_and_leaves_the_task_open() -> None:
    net, case = begin(EDGES)
    case = arrive(net, arrive(net, case, "remind", {}), "remind", {})
    assert opened(again(net, case)) == ["work", "late", "remind", "note", "note"]
    assert opened(do(net, case, "work")) == ["note", "note"]


def test_a_timer_that_does_not_interrupt_fires_once() -> None:
    net, case = begin(EDGES.replace('attachedToRef="work">', 'attachedToRef="work" cancelActivity="false">', 1))
    case = again(net, fire(net, case, "late", {}))
    assert opened(case) == ["work", "remind", "rescue"]


def test_an_event_on_a_sub_process_takes_away_all_that_runs_inside() -> None:
    text = INNER.replace(
        '<userTask id="c"',
        '<boundaryEvent id="cancel" attachedToRef="block"><messageEventDefinition/></boundaryEvent>'
        '<sequenceFlow id="f" sourceRef="cancel" targetRef="e"/><userTask id="c"',
    )
    net, case = begin(text)
    assert opened(case) == ["cancel", "a", "b"]
    assert again(net, arrive(net, case, "cancel", {})).ended


def test_catch_events_wait_for_their_message_or_timer() -> None:
    net, case = begin(
        bpmn("""
        start s message
        message tax_paid
        timer cool PT2H
        end e
        s > tax_paid
        tax_paid > cool
        cool > e
    """)
    )
    assert [(task.element, task.kind, task.timer) for task in case.open] == [("tax_paid", "message", "")]
    case = arrive(net, case, case.open[0].id, {})
    assert [(task.element, task.kind, task.timer) for task in case.open] == [("cool", "timer", "PT2H")]
    assert fire(net, case, "cool", {}).ended
