"""What a dossier costs, and how the sum is told."""

from typing import Any

import pytest

from congvu.procedures.rules import Exemption, FeeRule, fee

COPIES = FeeRule(kind="per_page", first=2000, first_pages=2, next=1000, ceiling=200_000, pages="pages", copies="copies")


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (2, 3, 12_000), (198, 1, 200_000), (199, 1, 200_000), (250, 2, 400_000)],
)
def test_certified_copies_cost_by_pages_up_to_a_ceiling_per_copy(pages: int, copies: int, amount: int) -> None:
    assert fee(COPIES, {"pages": pages, "copies": copies}).amount == amount


def test_the_arithmetic_is_told_line_by_line() -> None:
    assert fee(COPIES, {"pages": 250, "copies": 2}).lines == (
        "2 trang đầu × 2.000 đồng",
        "248 trang tiếp theo × 1.000 đồng",
        "Tối đa một bản: 200.000 đồng",
        "2 bản × 200.000 đồng = 400.000 đồng",
    )


@pytest.mark.parametrize(
    ("rule", "answers", "amount"),
    [
        (FeeRule(), {}, 0),
        (FeeRule(kind="fixed", amount=25_000), {}, 25_000),
        (FeeRule(kind="per_item", amount=25_000, items="plates"), {"plates": 3}, 75_000),
        (FeeRule(kind="per_item", amount=25_000, items="plates"), {}, 25_000),
    ],
)
def test_other_rules(rule: FeeRule, answers: dict[str, Any], amount: int) -> None:
    assert fee(rule, answers).amount == amount


def test_an_exemption_that_holds_wins_and_tells_its_reason() -> None:
    rule = FeeRule(kind="fixed", amount=8000, exempt=(Exemption('answers.when == "on_time"', "Đúng hạn", 0),))
    assert fee(rule, {"when": "on_time"}) == fee(rule, {"when": "on_time", "more": 1})
    assert fee(rule, {"when": "on_time"}).lines == ("Đúng hạn: 0 đồng",)
    assert fee(rule, {"when": "late"}).amount == 8000
