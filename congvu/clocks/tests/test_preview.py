"""An edit of a calendar is looked at before it is done, and does what was shown."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.agencies import selectors as agencies
from congvu.agencies.models import Agency, CalendarDay, CalendarStamp
from congvu.agencies.models import Hours as HoursRow
from congvu.agencies.testing import make_agency
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.base.working_time import STANDARD
from congvu.clocks import services
from congvu.clocks.models import Clock
from congvu.clocks.services import Confirmed, Edit
from congvu.clocks.tests.calendar_2026 import budget, moment
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db
AT = moment("2026-03-02 08:00")
BY = system("tests", "Kiểm thử")
STORM = date(2026, 3, 4)


@pytest.fixture
def agency() -> Agency:
    return make_agency("H24")


def day_off(day: date, agency: Agency | None, *, works: bool = False) -> Edit:
    return services.of_day(day, works=works, name="Nghỉ bão", decision="77/QĐ-UBND", agency=agency)


def start(agency: Agency, label: str, given: str = "3 working_day", at: str = "2026-03-02 08:00") -> Clock:
    return services.start(budget(given), agency_id=agency.pk, label=label, at=moment(at))


def dues() -> dict[str, str]:
    return {label: f"{due:%d %H:%M}" for label, due in Clock.objects.values_list("label", "due_at")}


def test_a_preview_tells_who_moves_and_by_how_much_and_changes_nothing(agency: Agency) -> None:
    below = make_agency("H24.50", parent=agency)
    start(agency, "one")
    start(below, "two")
    start(below, "three", "1 working_day")  # due before the day
    paused = start(below, "paused")
    services.pause(paused.pk, ground="supplement", at=AT)
    before, lines = dues(), Entry.objects.count()
    shown = services.preview(day_off(STORM, agency), by=BY, at=AT)
    assert (shown.moved, shown.overdue) == (2, 0)
    assert [(one.label, one.was, one.due) for one in shown.clocks] == [
        ("one", moment("2026-03-05 11:30"), moment("2026-03-06 11:30")),
        ("two", moment("2026-03-05 11:30"), moment("2026-03-06 11:30")),
    ]
    assert [(row.agency.code, row.moved, row.latest) for row in shown.agencies] == [("H24", 1, 1), ("H24.50", 1, 1)]
    assert shown.shifts == ((1, 2),)
    assert dues() == before
    assert Entry.objects.count() == lines
    assert not CalendarDay.objects.exists()
    assert not CalendarStamp.objects.exists()
    assert agencies.timetable(agency.pk).works(STORM)


def test_what_was_shown_is_what_happens(agency: Agency) -> None:
    clock, edit = start(agency, "one"), day_off(STORM, agency)
    shown = services.preview(edit, by=BY, at=AT)
    assert services.perform(edit, by=BY, at=AT, confirmed=Confirmed(shown.fingerprint)) == [clock.pk]
    clock.refresh_from_db()
    assert clock.due_at == shown.clocks[0].due
    assert services.preview(edit, by=BY, at=AT).moved == 0


@pytest.mark.parametrize("edit", ["hours", "removal", "holidays"])
def test_every_edit_has_a_preview(agency: Agency, edit: str) -> None:
    start(agency, "one", at="2026-02-13 08:00")
    services.record_day(date(2026, 2, 16), works=False, name="Tết", decision="", agency=agency, by=BY, at=AT,
                        confirmed=Confirmed(accepts_overdue=True, reason="Thử"))  # fmt: skip
    chosen = {
        "hours": services.of_hours(agency, STANDARD[:2], valid_from=date(2026, 2, 13)),
        "removal": services.of_removal(date(2026, 2, 16), agency=agency),
        "holidays": services.of_holidays([2026]),
    }[edit]
    early = moment("2026-02-13 09:00")
    shown = services.preview(chosen, by=BY, at=early)
    assert shown.moved == 1
    assert not HoursRow.objects.exists()
    assert CalendarDay.objects.count() == 1
    services.perform(chosen, by=BY, at=early, confirmed=Confirmed(shown.fingerprint))
    assert Clock.objects.get().due_at == shown.clocks[0].due


def test_an_edit_of_somebody_elses_calendar_is_refused_in_the_preview_already(agency: Agency) -> None:
    nobody = type(BY)("official:1", "Nguyễn Văn Mẫu")
    with pytest.raises(Refusal, match=r"agencies\.not_admin"):
        services.preview(day_off(STORM, agency), by=nobody, at=AT)


# A due time that would pass


def swap_that_hurts(agency: Agency) -> tuple[Edit, Clock]:
    """Saturday 07/03 was off; a decision that comes late says that it was worked."""
    clock = start(agency, "H24-1", at="2026-03-05 08:00")
    assert clock.due_at == moment("2026-03-10 11:30")
    return day_off(date(2026, 3, 7), agency, works=True), clock


def test_an_edit_that_would_make_a_dossier_overdue_is_refused_and_names_it(agency: Agency) -> None:
    edit, _clock = swap_that_hurts(agency)
    monday = moment("2026-03-09 16:00")  # due on Tuesday noon now; by the edit it was due on Monday noon
    shown = services.preview(edit, by=BY, at=monday)
    assert (shown.overdue, [one.label for one in shown.overdue_clocks]) == (1, ["H24-1"])
    assert shown.agencies[0].overdue == 1
    with pytest.raises(Refusal, match=r"clocks\.would_be_overdue") as refused:
        services.perform(edit, by=BY, at=monday, confirmed=Confirmed(shown.fingerprint))
    assert "1 hồ sơ" in refused.value.sentence
    assert "H24-1" in refused.value.sentence
    with pytest.raises(Refusal, match=r"clocks\.would_be_overdue"):
        services.record_day(date(2026, 3, 7), works=True, name="Làm bù", decision="", agency=agency, by=BY, at=monday)
    assert not CalendarDay.objects.exists()


def test_overdue_is_accepted_with_a_reason_and_the_journal_keeps_it(agency: Agency) -> None:
    edit, clock = swap_that_hurts(agency)
    monday = moment("2026-03-09 16:00")
    with pytest.raises(Refusal, match=r"clocks\.overdue_needs_reason"):
        services.perform(edit, by=BY, at=monday, confirmed=Confirmed(accepts_overdue=True, reason=" "))
    accepted = Confirmed(accepts_overdue=True, reason="Quyết định đến muộn")
    assert services.perform(edit, by=BY, at=monday, confirmed=accepted) == [clock.pk]
    assert Entry.objects.get(event="clocks.reprojected").facts["reason"] == (
        "07/03/2026 Nghỉ bão 77/QĐ-UBND; xác nhận 1 hồ sơ thành quá hạn: Quyết định đến muộn"
    )


def test_what_is_overdue_already_asks_for_no_confirmation(agency: Agency) -> None:
    edit, clock = swap_that_hurts(agency)
    late = moment("2026-03-11 09:00")
    assert services.preview(edit, by=BY, at=late).overdue == 0
    assert services.perform(edit, by=BY, at=late) == [clock.pk]


# Between the look and the deed


def test_a_calendar_that_changed_meanwhile_is_shown_again(agency: Agency) -> None:
    start(agency, "one")
    edit = day_off(STORM, agency)
    seen = services.preview(edit, by=BY, at=AT)
    services.perform(day_off(date(2026, 3, 20), agency), by=BY, at=AT)
    with pytest.raises(Refusal, match=r"clocks\.preview_outdated"):
        services.perform(edit, by=BY, at=AT, confirmed=Confirmed(seen.fingerprint))
    assert not CalendarDay.objects.filter(day=STORM).exists()


def test_a_clock_that_pauses_or_starts_meanwhile_is_seen(agency: Agency) -> None:
    clock, edit = start(agency, "one"), day_off(STORM, agency)
    seen = services.preview(edit, by=BY, at=AT)
    services.pause(clock.pk, ground="supplement", at=AT)
    with pytest.raises(Refusal, match=r"clocks\.preview_outdated"):
        services.perform(edit, by=BY, at=AT, confirmed=Confirmed(seen.fingerprint))
    seen = services.preview(edit, by=BY, at=AT)
    start(agency, "two")
    with pytest.raises(Refusal, match=r"clocks\.preview_outdated"):
        services.perform(edit, by=BY, at=AT, confirmed=Confirmed(seen.fingerprint))


def test_of_more_than_can_be_listed_the_number_may_differ(agency: Agency) -> None:
    for number in range(services.LISTED + 1):
        start(agency, f"clock {number}")
    edit = day_off(STORM, agency)
    seen = services.preview(edit, by=BY, at=AT)
    assert (seen.moved, len(seen.clocks)) == (services.LISTED + 1, services.LISTED)
    start(agency, "received meanwhile")
    moved = services.perform(edit, by=BY, at=AT, confirmed=Confirmed(seen.fingerprint))
    assert len(moved) == services.LISTED + 2


# How much is looked at


def test_only_clocks_that_the_day_can_touch_are_looked_at(agency: Agency) -> None:
    start(agency, "due before")
    start(agency, "started after", at="2026-03-11 08:00")
    start(agency, "touched", "10 working_day")
    looked: list[int] = []
    services.preview(day_off(date(2026, 3, 10), agency), by=BY, at=AT, progress=looked.append)
    assert sum(looked) == 1


def test_a_preview_takes_as_many_queries_for_thirty_clocks_as_for_one(agency: Agency) -> None:
    counts = []
    for number in range(30):
        start(agency, f"clock {number}")
        if number in {0, 29}:
            with CaptureQueriesContext(connection) as queries:
                services.preview(day_off(STORM, agency), by=BY, at=AT)
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def test_thousands_of_clocks_move_in_a_bounded_number_of_writes(agency: Agency) -> None:
    for number in range(40):
        start(agency, f"clock {number}")
    with CaptureQueriesContext(connection) as queries:
        services.perform(day_off(STORM, agency), by=BY, at=AT)
    assert len([query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]) <= 8
    assert Entry.objects.filter(event="clocks.reprojected").count() == 40
    assert Clock.objects.filter(due_at=moment("2026-03-06 11:30")).count() == 40


def test_reprojecting_tells_how_far_it_is(agency: Agency) -> None:
    for number in range(3):
        start(agency, f"clock {number}")
    looked: list[int] = []
    services.reproject(None, reason="kiểm tra", by=BY, at=AT + timedelta(days=1), progress=looked.append)
    assert looked == [3]
