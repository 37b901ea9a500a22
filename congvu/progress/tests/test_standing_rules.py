"""Reached, on course, behind, unknown: what is told of a target follows from what is known of it, and from nothing
else."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from congvu.measures.rules import Figure, Term, term
from congvu.progress.rules import Amount, Course, Goal, Part, State, judge, late, spread, sums
from congvu.progress.rules.standing import result

pytestmark = pytest.mark.once
TODAY = date(2027, 6, 1)


def course(*goals: Goal, **more: Any) -> Course:
    given = {"unit": "pct", "direction": "up", "over_time": "last", "begins": 2026, **more}
    return Course(goals=goals or (Goal(2026, value=Decimal(50)), Goal(2027, value=Decimal(100))), **given)


def told(*rows: tuple[str, Any, Any], known: int = 3, expected: int = 3) -> list[tuple[Term, Figure]]:
    def number(one: Any) -> Decimal | None:
        return None if one is None else Decimal(one)

    return [(term(code), Figure(number(n), number(d), known, expected)) for code, n, d in rows]


def stands(way: Course, figures: list[tuple[Term, Figure]], *, today: date = TODAY, goal: int = -1) -> State:
    return judge(way, way.goals[goal], figures, today=today).state


def test_of_what_nobody_knows_nothing_is_said() -> None:
    assert stands(course(), []) == State.UNKNOWN
    assert stands(course(), told(("2027-Q1", None, None), known=0)) == State.UNKNOWN
    over = judge(course(), course().goals[0], [], today=TODAY)
    assert (over.state, over.why) == (State.UNKNOWN, "Chưa có số liệu nào được báo cáo.")
    assert judge(course(), course().goals[1], [], today=date(2026, 3, 1)).why == "Chưa đến năm 2027."


def test_nought_is_known_and_is_behind() -> None:
    assert stands(course(), told(("2027-Q1", 0, 40))) == State.BEHIND


@pytest.mark.parametrize(
    ("n", "state"), [(40, State.REACHED), (26, State.ON_COURSE), (25, State.ON_COURSE), (24, State.BEHIND)]
)
def test_a_figure_is_compared_with_the_way_at_the_end_of_its_period(n: int, state: State) -> None:
    # At the end of March the way from 50% to 100% asks for 62,3%: 24 of 40 is 60%, 25 is 62,5%.
    found = judge(course(), course().goals[1], told(("2027-Q1", n, 40)), today=TODAY)
    assert found.state == state
    if state == State.BEHIND:
        assert found.why == "Quý 1/2027 mới là 60%, lộ trình đến đó cần 62,33%."


def test_the_way_begins_at_the_baseline_and_goes_through_the_yearly_targets() -> None:
    way = course(baseline=Decimal(30), baseline_year=2025)
    assert way.points() == [
        (date(2025, 12, 31), Decimal(30)), (date(2026, 12, 31), Decimal(50)), (date(2027, 12, 31), Decimal(100)),
    ]  # fmt: skip
    assert round(way.wanted(date(2026, 7, 1), way.goals[0]) or 0) == 40


def test_a_falling_indicator_goes_from_its_baseline_down() -> None:
    way = course(Goal(2027, "lt", Decimal(50)), direction="down", baseline=Decimal(90), baseline_year=2025)
    assert stands(way, told(("2026-Q4", 70, 100))) == State.ON_COURSE
    assert stands(way, told(("2026-Q4", 71, 100))) == State.BEHIND
    assert stands(way, told(("2027-Q1", 49, 100))) == State.REACHED
    assert judge(way, way.goals[0], told(("2026-Q4", 70, 100)), today=TODAY).done == Decimal("0.5")


def test_a_falling_indicator_without_a_baseline_is_unknown_until_its_end() -> None:
    way = course(Goal(2027, "lt", Decimal(50)), direction="down")
    assert stands(way, told(("2027-Q1", 70, 100))) == State.UNKNOWN
    assert stands(way, told(("2027-Q4", 70, 100)), today=date(2028, 2, 1)) == State.BEHIND


def test_a_year_that_is_over_is_judged_by_its_end_alone() -> None:
    assert stands(course(), told(("2026-Q3", 16, 40)), goal=0) == State.UNKNOWN
    assert stands(course(), told(("2026-Q3", 20, 40)), goal=0) == State.REACHED
    assert stands(course(), told(("2026-Q4", 16, 40)), goal=0) == State.BEHIND
    # What comes later does not change a year that is over.
    assert stands(course(), told(("2026-Q4", 16, 40), ("2027-Q1", 40, 40)), goal=0) == State.BEHIND


def test_a_quotient_of_some_agencies_is_never_called_reached() -> None:
    found = judge(course(), course().goals[1], told(("2027-Q1", 40, 40), known=2), today=TODAY)
    assert found.state == State.ON_COURSE
    assert found.why.endswith("Mới có 2/3 cơ quan báo cáo.")


def test_a_sum_that_agencies_are_missing_from_is_no_proof_of_being_behind() -> None:
    way = course(Goal(2027, value=Decimal(24)), unit="count")
    assert stands(way, told(("2027-Q1", 2, None), known=2)) == State.UNKNOWN
    assert stands(way, told(("2027-Q1", 2, None))) == State.BEHIND
    assert stands(way, told(("2027-Q1", 24, None), known=2)) == State.REACHED


def test_a_flow_is_added_up_over_its_year_and_nothing_is_added_twice() -> None:
    way = course(Goal(2027, value=Decimal(100)), unit="count", over_time="sum")
    parts = told(("2026-Q4", 90, None), ("2027-Q1", 30, None), ("2027-Q2", 30, None))
    assert stands(way, parts, today=date(2027, 7, 5)) == State.ON_COURSE
    found = judge(way, way.goals[0], [*parts, *told(("2027-H1", 61, None))], today=date(2027, 7, 5))
    assert found.seen is not None
    assert found.seen.value == 61


def test_the_overall_target_of_a_flow_is_compared_with_all_years() -> None:
    way = course(Goal(2027, value=Decimal(200), overall=True), unit="count", over_time="sum")
    found = judge(way, way.goals[0], told(("2026", 120, None), ("2027-Q1", 90, None)), today=TODAY)
    assert found.state == State.REACHED


def test_a_day_and_a_yes_are_done_or_not() -> None:
    way = course(Goal(2027, day=date(2027, 3, 31), text="mở cổng"), unit="bool")
    assert stands(way, told(("2027-Q1", 1, None), known=1, expected=1), today=TODAY) == State.REACHED
    assert stands(way, told(("2027-Q1", 0, None)), today=TODAY) == State.BEHIND
    assert stands(way, told(("2026-Q4", 0, None)), today=date(2027, 2, 1)) == State.ON_COURSE
    assert stands(way, [], today=TODAY) == State.UNKNOWN


def test_agencies_that_reach_it_are_counted_and_are_no_per_cent() -> None:
    way = course(over_agencies="units")  # each must reach 50% in 2026 and 100% in 2027
    after = date(2028, 2, 1)

    def stood(n: int, d: int, period: str = "2027-Q4", *, expected: int = 3, today: date = after) -> State:
        return stands(way, told((period, n, d), known=d, expected=expected), today=today)

    assert (stood(3, 3), stood(2, 3), stood(0, 1, expected=1)) == (State.REACHED, State.BEHIND, State.BEHIND)
    assert stood(2, 2) == State.UNKNOWN, "the silent one may reach it or not"
    assert stood(1, 2) == State.BEHIND, "one that does not is enough"
    # At the end of June half of the year is over: of three agencies, one and a half.
    june = date(2027, 7, 5)
    assert [stood(n, 3, "2027-Q2", today=june) for n in (3, 2, 1)] == [State.REACHED, State.ON_COURSE, State.BEHIND]
    assert stood(1, 2, "2027-Q2", today=june) == State.UNKNOWN
    assert stood(2, 3, "2027-Q3") == State.UNKNOWN, "a year that is over is judged by its end"
    found = judge(way, way.goals[1], told(("2027-Q2", 1, 3)), today=june)
    assert found.why == "Quý 2/2027: 1/3 cơ quan đạt 100%, lộ trình đến đó cần 2 cơ quan."
    assert result(way, found.seen) == "1/3 cơ quan đạt"


def test_agencies_are_counted_by_what_was_asked_of_them_in_that_year() -> None:
    way = course(over_agencies="units")
    assert stands(way, told(("2026-Q4", 3, 3)), goal=0) == State.REACHED
    assert stands(way, told(("2026-Q4", 3, 3))) == State.UNKNOWN, "that was the target of the year before"


def test_one_agency_is_enough_where_any_will_do() -> None:
    way = course(Goal(2027, value=Decimal(100)), over_agencies="any")
    assert stands(way, told(("2027-Q1", 1, None), known=1)) == State.REACHED
    assert stands(way, told(("2027-Q1", 0, None))) == State.ON_COURSE
    after = date(2028, 2, 1)
    assert stands(way, told(("2027-Q4", 0, None)), today=after) == State.BEHIND
    assert stands(way, told(("2027-Q4", 0, None), known=2), today=after) == State.UNKNOWN


def test_a_yes_of_several_agencies_is_all_of_them() -> None:
    way = course(Goal(2027, day=date(2027, 3, 31), text="mở cổng"), unit="bool")
    assert stands(way, told(("2027-Q1", 3, None))) == State.REACHED
    assert stands(way, told(("2027-Q1", 1, None))) == State.BEHIND
    assert stands(way, told(("2027-Q1", 2, None), known=2)) == State.UNKNOWN


@pytest.mark.parametrize("unit", ["pct", "date", "text"])
def test_what_is_wanted_in_words_is_not_judged_by_a_number(unit: str) -> None:
    way = course(Goal(2027, text="nâng cao", day=date(2027, 3, 31)), unit=unit)
    found = judge(way, way.goals[0], told(("2027-Q1", 40, 40)), today=TODAY)
    assert (found.state, found.why) == (
        State.UNKNOWN, "Quý 1/2027: chỉ tiêu năm 2027 bằng lời, hãy đọc báo cáo rồi đánh giá.",
    )  # fmt: skip


def test_what_was_told_in_words_is_to_be_read() -> None:
    way = course(Goal(2027, text="nâng cao nhận thức"), unit="text")
    found = judge(way, way.goals[0], told(("2027-Q1", None, None), known=2), today=TODAY)
    assert (found.state, found.why) == (
        State.UNKNOWN, "Quý 1/2027: 2/3 cơ quan báo cáo bằng lời, hãy đọc báo cáo.",
    )  # fmt: skip


def test_a_project_is_late_by_whole_years() -> None:
    def of(start: int | None, end: int | None, progress: str, done: date | None = None) -> str:
        found = late(start=start, end=end, progress=progress, finished_on=done, today=TODAY)
        return found.why if found else ""

    assert of(2025, 2026, "running") == "Phải xong trong năm 2026, nay chưa hoàn thành."
    assert of(2026, 2028, "planned") == "Phải bắt đầu trong năm 2026, nay chưa bắt đầu."
    assert of(2026, 2028, "running") == of(2027, 2028, "planned") == of(2025, 2026, "done") == ""
    assert of(2025, 2026, "stopped") == of(None, None, "planned") == of(2025, 2026, "running", TODAY) == ""


def test_money_is_counted_once() -> None:
    def row(
        measure: str, amount: int, year: int | None = None, *, upto: bool = False, forecast: bool = False
    ) -> Amount:
        return Amount(1, "central", measure, year, upto, forecast, amount)

    rows = [
        row("estimate", 100), row("estimate", 40, 2026), row("need", 70, 2026),
        row("allocated", 30, 2026, upto=True), row("allocated", 20, 2026), row("allocated", 99, 2027, forecast=True),
        row("paid", 5, 2026),
    ]  # fmt: skip
    assert spread(rows, Part.PLANNED) == {(2026, "central"): 40, (None, "central"): 60}
    assert spread(rows, Part.ALLOCATED) == {(2026, "central"): 20, (None, "central"): 10}
    assert sums(spread(rows, Part.PAID)) == ({2026: 5}, {"central": 5}, 5)
    rows.append(Amount(1, "whole", "paid", 2026, False, False, 7))  # reported, and its source is not known
    assert sums(spread(rows, Part.PAID)) == ({2026: 12}, {"central": 5, "whole": 7}, 12)
