"""What each element does when a process runs."""

import json
import pickle
from typing import Any

import pytest

from congvu.base.refusals import Refusal
from congvu.flow import arrive, compile, complete, start
from congvu.flow.condition import Facts
from congvu.flow.tests.drawing import bpmn
from congvu.flow.tests.driving import begin, do, opened
from congvu.flow.tests.processes import ANSWERS, ASKS, CALLER, CHOICE, INNER, PAIR, SERIES, SOME, two_pools


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


def test_a_parallel_join_in_a_loop_waits_for_every_branch_of_this_round() -> None:
    net, case = begin(
        bpmn("""
        start s
        xor again
        and split
        user a
        user b
        and join
        xor more
        end e
        s > again
        again > split
        split > a
        split > b
        a > join
        b > join
        join > more
        more > again ? r == true
        more > e default
    """)
    )
    case = do(net, case, "a", "b", r=True)
    assert opened(case) == ["a", "b"]
    case = do(net, case, "a")
    assert opened(case) == ["b"]
    assert do(net, case, "b").ended


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
