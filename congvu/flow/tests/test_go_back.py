"""Going back in a process: along one way only, and never past what runs side by side."""

import pytest

from congvu.base.refusals import Refusal
from congvu.flow import Case, Net, earlier, go_back
from congvu.flow.tests.driving import begin, do, opened
from congvu.flow.tests.processes import CHOICE, PAIR, SERIES


def back(net: Net, case: Case, element: str, to: str) -> Case:
    return go_back(net, case, next(task for task in case.open if task.element == element), to)


def at(source: str, *done: str) -> tuple[Net, Case]:
    net, case = begin(source)
    for element in done:
        case = do(net, case, element)
    return net, case


def test_a_step_goes_back_to_the_one_before_and_is_worked_again() -> None:
    net, case = at(SERIES, "a")
    assert earlier(net, case.open[0]) == ["a"]
    case = back(net, case, "b", "a")
    assert opened(case) == ["a"]
    case = do(net, do(net, case, "a"), "b")
    assert case.ended


def test_the_first_step_has_none_before_it() -> None:
    net, case = at(SERIES)
    assert earlier(net, case.open[0]) == []


def test_a_loop_is_gone_back_once() -> None:
    net, case = begin(CHOICE)
    assert earlier(net, case.open[0]) == []
    case = do(net, case, "examine", choice="approve")
    assert earlier(net, case.open[0]) == ["examine"]
    assert opened(back(net, case, "sign", "examine")) == ["examine"]


def test_nobody_goes_back_past_a_join_or_over_a_split() -> None:
    net, case = at(PAIR, "a", "b")
    assert opened(case) == ["c"]
    assert earlier(net, case.open[0]) == []
    with pytest.raises(Refusal, match="no_way_back"):
        back(net, case, "c", "a")


def test_a_task_that_is_done_goes_nowhere() -> None:
    net, before = at(SERIES)
    after = do(net, before, "a")
    with pytest.raises(Refusal, match="not_open"):
        go_back(net, after, before.open[0], "a")


def test_a_place_that_is_not_there_is_refused_by_its_name() -> None:
    net, case = at(SERIES, "a")
    with pytest.raises(Refusal) as caught:
        back(net, case, "b", "nowhere")
    assert caught.value.code == "flow.no_way_back"
    assert "nowhere" in caught.value.sentence
