"""Who reads which books, what a page costs, and the register."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import STRANGER, Actor
from congvu.dossiers.models import Dossier
from congvu.dossiers.testing import a_dossier
from congvu.statistics import services
from congvu.statistics.models import LegLife, Life
from congvu.statistics.rules import Cell, Measure, Period
from congvu.statistics.rules.measures import RETURNED
from congvu.statistics.selectors import (
    REPORTS,
    Question,
    board,
    kept,
    listed,
    number,
    numbers,
    register,
    registers,
    report,
    scope,
    series,
    years,
)
from congvu.statistics.tests.inventing import invent, journal

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-07-01T08:00+07:00")
YEAR = Period.year(2026)
TODAY = date(2026, 7, 1)


@pytest.fixture
def tree() -> dict[str, Agency]:
    root = make_agency("H98", Kind.PROVINCE_COMMITTEE)
    named = {"root": root, "counter": make_agency("H98.01", Kind.ONE_STOP, parent=root)}
    make_agency("H98.02", Kind.ONE_STOP, parent=root)
    named["one"] = make_agency("H98.31", Kind.DEPARTMENT, parent=root, sector="a")
    named["below"] = make_agency("H98.32", Kind.DIVISION, parent=named["one"])
    named["other"] = make_agency("H98.33", Kind.DEPARTMENT, parent=root, sector="b")
    journal(list(invent(2, 60)))
    while services.keep(at=AT):
        pass
    return named


def seen_by(viewer: Actor) -> set[str]:
    return set(numbers(Question(viewer, YEAR, TODAY), Measure, by="agency"))


def test_an_agency_reads_its_own_books_and_those_below(tree: dict[str, Agency]) -> None:
    assert seen_by(make_official(tree["root"], Role.LEADER)) == {"H98.31", "H98.32", "H98.33", "H98.01", "H98.02"}
    assert seen_by(make_official(tree["one"], Role.UNIT_HEAD)) == {"H98.31", "H98.32"}
    assert seen_by(make_official(tree["below"], Role.SPECIALIST)) == {"H98.32"}
    assert seen_by(make_official(tree["counter"], Role.CLERK)) == {"H98.01"}


def test_strangers_read_nothing(tree: dict[str, Agency]) -> None:
    cell = Cell((Measure.RECEIVED,), YEAR.start, YEAR.end)
    assert seen_by(STRANGER) == set()
    assert number(STRANGER, cell) == 0
    assert listed(STRANGER, cell).rows == []
    assert registers(STRANGER) == []
    assert report("chi-tiet-tiep-nhan", Question(STRANGER, YEAR, TODAY)).rows == ()


def test_nobody_reads_the_books_of_others_by_naming_them(tree: dict[str, Agency]) -> None:
    viewer = make_official(tree["one"], Role.LEADER)
    received = Cell((Measure.RECEIVED,), YEAR.start, YEAR.end)
    for cell in (replace(received, agency="H98.33"), replace(received, under="H98.33")):
        assert number(viewer, cell) == 0
        assert listed(viewer, cell).rows == []
    assert numbers(Question(viewer, YEAR, TODAY, agency="H98.33"), Measure) == {}
    both = Cell((Measure.RECEIVED,), YEAR.start, YEAR.end, under="H98")
    assert 0 < number(viewer, both) == len(listed(viewer, both, size=1000).rows) < 60


def test_a_successor_reads_the_books_of_its_predecessors(tree: dict[str, Agency]) -> None:
    Agency.objects.filter(pk=tree["other"].pk).update(successor=tree["one"], valid_to=date(2026, 6, 1))
    assert seen_by(make_official(tree["one"], Role.LEADER)) == {"H98.31", "H98.32", "H98.33"}


def test_the_sum_of_days_is_the_number_of_the_period(tree: dict[str, Agency]) -> None:
    asked = Question(make_official(tree["root"], Role.LEADER), Period(date(2026, 1, 9), date(2026, 4, 2)), TODAY)
    whole = numbers(asked, ["received"])[""]["received"]
    days = series(asked, ["received"])
    assert len(days) == (date(2026, 4, 2) - date(2026, 1, 9)).days
    assert sum(found["received"] for _day, found in days) == whole
    year = Question(asked.viewer, YEAR, TODAY)
    months = series(year, ["received"], step="month")
    assert len(months) == 12
    assert sum(found["received"] for _day, found in months) == numbers(year, ["received"])[""]["received"]


def test_pages_cost_the_same_few_queries(tree: dict[str, Agency], django_assert_max_num_queries: Any) -> None:
    viewer = make_official(tree["root"], Role.LEADER)
    asked = Question(viewer, YEAR, TODAY)
    with django_assert_max_num_queries(10):
        board(asked)
    for key, known in REPORTS.items():
        with django_assert_max_num_queries(6 if known.detail else 12):
            report(key, asked)


def test_years_and_freshness(tree: dict[str, Agency]) -> None:
    assert years(make_official(tree["root"], Role.LEADER)) == [2026]
    assert kept().behind == 0
    assert kept().at == AT


def played() -> tuple[Dossier, Any]:
    dossier, stage = a_dossier()
    while services.keep(at=AT):
        pass
    return dossier, stage


def test_the_register_is_read_by_its_counter_and_those_above() -> None:
    dossier, stage = played()
    clerk = stage.cast[Role.CLERK]
    assert [agency.code for agency in registers(clerk)] == [stage.receiver.code]
    (row,) = register(clerk, stage.receiver.code, 2026).rows
    shown = [value.value for value in row.values]
    assert shown[:3] == [1, dossier.code, dossier.edition.procedure.name]
    assert dossier.applicant in shown
    assert dossier.phone in shown
    assert clerk.name in shown
    assert register(stage.cast[Role.LEADER], stage.receiver.code, 2026).rows
    outside = make_official(make_agency("H97", Kind.PROVINCE_COMMITTEE), Role.LEADER)
    assert register(outside, stage.receiver.code, 2026).rows == ()
    assert register(clerk, stage.receiver.code, 2025).rows == ()


def test_only_who_may_open_a_dossier_reads_the_applicant() -> None:
    dossier, stage = played()
    cell = Cell((Measure.RECEIVED,), YEAR.start, YEAR.end)
    (mine,) = listed(stage.cast[Role.SPECIALIST], cell).rows
    assert (mine.applicant, mine.address) == (dossier.applicant, f"/ho-so/{dossier.code}/")
    admin = make_official(Agency.objects.get(parent=None), Role.ADMIN)
    (theirs,) = listed(admin, cell).rows
    assert (theirs.applicant, theirs.address) == ("", "")
    assert theirs.code == dossier.code


def test_a_late_leg_is_named_as_the_cause() -> None:
    dossier, stage = played()
    life = Life.objects.get(code=dossier.code)
    LegLife.objects.create(
        life=life,
        number=2,
        key="tax",
        name="Xác định thuế",
        agency="H98.55",
        opened_at=life.received_at,
        due_at=life.received_at + timedelta(hours=2),
    )
    cell = Cell((Measure.OVERDUE,), YEAR.start, TODAY)
    (row,) = listed(stage.cast[Role.SPECIALIST], cell).rows
    assert row.verdict == "overdue"
    assert row.at_fault == ("2. Xác định thuế (H98.55)",)


def test_every_dossier_has_one_national_status(tree: dict[str, Agency]) -> None:
    viewer = make_official(tree["root"], Role.LEADER)
    table = report("trang-thai", Question(viewer, YEAR, TODAY))
    assert len(table.rows) == 10
    counted = [row.values[3].value for row in table.rows]
    assert sum(number for number in counted if isinstance(number, int)) == Life.objects.count()
    assert all(row.values[3].cell for row in table.rows if row.values[3].value)


def test_what_was_returned_is_split_by_its_verdict(tree: dict[str, Agency]) -> None:
    viewer = make_official(tree["root"], Role.LEADER)
    found = numbers(Question(viewer, YEAR, TODAY), RETURNED)[""]
    assert sum(found.values()) == Life.objects.filter(state="returned").count()


def test_one_query_tells_the_scope(tree: dict[str, Agency], django_assert_num_queries: Callable[[int], Any]) -> None:
    viewer = make_official(tree["one"], Role.LEADER)
    with django_assert_num_queries(1):
        found = scope(viewer)
    assert not found.all
    assert found.codes == {"H98.31", "H98.32"}
