"""The arithmetic of every kind of fee."""

from decimal import Decimal
from typing import Any

import pytest

from congvu.base import strict_yaml
from congvu.procedures.rules import Exemption, FeeRule, Item, Problem, Tier, fee, fee_words
from congvu.procedures.rules.cursor import Cursor
from congvu.procedures.rules.read_fee import fee_of

COPIES = FeeRule(kind="per_page", first=2000, first_pages=2, next=1000, ceiling=200_000, pages="pages", copies="copies")
HALF = Decimal("0.5")
REISSUED = Exemption("answers.reissue == true", "Cấp lại", share=HALF)
COMPANY = FeeRule(
    kind="sum",
    parts=(
        FeeRule(kind="fixed", name="Lệ phí đăng ký", type="charge", amount=50_000, online=Exemption("", "", 0)),
        FeeRule(kind="fixed", name="Phí công bố", type="fee", amount=100_000),
    ),
)
SHOW = FeeRule(kind="tiers", of="minutes", tiers=(Tier(50, 300_000), Tier(100, 600_000)))


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [
        (1, 1, 2000),
        (2, 1, 4000),
        (3, 1, 5000),
        (10, 3, 36_000),
        (198, 1, 200_000),
        (199, 1, 200_000),
        (500, 2, 400_000),
    ],
)
def test_certified_copies_cost_by_the_page_with_a_ceiling_per_copy(pages: int, copies: int, amount: int) -> None:
    assert fee(COPIES, {"pages": pages, "copies": copies}).amount == amount


def test_the_arithmetic_is_shown() -> None:
    assert fee(COPIES, {"pages": 250, "copies": 2}).lines == (
        "2 trang đầu × 2.000 đồng",
        "248 trang tiếp theo × 1.000 đồng",
        "Tối đa một bản: 200.000 đồng",
        "2 bản × 200.000 đồng = 400.000 đồng",
    )


ROOMS = FeeRule(kind="per_item", amount=2_000_000, items="rooms", ceiling=12_000_000)


@pytest.mark.parametrize(
    ("rule", "answers", "amount"),
    [
        (FeeRule(), {}, 0),
        (FeeRule(kind="fixed", amount=25_000), {}, 25_000),
        (FeeRule(kind="per_item", amount=25_000, items="plates"), {"plates": 3}, 75_000),
        (FeeRule(kind="per_item", amount=25_000, items="plates"), {}, 25_000),
        (ROOMS, {"rooms": 6}, 12_000_000),
        (ROOMS, {"rooms": 7}, 12_000_000),
        (SHOW, {"minutes": 50}, 300_000),
        (SHOW, {"minutes": 51}, 600_000),
        (SHOW, {"minutes": 101}, 600_000),
        (SHOW, {}, 300_000),
    ],
)
def test_other_rules(rule: FeeRule, answers: dict[str, Any], amount: int) -> None:
    assert fee(rule, answers).amount == amount


def test_the_first_exemption_that_holds_counts() -> None:
    rule = FeeRule(kind="fixed", amount=8000, exempt=(Exemption('answers.when == "on_time"', "Đúng hạn", 0),))
    assert fee(rule, {"when": "on_time"}) == fee(rule, {"when": "on_time", "more": 1})
    assert fee(rule, {"when": "on_time"}).lines == ("Đúng hạn: 0 đồng",)
    assert fee(rule, {"when": "late"}).amount == 8000


def test_an_exemption_may_leave_a_share() -> None:
    rule = FeeRule(
        kind="tiers", of="minutes", tiers=SHOW.tiers, exempt=(Exemption("answers.poor", "Từ thiện", share=HALF),)
    )
    found = fee(rule, {"minutes": 80, "poor": True})
    assert (found.amount, found.lines[-1]) == (300_000, "Từ thiện, thu 50%: 300.000 đồng")


@pytest.mark.parametrize(("amount", "half"), [(300_000, 150_000), (25_001, 12_501), (25_003, 12_502), (1, 1)])
def test_what_is_issued_again_costs_half_rounded_up_to_whole_dong(amount: int, half: int) -> None:
    rule = FeeRule(kind="fixed", amount=amount, reissue=REISSUED)
    assert fee(rule, {"reissue": True}).amount == half
    assert fee(rule, {"reissue": False}).amount == fee(rule, {}).amount == amount


def test_a_share_of_a_sum_is_rounded_item_by_item_and_adds_up() -> None:
    parts = tuple(FeeRule(kind="fixed", name=name, amount=1001) for name in "ab")
    found = fee(FeeRule(kind="sum", parts=parts, reissue=REISSUED), {"reissue": True})
    assert [item.amount for item in found.items] == [501, 501]
    assert found.amount == 1002


def test_online_costs_nothing_where_the_pack_says_so() -> None:
    rule = FeeRule(kind="fixed", amount=50_000, online=Exemption("", "", 0))
    assert (fee(rule, {}).amount, fee(rule, {}, "post").amount) == (50_000, 50_000)
    assert fee(rule, {}, "online").lines == ("Nộp hồ sơ trực tuyến: 0 đồng",)
    assert fee(rule, {}, "online").items == ()


def test_online_never_raises_what_an_exemption_left() -> None:
    rule = FeeRule(
        kind="fixed", amount=50_000, exempt=(Exemption("answers.poor", "Hộ nghèo"),), online=Exemption("", "", 9)
    )
    assert fee(rule, {"poor": True}, "online").lines == ("Hộ nghèo: 0 đồng",)


def test_a_sum_has_an_item_for_each_fee_and_charge() -> None:
    assert fee(COMPANY, {}).items == (
        Item("Lệ phí đăng ký", "charge", 50_000),
        Item("Phí công bố", "fee", 100_000),
    )
    assert fee(COMPANY, {}).lines == (
        "Lệ phí đăng ký: Mức thu một hồ sơ: 50.000 đồng",
        "Phí công bố: Mức thu một hồ sơ: 100.000 đồng",
        "Cộng: 150.000 đồng",
    )
    online = fee(COMPANY, {}, "online")
    assert (online.amount, [item.name for item in online.items]) == (100_000, ["Phí công bố"])


def test_a_part_is_due_only_under_its_condition() -> None:
    city, other = (
        FeeRule(kind="fixed", name=area, when=f'answers.area == "{area}"', amount=amount)
        for area, amount in (("city", 2), ("other", 1))
    )
    rule = FeeRule(kind="sum", parts=(city, other))
    assert [fee(rule, {"area": area}).amount for area in ("city", "other", "moon")] == [2, 1, 0]
    assert fee(rule, {"area": "moon"}).lines == ("Không thu phí, lệ phí",)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (FeeRule(), "Không thu"),
        (ROOMS, "2.000.000 đồng một đơn vị, tối đa 12.000.000 đồng"),
        (SHOW, "đến 50: 300.000 đồng; đến 100: 600.000 đồng"),
        (
            FeeRule(kind="fixed", amount=300_000, reissue=REISSUED, note="Cần đối chiếu"),
            "300.000 đồng một hồ sơ\nCấp lại: 50% mức thu\nCần đối chiếu",
        ),
        (
            COMPANY,
            "Lệ phí đăng ký: 50.000 đồng một hồ sơ\nLệ phí đăng ký: Nộp hồ sơ trực tuyến: 0 đồng\n"
            "Phí công bố: 100.000 đồng một hồ sơ",
        ),
    ],
)
def test_a_rule_is_told_in_words(rule: FeeRule, words: str) -> None:
    assert fee_words(rule) == words


def read(text: str) -> tuple[FeeRule, list[Problem]]:
    problems: list[Problem] = []
    found = fee_of(Cursor(strict_yaml.load(text), "procedure.yaml", problems))
    return found, problems


def test_every_key_is_read() -> None:
    found, problems = read(
        """
kind: sum
parts:
  - {name: A, type: fee, kind: tiers, of: n, tiers: [{up_to: 5, amount: 10}], when: "answers.n > 1"}
  - {name: B, kind: per_item, items: n, amount: 7, ceiling: 70}
reissue: {when: "answers.again == true", reason: Cấp lại, share: "0.5"}
online: {share: "0.8"}
"""
    )
    assert problems == []
    assert found.keys == ("n",)
    assert found.online == Exemption("", "", share=Decimal("0.8"))
    assert fee(found, {"n": 2, "again": True}, "online").amount == 4 + 6  # halves of 10 and 14, of each four fifths


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("kind: sum\nparts: []", 2),
        ("kind: sum\nparts:\n  - {name: A, kind: sum, parts: []}", 3),
        ("kind: sum\nparts:\n  - {kind: none}", 3),
        ("kind: tiers\nof: n\ntiers: []", 3),
        ('kind: fixed\namount: 1\nreissue: {when: "answers.a", reason: B, share: "2"}', 3),
        ('kind: fixed\namount: 1\nreissue: {when: "answers.a", reason: B}', 3),
        ("kind: fixed\namount: 1\nonline: {}", 3),
        ("kind: fixed\namount: 1\ntype: gift", 3),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int) -> None:
    problems = read(text)[1]
    assert problems
    assert problems[0].line == line
    assert problems[0].mend
