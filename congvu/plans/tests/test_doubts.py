"""What does not fit together is shown with both figures, confirmed by a person, and never repaired."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_official
from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Baseline, Budget, LegalText, Money, Plan, Section
from congvu.plans.rules.doubting import rounds_to
from congvu.plans.rules.words import State
from congvu.plans.selectors.doubts import doubts, refusing, unconfirmed
from congvu.plans.services.doubts import confirm_doubt, must_hold_together
from congvu.plans.testing import AT, make_indicator, make_plan, make_project, make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return make_plan(state=State.DRAFT, number="", decided_on=None)


def told(plan: Plan) -> dict[str, str]:
    return {one.key: one.sentence for one in doubts(plan)}


def a_total(plan: Plan, **more: Any) -> Budget:
    parts = {"2008": 78_950_000_000, "2009": 77_734_000_000, "2010": 69_650_000_000}
    given = {"amount": 226_330_000_000, "parts": parts, "section": "VIII.1", **more}
    return Budget.objects.create(plan=plan, code="$-P", name="Tổng 2008 - 2010", **given)


def test_parts_against_a_total_with_no_tolerance(plan: Plan) -> None:
    row = a_total(plan)
    (found,) = doubts(plan)
    assert found.sentence == (
        "“Tổng 2008 - 2010”: tổng là 226.330.000.000 đồng, các phần cộng lại là 226.334.000.000 đồng, lệch 4.000.000 "
        "đồng."
    )
    assert found.where == "Tổng kinh phí $-P, mục VIII.1"
    row.refresh_from_db()
    assert row.amount == 226_330_000_000
    Budget.objects.update(amount=226_334_000_000)
    assert doubts(plan) == []


def test_a_number_that_can_be_read_in_two_ways(plan: Plan) -> None:
    a_total(plan, parts={}, told="226.330 tỷ đồng")
    assert told(plan) == {
        "budget:$-P:told": "“Tổng 2008 - 2010” ghi “226.330 tỷ đồng”: có thể là 226.330, cũng có thể là 226,33."
    }
    Budget.objects.update(doubt="Bản gốc lẫn dấu chấm và dấu phẩy")
    assert list(told(plan).values()) == ["“Tổng 2008 - 2010”: Bản gốc lẫn dấu chấm và dấu phẩy."]


def test_a_number_that_its_parts_or_its_kind_explain_is_no_doubt(plan: Plan) -> None:
    a_total(plan, amount=226_334_000_000, told="226.334 triệu đồng")
    for code, unit in (("1", "máy"), ("2", "%")):
        Baseline.objects.create(plan=plan, code=code, name="Máy trạm", year=2008, value=5181, told="5.181", unit=unit)
    assert list(told(plan)) == ["baseline:2:told"]


def test_a_confirmed_doubt_stays_visible_until_its_figures_change(plan: Plan) -> None:
    a_total(plan)
    by = make_official(plan.drafter, Role.PLANNER)
    (found,) = doubts(plan)
    for wrong, facts, remark in (
        (refusals.DOUBT_GONE, "other figures", "đúng"), (refusals.REASON_EMPTY, found.facts, " "),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refusal:
            confirm_doubt(plan.pk, found.key, facts=facts, remark=remark, by=by, at=AT)
        assert refusal.value.no is wrong
    confirm_doubt(plan.pk, found.key, facts=found.facts, remark="Các phần đúng", by=by, at=AT)
    (said,) = doubts(plan)
    assert (said.open, said.confirmed.remark, said.confirmed.said_by) == (False, "Các phần đúng", by.name)
    assert unconfirmed(plan) == []
    Budget.objects.update(amount=226_333_000_000)
    (again,) = unconfirmed(plan)
    with pytest.raises(Refusal) as stopped:
        must_hold_together(plan)
    assert stopped.value.no is refusals.DOUBTS_OPEN
    assert (again.open, again.earlier.remark) == (True, "Các phần đúng")
    confirm_doubt(plan.pk, again.key, facts=again.facts, remark="Vẫn vậy", by=by, at=AT)
    must_hold_together(plan)
    assert plan.confirmations.count() == 1


def test_a_new_project_decided_too_late_cannot_be_included(plan: Plan) -> None:
    project = make_project(plan, kind="new", leads="Sở", decided_on=date(2025, 11, 1))
    with pytest.raises(Refusal) as stopped:
        must_hold_together(plan)
    assert stopped.value.no is refusals.CANNOT_BE_INCLUDED
    (found,) = refusing(plan)
    assert "quyết định đầu tư 01/11/2025, phải có chậm nhất ngày 31/10/2025" in found.sentence
    by = make_official(plan.drafter, Role.PLANNER)
    with pytest.raises(Refusal) as refusal:
        confirm_doubt(plan.pk, found.key, facts=found.facts, remark="cho qua", by=by, at=AT)
    assert refusal.value.no is refusals.DOUBT_STANDS
    project.decided_on = date(2025, 10, 31)
    project.save()
    assert refusing(plan) == []


def test_projects_and_their_rows(plan: Plan) -> None:
    for code, printed in (("II.3", "3"), ("II.4", "3"), ("II.5", "5")):
        make_project(plan, code, printed=printed, group="II Nội bộ", leads="Sở")
    make_project(plan, "III.3", printed="3", group="III Người dân")
    make_project(plan, "X", start=2030, end=2031, leads="Sở")
    found = told(plan)
    assert list(found) == ["rows:II Nội bộ:3", "lead:III.3", "project-years:X"]
    assert found["rows:II Nội bộ:3"] == "Số thứ tự 3 của nhóm “II Nội bộ” dùng cho 2 dòng: II.3, II.4."
    assert found["project-years:X"] == "Dự án X làm trong 2030 - 2031, kế hoạch là của 2026 - 2028."


def test_money_by_year_and_source_against_the_estimate(plan: Plan) -> None:
    project = make_project(plan, leads="Sở")

    def put(amount: int, measure: str = "estimate", fund: str = "local_it", year: int | None = None) -> None:
        Money.objects.create(project=project, fund=fund, measure=measure, year=year, amount=amount)

    put(1000)
    put(400, year=2026)
    put(590, year=2027)
    assert told(plan) == {
        "money-spread:P-1": "Dự án P-1: tổng kinh phí là 1.000 đồng, cộng các năm là 990 đồng, lệch 10 đồng."
    }
    put(10, fund="oda", year=2027)
    assert list(told(plan)) == ["money-fund:P-1:local_it"]
    put(10, fund="oda")
    Money.objects.filter(fund="local_it", year=None).update(amount=990)
    assert told(plan) == {}
    put(1001, "need", year=2026)
    put(1, "need", year=2031)
    assert list(told(plan)) == ["money-need:P-1", "money-years:P-1"]


def test_percentages_baselines_and_falling_targets(plan: Plan) -> None:
    half = make_indicator("A", denominator="")
    make_target(plan, half, value=120, baseline_n=5, baseline_d=4)
    down = make_indicator("B", direction="down")
    make_target(plan, down, value=50)
    make_target(plan, make_indicator("C", unit="count"), year=2031)
    Baseline.objects.create(plan=plan, code="1", name="WAN", year=2012, n=53, d=57, value=93, unit="pct")  # 92,98
    Baseline.objects.create(plan=plan, code="2", name="LAN", year=2012, n=53, d=57, value=92, unit="pct")
    Baseline.objects.create(plan=plan, code="3", name="Máy", year=2030, n=7, d=6)
    Baseline.objects.create(plan=plan, code="4", name="Máy chủ", year=2012, value=277, parts={"trước": 127, "sau": 151})
    found = told(plan)
    assert list(found) == [
        "baseline-quotient:2", "baseline:3:n-d", "baseline-year:3", "baseline-parts:4", "target-of-what:A:2026",
        "target-beyond:A:2026", "target:A:2026:n-d", "target-from:B:2026", "target-year:C:2031",
    ]  # fmt: skip
    assert found["baseline-quotient:2"] == "“LAN”: ghi là 92, nhưng 53/57 là 92,98."
    assert found["baseline:3:n-d"] == "“Máy”: tử số 7 lớn hơn mẫu số 6."
    assert found["baseline-parts:4"] == "“Máy chủ”: tổng là 277, các phần cộng lại là 278."
    Baseline.objects.create(plan=plan, code="5", name="Vi phạm", year=2012, n=80, d=100, indicator=down)
    assert "target-from:B:2026" not in told(plan)


def test_doubtful_numbers_of_the_legal_basis(plan: Plan) -> None:
    text = LegalText.objects.create(number="19/2009/TT-BTTTT", kind="circular", doubt="Có nơi ghi 19/2011")
    LegalText.objects.create(number="1/2009/TT", kind="circular", doubt="của kế hoạch khác")
    section = Section.objects.create(plan=plan, order=1, title="Căn cứ", kind="legal_refs")
    section.legal.set([text])
    assert list(told(plan).values()) == ["Văn bản 19/2009/TT-BTTTT: Có nơi ghi 19/2011."]


def test_the_number_of_queries_does_not_grow(plan: Plan, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(7):
        doubts(plan)
    for number in range(3):
        project = make_project(plan, f"P-{number}", lead=plan.drafter)
        Money.objects.create(project=project, fund="oda", measure="estimate", amount=number)
        make_target(plan, make_indicator(f"A-{number}"))
        a_code = {"code": f"B-{number}", "name": "x", "year": 2020, "n": 1}
        Baseline.objects.create(plan=plan, **a_code)
    with django_assert_num_queries(7):
        assert doubts(plan) == []


def test_rounding_goes_as_far_as_the_told_number() -> None:
    exact = Decimal(53) / 57 * 100
    assert [rounds_to(exact, Decimal(one)) for one in ("93", "92.98", "92.9", "93.0000", "92")] == [
        True, True, False, True, False,
    ]  # fmt: skip
    assert rounds_to(Decimal("2.5"), Decimal(2))
    assert rounds_to(Decimal("2.5"), Decimal(3))
