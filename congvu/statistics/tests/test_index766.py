"""The formulas of Decision 766."""

from fractions import Fraction

import pytest

from congvu.statistics.rules.index766 import BY_CODE, GROUPS, INDICATORS, Ratio, evaluate


def test_the_groups_are_a_hundred_points_and_hold_their_indicators() -> None:
    assert [most for _code, _name, most in GROUPS] == [18, 20, 22, 22, 18]
    for code, _name, most in GROUPS:
        assert sum(one.most for one in INDICATORS if one.group == code) == most


def test_what_is_not_measured_is_no_zero() -> None:
    index = evaluate({"PROGRESS": Ratio(9, 10)})
    assert [index.points, index.reachable, index.most] == [18, 20, 100]
    blind = [line for group in index.groups for line in group.lines if line.points is None]
    assert len(blind) == len(INDICATORS) - 1
    assert all(str(line.why) for line in blind)


def test_nothing_to_judge_is_not_measured_either() -> None:
    index = evaluate({"PROGRESS": Ratio(0, 0)})
    assert [index.points, index.reachable] == [0, 0]


def test_a_zero_that_was_measured_counts() -> None:
    index = evaluate({"FULL_ONLINE": Ratio(0, 4)})
    assert [index.points, index.reachable] == [0, 12]


@pytest.mark.parametrize(
    ("code", "ratio", "points"),
    [
        ("PUBLISH_ON_TIME", Ratio(1, 2), Fraction(3)),
        ("REUSED_DIGITIZED_DATA", Ratio(4, 10), Fraction(1)),
        ("REUSED_DIGITIZED_DATA", Ratio(9, 10), Fraction(2)),
        ("DOSSIER_RECEIVING_SATISFACTION", Ratio(45, 100), Fraction(3)),
        ("DOSSIER_RECEIVING_SATISFACTION", Ratio(95, 100), Fraction(6)),
    ],
)
def test_points_follow_the_ratio_up_to_the_full_mark(code: str, ratio: Ratio, points: Fraction) -> None:
    assert evaluate({code: ratio}).points == points


def test_without_petitions_their_satisfaction_goes_to_the_other_two() -> None:
    index = evaluate({"PETITION_HANDLING_SATISFACTION": Ratio(0, 0), "DOSSIER_RECEIVING_SATISFACTION": Ratio(9, 9)})
    assert [index.points, index.reachable] == [9, 9]


def test_what_is_for_provinces_alone_is_full_for_a_commune() -> None:
    line = next(line for group in evaluate({}, commune=True).groups for line in group.lines if line.points is not None)
    assert line.indicator.code == "CITIZEN_DATA_CONNECTED_FORMALITY"
    assert line.points == 2


def test_what_is_counted_says_how_and_what_is_not_says_why() -> None:
    code = "ONLINE_PAYMENT"
    for ratio, said in ((Ratio(1, 4), BY_CODE[code].note), (Ratio(0, 0), BY_CODE[code].why_not)):
        lines = [line for group in evaluate({code: ratio}).groups for line in group.lines]
        assert [line.why for line in lines if line.indicator.code == code] == [said]


def test_ratios_are_added_above_and_below() -> None:
    assert Ratio(1, 2) + Ratio(0, 8) == Ratio(1, 10)


def test_a_ratio_is_a_share_and_an_indicator_exists() -> None:
    with pytest.raises(ValueError, match="no share"):
        Ratio(3, 2)
    with pytest.raises(ValueError, match="SPEED"):
        evaluate({"SPEED": Ratio(1, 2)})
    assert set(BY_CODE) == {one.code for one in INDICATORS}
