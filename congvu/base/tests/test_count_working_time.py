"""Timetables and budgets: when an office works, and what cannot be counted."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from congvu.base.working_time import STANDARD, Budget, Hours, NoWorkingTime, SpecialDay, Timetable, in_vietnam, reckon
from congvu.base.working_time.timetable import VIETNAM

MONDAY = date(2026, 3, 2)
SATURDAY = date(2026, 3, 7)


def spans(timetable: Timetable, day: date) -> list[str]:
    return [f"{session.start:%H:%M}-{session.end:%H:%M}" for session in timetable.sessions(day)]


def test_standard_hours_are_two_sessions_from_monday_to_friday() -> None:
    assert spans(Timetable(), MONDAY) == ["07:30-11:30", "13:30-17:00"]
    assert spans(Timetable(), SATURDAY) == []


def test_hours_that_only_receive_are_open_but_do_not_count() -> None:
    timetable = Timetable(((*STANDARD, Hours(5, time(7, 30), time(11, 30), counts=False)),))
    assert not timetable.works(SATURDAY)
    assert [session.end.hour for session in timetable.opening(SATURDAY)] == [11]
    assert timetable.opening(MONDAY) == timetable.sessions(MONDAY)


@pytest.mark.parametrize(
    ("day", "holds"), [("2026-10-31", False), ("2026-11-01", True), ("2026-01-15", True), ("2026-04-01", False)]
)
def test_season_may_run_over_new_year(day: str, holds: bool) -> None:
    winter = Hours(0, time(8), time(12), season_from="11-01", season_to="03-31")
    assert winter.hold_on(date.fromisoformat(day)) is holds


def test_hours_end_the_day_before_valid_to_and_then_the_parents_hold() -> None:
    own = (Hours(0, time(8), time(12), valid_from=MONDAY, valid_to=MONDAY + timedelta(7)),)
    timetable = Timetable((own, STANDARD))
    assert spans(timetable, MONDAY) == ["08:00-12:00"]
    assert (
        spans(timetable, MONDAY + timedelta(7)) == spans(timetable, MONDAY - timedelta(7)) == spans(Timetable(), MONDAY)
    )


def test_worked_saturday_has_fridays_hours_and_a_holiday_none() -> None:
    special = {SATURDAY: SpecialDay(True, "Làm bù", "1/QĐ"), MONDAY: SpecialDay(False, "Nghỉ", "1/QĐ")}
    timetable = Timetable(special=special)
    assert spans(timetable, SATURDAY) == ["07:30-11:30", "13:30-17:00"]
    assert timetable.opening(MONDAY) == ()


def test_moment_is_vietnamese_and_to_the_minute() -> None:
    at = datetime.fromisoformat("2026-03-02T08:20:59+00:00")
    assert f"{in_vietnam(at):%H:%M:%S}" == "15:20:00"


def test_timetable_without_working_time_says_so_instead_of_searching_for_ever() -> None:
    closed = Timetable(special={MONDAY + timedelta(days): SpecialDay(False, "Nghỉ") for days in range(500)})
    with pytest.raises(NoWorkingTime) as raised:
        reckon(Budget(Decimal(1), "working_day"), datetime(2026, 3, 2, 9, tzinfo=VIETNAM), closed)
    assert raised.value.day == MONDAY


def test_timetable_with_a_long_closure_is_searched_through() -> None:
    closed = Timetable(special={MONDAY + timedelta(days): SpecialDay(False, "Nghỉ") for days in range(390)})
    due = reckon(Budget(Decimal(0), "working_day"), datetime(2026, 3, 2, 9, tzinfo=VIETNAM), closed).due
    assert due.date() == MONDAY + timedelta(392)


@pytest.mark.parametrize(
    ("amount", "unit", "cutoff"),
    [
        ("-1", "day", None),
        ("NaN", "day", None),
        ("0.25", "working_day", None),
        ("0.5", "half_day", None),
        ("1.5", "day", None),
        ("0.001", "working_hour", None),
        ("1", "same_day", None),
        ("1", "working_day", time(15)),
        ("1", "fortnight", None),
    ],
)
def test_what_cannot_be_counted_is_no_budget(amount: str, unit: str, cutoff: time | None) -> None:
    with pytest.raises(ValueError, match=r"."):
        Budget(Decimal(amount), unit, cutoff)
