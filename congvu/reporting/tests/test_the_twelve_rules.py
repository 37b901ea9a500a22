"""The twelve rules of plans, each by its name.

The rules are those that the research found broken elsewhere; `docs/plans.md` tells each in a sentence.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.measures.rules import Direction, done, term
from congvu.plans.models import Assignment, Budget, Indicator, Plan
from congvu.plans.rules.eligibility import eligible
from congvu.plans.selectors.doubts import doubts
from congvu.plans.testing import make_indicator, make_plan, make_target
from congvu.reporting.models import ReportDuty, Value
from congvu.reporting.rules import State
from congvu.reporting.selectors.consolidating import Line, across, by_agency, consolidated, figures
from congvu.reporting.testing import make_duty, make_report

pytestmark = pytest.mark.django_db
Q1, Q2, YEAR = term("2026-Q1"), term("2026-Q2"), term("2026")


def parts(*values: Any) -> tuple[Any, ...]:
    """Some values, to be compared with whole numbers."""
    return values


class World:
    """A province with three departments, a plan, a quarterly duty, and one indicator in per cent."""

    def __init__(self) -> None:
        self.plan: Plan = make_plan()
        self.province: Agency = self.plan.issuer
        self.a, self.b, self.c = (
            make_agency(f"H99.0{number}", Kind.DEPARTMENT, parent=self.province) for number in (1, 2, 3)
        )
        self.duty: ReportDuty = make_duty(self.plan)
        self.indicator: Indicator = make_indicator()
        self.target = make_target(self.plan, self.indicator, value=90)

    def tell(self, agency: Agency, n: Any, d: Any = None, period: str = "2026-Q1", **more: Any) -> Any:
        indicator = more.pop("indicator", self.indicator)
        return make_report(more.pop("duty", self.duty), agency, period, {indicator: (n, d)}, **more)

    def line(self, period: str = "2026-Q1") -> Line:
        return next(one for one in consolidated(self.duty, period).lines if one.indicator == self.indicator)


@pytest.fixture
def world() -> World:
    return World()


def test_rule_1_a_ratio_is_sum_over_sum_and_never_a_mean(world: World) -> None:
    world.tell(world.a, 9, 10)
    world.tell(world.b, 100, 1000)
    figure = figures(world.plan, [Q1])[world.indicator.pk, "2026-Q1"]
    assert parts(figure.n, figure.d) == (109, 1010)
    assert figure.percent is not None
    assert round(figure.percent, 1) == Decimal("10.8")


def test_rule_2_a_stock_is_the_last_told_in_the_range_and_a_flow_the_sum(world: World) -> None:
    flow = make_indicator("M-02", unit="count", over_time="sum", over_agencies="sum")
    make_target(world.plan, flow, value=10)
    for agency, quarter, stock, number in (
        (world.a, "2026-Q1", 3, 1), (world.a, "2026-Q2", 5, 2), (world.b, "2026-Q1", 7, 4),
    ):  # fmt: skip
        make_report(world.duty, agency, quarter, {world.indicator: (stock, 10), flow: (number, None)})
    found = figures(world.plan, [Q1, Q2, YEAR])
    assert found[world.indicator.pk, "2026"].n == 5 + 7  # each agency's own last
    assert found[world.indicator.pk, "2026"].d == 20
    assert found[world.indicator.pk, "2026-Q2"].n == 5
    assert found[flow.pk, "2026"].n == 1 + 2 + 4
    assert found[flow.pk, "2026-Q2"].n == 2


def test_rule_2_a_late_edit_of_a_quarter_changes_no_later_one(world: World) -> None:
    early = world.tell(world.a, 3, 10)
    world.tell(world.a, 5, 10, "2026-Q2")
    before = figures(world.plan, [Q2, YEAR])
    early.values.update(n=9)
    assert figures(world.plan, [Q2, YEAR]) == before
    assert figures(world.plan, [Q1])[world.indicator.pk, "2026-Q1"].n == 9


def test_rule_2_a_yearly_report_wins_over_the_quarters_of_its_agency(world: World) -> None:
    flow = make_indicator("M-02", unit="count", over_time="sum", over_agencies="sum")
    make_target(world.plan, flow, value=10)
    yearly = make_duty(world.plan, "R-2", frequency="year")
    for agency in (world.a, world.b):
        for quarter in ("2026-Q1", "2026-Q2"):
            world.tell(agency, 2, None, quarter, indicator=flow)
    world.tell(world.a, 5, None, "2026", indicator=flow, duty=yearly)
    figure = figures(world.plan, [YEAR])[flow.pk, "2026"]
    assert parts(figure.n, figure.known, figure.expected) == (5 + 4, 2, 3)


def test_rule_3_missing_is_not_zero_and_k_of_m_is_told(world: World) -> None:
    world.tell(world.a, 0, 10)
    world.tell(world.b, None, None)
    line = world.line()
    assert parts(line.figure.n, line.figure.d) == (0, 10)
    assert parts(line.figure.known, line.figure.expected) == (1, 3)
    assert line.silent == (world.b, world.c)
    assert line.figure.silent == (world.b.short_name, world.c.short_name)
    nobody = figures(world.plan, [Q2])[world.indicator.pk, "2026-Q2"]
    assert nobody.n is None
    assert parts(nobody.known, nobody.expected) == (0, 3)


def test_rule_3_a_flow_is_whole_only_where_every_period_was_told(world: World) -> None:
    flow = make_indicator("M-02", unit="count", over_time="sum", over_agencies="sum")
    make_target(world.plan, flow, value=10)
    for quarter in ("2026-Q1", "2026-Q2"):
        world.tell(world.a, 1, None, quarter, indicator=flow)
    world.tell(world.b, 1, None, indicator=flow)
    world.tell(world.b, None, None, "2026-Q2", indicator=flow, state=State.OPEN)
    figure = figures(world.plan, [YEAR])[flow.pk, "2026"]
    assert parts(figure.n, figure.known) == (3, 1)


def test_rule_4_exemptions_leave_the_denominator_and_are_listed(world: World) -> None:
    Assignment.objects.create(target=world.target, agency=world.c, exempt=True, reason="hải đảo")
    world.tell(world.a, 9, 10)
    world.tell(world.c, 1, 1000)  # told before the exemption was decided
    line = world.line()
    assert parts(line.figure.n, line.figure.d, line.figure.known, line.figure.expected) == (9, 10, 1, 2)
    assert line.exempt == ((world.c, "hải đảo"),)
    assert line.silent == (world.b,)
    assert set(by_agency(world.plan, world.indicator, Q1)) == {world.a.pk, world.b.pk}


def test_rule_5_a_parent_consolidates_with_missing_children_flagged(world: World) -> None:
    world.tell(world.a, 9, 10)
    found = consolidated(world.duty, "2026-Q1")
    assert not found.whole
    assert parts(found.known, found.expected) == (1, 3)
    assert found.silent == (world.b, world.c)
    assert found.lines[0].figure.n == 9


def test_rule_6_the_overall_target_is_not_the_sum_of_the_yearly_ones(world: World) -> None:
    make_target(world.plan, world.indicator, year=2027, value=95)
    overall = make_target(world.plan, world.indicator, year=None, value=100)
    world.tell(world.a, 92, 100)
    world.tell(world.a, 99, 100, "2028-Q1")
    assert world.line().target == world.target
    assert world.line().reached is True
    assert world.line("2028-Q1").target == overall  # 2028 has none of its own
    assert world.line("2028-Q1").target.value == 100
    assert world.line("2028-Q1").reached is False


@pytest.mark.once
def test_rule_7_a_falling_indicator_goes_down_from_its_baseline() -> None:
    fallen = done(Decimal(60), Decimal(50), direction=Direction.DOWN, baseline=Decimal(80))
    assert fallen is not None
    assert round(fallen, 3) == Decimal("0.667")
    assert done(Decimal(60), Decimal(50), direction=Direction.DOWN) is None


def test_rule_8_own_and_children_are_separate_and_nobody_is_added_twice(world: World) -> None:
    world.target.scope = {"kinds": ["department", "province_committee"]}
    world.target.save()
    world.duty.scope = world.target.scope
    world.duty.save()
    world.tell(world.a, 9, 10)
    world.tell(world.b, 8, 10)
    world.tell(world.province, 17, 20)  # its own report repeats what it was told
    line = world.line()
    assert parts(line.figure.n, line.figure.d, line.figure.expected) == (17, 20, 3)
    assert line.own is not None
    assert line.own.n == 17
    second = make_duty(world.plan, "R-2")  # the same agency tells the same quarter in another duty
    world.tell(world.a, 9, 10, duty=second)
    assert figures(world.plan, [Q1])[world.indicator.pk, "2026-Q1"].n == 17


def test_rule_9_what_was_accepted_stays_and_the_difference_to_the_measure_is_shown(world: World) -> None:
    report = world.tell(world.a, 9, 10)
    Value.objects.filter(report=report).update(measured_n=7, measured_d=10)
    world.indicator.metric_n, world.indicator.metric_d = "dvc.level4", "dvc.procedures"
    world.indicator.save()
    line = world.line()
    assert line.figure.n == 9
    assert line.frozen is not None
    assert parts(line.frozen.n, line.frozen.d, line.changed) == (7, 10, 1)


def test_rule_10_parts_are_checked_against_their_total_and_nothing_is_repaired(world: World) -> None:
    Budget.objects.create(
        plan=world.plan, code="B-1", name="Tổng kinh phí", amount=226_330_000_000, told="226.330 tỷ",
        parts={"ứng dụng": 226_334_000_000},
    )  # fmt: skip
    found = [doubt for doubt in doubts(world.plan) if "B-1" in doubt.key]
    assert found
    assert all(doubt.open for doubt in found)
    assert Budget.objects.get().amount == 226_330_000_000


def test_rule_11_history_stays_with_the_old_unit_and_dates_decide(world: World) -> None:
    flow = make_indicator("M-02", unit="count", over_time="sum", over_agencies="sum")
    make_target(world.plan, flow, value=10)
    for agency, n in ((world.a, 10), (world.b, 20)):
        make_report(world.duty, agency, "2026-Q1", {world.indicator: (n, 100), flow: (n, None)})
    merged = make_agency("H99.09", Kind.DEPARTMENT, parent=world.province, valid_from=date(2026, 4, 1))
    for agency in (world.a, world.b):
        agency.valid_to, agency.successor = date(2026, 4, 1), merged
        agency.save()
    make_report(world.duty, merged, "2026-Q2", {world.indicator: (40, 150), flow: (4, None)})
    found = figures(world.plan, [Q1, Q2, YEAR])
    key = world.indicator.pk
    assert parts(found[key, "2026-Q1"].n, found[key, "2026-Q1"].expected) == (30, 3)
    assert parts(found[key, "2026-Q2"].n, found[key, "2026-Q2"].expected) == (40, 2)
    assert parts(found[key, "2026"].n, found[key, "2026"].d) == (40, 150)  # a stock: the old ones are no more
    assert parts(found[flow.pk, "2026"].n, found[flow.pk, "2026"].known, found[flow.pk, "2026"].expected) == (34, 3, 4)


@pytest.mark.once
def test_rule_12_a_new_project_without_a_decision_by_31_october_is_not_included() -> None:
    assert eligible("new", year=2026, decided_on=date(2025, 10, 31), in_long_plan=False)
    assert eligible("new", year=2026, decided_on=None, in_long_plan=True)
    assert not eligible("new", year=2026, decided_on=date(2025, 11, 1), in_long_plan=False)
    assert not eligible("new", year=2026, decided_on=None, in_long_plan=False)


def test_plans_below_are_added_up_as_sums(world: World) -> None:
    world.tell(world.a, 9, 10)
    other = make_plan("khac", issuer=make_agency("H98", Kind.PROVINCE_COMMITTEE))
    agency = make_agency("H98.01", Kind.DEPARTMENT, parent=other.issuer)
    make_target(other, world.indicator)
    make_report(make_duty(other, "R-9"), agency, "2026-Q1", {world.indicator: (1, 90)})
    figure = across([world.plan, other], [Q1])[world.indicator.pk, "2026-Q1"]
    assert parts(figure.n, figure.d, figure.known, figure.expected) == (10, 100, 2, 4)


def test_agencies_that_reach_their_own_target_are_counted(world: World) -> None:
    world.indicator.over_agencies = "units"
    world.indicator.save()
    Assignment.objects.create(target=world.target, agency=world.b, value=50)
    for agency, n in ((world.a, 89), (world.b, 50), (world.c, 91)):
        world.tell(agency, n, 100)
    line = world.line()
    assert parts(line.figure.n, line.figure.d, line.figure.known) == (2, 3, 3)
    assert line.reached is False
