"""Figures of a period: stock and flow, what is missing, and what they cost."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import STRANGER
from congvu.measures import services
from congvu.measures.models import Measure
from congvu.measures.selectors import Measured, entries, evidence, measured, measured_all, series
from congvu.measures.selectors.counters import COUNTERS
from congvu.measures.testing import make_measure, make_measures
from congvu.measures.tests.conftest import AT, World
from congvu.statistics.rules import Cell, Period
from congvu.statistics.selectors import listed, number

pytestmark = pytest.mark.django_db
Q1 = Period.quarter(2026, 1)
JANUARY = date(2026, 1, 1)
LISTED = (
    "dvc.dossiers", "dvc.dossiers_online", "dvc.settled", "dvc.on_time", "dvc.fee_due", "dvc.open", "dvc.overdue",
    "onestop.received", "dvc.kinds_online", "onestop.units_feeding",
)  # fmt: skip


def test_a_stock_is_its_last_counted_day_and_a_flow_the_sum(world: World) -> None:
    make_measures("hr.officials", world.one, JANUARY, [4, 5, 6])
    make_measures("hr.accounts", world.one, JANUARY, [1, 2, 3])
    make_measures("dvc.dossiers", world.one, JANUARY, [4, 5, 6])
    ids = [world.one.pk, world.other.pk]
    stock = measured("hr.accounts", "hr.officials", ids, period=Q1)
    assert stock == {world.one.pk: Measured(3, 6, date(2026, 1, 3), 1, 1), world.other.pk: Measured()}
    flow = measured("dvc.dossiers", "", ids, period=Q1)[world.one.pk]
    assert flow == Measured(15, None, date(2026, 1, 3), 3, 90)


def test_both_sides_of_a_quotient_are_of_one_day(world: World) -> None:
    make_measures("hr.accounts", world.one, JANUARY, [1, 2, 3])
    make_measures("hr.officials", world.one, JANUARY, [4, 5])
    found = measured("hr.accounts", "hr.officials", [world.one.pk], period=Q1)[world.one.pk]
    assert (found.n, found.d, found.on) == (2, 5, date(2026, 1, 2))


def test_nought_is_known_and_nothing_is_not(world: World) -> None:
    make_measure("dvc.dossiers", world.one, JANUARY, 0)
    assert measured("dvc.dossiers", "", [world.one.pk], period=Q1)[world.one.pk].n == 0
    assert measured("dvc.dossiers", "", [world.one.pk], period=Period.quarter(2026, 2))[world.one.pk].n is None
    assert measured("doc.registered", "no.such", [world.one.pk], period=Q1)[world.one.pk] == Measured()


def test_one_that_ended_has_its_own_last_day(world: World) -> None:
    Agency.objects.filter(pk=world.other.pk).update(valid_to=date(2026, 1, 3))
    make_measures("hr.officials", world.one, JANUARY, [1, 1, 1, 1])
    make_measures("hr.officials", world.other, JANUARY, [8, 9])
    make_measures("dvc.dossiers", world.other, JANUARY, [8, 9])
    ids = [world.one.pk, world.other.pk]
    found = measured("hr.officials", "", ids, period=Q1)
    assert (found[world.other.pk].n, found[world.other.pk].on) == (9, date(2026, 1, 2))
    assert found[world.one.pk].on == date(2026, 1, 4)
    assert measured("dvc.dossiers", "", ids, period=Q1)[world.other.pk].coverage == 2


def test_a_late_count_of_one_quarter_changes_no_later_one(world: World) -> None:
    make_measures("hr.officials", world.one, date(2026, 3, 30), [5, 5, 7])
    before = measured("hr.officials", "", [world.one.pk], period=Period.quarter(2026, 2))
    Measure.objects.filter(day__lt=date(2026, 4, 1)).update(n=99)
    assert measured("hr.officials", "", [world.one.pk], period=Period.quarter(2026, 2)) == before
    assert measured("hr.officials", "", [world.one.pk], period=Q1)[world.one.pk].n == 99


def test_months_of_stocks_and_flows(world: World) -> None:
    for metric in ("hr.officials", "dvc.dossiers"):
        make_measures(metric, world.one, date(2026, 1, 30), [1, 2, 3])
        make_measures(metric, world.other, date(2026, 1, 30), [10, 20, 30])
    ids = [world.one.pk, world.other.pk]
    assert [n for _month, n in series("hr.officials", ids, period=Q1)] == [22, 33, None]
    assert [n for _month, n in series("dvc.dossiers", ids, period=Q1)] == [33, 33, None]


def test_many_metrics_and_agencies_cost_the_same(books: World, django_assert_max_num_queries: Any) -> None:
    keys = [key for key in COUNTERS if not key.startswith("hr.accounts_active")]
    made = [make_agency(f"H98.5{number}", Kind.COMMUNE_COMMITTEE, parent=books.root) for number in range(5)]
    services.count(keys, date(2026, 3, 1), date(2026, 3, 3), by=books.admin, at=AT)
    ids = [books.root.pk, books.one.pk, *(one.pk for one in made), books.counter.pk]  # the last one is never counted
    with django_assert_max_num_queries(6):
        found = measured_all([(key, "org.agencies") for key in keys], ids, period=Q1)
    assert {len(some) for some in found.values()} == {len(ids)}
    assert all(found[key, "org.agencies"][books.one.pk].n is not None for key in keys)
    with django_assert_max_num_queries(1):
        assert {one.last for one in entries() if one.metric.key in keys} == {date(2026, 3, 3)}


def test_evidence_leads_to_lists_as_long_as_the_figure(books: World) -> None:
    services.count(LISTED, date(2026, 2, 20), date(2026, 4, 10), by=books.admin, at=AT)
    leader = make_official(books.root, Role.LEADER)
    period = Period(date(2026, 2, 1), date(2026, 4, 10))
    looked = 0
    for key in LISTED[:7]:
        told = measured(key, "", [books.one.pk], period=period)[books.one.pk].n
        parts = evidence(key, books.one, period=period, viewer=leader)
        assert sum(part.number for part in parts) == told, key
        for part in parts:
            cell = cell_of(part.address)
            assert len(listed(leader, cell).rows) == number(leader, cell) == part.number, key
            looked += 1
    assert looked >= 6
    desks = evidence("onestop.received", books.root, period=period, viewer=leader)
    assert [(part.number, cell_of(part.address).agency) for part in desks] == [(5, "H98.01")]
    kinds = evidence("dvc.kinds_online", books.one, period=period, viewer=leader)
    assert [part.number for part in kinds] == [1]
    assert evidence("onestop.units_feeding", books.one, period=period, viewer=leader)


def cell_of(address: str) -> Cell:
    found = Cell.read(dict(parse_qsl(address.partition("?")[2])))
    assert found
    return found


def test_evidence_is_for_who_may_read_the_agency(books: World) -> None:
    services.count(["dvc.dossiers", "hr.officials"], Q1.start, Q1.last, by=books.admin, at=AT)
    mine, others = make_official(books.one, Role.PLANNER), make_official(books.other, Role.PLANNER)
    for key in ("dvc.dossiers", "hr.officials"):
        assert evidence(key, books.one, period=Q1, viewer=mine)
        assert evidence(key, books.one, period=Q1, viewer=others) == []
        assert evidence(key, books.one, period=Q1, viewer=STRANGER) == []
    assert evidence("doc.registered", books.one, period=Q1, viewer=mine) == []
