"""Points: each method with its parameters, what does not apply, and equals."""

from decimal import Decimal
from typing import Any

import pytest

from congvu.progress.rules.methods import METHODS, Known, Wrong, checked, points, told
from congvu.progress.rules.points import places, total

pytestmark = pytest.mark.once
TEN = Decimal(10)


def given(method: str, value: Any = None, typed: dict[str, Any] | None = None, **more: Any) -> Decimal | None:
    known = Known(value=None if value is None else Decimal(value), **more)
    return points(method, known, checked(method, typed or {}, TEN), TEN)


def test_a_ratio_gives_its_part_and_never_more_than_all() -> None:
    assert given("ratio", 75) == Decimal("7.50")
    assert given("ratio", 140) == TEN
    assert given("ratio", 40, {"full": "80"}) == 5
    assert given("ratio", 30, {"inverse": True}) == 7
    assert given("ratio", "33.333") == Decimal("3.33")


def test_steps_give_what_the_highest_that_is_reached_gives() -> None:
    steps = {"steps": "50: 2\n80: 6\n100: 10"}
    assert [given("steps", value, steps) for value in (49, 50, "79.9", 80, 100)] == [0, 2, 2, 6, 10]


def test_a_list_counts_one_by_one_up_to_its_cap() -> None:
    assert [given("list", value, {"cap": "5"}) for value in (0, 3, 9)] == [0, 3, 5]
    assert given("list", 3, {"each": "0,5"}) == Decimal("1.5")


def test_a_yes_gives_all_or_nothing() -> None:
    assert [given("yes", value) for value in (1, 0)] == [10, 0]


def test_reports_in_time_are_counted_of_those_owed() -> None:
    assert given("timeliness", on_time=3, late=1, owed=4) == Decimal("7.5")
    assert given("timeliness", None, {"late": 50}, on_time=3, late=1, owed=4) == Decimal("8.75")


def test_the_best_is_the_measure_where_the_method_says_so() -> None:
    assert given("against_best", 40, best=Decimal(80)) == 5
    assert not METHODS["against_best"].steady
    assert [key for key, method in METHODS.items() if not method.steady] == ["against_best"]


@pytest.mark.parametrize("method", sorted(METHODS))
def test_what_is_not_known_has_no_points_which_is_not_nought(method: str) -> None:
    typed = {"steps": "50: 2"} if method == "steps" else {}
    assert given(method, None, typed) is None
    assert told(method, checked(method, typed, TEN), TEN)


@pytest.mark.parametrize(
    ("method", "typed", "name"),
    [
        ("ratio", {"full": "0"}, "full"),
        ("ratio", {"full": "nhiều"}, "full"),
        ("ratio", {"full": "1e999"}, "full"),
        ("steps", {}, "steps"),
        ("steps", {"steps": "50"}, "steps"),
        ("steps", {"steps": "80: 6\n50: 2"}, "steps"),
        ("steps", {"steps": "50: 11"}, "steps"),
        ("list", {"cap": "11"}, "cap"),
        ("list", {"each": "0"}, "each"),
        ("timeliness", {"late": "101"}, "late"),
        ("magic", {}, "method"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused_at_its_field(method: str, typed: dict[str, Any], name: str) -> None:
    with pytest.raises(Wrong) as wrong:
        checked(method, typed, TEN)
    assert wrong.value.name == name


def test_what_does_not_apply_is_left_out_and_the_rest_stretched() -> None:
    found = total([(TEN, Decimal(8), True), (Decimal(30), None, False)], whole=Decimal(40))
    assert found is not None
    assert [found.points, found.of, found.stretched] == [8, 10, 32]
    assert total([(TEN, None, True)], whole=TEN) is None
    nothing = total([(TEN, None, False)], whole=TEN)
    assert nothing is not None
    assert nothing.stretched is None


def test_equals_share_a_place_and_the_next_is_left_out() -> None:
    found = places({"a": Decimal(9), "b": Decimal(8), "c": Decimal(9), "d": None, "e": Decimal(7)})
    assert found == {"a": 1, "c": 1, "b": 3, "e": 4}
