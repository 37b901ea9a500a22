"""Runs: what is stored, that counting again changes nothing, and that a killed one is taken up."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_official
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.measures import services
from congvu.measures.models import Measure, Run
from congvu.measures.rules import METRICS
from congvu.measures.selectors.counters import COUNTERS
from congvu.measures.services import counting
from congvu.measures.testing import make_measure
from congvu.measures.tests.conftest import AT, BEGUN, World, dossier, keep

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
KEYS = ("dvc.dossiers", "hr.officials", "doc.registered")


def told() -> list[tuple[Any, ...]]:
    return list(Measure.objects.order_by("metric", "agency", "day").values_list("metric", "agency", "day", "n"))


def test_every_lit_metric_has_its_counter_and_no_dark_one() -> None:
    assert {key for key, metric in METRICS.items() if metric.lit} == set(COUNTERS)
    assert all(bool(metric.why_dark) != metric.lit for metric in METRICS.values())
    assert all(key == metric.key and len(key) <= 40 for key, metric in METRICS.items())


def test_agencies_that_have_none_get_a_nought_and_parts_of_agencies_no_row(books: World) -> None:
    run = services.count(KEYS, FIRST, LAST, by=books.admin, at=AT)
    assert (run.done, run.days, run.ended_at, run.metrics) == (31, 31, AT, ["dvc.dossiers", "hr.officials"])
    assert Measure.objects.count() == 2 * 31 * 4
    of = Measure.objects.filter(metric="dvc.dossiers")
    assert set(of.values_list("agency__code", flat=True)) == {"H98", "H98.31", "H98.33", "H98.40"}
    assert sum(of.filter(agency=books.one).values_list("n", flat=True)) == 4
    assert set(of.filter(agency=books.other).values_list("n", flat=True)) == {0}


def test_counting_again_writes_only_what_differs(books: World) -> None:
    services.count(KEYS, FIRST, LAST, by=books.admin, at=AT)
    before, later = told(), AT + timedelta(hours=1)
    services.count(KEYS, FIRST, LAST, by=books.admin, at=later)
    assert told() == before
    assert not Measure.objects.filter(counted_at=later).exists()
    dossier(8, "H98.33", date(2026, 3, 9))
    keep()
    services.count(KEYS, FIRST, LAST, by=books.admin, at=later)
    changed = Measure.objects.get(counted_at=later)
    assert (changed.agency, changed.day, changed.n) == (books.other, date(2026, 3, 9), 1)
    assert Run.objects.count() == 3


def test_an_agency_has_rows_only_while_it_exists(books: World) -> None:
    services.count(KEYS, FIRST, LAST, by=books.admin, at=AT)
    Agency.objects.filter(pk=books.other.pk).update(valid_to=date(2026, 3, 10), successor=books.one)
    services.count(KEYS, FIRST, LAST, by=books.admin, at=AT)
    days = Measure.objects.filter(agency=books.other, metric="hr.officials").values_list("day", flat=True)
    assert max(days) == date(2026, 3, 9)
    assert len(days) == 9


def test_a_killed_run_is_taken_up_where_it_stood(books: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", 40)  # five days a transaction
    real = counting._store

    def killed(found: Any, span: Any, *args: Any, **more: Any) -> None:
        real(found, span, *args, **more)
        if span.first > date(2026, 3, 10):
            raise KeyboardInterrupt

    monkeypatch.setattr(counting, "_store", killed)
    with pytest.raises(KeyboardInterrupt):
        services.count(KEYS, FIRST, LAST, by=books.admin, at=AT)
    assert Measure.objects.latest("day").day == date(2026, 3, 10)
    assert Run.objects.get().done == 10
    monkeypatch.setattr(counting, "_store", real)
    steps: list[tuple[int, int]] = []
    run = services.count(
        KEYS, FIRST, LAST, by=books.admin, at=AT, progress=lambda done, days: steps.append((done, days))
    )
    assert run == Run.objects.get()
    assert steps == [(15, 31), (20, 31), (25, 31), (30, 31), (31, 31)]
    assert Measure.objects.count() == 2 * 31 * 4


def test_of_two_at_once_one_counts_a_day(books: World) -> None:
    run = services.ask(KEYS, FIRST, LAST, by=books.admin, at=AT)
    same = Run.objects.get()
    assert counting.step(run, at=AT) == 31
    assert counting.step(same, at=AT) == 31  # it finds that it is done
    assert Run.objects.get().done == 31
    assert counting.step(same, at=AT) == 0


def test_the_background_goes_on_a_little_at_a_time(books: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", 40)
    services.ask(KEYS, FIRST, LAST, by=books.admin, at=AT)
    assert [services.go_on(at=AT, most=3) for _turn in range(4)] == [15, 15, 1, 0]
    assert Run.objects.get().ended_at == AT


def test_the_night_counts_yesterday_and_later_the_weeks_before_again(books: World) -> None:
    early = datetime.fromisoformat("2026-07-01T00:00:10+07:00")
    assert (
        services.count_yesterday(early - timedelta(days=0, seconds=20)) > 0
    )  # 30 June is not over: the 29th is counted
    assert set(Measure.objects.values_list("day", flat=True)) == {date(2026, 6, 29)}
    assert services.count_yesterday(AT) > 0
    assert services.count_yesterday(AT) >= 0
    while services.count_yesterday(AT):
        pass
    assert Measure.objects.earliest("day").day == date(2026, 5, 26)
    assert Measure.objects.latest("day").day == date(2026, 6, 30)
    assert Run.objects.count() == 2
    assert Entry.objects.filter(event="measures.count_asked").count() == 2


def test_the_night_waits_for_the_books(books: World) -> None:
    assert services.count_yesterday(AT + timedelta(days=1)) == 0
    keep(AT + timedelta(days=1))
    assert services.count_yesterday(AT + timedelta(days=1)) > 0


def test_days_of_which_nothing_can_be_known_have_no_row(books: World) -> None:
    services.count(["dvc.dossiers", "org.agencies"], date(2025, 12, 30), date(2026, 1, 2), by=books.admin, at=AT)
    assert Measure.objects.filter(metric="dvc.dossiers").earliest("day").day == BEGUN
    assert Measure.objects.filter(metric="org.agencies").earliest("day").day == date(2025, 12, 30)


def test_what_can_be_known_no_longer_stays_as_it_was_counted(books: World) -> None:
    old = make_measure("hr.accounts_active", books.one, BEGUN, 7)
    services.count(["hr.accounts_active"], BEGUN, LAST, by=books.admin, at=AT)
    old.refresh_from_db()
    assert old.n == 7
    assert Measure.objects.exclude(pk=old.pk).earliest("day").day == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("keys", "first", "last", "code"),
    [
        (["no.such"], FIRST, LAST, "unknown"),
        (["doc.registered"], FIRST, LAST, "nothing_lit"),
        (KEYS, LAST, FIRST, "ends_before_it_begins"),
        (KEYS, FIRST, AT.date(), "not_over"),
        (KEYS, date(2019, 1, 1), LAST, "too_long"),
    ],
)
def test_what_cannot_be_counted_is_refused(world: World, keys: Any, first: date, last: date, code: str) -> None:
    with pytest.raises(Refusal) as no:
        services.count(keys, first, last, by=world.admin, at=AT)
    assert no.value.code == f"measures.{code}"
    assert not Run.objects.exists()


def test_only_who_administers_the_whole_tree_counts(world: World) -> None:
    for agency, role in ((world.root, Role.LEADER), (world.one, Role.ADMIN)):
        with pytest.raises(Refusal, match=r"measures\.not_admin"):
            services.count(KEYS, FIRST, LAST, by=make_official(agency, role), at=AT)
