"""A table comes into a plan in one deed, after every doubt was decided; what is refused changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.files.selectors import Shelf
from congvu.files.testing import stored
from congvu.journal.models import Entry
from congvu.plans.models import Import, Money, Plan, Project
from congvu.plans.rules.reading import Layout, Use
from congvu.plans.rules.words import State
from congvu.plans.selectors.imports import Review, import_of, imports_of
from congvu.plans.services import importing
from congvu.plans.services.projects import Undertaking, set_project
from congvu.plans.testing import AT, DAY, make_indicator, make_plan
from congvu.tabular import ods
from congvu.tabular.laying import Cell

pytestmark = pytest.mark.django_db
HEAD = ("TT", "Tên dự án", "Thời gian thực hiện", "Đơn vị chủ trì", "Dự kiến tổng kinh phí (triệu đồng), nguồn khác")
ROWS = (
    ("1", "Cổng thông tin", "2026-2027", "Sở Mẫu", 1500),
    ("2", "Thư điện tử", "2026", "Sở Ví dụ", "226.330"),
)


def sheet(*rows: tuple[Any, ...]) -> bytes:
    """A file of one table."""
    lines = [[Cell(one, "number" if isinstance(one, int) else "text") for one in row] for row in rows]
    return ods.written([ods.Sheet("Biểu", lines, widths=["3cm"] * len(rows[0]))])


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(state=State.DRAFT, number="", decided_on=None)
    make_agency("H99.1", Kind.DEPARTMENT, parent=plan.issuer, name="Sở Mẫu")
    return plan


@pytest.fixture
def planner(plan: Plan) -> Actor:
    return make_official(plan.drafter, Role.PLANNER)


@pytest.fixture
def begun(plan: Plan, planner: Actor, tmp_path: Path) -> Callable[..., Import]:
    def begin(*rows: tuple[Any, ...], kind: str = "projects") -> Import:
        body = sheet(*rows)
        grids = importing.readable(body, "bieu.ods")
        blob = stored(Shelf(tmp_path / "files", 2**24), body, name="bieu.ods")
        return importing.begin_import(plan.pk, kind=kind, grids=grids, blob=blob, name="bieu.ods", by=planner, at=AT)

    return begin


def taken(found: Import, by: Actor) -> Import:
    return importing.take_import(found.pk, by=by, at=AT + timedelta(minutes=5))


def test_a_table_is_taken_after_every_doubt_was_decided(
    begun: Callable[..., Import], plan: Plan, planner: Actor
) -> None:
    found = begun(HEAD, *ROWS)
    plan.refresh_from_db()
    review = Review(found, plan, DAY)
    assert review.layout.unit == 10**6
    assert [doubt.key for doubt in review.reading.open] == ["lead:so vi du", "E3:number"]
    with pytest.raises(Refusal) as refused:
        taken(found, planner)
    assert refused.value.code == "plans.import_doubts"
    plan.refresh_from_db()
    assert (plan.projects.count(), plan.revision) == (0, 1)
    importing.decide(found.pk, {"lead:so vi du": "words", "E3:number": "=226.330"}, by=planner, at=AT)
    taken(found, planner)
    plan.refresh_from_db()
    found.refresh_from_db()
    assert (found.state, plan.revision) == ("taken", 2)
    assert list(plan.projects.values_list("code", "printed", "name", "start", "end", "leads", "lead__code")) == [
        ("DA-01", "1", "Cổng thông tin", 2026, 2027, "Sở Mẫu", "H99.1"),
        ("DA-02", "2", "Thư điện tử", 2026, 2026, "Sở Ví dụ", None),
    ]
    assert list(Money.objects.values_list("fund", "measure", "year", "amount")) == [
        ("other", "estimate", None, 1_500_000_000), ("other", "estimate", None, 226_330_000),
    ]  # fmt: skip
    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events[-3:] == ["plans.import_read", "plans.import_decided", "plans.imported"]
    with pytest.raises(Refusal) as over:
        taken(found, planner)
    assert over.value.code == "plans.import_over"


def test_what_was_read_before_the_plan_changed_is_refused_until_it_was_looked_at(
    begun: Callable[..., Import], plan: Plan, planner: Actor
) -> None:
    found = begun(HEAD, ROWS[0])
    set_project(plan.pk, Undertaking(code="P-1", name="cổng thông tin"), by=planner, at=AT)
    with pytest.raises(Refusal) as refused:
        taken(found, planner)
    assert refused.value.code == "plans.import_plan_changed"
    assert plan.projects.count() == 1
    importing.look_again(found.pk, by=planner, at=AT)
    with pytest.raises(Refusal) as again:
        taken(found, planner)
    assert again.value.code == "plans.import_doubts"  # the project is there by now
    importing.decide(found.pk, {"B2:duplicate": "keep"}, by=planner, at=AT)
    taken(found, planner)
    assert plan.projects.count() == 2


def test_rows_may_be_left_out_but_not_all(begun: Callable[..., Import], plan: Plan, planner: Actor) -> None:
    found = begun(HEAD, ROWS[1])
    importing.decide(found.pk, {"E2:number": "out", "lead:so vi du": "words"}, by=planner, at=AT)
    with pytest.raises(Refusal) as refused:
        taken(found, planner)
    assert refused.value.code == "plans.import_nothing"
    importing.drop_import(found.pk, by=planner, at=AT)
    assert (plan.projects.count(), Import.objects.get().state) == (0, "dropped")


def test_a_way_that_is_none_is_not_kept_and_a_decision_can_be_taken_back(
    begun: Callable[..., Import], planner: Actor
) -> None:
    found = begun(HEAD, ROWS[1])
    importing.decide(found.pk, {"E2:number": "=7", "Z9:number": "keep", "lead:so vi du": "words"}, by=planner, at=AT)
    found.refresh_from_db()
    assert found.decisions == {"lead:so vi du": "words"}
    importing.decide(found.pk, {"lead:so vi du": ""}, by=planner, at=AT)
    found.refresh_from_db()
    assert found.decisions == {}


def test_what_is_not_said_of_the_columns_is_asked_first(
    begun: Callable[..., Import], plan: Plan, planner: Actor
) -> None:
    found = begun((*HEAD[:4], "Kinh phí"), *ROWS)
    with pytest.raises(Refusal) as refused:
        taken(found, planner)
    assert refused.value.code == "plans.import_unsaid"
    layout = Layout(1, 1000, {1: Use("name"), 4: Use("money", "need", "2026", "local_it")})
    importing.shape_import(found.pk, layout, by=planner, at=AT)
    importing.decide(found.pk, {"E3:number": "=226330"}, by=planner, at=AT)
    taken(found, planner)
    assert sorted(Money.objects.values_list("amount", "year")) == [(1_500_000, 2026), (226_330_000, 2026)]


def test_targets_are_taken(begun: Callable[..., Import], plan: Plan, planner: Actor) -> None:
    indicator = make_indicator("M-01", name="Sở có mạng")
    found = begun(
        ("Chỉ tiêu", "Năm 2026", "Năm 2027", "Hiện trạng"), ("Sở có mạng", "80%", "100%", "53/57"), kind="targets"
    )
    taken(found, planner)
    rows = [
        f"{row.year}: {row.value:.0f}, {row.baseline_n:.0f}/{row.baseline_d:.0f}" for row in indicator.targets.all()
    ]
    assert rows == ["2026: 80, 53/57", "2027: 100, 53/57"]
    again = begun(("Chỉ tiêu", "Năm 2026", "Ghi chú"), ("Sở có mạng", "90%", ""), kind="targets")
    plan.refresh_from_db()
    assert [doubt.key for doubt in Review(again, plan, DAY).reading.open] == ["B2:duplicate"]


def test_only_planners_of_the_drafter_import_and_only_while_it_is_written(
    begun: Callable[..., Import], plan: Plan, planner: Actor
) -> None:
    found = begun(HEAD, ROWS[0])
    stranger = make_official(make_agency("H98", Kind.DEPARTMENT), Role.PLANNER)
    leader = make_official(plan.drafter, Role.LEADER)
    for by in (stranger, leader):
        assert not imports_of(plan, by).exists()
        with pytest.raises(Refusal) as unseen:
            import_of(plan, found.pk, by)
        assert unseen.value.code == "plans.import_unknown"
        for deed in (importing.take_import, importing.drop_import, importing.look_again):
            with pytest.raises(Refusal) as refused:
                deed(found.pk, by=by, at=AT)
            assert refused.value.code == "plans.not_drafter"
    Plan.objects.update(state=State.SUBMITTED)
    with pytest.raises(Refusal) as late:
        taken(found, planner)
    assert late.value.code == "plans.not_writable"
    assert not Project.objects.exists()


def test_a_file_that_cannot_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal) as refused:
        importing.readable(b"%PDF-1.7", "bieu.ods")
    assert (refused.value.code, refused.value.field) == ("plans.import_unreadable", "file")
    assert "không phải tệp ODS" in refused.value.sentence
    monkeypatch.setattr(importing, "MOST_CELLS", 9)
    with pytest.raises(Refusal) as large:
        importing.readable(sheet(HEAD, *ROWS), "bieu.ods")
    assert large.value.code == "plans.import_too_large"
