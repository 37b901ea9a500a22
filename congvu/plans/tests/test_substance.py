"""Indicators, targets, baselines, projects and money: written while the plan is, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import No, Refusal
from congvu.journal.models import Entry
from congvu.plans import refusals
from congvu.plans.models import Plan
from congvu.plans.rules.words import State
from congvu.plans.services.baselines import Stood, remove_baseline, set_baseline
from congvu.plans.services.indicators import Meant, change_indicator, make_indicator
from congvu.plans.services.money import Sum, Total, remove_budget, remove_money, set_budget, set_money
from congvu.plans.services.projects import Undertaking, follow_project, remove_project, set_project
from congvu.plans.services.targets import Wanted, set_target
from congvu.plans.testing import AT, DAY, make_plan, make_target
from congvu.plans.testing import make_indicator as an_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return make_plan(state=State.DRAFT, number="", decided_on=None)


@pytest.fixture
def by(plan: Plan) -> Actor:
    return make_official(plan.drafter, Role.PLANNER)


def refused(deed: Any, *given: Any, **more: Any) -> No:
    with pytest.raises(Refusal) as refusal:
        deed(*given, **more, at=AT)
    return refusal.value.no


PERCENT = Meant(code="M-1", name="Sở có mạng", numerator="sở có mạng", denominator="tất cả sở")


def test_a_percentage_says_of_what(by: Actor) -> None:
    made = make_indicator(PERCENT, by=by, at=AT)
    assert (made.unit, made.numerator) == ("pct", "sở có mạng")
    assert refused(make_indicator, PERCENT, by=by) is refusals.INDICATOR_TAKEN
    for wrong in (
        replace(PERCENT, code="M-2", denominator=" "),
        replace(PERCENT, code="M-2", unit="ratio", numerator=""),
    ):
        assert refused(make_indicator, wrong, by=by) is refusals.PERCENT_OF_WHAT
    assert refused(make_indicator, replace(PERCENT, code="M-2", metric_n="no.such"), by=by) is refusals.METRIC_UNKNOWN
    assert make_indicator(Meant(code="M-3", name="Số lớp", unit="count"), by=by, at=AT).denominator == ""
    leader = make_official(make_agency("H98"), Role.LEADER)
    assert refused(make_indicator, replace(PERCENT, code="M-4"), by=leader) is refusals.NOT_PLANNER


def test_what_an_indicator_means_stays_where_a_plan_rests_on_it(plan: Plan, by: Actor) -> None:
    made = make_indicator(PERCENT, by=by, at=AT)
    make_target(plan, made)
    changed = replace(PERCENT, denominator="sở và xã")
    assert change_indicator(made.pk, changed, by=by, at=AT).denominator == "sở và xã"
    Plan.objects.update(state=State.APPROVED, number="1", decided_on=DAY)
    assert refused(change_indicator, made.pk, PERCENT, by=by) is refusals.INDICATOR_IN_USE
    assert change_indicator(made.pk, replace(changed, source="báo cáo quý"), by=by, at=AT).source == "báo cáo quý"
    other = make_official(make_agency("H97", Kind.PROVINCE_COMMITTEE), Role.PLANNER)
    assert refused(change_indicator, made.pk, replace(changed, source="khác"), by=other) is refusals.INDICATOR_IN_USE


def test_an_overall_target_stands_beside_those_of_years(plan: Plan, by: Actor) -> None:
    key = an_indicator().pk
    for year, value in ((2026, 50), (2027, 30), (None, 100)):
        set_target(plan.pk, Wanted(indicator_id=key, year=year, value=Decimal(value)), by=by, at=AT)
    assert {one.year: one.value for one in plan.targets.all()} == {2026: 50, 2027: 30, None: 100}
    assert list(plan.targets.order_by("order").values_list("order", flat=True)) == [1, 2, 3]

    def no(**said: Any) -> No:
        return refused(set_target, plan.pk, Wanted(**{"indicator_id": key, "year": 2028, "value": 1, **said}), by=by)

    assert no(year=None) is refusals.TARGET_TAKEN
    assert no(year=2026) is refusals.TARGET_TAKEN
    assert no(year=2029) is refusals.YEAR_OUTSIDE
    assert no(value=None, text="  ") is refusals.TARGET_EMPTY
    assert no(indicator_id=0) is refusals.INDICATOR_UNKNOWN
    assert no(baseline_n=3, baseline_d=0) is refusals.DENOMINATOR_NOUGHT
    assert no(scope={"kinds": ["no-such-kind"]}) is refusals.SCOPE_WRONG
    assert no(scope={"include": ["H00"]}) is refusals.SCOPE_WRONG
    assert no(scope={"exclude": {plan.issuer.code: ""}}) is refusals.EXCLUDED_WHY
    assert Plan.objects.get().revision == 4


def test_a_target_is_changed_and_the_journal_says_from_what(plan: Plan, by: Actor) -> None:
    wanted = Wanted(indicator_id=an_indicator().pk, year=2026, value=Decimal(50))
    target = set_target(plan.pk, wanted, by=by, at=AT)
    set_target(plan.pk, replace(wanted, value=Decimal("62.5")), target_id=target.pk, by=by, at=AT)
    facts = Entry.objects.filter(event="plans.target_set").order_by("-pk")[0].facts
    assert (facts["what"], facts["was"], facts["revision"]) == ("≥ 62,5 %", {"value": ["50", "62.5"]}, 3)


def test_a_baseline_is_kept_as_it_is_told(plan: Plan, by: Actor) -> None:
    said = Stood(code="B-1", name="Có WAN", year=2012, n=Decimal(53), d=Decimal(57), value=Decimal(93), unit="pct")
    row = set_baseline(plan.pk, said, by=by, at=AT)
    assert set_baseline(plan.pk, replace(said, n=Decimal(54)), baseline_id=row.pk, by=by, at=AT).n == 54
    assert refused(set_baseline, plan.pk, said, by=by) is refusals.CODE_TAKEN
    assert refused(set_baseline, plan.pk, replace(said, code="B-2", d=Decimal(0)), by=by) is refusals.DENOMINATOR_NOUGHT
    empty = replace(said, code="B-2", n=None, value=None)
    assert refused(set_baseline, plan.pk, empty, by=by) is refusals.TARGET_EMPTY
    remove_baseline(row.pk, by=by, at=AT)
    assert refused(remove_baseline, row.pk, by=by) is refusals.BASELINE_UNKNOWN
    assert Plan.objects.get().revision == 4


def test_a_project_with_its_money(plan: Plan, by: Actor) -> None:
    key = an_indicator().pk
    said = Undertaking(code="P-1", name="Mạng diện rộng", start=2026, end=2027, kind="new", lead_id=plan.drafter_id)
    project = set_project(plan.pk, said, indicator_ids=[key], by=by, at=AT)
    assert [one.pk for one in project.indicators.all()] == [key]
    row = set_money(project.pk, Sum(fund="local_it", measure="estimate", amount=500_000_000), by=by, at=AT)
    assert set_money(project.pk, replace(money_of(row), amount=600), money_id=row.pk, by=by, at=AT).amount == 600
    same = Sum(fund="local_it", measure="estimate", amount=1)
    assert refused(set_money, project.pk, same, by=by) is refusals.MONEY_TAKEN
    assert refused(set_money, project.pk, replace(same, measure="need"), by=by) is refusals.MONEY_YEAR
    assert refused(set_money, project.pk, replace(same, fund="oda", amount=-1), by=by) is refusals.MONEY_NEGATIVE
    assert refused(set_project, plan.pk, said, by=by) is refusals.CODE_TAKEN
    assert refused(set_project, plan.pk, replace(said, code="P-2", end=2025), by=by) is refusals.PROJECT_YEARS
    assert refused(set_project, plan.pk, replace(said, code="P-2", lead_id=0), by=by) is refusals.LEAD_UNKNOWN
    wrong = {"indicator_ids": [0], "by": by}
    assert refused(set_project, plan.pk, replace(said, code="P-2"), **wrong) is refusals.INDICATOR_UNKNOWN
    remove_money(row.pk, by=by, at=AT)
    remove_project(project.pk, by=by, at=AT)
    assert not plan.projects.exists()


def money_of(row: Any) -> Sum:
    return Sum(fund=row.fund, measure=row.measure, amount=row.amount)


def test_in_force_only_what_is_done_is_told(plan: Plan, by: Actor) -> None:
    project = set_project(plan.pk, Undertaking(code="P-1", name="Mạng", start=2026), by=by, at=AT)
    planned = Sum(fund="local_it", measure="need", year=2026, amount=500)
    set_money(project.pk, planned, by=by, at=AT)
    Plan.objects.update(state=State.PUBLISHED, number="1", decided_on=DAY)
    assert refused(set_money, project.pk, replace(planned, year=2027), by=by) is refusals.NOT_WRITABLE
    assert refused(set_project, plan.pk, Undertaking(code="P-2", name="x"), by=by) is refusals.NOT_WRITABLE
    assert refused(set_budget, plan.pk, Total(code="B", name="x"), by=by) is refusals.NOT_WRITABLE
    need = project.money.get().pk  # what was planned is not made into what was paid
    paid = replace(planned, measure="paid", amount=200, as_of=DAY)
    assert refused(set_money, project.pk, paid, money_id=need, by=by) is refusals.NOT_WRITABLE
    assert set_money(project.pk, paid, by=by, at=AT).amount == 200
    followed = follow_project(project.pk, progress="done", finished_on=DAY, by=by, at=AT)
    assert (followed.get_progress_display(), followed.finished_on) == ("Hoàn thành", DAY)
    assert refused(follow_project, project.pk, progress="done", by=by) is refusals.FINISHED_WHEN
    tomorrow = DAY + timedelta(days=1)
    assert refused(follow_project, project.pk, progress="done", finished_on=tomorrow, by=by) is refusals.FINISHED_LATER
    Plan.objects.update(state=State.ENDED)
    assert refused(follow_project, project.pk, progress="running", by=by) is refusals.NOT_WRITABLE


def test_totals_are_kept_as_printed(plan: Plan, by: Actor) -> None:
    said = Total(
        code="T", name="Tổng 2008 - 2010", amount=226_330, parts={"2008": 78_950, "2009": 77_734, "2010": 69_650}
    )
    row = set_budget(plan.pk, said, by=by, at=AT)
    assert (row.amount, sum(row.parts.values())) == (226_330, 226_334)
    assert refused(set_budget, plan.pk, replace(said, name=" "), by=by) is refusals.TITLE_EMPTY
    remove_budget(row.pk, by=by, at=AT)
    assert refused(remove_budget, row.pk, by=by) is refusals.BUDGET_UNKNOWN


def test_others_do_not_write(plan: Plan) -> None:
    others = [make_official(plan.drafter, Role.LEADER), make_official(make_agency("H96"), Role.PLANNER)]
    for other in others:
        assert refused(set_budget, plan.pk, Total(code="B", name="x"), by=other) is refusals.NOT_DRAFTER
    assert Plan.objects.get().revision == 1
