"""What each element does when a process runs."""

import json
import pickle
from typing import Any

import pytest

from congvu.base.refusals import Refusal
from congvu.flow import Case, Net, arrive, compile, complete, fire, start
from congvu.flow.condition import Facts
from congvu.flow.tests.drawing import HEAD, bpmn, inside

SERIES = bpmn("""
    start s
    user a
    user b
    end e
    s > a
    a > b
    b > e
""")
CHOICE = bpmn("""
    start s
    user examine
    xor decide
    user sign
    end e
    s > examine
    examine > decide
    decide > sign ? choice == "approve"
    decide > examine default
    sign > e
""")
PAIR = bpmn("""
    start s
    and split
    user a
    user b
    and join
    user c
    end e
    s > split
    split > a
    split > b
    a > join
    b > join
    join > c
    c > e
""")
SOME = bpmn("""
    start s
    or split
    user a
    user b
    user c
    or join
    user d
    end e
    s > split
    split > a ? want_a == true
    split > b ? want_b == true
    split > c default
    a > join
    b > join
    c > join
    join > d
    d > e
""")
INNER = bpmn("""
    start s
    sub block {
    start s2
    and fork
    user a
    user b
    end e2
    end e3
    s2 > fork
    fork > a
    fork > b
    a > e2
    b > e3
    }
    user c
    end e
    s > block
    block > c
    c > e
""")
EDGES = bpmn("""
    start s
    user work
    edge late work timer P3D
    edge! remind work message
    user rescue
    user note
    end e1
    end e2
    end e3
    s > work
    work > e1
    late > rescue
    rescue > e2
    remind > note
    note > e3
""")


def opened(case: Case) -> list[str]:
    return [task.element for task in case.open]


def begin(text: str, **facts: object) -> tuple[Net, Case]:
    net = compile(text)
    return net, start(net, facts)


def do(net: Net, case: Case, *elements: str, **facts: object) -> Case:
    for element in elements:
        case = complete(net, again(net, case), element, facts)
    return again(net, case)


def again(net: Net, case: Case) -> Case:
    """The case after a trip through JSON: every test runs on what the database would give back."""
    loaded = Case.load(net, json.loads(json.dumps(case.dump())))
    assert loaded == case
    return loaded


def test_steps_follow_one_another_until_the_end() -> None:
    net, case = begin(SERIES)
    assert opened(case) == ["a"]
    case = do(net, case, "a")
    assert opened(case) == ["b"]
    case = do(net, case, "b")
    assert case.ended
    assert case.open == ()


def test_a_task_tells_its_lane_and_keeps_its_id() -> None:
    net, case = begin(PAIR)
    (a, b) = case.open
    assert (a.kind, a.lane, a.lane_name, a.name) == ("user", "clerk", "Một cửa", "a")
    case = complete(net, case, a.id, {})
    assert case.open == (b,)


def test_a_case_is_never_changed() -> None:
    net, case = begin(SERIES)
    before = case.dump()
    do(net, case, "a")
    assert case.dump() == before


def test_a_step_that_is_not_open_is_refused() -> None:
    net, case = begin(SERIES)
    for wrong in ("b", "7", "", "nothing"):
        with pytest.raises(Refusal) as refusal:
            complete(net, case, wrong, {})
        assert refusal.value.code == "flow.not_open"
    with pytest.raises(Refusal):
        arrive(net, case, "a", {})


def test_an_exclusive_gateway_takes_the_first_true_flow_or_its_default() -> None:
    net, case = begin(CHOICE)
    assert opened(do(net, case, "examine", choice="approve")) == ["sign"]
    assert opened(do(net, case, "examine", choice="verify")) == ["examine"]
    assert opened(do(net, case, "examine")) == ["examine"]


def test_a_loop_back_leaves_no_trace_in_the_state() -> None:
    net, case = begin(CHOICE)
    case = do(net, case, *["examine"] * 40)
    assert len(json.dumps(case.dump())) < 100
    assert do(net, do(net, case, "examine", choice="approve"), "sign").ended


def test_a_parallel_join_waits_for_every_branch() -> None:
    net, case = begin(PAIR)
    assert opened(case) == ["a", "b"]
    assert opened(do(net, case, "b")) == ["a"]
    assert opened(do(net, case, "b", "a")) == ["c"]


@pytest.mark.parametrize(
    ("facts", "tasks"),
    [
        ({"want_a": True}, ["a"]),
        ({"want_a": True, "want_b": True}, ["a", "b"]),
        ({}, ["c"]),
    ],
)
def test_an_inclusive_join_waits_for_the_branches_that_were_taken(facts: Facts, tasks: list[str]) -> None:
    net, case = begin(SOME, **facts)
    assert opened(case) == tasks
    for number, task in enumerate(reversed(tasks), 1):
        case = do(net, case, task)
        assert ("d" in opened(case)) == (number == len(tasks))


def test_an_inclusive_join_waits_for_a_branch_that_may_still_loop() -> None:
    net, case = begin(
        bpmn("""
        start s
        or split
        user a
        user b
        xor again
        or join
        user d
        end e
        s > split
        split > a ? true
        split > b ? true
        split > join default
        a > join
        b > again
        again > b ? more == true
        again > join default
        join > d
        d > e
    """)
    )
    case = do(net, case, "a")
    case = do(net, case, "b", more=True)
    assert opened(case) == ["b"]
    assert opened(do(net, case, "b")) == ["d"]


def test_a_sub_process_ends_when_all_inside_has_ended() -> None:
    net, case = begin(INNER)
    assert opened(case) == ["a", "b"]
    assert {task.lane for task in case.open} == {"clerk"}
    case = do(net, case, "a")
    assert opened(case) == ["b"]
    assert opened(do(net, case, "b")) == ["c"]


def test_terminate_ends_its_own_sub_process_only() -> None:
    net, case = begin(INNER.replace('<endEvent id="e3" name="e3">', '<endEvent id="e3"><terminateEventDefinition/>'))
    assert opened(do(net, case, "b")) == ["c"]


def test_terminate_ends_the_process_with_everything_in_it() -> None:
    net, case = begin(
        bpmn("""
        start s
        and split
        sub block {
        start s2
        user a
        end e2
        s2 > a
        a > e2
        }
        user b
        end e
        terminate stop
        s > split
        split > block
        split > b
        block > e
        b > stop
    """)
    )
    assert do(net, case, "b").ended


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


def test_a_service_task_is_passed_and_told_once() -> None:
    net, case = begin(
        bpmn("""
        start s
        user a
        service notify
        user b
        end e
        s > a
        a > notify
        notify > b
        b > e
    """)
    )
    case = complete(net, case, "a", {})
    assert case.passed == ("notify",)
    assert complete(net, case, "b", {}).passed == ()


CALLER = "start s\ncall verify verify-land\nuser sign\nend e\ns > verify\nverify > sign\nsign > e"


def test_a_call_activity_runs_the_called_process_in_its_place() -> None:
    net = compile(bpmn(CALLER), resolve={"verify-land": CHOICE}.__getitem__)
    case = start(net, {})
    assert [(task.element, task.lane) for task in case.open] == [("verify/examine", "clerk")]
    case = do(net, case, "verify/examine")
    case = do(net, case, "verify/examine", choice="approve")
    assert opened(case) == ["verify/sign"]
    assert opened(do(net, case, "verify/sign")) == ["sign"]


def test_a_runaway_is_stopped() -> None:
    net = compile(
        bpmn("""
        start s
        xor again
        sub block {
        start s2
        service work
        end e2
        s2 > work
        work > e2
        }
        end e
        s > again
        again > block default
        again > e ? done == true
        block > again
    """)
    )
    assert start(net, {"done": True}).ended
    with pytest.raises(Refusal) as refusal:
        start(net, {})
    assert refusal.value.code == "flow.runaway"


def test_a_deed_after_which_nothing_is_open_is_refused() -> None:
    net, case = begin(
        bpmn("""
        start s
        user a
        edge late a timer P1D
        and join
        end e
        s > a
        a > join
        late > join
        join > e
    """)
    )
    with pytest.raises(Refusal) as refusal:
        do(net, case, "a")
    assert refusal.value.code == "flow.stuck"


def two_pools(first: str, second: str, messages: dict[str, str]) -> str:
    pools = "".join(f'<participant id="pool_{id}" name="Cơ quan {id}" processRef="{id}"/>' for id in "xy")
    flows = "".join(
        f'<messageFlow id="m{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(messages.items())
    )
    text = f'<collaboration id="c">{pools}<participant id="citizen" name="Người dân"/>{flows}</collaboration>'
    for id, lines in {"x": first, "y": second}.items():
        body, held = inside(lines)
        refs = "".join(f"<flowNodeRef>{one}</flowNodeRef>" for one in held)
        text += f'<process id="{id}"><laneSet><lane id="clerk.{id}">{refs}</lane></laneSet>{body}</process>'
    return f"{HEAD}>{text}</definitions>"


ASKS = "start s\nuser ask\nuser other\nmessage answer\nend e\ns > ask\nask > other\nother > answer\nanswer > e"
ANSWERS = "start asked message\nuser look\nend f\nasked > look\nlook > f"


def test_a_message_begins_another_pool_and_its_answer_comes_back() -> None:
    net, case = begin(two_pools(ASKS, ANSWERS, {"ask": "asked", "look": "answer"}))
    assert opened(case) == ["ask"]
    case = do(net, case, "ask")
    assert [(task.element, task.pool, task.lane) for task in case.open] == [
        ("other", "pool_x", "clerk"),
        ("look", "pool_y", "clerk"),
    ]
    late = do(net, case, "other")
    assert opened(late) == ["look", "answer"]
    assert do(net, late, "look").ended
    early = do(net, case, "look")
    assert early.mail == ("answer",)
    assert do(net, early, "other").ended


def test_a_net_can_be_pickled() -> None:
    net: Any = compile(SOME)
    assert pickle.loads(pickle.dumps(net)) == net  # noqa: S301
