"""Hours and days: who may say them, for whom they hold, and that every worker learns of them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.agencies.models import Agency, CalendarDay, CalendarStamp
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import calendar_days, hours_of, timetable
from congvu.agencies.selectors import calendars as kept
from congvu.agencies.services import calendars, move
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.base.working_time import STANDARD, Hours
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 2, tzinfo=UTC)
BY = system("test", "Kiểm thử")
MONDAY = date(2026, 3, 2)
EARLY = [Hours(0, time(7), time(11)), Hours(0, time(13), time(16))]


@pytest.fixture
def province() -> Agency:
    return make_agency("H24", Kind.PROVINCE_COMMITTEE)


@pytest.fixture
def commune(province: Agency) -> Agency:
    return make_agency("H24.50", parent=province)


def closes(agency: Agency, day: date = MONDAY) -> str:
    sessions = timetable(agency.pk).sessions(day)
    return f"{sessions[-1].end:%H:%M}" if sessions else "off"


def test_agency_without_hours_works_by_the_nearest_above_and_at_last_by_the_standard(
    province: Agency, commune: Agency
) -> None:
    assert closes(commune) == "17:00"
    calendars.set_hours(province, EARLY, valid_from=MONDAY, by=BY, at=AT)
    assert closes(commune) == "16:00"
    calendars.set_hours(commune, list(STANDARD), valid_from=MONDAY, by=BY, at=AT)
    assert (closes(province), closes(commune)) == ("16:00", "17:00")
    calendars.set_hours(commune, [], valid_from=date(2026, 3, 9), by=BY, at=AT)
    assert (closes(commune), closes(commune, date(2026, 3, 9))) == ("17:00", "16:00")
    assert {row.valid_to for row in hours_of(commune.pk, on=MONDAY)} == {date(2026, 3, 9)}


def test_hours_set_again_from_the_same_day_replace_what_was_said(province: Agency) -> None:
    calendars.set_hours(province, EARLY, valid_from=MONDAY, by=BY, at=AT)
    calendars.set_hours(province, list(STANDARD), valid_from=MONDAY, by=BY, at=AT)
    assert hours_of(province.pk, on=MONDAY).count() == len(STANDARD)
    assert closes(province) == "17:00"


def test_a_day_said_for_an_agency_wins_over_what_holds_for_everybody(province: Agency, commune: Agency) -> None:
    calendars.record_day(MONDAY, works=False, name="Nghỉ", decision="1/QĐ", agency=None, by=BY, at=AT)
    assert closes(province) == closes(commune) == "off"
    calendars.record_day(MONDAY, works=True, name="Trực", decision="2/QĐ", agency=commune, by=BY, at=AT)
    assert (closes(province), closes(commune)) == ("off", "17:00")
    assert timetable(commune.pk).special[MONDAY].decision == "2/QĐ"
    calendars.remove_day(MONDAY, agency=commune, by=BY, at=AT)
    assert closes(commune) == "off"


def test_a_day_recorded_again_is_corrected_and_not_doubled(province: Agency) -> None:
    for decision in ("1/QĐ", "2/QĐ"):
        calendars.record_day(MONDAY, works=False, name="Nghỉ", decision=decision, agency=None, by=BY, at=AT)
    assert [row.decision for row in calendar_days(None, year=2026)] == ["2/QĐ"]
    assert Entry.objects.filter(event="agencies.day_recorded").count() == 2


def test_holidays_are_seeded_with_the_swap_that_the_package_lacks(province: Agency) -> None:
    new = calendars.seed_holidays([2026], by=BY, at=AT)
    days = {row.day: row for row in CalendarDay.objects.all()}
    assert new == len(days)
    assert not days[date(2026, 2, 17)].works
    assert days[date(2026, 11, 24)].name == "Ngày Văn hóa Việt Nam"
    assert days[date(2026, 8, 22)].works
    swapped = days[date(2026, 1, 2)], days[date(2026, 1, 10)]
    assert [row.works for row in swapped] == [False, True]
    assert {row.decision for row in swapped} == {"12729/VPCP-KGVX"}
    assert all(row.source for row in days.values())
    assert closes(province, date(2026, 1, 10)) == "17:00"


def test_seeding_again_keeps_what_an_administrator_corrected(province: Agency) -> None:
    calendars.seed_holidays([2026], by=BY, at=AT)
    calendars.record_day(date(2026, 2, 20), works=True, name="Làm việc", decision="3/QĐ", agency=None, by=BY, at=AT)
    assert calendars.seed_holidays([2026], by=BY, at=AT) == 0
    assert CalendarDay.objects.get(day=date(2026, 2, 20)).works


def test_only_who_administers_may_edit(province: Agency, commune: Agency) -> None:
    mine, above = make_official(commune, "admin"), make_official(province, "admin")
    clerk = make_official(commune, "clerk")
    day: dict[str, Any] = {"works": False, "name": "Nghỉ", "decision": "", "at": AT}
    calendars.record_day(MONDAY, agency=commune, by=mine, **day)
    calendars.record_day(MONDAY, agency=None, by=above, **day)
    for agency, by in ((None, mine), (province, mine), (commune, clerk)):
        with pytest.raises(Refusal, match=r"agencies\.not_admin"):
            calendars.record_day(MONDAY, agency=agency, by=by, **day)
        with pytest.raises(Refusal, match=r"agencies\.not_admin"):
            calendars.remove_day(MONDAY, agency=agency, by=by, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.not_admin"):
        calendars.set_hours(commune, EARLY, valid_from=MONDAY, by=clerk, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.not_admin"):
        calendars.seed_holidays([2026], by=mine, at=AT)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([Hours(0, time(11), time(7))], "hours_backwards"),
        ([Hours(0, time(7), time(11)), Hours(0, time(10), time(12))], "hours_overlap"),
        ([Hours(0, time(7), time(11), season_from="13-01")], "season_bad"),
    ],
)
def test_hours_that_make_no_sense_are_refused(province: Agency, rows: list[Hours], code: str) -> None:
    with pytest.raises(Refusal, match=rf"agencies\.{code}"):
        calendars.set_hours(province, rows, valid_from=MONDAY, by=BY, at=AT)


def test_days_that_make_no_sense_are_refused(province: Agency) -> None:
    with pytest.raises(Refusal, match=r"agencies\.day_nameless"):
        calendars.record_day(MONDAY, works=False, name=" ", decision="", agency=None, by=BY, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.day_unknown"):
        calendars.remove_day(MONDAY, agency=None, by=BY, at=AT)


def test_timetable_costs_one_small_query_and_is_shared(province: Agency, commune: Agency) -> None:
    calendars.set_hours(province, EARLY, valid_from=MONDAY, by=BY, at=AT)
    timetable(commune.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert timetable(commune.pk) is timetable(province.pk)
    assert len(queries) == 2
    assert all("calendarstamp" in query["sql"] for query in queries)


def test_worker_that_kept_an_old_timetable_learns_of_the_edit(province: Agency) -> None:
    calendars.touch()
    assert closes(province) == "17:00"
    old = kept._kept
    calendars.set_hours(province, EARLY, valid_from=MONDAY, by=BY, at=AT)
    kept._kept = old  # as in another process, which has not heard
    assert closes(province) == "16:00"


def test_agency_that_moves_follows_the_hours_of_its_new_parent(province: Agency, commune: Agency) -> None:
    department = make_agency("H24.9", Kind.DEPARTMENT, parent=province)
    calendars.set_hours(department, EARLY, valid_from=MONDAY, by=BY, at=AT)
    assert closes(commune) == "17:00"
    move(commune, parent=department, by=BY, at=AT)
    assert closes(commune) == "16:00"


def test_stamp_is_one_row(province: Agency) -> None:
    calendars.touch()
    calendars.touch()
    assert CalendarStamp.objects.count() == 1
