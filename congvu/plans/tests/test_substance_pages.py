"""The pages of a plan's substance, without script: what is typed is kept, mistakes stand at their fields."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.plans.models import Assignment, Baseline, Budget, Indicator, Money, Plan, Project, Target
from congvu.plans.rules.layouts import LAYOUTS
from congvu.plans.rules.words import State
from congvu.plans.testing import make_indicator, make_plan, make_project, make_target

pytestmark = pytest.mark.django_db


def signed_in(agency: Agency, role: str) -> Client:
    client = Client()
    client.force_login(make_post(agency, role).account, "congvu.people.backends.AccountBackend")
    return client


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(state=State.DRAFT, number="", decided_on=None)
    for code in ("H99.1", "H99.2"):
        make_agency(code, Kind.DEPARTMENT, parent=plan.issuer)
    return plan


@pytest.fixture
def planner(plan: Plan) -> Client:
    return signed_in(plan.drafter, Role.PLANNER)


def address(page: str, *given: Any) -> str:
    return reverse(f"plans-{page}", args=["ke-hoach-mau", *given])


def read(client: Client, page: str, *given: Any, **asked: Any) -> str:
    response = client.get(address(page, *given), asked)
    assert response.status_code == 200, response
    return response.content.decode()


def sent(client: Client, page: str, /, *given: Any, **typed: Any) -> Any:
    return client.post(address(page, *given), typed)


INDICATOR = {
    "code": "M-1", "name": "Sở có mạng", "unit": "pct", "numerator": "sở có mạng", "denominator": "tất cả sở",
    "direction": "up", "over_time": "last", "over_agencies": "ratio",
}  # fmt: skip


def test_from_an_indicator_to_an_assigned_target(plan: Plan, planner: Client) -> None:
    wrong = sent(planner, "add-indicator", **{**INDICATOR, "denominator": ""})
    assert wrong.status_code == 422
    assert "Tỷ lệ phải nói rõ tử số và mẫu số" in wrong.content.decode()
    assert 'value="sở có mạng"' in wrong.content.decode()
    assert sent(planner, "add-indicator", **INDICATOR).headers["Location"] == address("add-target")
    typed = {"indicator": Indicator.objects.get().pk, "year": "2026", "op": "ge", "kinds": ["department"]}
    again = sent(planner, "add-target", **typed, value="226.330", scope_text="sở, ban, ngành")
    assert again.status_code == 422
    page = again.content.decode()
    assert "“226.330” có thể là 226.330, cũng có thể là 226,33. Hãy viết lại, ví dụ 226330." in page
    assert 'value="226.330"' in page
    assert sent(planner, "add-target", **typed, value="85,5", exclude="cơ quan h99.2: đảo xa").status_code == 302
    target = Target.objects.get()
    page = read(planner, "target", target.pk)
    assert "≥ 85,5 %" in page
    assert "Cơ quan H99.2: đảo xa" in page
    shown = read(planner, "targets")
    assert "≥ 85,5 %" in shown
    assert "1 không phải thực hiện" in shown
    form = read(planner, "edit-target", target.pk)
    assert 'value="85,5"' in form
    assert "H99.2: đảo xa</textarea>" in form


def test_all_of_a_kind_but_some_get_their_own_value(plan: Plan, planner: Client) -> None:
    target = make_target(plan, scope={"kinds": ["department"]})
    wrong = sent(planner, "assign", target.pk, who="kind:department", what="exempt", besides="H99.9")
    assert wrong.status_code == 422
    assert "Hãy ghi lý do." in wrong.content.decode()
    assert "Không có cơ quan “H99.9” trong phạm vi." in wrong.content.decode()
    assert (
        sent(
            planner, "assign", target.pk, who="kind:department", what="value", value="60", besides="Cơ quan H99.2"
        ).status_code
        == 302
    )
    assert [f"{one.agency.code}: {one.value:.0f}" for one in Assignment.objects.all()] == ["H99.1: 60"]
    other = Agency.objects.get(code="H99.2").pk
    sent(planner, "assign", target.pk, who=other, what="exempt", reason="đảo xa")
    assert "Bỏ miễn" in read(planner, "target", target.pk)
    sent(planner, "undo-assignment", target.pk, agency=other)
    assert Assignment.objects.count() == 1
    sent(planner, "drop-target", target.pk)
    assert not Target.objects.exists()


def test_an_agency_sees_what_it_must_reach_itself(plan: Plan) -> None:
    plan.state = State.COMMENT
    plan.save()
    own, exempt = Agency.objects.get(code="H99.1"), Agency.objects.get(code="H99.2")
    target = make_target(plan, scope={"kinds": ["department"]}, value=80)
    Assignment.objects.create(target=target, agency=own, value=60)
    Assignment.objects.create(target=target, agency=exempt, exempt=True, reason="đảo xa")
    seen = signed_in(own, Role.PLANNER)
    shown = read(seen, "targets")
    assert "≥ 60 %" in shown
    assert "giá trị riêng; chung là ≥ 80 %" in shown
    assert "≥ 60 %" not in read(seen, "targets", cua="het")
    assert "cơ quan của bạn" in read(seen, "target", target.pk)
    assert "đảo xa" in read(signed_in(exempt, Role.LEADER), "targets")


def test_a_project_its_money_and_its_progress(plan: Plan, planner: Client) -> None:
    typed = {"code": "P-1", "name": "Mạng", "kind": "new", "start": "2026", "end": "2025"}
    wrong = sent(planner, "add-project", **typed)
    assert (wrong.status_code, "Năm kết thúc phải bằng hoặc sau" in wrong.content.decode()) == (422, True)
    sent(planner, "add-project", **{**typed, "end": "2027"})
    project = Project.objects.get()
    sent(planner, "edit-project", project.pk, **{**typed, "end": "2028", "decided_on": "31/10/2025"})
    assert Project.objects.get().decided_on == date(2025, 10, 31)
    sent(planner, "money", project.pk, measure="estimate", fund="local_it", amount="500.000.000")
    sent(planner, "money", project.pk, measure="estimate", fund="oda", amount="1.000")
    again = sent(planner, "money", project.pk, measure="estimate", fund="oda", amount="2.000")
    assert "Dự án đã có dòng kinh phí cùng nguồn" in again.content.decode()
    assert "500.001.000" in read(planner, "money", project.pk)
    row = Money.objects.get(fund="oda")
    sent(planner, "amount", project.pk, row.pk, measure="estimate", fund="oda", amount="3.000")
    assert "3.000" in read(planner, "project", project.pk)
    sent(planner, "drop-amount", project.pk, row.pk)
    wrong = sent(planner, "follow", project.pk, progress="done")
    assert "Dự án đã hoàn thành thì phải có ngày hoàn thành" in wrong.content.decode()
    sent(planner, "follow", project.pk, progress="done", finished_on="01/10/2025")
    assert "Hoàn thành" in read(planner, "projects")
    sent(planner, "drop-project", project.pk)
    assert not Money.objects.exists()


def test_in_force_the_form_offers_what_is_done(plan: Plan, planner: Client) -> None:
    project = make_project(plan)
    Plan.objects.update(state=State.APPROVED, number="1", decided_on=date(2026, 1, 2))
    page = read(planner, "money", project.pk)
    assert "chỉ ghi được vốn đã bố trí" in page
    assert 'value="estimate"' not in page
    assert sent(planner, "money", project.pk, measure="paid", fund="oda", amount="5", year="2026").status_code == 302
    assert "Sửa dự án" not in read(planner, "project", project.pk)
    refused = sent(planner, "edit-project", project.pk, code="P-1", name="x", kind="other")
    assert (refused.status_code, "Kế hoạch đang ở trạng thái" in refused.content.decode()) == (409, True)


def test_baselines_and_totals(plan: Plan, planner: Client) -> None:
    typed = {"code": "B-1", "name": "Có WAN", "year": "2012", "n": "53", "d": "57", "value": "92"}
    sent(planner, "add-baseline", **typed, parts="trước: 40\nsau: 13")
    row = Baseline.objects.get()
    assert row.parts == {"trước": "40", "sau": "13"}
    assert "53/57 (92), 2012" in read(planner, "baselines")
    wrong = sent(planner, "baseline", row.pk, **typed, parts="trước 40")
    assert "Không đọc được dòng “trước 40”" in wrong.content.decode()
    assert "trước: 40" in read(planner, "baseline", row.pk)
    sent(planner, "drop-baseline", row.pk)
    sent(planner, "add-budget", code="T", name="Tổng", amount="226.330", parts="2008: 78.950\n2009: 147.384")
    total = Budget.objects.get()
    assert total.parts == {"2008": 78950, "2009": 147384}
    assert "226.334" in read(planner, "budgets")
    assert "2008: 78.950" in read(planner, "budget", total.pk)
    doubtful = read(planner, "doubts")
    assert "các phần cộng lại là 226.334 đồng" in doubtful
    sent(planner, "drop-budget", total.pk)
    assert not Budget.objects.exists()


def test_a_doubt_is_confirmed_at_its_place(plan: Plan, planner: Client) -> None:
    for code in ("T1", "T2"):
        Budget.objects.create(plan=plan, code=code, name=code, amount=5, parts={"a": 1})
    page = planner.get(address("doubts"))
    first, second = (row["form"] for row in page.context["rows"])
    typed = {"which": second.prefix, f"{second.prefix}-key": "budget-parts:T2", f"{second.prefix}-facts": "5 | 1"}
    wrong = planner.post(address("doubts"), {**typed, f"{second.prefix}-remark": ""})
    assert wrong.status_code == 422
    assert wrong.content.decode().count("Hãy ghi kết luận") == 2  # at the field, and in the list of mistakes
    planner.post(address("doubts"), {**typed, f"{second.prefix}-remark": "Tổng đúng"})
    shown = read(planner, "doubts")
    assert "Tổng đúng" in shown
    assert f'name="{first.prefix}-remark"' in shown
    assert f'name="{second.prefix}-remark"' not in shown
    leader = signed_in(plan.issuer, Role.LEADER)
    assert "-remark" not in read(leader, "doubts")
    assert leader.post(address("doubts"), {**typed, f"{second.prefix}-remark": "x"}).status_code == 403


def test_the_tables_are_shown_and_taken_away(plan: Plan, planner: Client) -> None:
    project = make_project(plan, leads="Sở")
    Money.objects.create(project=project, fund="local_it", measure="need", year=2027, amount=1_234_567)
    assert "T1. Tổng hợp chung" in read(planner, "tables")
    page = read(planner, "table", "T1", nam="2027")
    assert "Nhu cầu kế hoạch 2027" in page
    assert "1.234.567" in page
    for key in LAYOUTS:
        read(planner, "table", key)
    file = planner.get(address("table", "T1"), {"nam": "2027", "dang": "ods"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="bieu-ke-hoach-mau-t1-2027.ods"'
    assert planner.get(address("tables-file"), {"bieu": "het"}).content[:2] == b"PK"
    assert planner.get(address("table", "T99")).status_code == 404


def test_a_draft_is_seen_by_the_drafter_and_the_issuer_only(plan: Plan) -> None:
    below = signed_in(Agency.objects.get(code="H99.1"), Role.PLANNER)
    pages = ("targets", "baselines", "projects", "budgets", "doubts", "tables")
    assert {below.get(address(page)).status_code for page in pages} == {404}
    Plan.objects.update(state=State.COMMENT)
    assert {below.get(address(page)).status_code for page in pages} == {200}
    assert sent(below, "add-budget", code="T", name="x").status_code == 403


def test_lists_ask_as_much_for_many_as_for_one(plan: Plan, planner: Client) -> None:
    def asked(page: str, *given: Any) -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            read(planner, page, *given)
        return len(context)

    target = make_target(plan, make_indicator("A"))
    project = make_project(plan, "A", leads="Sở")
    Baseline.objects.create(plan=plan, code="A", name="A", year=2020, n=1)
    pages: list[tuple[Any, ...]] = [
        ("targets",), ("projects",), ("baselines",), ("budgets",), ("doubts",), ("table", "T10"),
        ("target", target.pk), ("project", project.pk),
    ]  # fmt: skip
    before = [asked(*page) for page in pages]
    for number in range(3):
        make_target(plan, make_indicator(f"B{number}"))
        Money.objects.create(project=make_project(plan, f"B{number}"), fund="oda", measure="need", year=2026, amount=1)
        Money.objects.create(project=project, fund="oda", measure="need", year=2026 + number, amount=1)
        Baseline.objects.create(plan=plan, code=f"B{number}", name="B", year=2020, n=1)
        Budget.objects.create(plan=plan, code=f"B{number}", name="B", amount=1)
        Assignment.objects.create(
            target=target, agency=make_agency(f"H99.7{number}", Kind.DEPARTMENT, parent=plan.issuer), value=1
        )
    assert [asked(*page) for page in pages] == before
