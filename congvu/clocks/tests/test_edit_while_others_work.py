"""Calendars edited at once, and while clocks are started, paused and resumed: over real connections."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from congvu.agencies.models import Agency, CalendarDay
from congvu.agencies.testing import make_agency
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.clocks import services
from congvu.clocks.models import Clock
from congvu.clocks.services import Confirmed, Edit
from congvu.clocks.tests.calendar_2026 import budget, moment

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment("2026-03-02 08:00")
BY = system("tests", "Kiểm thử")
GIVEN = budget("3 working_day")
SOON = 0.3  # seconds in which somebody who need not wait is done


@pytest.fixture
def agency() -> Agency:
    return make_agency("H24")


def day_off(day: int, agency: Agency) -> Edit:
    return services.of_day(date(2026, 3, day), works=False, name="Nghỉ bão", decision="77/QĐ", agency=agency)


def alone(deed: Callable[[], object]) -> str:
    """Do it on a connection of one's own; what one is told."""
    try:
        with transaction.atomic():
            deed()
    except Refusal as refusal:
        return refusal.code
    else:
        return "done"
    finally:
        connection.close()


def wait_a_little(future: "Future[str]") -> None:
    """Let the other thread come as far as it can."""
    with suppress(TimeoutError):
        future.result(timeout=SOON)


def test_of_two_administrators_who_saw_the_same_calendar_one_is_shown_the_new_one(agency: Agency) -> None:
    services.start(GIVEN, agency_id=agency.pk, label="one", at=AT)
    edits = [day_off(4, agency), day_off(5, agency)]
    seen = [Confirmed(services.preview(edit, by=BY, at=AT).fingerprint) for edit in edits]
    with ThreadPoolExecutor(2) as pool:
        told = [
            pool.submit(alone, partial(services.perform, edit, by=BY, at=AT, confirmed=one))
            for edit, one in zip(edits, seen, strict=True)
        ]
        assert sorted(each.result() for each in told) == ["clocks.preview_outdated", "done"]
    assert CalendarDay.objects.count() == 1


def test_two_edits_at_once_both_count(agency: Agency) -> None:
    services.start(GIVEN, agency_id=agency.pk, label="one", at=AT)
    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(alone, partial(services.perform, day_off(day, agency), by=BY, at=AT)) for day in (4, 5)]
        assert [each.result() for each in told] == ["done", "done"]
    assert Clock.objects.get().due_at == moment("2026-03-09 11:30")


DEEDS: dict[str, Callable[[Agency], object]] = {
    "start": lambda agency: services.start(GIVEN, agency_id=agency.pk, label="new", at=AT),
    "resume": lambda _agency: services.resume(Clock.objects.get(label="paused").pk, at=AT),
    "extend": lambda _agency: services.extend(
        Clock.objects.get(label="one").pk, budget("1 working_day"), ground="extension:verify", at=AT
    ),
    "pause": lambda _agency: services.pause(Clock.objects.get(label="one").pk, ground="supplement", at=AT),
}


@pytest.fixture
def _clocks(agency: Agency) -> None:
    services.start(GIVEN, agency_id=agency.pk, label="one", at=AT)
    paused = services.start(GIVEN, agency_id=agency.pk, label="paused", at=AT)
    services.pause(paused.pk, ground="supplement", at=AT)


def all_running_clocks_are_right() -> None:
    assert services.reproject(None, reason="kiểm tra", by=BY, at=AT) == []


@pytest.mark.usefixtures("_clocks")
@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_began_before_an_edit_and_ends_after_it_counts_by_the_new_calendar(
    deed: str, agency: Agency
) -> None:
    begun, may_end = Event(), Event()

    def slowly() -> None:
        DEEDS[deed](agency)
        begun.set()
        assert may_end.wait(timeout=30)

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(alone, slowly)
        assert begun.wait(timeout=30)
        edit = pool.submit(alone, lambda: services.perform(day_off(4, agency), by=BY, at=AT))
        wait_a_little(edit)
        may_end.set()
        assert (slow.result(), edit.result()) == ("done", "done")
    all_running_clocks_are_right()


@pytest.mark.usefixtures("_clocks")
@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_begins_during_an_edit_counts_by_the_new_calendar(deed: str, agency: Agency) -> None:
    begun, may_end = Event(), Event()

    def slowly() -> None:
        services.perform(day_off(4, agency), by=BY, at=AT)
        begun.set()
        assert may_end.wait(timeout=30)

    with ThreadPoolExecutor(2) as pool:
        edit = pool.submit(alone, slowly)
        assert begun.wait(timeout=30)
        other = pool.submit(alone, lambda: DEEDS[deed](agency))
        wait_a_little(other)
        may_end.set()
        assert (edit.result(), other.result()) == ("done", "done")
    all_running_clocks_are_right()


@pytest.mark.usefixtures("_clocks")
def test_a_clock_that_pauses_while_somebody_looks_at_a_preview_brings_the_preview_back(agency: Agency) -> None:
    edit = day_off(4, agency)
    seen = Confirmed(services.preview(edit, by=BY, at=AT).fingerprint)
    begun, may_end = Event(), Event()

    def pausing() -> None:
        DEEDS["pause"](agency)
        begun.set()
        assert may_end.wait(timeout=30)

    with ThreadPoolExecutor(2) as pool:
        pause = pool.submit(alone, pausing)
        assert begun.wait(timeout=30)
        confirming = pool.submit(alone, lambda: services.perform(edit, by=BY, at=AT, confirmed=seen))
        wait_a_little(confirming)
        may_end.set()
        assert (pause.result(), confirming.result()) == ("done", "clocks.preview_outdated")
    assert not CalendarDay.objects.exists()


@pytest.mark.usefixtures("_clocks")
def test_a_preview_waits_for_nobody_who_reads_and_is_seen_by_nobody(agency: Agency) -> None:
    before = dict(Clock.objects.values_list("label", "due_at"))
    with ThreadPoolExecutor(4) as pool:
        looks = [
            pool.submit(alone, partial(services.preview, day_off(day, agency), by=BY, at=AT)) for day in (3, 4, 5, 6)
        ]
        deeds = [
            pool.submit(
                alone,
                partial(services.start, GIVEN, agency_id=agency.pk, label=f"new {number}", at=AT),
            )
            for number in range(8)
        ]
        assert {each.result() for each in (*looks, *deeds)} == {"done"}
    assert {label: due for label, due in Clock.objects.values_list("label", "due_at") if label in before} == before
    all_running_clocks_are_right()
