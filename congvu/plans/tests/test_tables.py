"""The ministry's tables as pivots over projects and money, on the page and as one spreadsheet."""

import io
from datetime import date
from typing import Any

import pytest
from odfdo import Document
from odfdo import Table as Sheet

from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Money, Plan, Project
from congvu.plans.rules.layouts import LAYOUTS
from congvu.plans.rules.printed import Printed
from congvu.plans.rules.sheets import spreadsheet
from congvu.plans.selectors.tables import table, tables
from congvu.plans.testing import make_plan, make_project

pytestmark = pytest.mark.django_db


def put(
    project: Project, measure: str, amount: int, year: int | None = None, fund: str = "local_it", **more: Any
) -> None:
    Money.objects.create(project=project, fund=fund, measure=measure, year=year, amount=amount, **more)


@pytest.fixture
def plan() -> Plan:
    """A plan of 2026 with a network (continuing) and a portal (new, decided late, from sponsors too)."""
    plan = make_plan(year_to=2026)
    network = make_project(
        plan,
        "P-1",
        name="Mạng",
        kind="continuing",
        lead=plan.drafter,
        start=2024,
        goal="Ba điểm",
        work="Nối xã",
        order=1,
    )
    portal = make_project(
        plan, "P-2", name="Cổng", kind="new", leads="Sở A; Sở B", decided_on=date(2025, 12, 1), open_source=True,
        integrated=True, order=2, progress="done", finished_on=date(2024, 8, 15), note="Nhà thầu chậm",
    )  # fmt: skip
    put(network, "estimate", 900)
    put(network, "estimate", 100, fund="central")
    put(network, "allocated", 300, 2023, upto=True)
    put(network, "allocated", 50, 2022)  # in the sum until 2023 already
    put(network, "allocated", 120, 2024)
    put(network, "allocated", 200, 2025)
    put(network, "need", 250, 2026)
    put(network, "need", 30, 2026, "central")
    put(network, "paid", 400, 2024, upto=True)
    put(network, "advance", 20, 2024)
    put(network, "volume_done", 70, 2025, as_of=date(2025, 6, 30))
    put(network, "paid", 60, 2025, as_of=date(2025, 12, 31))  # told of a day after June
    put(network, "volume_done", 180, 2025, forecast=True)
    put(portal, "estimate", 40, 2026)
    put(portal, "estimate", 10, 2026, "sponsor")
    put(portal, "estimate", 60, 2027)
    return plan


def rows(printed: Printed) -> list[tuple[Any, ...]]:
    return [line.cells for line in printed.rows]


def test_t1_parts_local_and_other_money_by_year(plan: Plan) -> None:
    printed = table(plan, "T1", year=2026)
    who = plan.drafter.name
    assert rows(printed) == [
        ("1", "Mạng", "Ba điểm", "2024 - 2026", who, 900, 100, 420, 200, 250, 30),
        ("2", "Cổng", None, "2026", "Sở A; Sở B", 100, 10, None, None, None, None),
    ]
    assert printed.total
    assert printed.total.cells == (None, "Cộng", None, None, None, 1000, 110, 420, 200, 250, 30)
    assert printed.unit == "Đơn vị: đồng"
    assert printed.header[0][5] == {"text": "Dự kiến tổng kinh phí", "columns": 2, "rows": 1}
    assert [cell["text"] for cell in printed.header[1]][-1] == "Vốn hợp pháp khác*"


def test_t2_takes_the_need_of_the_year_else_what_was_spread(plan: Plan) -> None:
    assert [cells[5:] for cells in rows(table(plan, "T2", year=2026))] == [
        (1000, "Nối xã", 280, None), (110, None, 40, 10)
    ]  # fmt: skip


def test_t3_and_t4_spread_the_estimate(plan: Plan) -> None:
    assert [cells[4:8] for cells in rows(table(plan, "T3", year=2026))] == [
        (1000, None, None, None), (110, 50, 60, None)
    ]  # fmt: skip
    assert [cells[1] for cells in rows(table(plan, "T4", year=2026))] == ["Cổng"]
    plan.framework = "APP3"
    assert [cells[1] for cells in rows(table(plan, "T4", year=2026))] == ["Mạng", "Cổng"]


def test_t5_and_t6_keep_their_groups_when_empty(plan: Plan) -> None:
    printed = table(plan, "T6", year=2026)
    assert [(line.kind, line.cells[0], line.cells[1]) for line in printed.rows] == [
        ("group", "I. Các dự án/ nhiệm vụ độc lập về ATTT", None), ("row", "1", "Mạng"),
        ("group", LAYOUTS["T6"].groups[1].title, None), ("row", "1", "Cổng"),
    ]  # fmt: skip
    Project.objects.all().delete()
    assert [line.kind for line in table(plan, "T5", year=2026).rows] == ["group", "group"]


def test_t8_tells_what_was_done_until_june(plan: Plan) -> None:
    printed = table(plan, "T8", year=2026)
    assert rows(printed)[0] == ("1", "Mạng", 1000, 420, 200, 70, None, None, 180, None)
    assert printed.notes == ("1 dự án có số liệu sau ngày 30/6, không tính vào cột đến 30/6.",)
    assert printed.labels[5] == ("", "Giá trị khối lượng thực hiện đến 30/6/2025")


def test_t9_counts_settlements_and_names_the_late_ones(plan: Plan) -> None:
    network = Project.objects.get(code="P-1")
    put(network, "settled", 950, 2025, as_of=date(2025, 5, 20))
    Project.objects.filter(code="P-2").update(start=2023)
    printed = table(plan, "T9", year=2026)
    assert rows(printed) == [
        (1, 950, None, 1, None, None, None, None),
        (None, None, None, None, "Cổng", "2023 - 2024", 4, "Nhà thầu chậm"),
    ]
    assert printed.total is None


def test_t10_groups_by_kind_and_says_what_is_eligible(plan: Plan) -> None:
    printed = table(plan, "T10", year=2026)
    shown = [(line.kind, line.cells[0], line.cells[4:]) for line in printed.rows]
    assert shown == [
        ("group", "I. Dự án ứng dụng CNTT", (290, 30, 10, None)),
        ("group", "1. Dự án chuyển tiếp", (250, 30, None, None)), ("row", "1", (250, 30, None, None)),
        ("group", "2. Dự án mới", (40, None, 10, None)), ("row", "1", (40, None, 10, "Không")),
        ("group", "3. Dự án chuẩn bị đầu tư", (None,) * 4),
        ("group", "II. Hoạt động lập đề cương và dự toán chi tiết", (None,) * 4),
        ("group", LAYOUTS["T10"].groups[5].title, (None,) * 4),
    ]  # fmt: skip


def test_t11_prints_the_plans_own_numbers_and_groups() -> None:
    plan = make_plan(year_to=2030)
    for code, printed, group in (("II.3", "3", "II Nội bộ"), ("II.4", "3", "II Nội bộ"), ("III.1", "1", "III Dân")):
        make_project(plan, code, printed=printed, group=group, leads="Sở", funding="vốn đầu tư")
    found = rows(table(plan, "T11", year=2026))
    assert [cells[0] for cells in found] == ["II Nội bộ", "3", "3", "III Dân", "1"]
    assert found[1] == ("3", "Dự án II.3", "2026", "2030", "Sở", "vốn đầu tư")


def test_all_eleven_are_read_in_two_queries(plan: Plan, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert len(tables(plan, list(LAYOUTS), year=2026)) == 11
    with pytest.raises(Refusal) as refusal:
        table(plan, "T12", year=2026)
    assert refusal.value.no is refusals.TABLE_UNKNOWN


def test_the_spreadsheet_has_a_sheet_for_each_with_whole_numbers(plan: Plan) -> None:
    printed = tables(plan, list(LAYOUTS), year=2026)
    body = spreadsheet(printed, title=plan.title, creator="Mẫu", day="2026-01-05")
    assert body == spreadsheet(printed, title=plan.title, creator="Mẫu", day="2026-01-05")
    sheets = Document(io.BytesIO(body)).body.tables
    assert [sheet.name for sheet in sheets] == list(LAYOUTS)
    first = sheets[0]
    assert isinstance(first, Sheet)
    lines = [list(values) for values in first.iter_values()]
    assert lines[0][0] == "Biểu T1. Tổng hợp chung đánh giá về nguồn kinh phí"
    assert lines[2][0] == "Đơn vị: đồng"
    assert lines[3][:6] == [label for _group, label in printed[0].labels[:5]] + ["Dự kiến tổng kinh phí"]
    assert lines[5][5:] == [900, 100, 420, 200, 250, 30]
