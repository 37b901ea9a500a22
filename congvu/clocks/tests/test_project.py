"""Worked cases: the rule, what comes in when, what happens then, and when it is due."""

import pytest

from congvu.clocks.rules import Kind, Mark, What, run
from congvu.clocks.tests.calendar_2026 import OFFICES, budget, moment

# Monday is 2026-03-02. An event is "kind time [amount unit]".
CASES = [
    # The rule of 15:00 for what is due the same day
    ("same day: at 14:59 it is due today", "same_day 15:00", "2026-03-02 14:59", [], "2026-03-02 17:00"),
    ("same day: at 15:00 sharp it is due today", "same_day 15:00", "2026-03-02 15:00", [], "2026-03-02 17:00"),
    ("same day: 15:00:59 is printed 15:00", "same_day 15:00", "2026-03-02 15:00:59", [], "2026-03-02 17:00"),
    ("same day: at 15:01 it is due tomorrow", "same_day 15:00", "2026-03-02 15:01", [], "2026-03-03 17:00"),
    ("same day: Friday 15:20 is due on Monday", "same_day 15:00", "2026-03-06 15:20", [], "2026-03-09 17:00"),
    ("same day: late on Tết's eve is due after Tết", "same_day 15:00", "2026-02-13 15:30", [], "2026-02-23 17:00"),
    ("same day: at lunch it is due today", "same_day 15:00", "2026-03-02 12:00", [], "2026-03-02 17:00"),
    ("same day: before opening it is due today", "same_day 15:00", "2026-03-02 06:00", [], "2026-03-02 17:00"),
    ("same day: in the evening it is due tomorrow", "same_day 15:00", "2026-03-02 20:00", [], "2026-03-03 17:00"),
    ("same day: on Saturday it is due on Monday", "same_day 15:00", "2026-03-07 10:00", [], "2026-03-09 17:00"),
    ("same day: Saturday 16:00 is Monday too", "same_day 15:00", "2026-03-07 16:00", [], "2026-03-09 17:00"),
    ("same day: a worked Saturday is a day", "same_day 15:00", "2026-01-10 10:00", [], "2026-01-10 17:00"),
    ("same day: late on a worked Saturday", "same_day 15:00", "2026-01-10 15:01", [], "2026-01-12 17:00"),
    ("same day: on the swapped Friday off", "same_day 15:00", "2026-01-02 09:00", [], "2026-01-05 17:00"),
    ("same day without cutoff: 16:59 is due today", "same_day", "2026-03-02 16:59", [], "2026-03-02 17:00"),
    # Half days
    ("0 days in the morning: by noon", "0 working_day", "2026-03-02 09:00", [], "2026-03-02 11:30"),
    ("0 days in the afternoon: by evening", "0 working_day", "2026-03-02 14:00", [], "2026-03-02 17:00"),
    ("0 days at lunch: by evening", "0 working_day", "2026-03-02 12:00", [], "2026-03-02 17:00"),
    ("half a day from the morning: by evening", "0.5 working_day", "2026-03-02 09:00", [], "2026-03-02 17:00"),
    ("half a day from the afternoon: next noon", "0.5 working_day", "2026-03-02 14:00", [], "2026-03-03 11:30"),
    ("half a day from Friday afternoon", "0.5 working_day", "2026-03-06 14:00", [], "2026-03-09 11:30"),
    ("half a day into Tết ends after it", "0.5 working_day", "2026-02-13 14:00", [], "2026-02-23 11:30"),
    ("half a day from the stroke of 11:30", "0.5 working_day", "2026-03-02 11:30", [], "2026-03-02 17:00"),
    ("no half day: by the end of this one", "0 half_day", "2026-03-02 09:00", [], "2026-03-02 11:30"),
    ("one half day is half a day", "1 half_day", "2026-03-02 09:00", [], "2026-03-02 17:00"),
    ("three half days", "3 half_day", "2026-03-02 08:00", [], "2026-03-03 17:00"),
    # Working days
    ("3 days from the morning: a morning", "3 working_day", "2026-03-02 08:00", [], "2026-03-05 11:30"),
    ("3 days from the afternoon: an afternoon", "3 working_day", "2026-03-02 14:00", [], "2026-03-05 17:00"),
    ("3 days over a weekend", "3 working_day", "2026-03-05 08:00", [], "2026-03-10 11:30"),
    ("11.5 days from the morning are not cut", "11.5 working_day", "2026-03-02 08:00", [], "2026-03-17 17:00"),
    ("11.5 days from the afternoon are not cut", "11.5 working_day", "2026-03-02 15:20", [], "2026-03-18 11:30"),
    ("15 days are three weeks", "15 working_day", "2026-03-02 08:00", [], "2026-03-23 11:30"),
    ("1 day from lunch counts from the afternoon", "1 working_day", "2026-03-02 12:15", [], "2026-03-03 17:00"),
    ("1 day from the stroke of 17:00", "1 working_day", "2026-03-02 17:00", [], "2026-03-03 17:00"),
    ("1 day from 17:01 counts from the morning", "1 working_day", "2026-03-02 17:01", [], "2026-03-04 11:30"),
    ("1 day from Sunday counts from Monday", "1 working_day", "2026-03-08 10:00", [], "2026-03-10 11:30"),
    ("3 days over Tết", "3 working_day", "2026-02-12 09:00", [], "2026-02-24 11:30"),
    ("5 days from the last afternoon before Tết", "5 working_day", "2026-02-13 16:00", [], "2026-02-27 17:00"),
    ("1 day from within Tết", "1 working_day", "2026-02-18 10:00", [], "2026-02-24 11:30"),
    ("1 day over New Year and the swapped Friday", "1 working_day", "2025-12-31 09:00", [], "2026-01-05 11:30"),
    ("5 days end on the worked Saturday 10/01", "5 working_day", "2026-01-05 08:00", [], "2026-01-10 11:30"),
    ("1 day from Friday 09/01 is Saturday", "1 working_day", "2026-01-09 14:00", [], "2026-01-10 17:00"),
    ("2 days from Friday 09/01 are Monday", "2 working_day", "2026-01-09 14:00", [], "2026-01-12 17:00"),
    ("1 day to the worked Saturday 22/08", "1 working_day", "2026-08-21 08:00", [], "2026-08-22 11:30"),
    ("2 days over National Day", "2 working_day", "2026-08-28 08:00", [], "2026-09-04 11:30"),
    ("3 days over Hùng Kings, 30/4 and 1/5", "3 working_day", "2026-04-24 09:00", [], "2026-05-04 11:30"),
    ("1 day over Culture Day 24/11", "1 working_day", "2026-11-23 14:00", [], "2026-11-25 17:00"),
    # Calendar days
    ("10 calendar days", "10 day", "2026-03-02 09:00", [], "2026-03-12 17:00"),
    ("0 calendar days: by evening", "0 day", "2026-03-02 09:00", [], "2026-03-02 17:00"),
    ("5 calendar days end on a Saturday: Monday", "5 day", "2026-03-02 09:00", [], "2026-03-09 17:00"),
    ("30 calendar days end in Tết: after it", "30 day", "2026-01-19 09:00", [], "2026-02-23 17:00"),
    ("calendar days may end on a worked Saturday", "3 day", "2026-01-07 09:00", [], "2026-01-10 17:00"),
    ("calendar days from a Saturday start on Monday", "3 day", "2026-03-07 10:00", [], "2026-03-12 17:00"),
    ("calendar days from the evening start tomorrow", "3 day", "2026-03-02 18:00", [], "2026-03-06 17:00"),
    # Working hours
    ("online acceptance: 8 hours from the morning", "8 working_hour", "2026-03-02 08:00", [], "2026-03-03 08:30"),
    ("online acceptance: 8 hours from 16:00", "8 working_hour", "2026-03-02 16:00", [], "2026-03-03 16:30"),
    ("online acceptance: from Saturday night", "8 working_hour", "2026-03-07 21:00", [], "2026-03-10 08:00"),
    ("online acceptance: over Tết", "8 working_hour", "2026-02-13 15:00", [], "2026-02-23 15:30"),
    ("online acceptance: into the worked Saturday", "8 working_hour", "2026-01-09 15:00", [], "2026-01-10 15:30"),
    ("4 hours from opening end at 11:30, not 13:30", "4 working_hour", "2026-03-02 07:30", [], "2026-03-02 11:30"),
    ("half an hour over lunch", "0.5 working_hour", "2026-03-02 11:15", [], "2026-03-02 13:45"),
    # Pauses
    (
        "a pause of three days, resumed at the same hour",
        "3 working_day", "2026-03-02 08:00", ["pause 2026-03-03 09:00", "resume 2026-03-06 09:00"],
        "2026-03-10 11:30",
    ),
    (
        "resumed later in the session: one half day more",
        "3 working_day", "2026-03-02 08:00", ["pause 2026-03-03 09:00", "resume 2026-03-06 10:00"],
        "2026-03-10 17:00",
    ),
    (
        "resumed earlier in the session: nothing less",
        "3 working_day", "2026-03-02 08:00", ["pause 2026-03-03 09:00", "resume 2026-03-06 08:00"],
        "2026-03-10 11:30",
    ),
    (
        "resumed at once: unchanged",
        "3 working_day", "2026-03-02 08:00", ["pause 2026-03-03 09:00", "resume 2026-03-03 09:00"],
        "2026-03-05 11:30",
    ),
    (
        "a supplement over Tết: the holiday is not given twice",
        "5 working_day", "2026-02-09 08:00", ["pause 2026-02-11 14:00", "resume 2026-02-24 14:00"],
        "2026-02-27 11:30",
    ),
    (
        "a pause over the weekend only: unchanged",
        "3 working_day", "2026-03-05 08:00", ["pause 2026-03-06 17:30", "resume 2026-03-09 07:00"],
        "2026-03-10 11:30",
    ),
    (
        "two pauses add up",
        "3 working_day", "2026-03-02 08:00",
        ["pause 2026-03-02 14:00", "resume 2026-03-03 14:00", "pause 2026-03-04 08:00", "resume 2026-03-04 14:00"],
        "2026-03-09 11:30",
    ),
    (
        "paused while overdue: still as late as it was",
        "1 working_day", "2026-03-02 08:00", ["pause 2026-03-04 08:00", "resume 2026-03-05 08:00"],
        "2026-03-04 11:30",
    ),
    (
        "working hours move by the hours worked meanwhile",
        "8 working_hour", "2026-03-02 08:00", ["pause 2026-03-02 10:00", "resume 2026-03-02 14:00"],
        "2026-03-03 10:30",
    ),
    (
        "calendar days move by days, then roll",
        "10 day", "2026-03-02 09:00", ["pause 2026-03-04 08:00", "resume 2026-03-06 16:00"],
        "2026-03-16 17:00",
    ),
    (
        "same day, supplied two days later in time",
        "same_day 15:00", "2026-03-02 10:00", ["pause 2026-03-02 10:30", "resume 2026-03-04 09:00"],
        "2026-03-04 17:00",
    ),
    (
        "same day, supplied after 15:00",
        "same_day 15:00", "2026-03-02 10:00", ["pause 2026-03-02 10:30", "resume 2026-03-04 15:20"],
        "2026-03-05 17:00",
    ),
    (
        "same day, received and supplied after 15:00",
        "same_day 15:00", "2026-03-02 15:20", ["pause 2026-03-02 15:40", "resume 2026-03-03 15:30"],
        "2026-03-04 17:00",
    ),
    (
        "same day, paused while overdue: not forgiven",
        "same_day 15:00", "2026-03-02 10:00", ["pause 2026-03-03 09:00", "resume 2026-03-03 15:30"],
        "2026-03-02 17:00",
    ),
    (
        "a running pause leaves the due time where it was",
        "3 working_day", "2026-03-02 08:00", ["pause 2026-03-03 09:00"],
        "2026-03-05 11:30",
    ),
    # More time
    (
        "marital status: 3 days, then 20 for verification, are 23",
        "3 working_day", "2026-03-02 08:00", ["extend 2026-03-04 09:00 20 working_day"],
        "2026-04-02 11:30",
    ),
    (
        "death registration: same day, then 5 days",
        "same_day 15:00", "2026-03-02 10:00", ["extend 2026-03-02 11:00 5 working_day"],
        "2026-03-09 17:00",
    ),
    (
        "an extension of an overdue clock runs on from where it was due",
        "1 working_day", "2026-03-02 08:00", ["extend 2026-03-05 09:00 2 working_day"],
        "2026-03-05 11:30",
    ),
    (
        "extended during a pause",
        "3 working_day", "2026-03-02 08:00",
        ["pause 2026-03-03 09:00", "extend 2026-03-04 09:00 2 working_day", "resume 2026-03-05 09:00"],
        "2026-03-11 11:30",
    ),
    (
        "10 calendar days and 5 more",
        "10 day", "2026-03-02 09:00", ["extend 2026-03-10 09:00 5 day"],
        "2026-03-17 17:00",
    ),
    # Counting anew
    (
        "a complaint: 10 days to accept, 30 from acceptance",
        "10 day", "2026-03-02 09:00", ["restart 2026-03-09 10:00 30 day"],
        "2026-04-08 17:00",
    ),
    (
        "a complex complaint: 45 days from acceptance",
        "10 day", "2026-03-02 09:00", ["restart 2026-03-09 10:00 45 day"],
        "2026-04-23 17:00",
    ),
    (
        "a complaint found complex later: 30 and 15",
        "10 day", "2026-03-02 09:00", ["restart 2026-03-09 10:00 30 day", "extend 2026-04-01 09:00 15 day"],
        "2026-04-23 17:00",
    ),
    (
        "30 days that end on a Sunday, and 15 more, are 45 days",
        "10 day", "2026-03-02 09:00", ["restart 2026-03-06 10:00 30 day", "extend 2026-04-01 09:00 15 day"],
        "2026-04-20 17:00",
    ),
    (
        "accepted during a pause: the pause is over",
        "10 day", "2026-03-02 09:00", ["pause 2026-03-04 09:00", "restart 2026-03-09 10:00 30 day"],
        "2026-04-08 17:00",
    ),
    (
        "stopped: the due time stays to be judged by",
        "3 working_day", "2026-03-02 08:00", ["stop 2026-03-04 09:00"],
        "2026-03-05 11:30",
    ),
]  # fmt: skip

OTHER_HOURS = [
    ("Saturday mornings count", "0.5 working_day", "2026-03-06 14:00", "2026-03-07 11:30"),
    ("Saturday mornings count", "1 working_day", "2026-03-06 14:00", "2026-03-09 11:30"),
    ("Saturday mornings count", "same_day 15:00", "2026-03-07 08:00", "2026-03-07 11:30"),
    ("Saturday mornings count", "5 day", "2026-03-02 09:00", "2026-03-07 11:30"),
    ("Saturday mornings count", "same_day 15:00", "2026-01-10 14:00", "2026-01-10 17:00"),
    ("Saturday mornings only receive", "1 working_day", "2026-03-06 14:00", "2026-03-09 17:00"),
    ("Saturday mornings only receive", "same_day 15:00", "2026-03-07 08:00", "2026-03-09 17:00"),
    ("Saturday mornings only receive", "8 working_hour", "2026-03-07 08:00", "2026-03-10 08:00"),
    ("summer hours", "1 working_day", "2026-04-15 14:00", "2026-04-16 17:30"),
    ("summer hours", "1 working_day", "2026-10-15 14:00", "2026-10-16 17:00"),
    ("summer hours", "same_day 15:00", "2026-01-05 08:00", "2026-01-05 17:00"),
    ("closes earlier from 09/03/2026", "1 working_day", "2026-03-06 14:00", "2026-03-09 16:30"),
    ("closes earlier from 09/03/2026", "1 working_day", "2026-03-05 14:00", "2026-03-06 17:00"),
]


def ledger(given: str, start: str, events: list[str]) -> list[Mark]:
    marks = [Mark(Kind.START, moment(start), budget(given))]
    for event in events:
        kind, day, hour, *more = event.split()
        marks.append(Mark(Kind(kind), moment(f"{day} {hour}"), budget(" ".join(more)) if more else None))
    return marks


@pytest.mark.parametrize(("given", "start", "events", "due"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_due_time_follows_from_the_ledger(given: str, start: str, events: list[str], due: str) -> None:
    assert run(ledger(given, start, events), OFFICES[""]).due == moment(due)


@pytest.mark.parametrize(("office", "given", "start", "due"), OTHER_HOURS, ids=[" ".join(case) for case in OTHER_HOURS])
def test_due_time_follows_from_the_office_hours(office: str, given: str, start: str, due: str) -> None:
    assert run(ledger(given, start, []), OFFICES[office]).due == moment(due)


@pytest.mark.parametrize(("given", "start", "events"), [case[1:4] for case in CASES], ids=[c[0] for c in CASES])
def test_explanation_ends_with_the_due_time_that_was_projected(given: str, start: str, events: list[str]) -> None:
    course = run(ledger(given, start, events), OFFICES[""])
    last = course.lines[-1]
    assert last.due == course.due
    assert last.what in {What.DUE, What.WAITS, What.STOPPED}
    if last.what == What.DUE:
        assert last.until == course.due
        assert course.lines[-2].what != What.RAN or course.lines[-2].left == 0


def test_explanation_names_the_days_off_between_receipt_and_the_first_session() -> None:
    course = run(ledger("1 working_day", "2026-02-13 17:30", []), OFFICES[""])
    off = [line for line in course.lines if line.what == What.DAYS_OFF]
    assert [(f"{line.since:%m-%d}", f"{line.until:%m-%d}") for line in off][:1] == [("02-16", "02-20")]
    assert [line.what for line in course.lines][:2] == [What.STARTED, What.DAYS_OFF]
