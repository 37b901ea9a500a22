"""Who has a target: the scope's rule, exemptions with reasons, own values, and the dates of agencies."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.measures.rules import term
from congvu.plans import refusals
from congvu.plans.models import Assignment, Plan
from congvu.plans.rules.scopes import Scope
from congvu.plans.selectors.assigning import agencies_in, asked, asked_of, assignment, assignments
from congvu.plans.services.assigning import assign, exempt, undo_assignment
from congvu.plans.services.targets import Wanted, remove_target, set_target
from congvu.plans.testing import AT, DAY, make_indicator, make_plan, make_target

pytestmark = pytest.mark.django_db


class Province:
    """A province with two departments, a commune, and one more department that ends with June 2026."""

    def __init__(self) -> None:
        self.root = make_agency("H99", Kind.PROVINCE_COMMITTEE)
        self.one, self.other = (make_agency(code, Kind.DEPARTMENT, parent=self.root) for code in ("H99.1", "H99.2"))
        self.commune = make_agency("H99.9", parent=self.root)
        self.merged = make_agency("H99.3", Kind.DEPARTMENT, parent=self.root, valid_to=date(2026, 7, 1))
        make_agency("H88", Kind.DEPARTMENT)  # of another province


@pytest.fixture
def province() -> Province:
    return Province()


def codes(agencies: list[Agency]) -> list[str]:
    return [agency.code for agency in agencies]


DEPARTMENTS = {"kinds": [Kind.DEPARTMENT.value]}


def test_a_scope_names_kinds_and_agencies_below_the_root(province: Province) -> None:
    def meant(told: dict[str, Any], on: date = DAY) -> list[str]:
        return codes(agencies_in(Scope.read(told), province.root.pk, on=on))

    assert meant(DEPARTMENTS) == ["H99.1", "H99.2", "H99.3"]
    assert meant(DEPARTMENTS, date(2026, 6, 30)) == ["H99.1", "H99.2", "H99.3"]
    assert meant(DEPARTMENTS, date(2026, 7, 1)) == ["H99.1", "H99.2"]  # merged: meant as long as it was valid
    assert meant({"kinds": [], "include": ["H99.9", "H88"]}) == ["H99.9"]
    assert meant({**DEPARTMENTS, "exclude": {"H99.2": "đảo xa"}}) == ["H99.1", "H99.3"]
    assert meant({}) == ["H99"]


def test_exempt_ones_leave_the_denominator_and_are_listed(province: Province) -> None:
    plan = make_plan(issuer=province.root)
    target = make_target(plan, scope={**DEPARTMENTS, "exclude": {"H99.2": "đảo xa"}}, value=80)
    Assignment.objects.create(target=target, agency=province.one, value=60)
    Assignment.objects.create(target=target, agency=province.merged, exempt=True, reason="đang hợp nhất")
    Assignment.objects.create(target=target, agency=province.commune, value=10)  # not of the scope: does not count
    found = assignment(target, on=DAY)
    assert codes(found.agencies) == ["H99.1"]
    assert [(one.code, why) for one, why in found.exempt] == [("H99.2", "đảo xa"), ("H99.3", "đang hợp nhất")]
    assert found.own == {province.one.pk: Decimal(60)}
    assert found.value_for(province.one.pk, target) == 60
    assert found.value_for(province.other.pk, target) == 80
    assert assignments(plan, on=DAY)[target.pk] == found


def test_the_number_of_queries_does_not_grow(province: Province, django_assert_num_queries: Any) -> None:
    plan = make_plan(issuer=province.root)
    first = make_indicator("A-0")
    make_target(plan, first)
    with django_assert_num_queries(4):
        assignments(plan, on=DAY)
    for number in range(1, 4):
        make_agency(f"H99.5{number}", Kind.DEPARTMENT, parent=province.root)
        target = make_target(plan, make_indicator(f"A-{number}"))
        Assignment.objects.create(target=target, agency=province.one, value=number)
    with django_assert_num_queries(4):
        assert len(assignments(plan, on=DAY)) == 4
    with django_assert_num_queries(4):
        assert len(asked(plan, term=term("2026-Q1"))[province.one.pk]) == 4


def test_an_agency_is_asked_for_the_years_target_else_the_overall_one(province: Province) -> None:
    plan = make_plan(issuer=province.root)
    both, overall, later, past = (make_indicator(f"M-{number}") for number in range(4))
    of_year = make_target(plan, both, year=2027, scope=DEPARTMENTS, order=1)
    whole = make_target(plan, both, year=None, scope=DEPARTMENTS, order=2)
    alone = make_target(plan, overall, year=None, scope=DEPARTMENTS, order=3)
    to_come = make_target(plan, later, year=2028, scope=DEPARTMENTS, order=4)
    make_target(plan, past, year=2026, scope=DEPARTMENTS, order=5)

    def asked_in(code: str, agency: Agency) -> list[Any]:
        return asked_of(plan, agency, term=term(code))

    assert asked_in("2027-Q2", province.one) == [of_year, alone, to_come]
    assert asked_in("2028", province.one) == [whole, alone, to_come]
    assert asked_in("2027", province.commune) == []
    assert asked_in("2025", province.one) == []
    assert len(asked_in("2026-Q2", province.merged)) == 4
    assert asked_in("2026-Q3", province.merged) == []  # a merged agency owes no report
    Assignment.objects.create(target=of_year, agency=province.one, exempt=True, reason="miễn")
    assert asked_in("2027-Q2", province.one) == [alone, to_come]


def planner(agency: Agency) -> Actor:
    return make_official(agency, Role.PLANNER)


def test_values_are_given_and_taken_back(province: Province) -> None:
    plan = make_plan(issuer=province.root, state="draft", number="", decided_on=None)
    by = planner(province.root)
    wanted = Wanted(indicator_id=make_indicator().pk, year=2026, value=Decimal(80), scope=DEPARTMENTS)
    target = set_target(plan.pk, wanted, by=by, at=AT)
    assign(target.pk, [province.one.pk, province.other.pk], value=Decimal("62.5"), by=by, at=AT)
    exempt(target.pk, [province.other.pk], reason="đảo xa", by=by, at=AT)  # said anew, instead of its value
    found = assignment(target, on=DAY)
    assert (found.own, [why for _agency, why in found.exempt]) == ({province.one.pk: Decimal("62.5")}, ["đảo xa"])
    assert undo_assignment(target.pk, [province.one.pk, province.other.pk], by=by, at=AT) == 2
    assert codes(assignment(target, on=DAY).agencies) == ["H99.1", "H99.2", "H99.3"]
    remove_target(target.pk, by=by, at=AT)
    assert Plan.objects.get().revision == 1 + 5
    lines = [line.event for line in Entry.objects.order_by("pk") if line.event.startswith("plans.")]
    assert lines == [
        "plans.target_set", "plans.assigned", "plans.exempted", "plans.assignment_undone", "plans.target_removed",
    ]  # fmt: skip


def test_what_is_not_assigned(province: Province) -> None:
    plan = make_plan(issuer=province.root, state="draft", number="", decided_on=None)
    by, target = planner(province.root), make_target(plan, scope=DEPARTMENTS)
    with pytest.raises(Refusal) as outside:
        assign(target.pk, [province.commune.pk], value=Decimal(1), by=by, at=AT)
    assert outside.value.no is refusals.ASSIGNED_OUTSIDE
    with pytest.raises(Refusal) as ended:
        assign(target.pk, [province.merged.pk], value=Decimal(1), by=by, at=AT + timedelta(days=300))
    assert ended.value.no is refusals.ASSIGNED_OUTSIDE
    with pytest.raises(Refusal) as unsaid:
        exempt(target.pk, [province.one.pk], reason=" ", by=by, at=AT)
    assert unsaid.value.no is refusals.REASON_EMPTY
    with pytest.raises(Refusal) as nobody:
        undo_assignment(target.pk, [province.one.pk], by=by, at=AT)
    assert nobody.value.no is refusals.NOBODY_CHOSEN
    with pytest.raises(Refusal) as stranger:
        assign(target.pk, [province.one.pk], value=Decimal(1), by=planner(province.one), at=AT)
    assert stranger.value.no is refusals.NOT_DRAFTER
    assert Plan.objects.get().revision == 1
