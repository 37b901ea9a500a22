"""Points and ranks of the quarterly scoring."""

from decimal import Decimal

import pytest

from congvu.statistics.rules import scoring
from congvu.statistics.rules.scoring import Online, Times


@pytest.mark.parametrize(
    ("points", "word"),
    [(18, "Xuất sắc"), (15, "Xuất sắc"), (14, "Tốt"), (12, "Tốt"), (11, "Khá"), (9, "Khá"), (8, "Trung bình"),
     (6, "Trung bình"), (5, "Yếu"), (0, "Yếu")],
)  # fmt: skip
def test_fifteen_itself_is_excellent(points: int, word: str) -> None:
    assert scoring.rank(points) == word


@pytest.mark.parametrize(
    ("times", "points", "mean"),
    [
        (Times(3, 1, 0), 2, "1.75"),
        (Times(0, 5, 0), 1, "1.00"),
        (Times(1, 1, 2), 1, "0.75"),
        (Times(0, 0, 2), 0, "0.00"),
        (Times(1, 1, 0), 2, "1.50"),
    ],
)
def test_time_is_the_mean_of_the_dossiers(times: Times, points: int, mean: str) -> None:
    assert scoring.of_times(times) == points
    assert scoring.mean(times) == Decimal(mean)


def test_nothing_settled_has_no_points_rather_than_none() -> None:
    assert scoring.of_times(Times()) is None
    assert scoring.mean(Times()) is None
    assert scoring.of_online(Online()) is None


@pytest.mark.parametrize(
    ("online", "points"),
    [
        (Online(10, 2, 100, 30, 0), 2),
        (Online(10, 1, 100, 30, 0), 1),
        (Online(10, 2, 100, 29, 0), 1),
        (Online(10, 2, 100, 15, 0), 1),
        (Online(10, 2, 100, 14, 0), 0),
        (Online(10, 2, 100, 90, 1), 0),
    ],
)
def test_online_services_by_their_shares(online: Online, points: int) -> None:
    assert scoring.of_online(online) == points


def test_nine_indices_are_eighteen_points() -> None:
    assert len(scoring.INDICES) * max(scoring.POINTS) == scoring.MOST
    assert [index.number for index in scoring.INDICES if index.computed] == [1, 2, 9]


def test_only_a_difference_needs_a_reason() -> None:
    assert scoring.must_explain(2, 1)
    assert not scoring.must_explain(2, 2)
    assert not scoring.must_explain(2, None)
    assert not scoring.must_explain(None, 1)
