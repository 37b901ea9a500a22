"""What is true of every ledger at every office."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from congvu.base.working_time import Budget, SpecialDay, Timetable, in_vietnam, move, reckon, used
from congvu.clocks.rules import Kind, Mark, What, due, run, step_due
from congvu.clocks.tests.calendar_2026 import OFFICES, budget, moment

FIRST = moment("2025-12-20 00:00")
MINUTES = 290 * 24 * 60
moments = st.integers(0, MINUTES).map(lambda minutes: FIRST + timedelta(minutes=minutes))
lengths = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
offices = st.sampled_from(sorted(OFFICES)).map(OFFICES.__getitem__)
halves = st.integers(0, 60).map(lambda halves: Decimal(halves) / 2)
budgets = st.one_of(
    st.sampled_from([budget("same_day 15:00"), budget("same_day")]),
    halves.map(lambda amount: Budget(amount, "working_day")),
    st.integers(0, 60).map(lambda amount: Budget(Decimal(amount), "half_day")),
    st.integers(0, 60).map(lambda amount: Budget(Decimal(amount), "day")),
    st.integers(0, 80 * 60).map(lambda minutes: Budget(Decimal(minutes // 15) / 4, "working_hour")),
)
more_time = budgets.filter(lambda budget: budget.parts > 0)
steady = settings(derandomize=True, deadline=None, max_examples=150)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Mark]:
    """A ledger that the services would let through, beginning anywhere in the year."""
    at = draw(moments)
    marks = [Mark(Kind.START, at, draw(budgets))]
    for kind in draw(st.lists(st.sampled_from([Kind.PAUSE, Kind.EXTEND, Kind.RESTART]), max_size=5)):
        at += draw(lengths)
        marks.append(Mark(kind, at, None if kind == Kind.PAUSE else draw(more_time), "supplement"))
        if kind == Kind.PAUSE:
            at += draw(lengths)
            marks.append(Mark(Kind.RESUME, at))
    return marks


@steady
@given(budgets, offices, moments, lengths, lengths)
def test_a_pause_never_shortens_what_was_left(
    given_time: Budget, office: Timetable, start: datetime, until_pause: timedelta, lasting: timedelta
) -> None:
    paused = start + until_pause
    resumed = paused + lasting
    was = reckon(given_time, start, office).due
    after = move(given_time, was, paused, resumed, office).due
    assert after >= was
    closes = any(paused == session.end for session in office.sessions(paused.date()))
    if was >= paused or not closes:  # how late a clock is counts the closing instant with the session that it ends
        assert used(given_time, resumed, after, office) >= used(given_time, paused, was, office)


@steady
@given(budgets, offices, moments, lengths)
def test_a_later_start_is_never_due_earlier(
    given_time: Budget, office: Timetable, start: datetime, later: timedelta
) -> None:
    assert reckon(given_time, start, office).due <= reckon(given_time, start + later, office).due


@steady
@given(ledgers(), offices, st.floats(0, 1))
def test_a_later_start_is_never_due_earlier_whatever_came_after(
    ledger: list[Mark], office: Timetable, part: float
) -> None:
    first = ledger[0]
    assume(len(ledger) > 1)
    later = first.at + (ledger[1].at - first.at) * part
    assert run(ledger, office).due <= run([Mark(first.kind, later, first.budget), *ledger[1:]], office).due


@steady
@given(ledgers(), offices, lengths)
def test_resuming_later_is_never_due_earlier(ledger: list[Mark], office: Timetable, later: timedelta) -> None:
    paused = ledger[-1].at + timedelta(hours=1)
    before = [*ledger, Mark(Kind.PAUSE, paused, ground="supplement")]
    now, then = (run([*before, Mark(Kind.RESUME, at)], office).due for at in (paused, paused + later))
    assert run(ledger, office).due <= now <= then


@steady
@given(budgets, offices, moments, lengths)
def test_resuming_at_once_changes_nothing_where_no_cutoff_is(
    given_time: Budget, office: Timetable, start: datetime, until_pause: timedelta
) -> None:
    paused = start + until_pause
    was = reckon(given_time, start, office).due
    after = move(given_time, was, paused, paused, office).due
    assert after == was or (given_time.cutoff is not None and after > was)


@steady
@given(budgets, offices, moments)
def test_the_budget_is_what_runs_until_it_is_due(given_time: Budget, office: Timetable, start: datetime) -> None:
    reckoned = reckon(given_time, start, office)
    counted = used(given_time, reckoned.counts_from, reckoned.due, office)
    assert counted >= given_time.amount
    if not reckoned.rolled_from and given_time.unit != "same_day":
        assert counted == given_time.amount


@steady
@given(budgets, offices, moments)
def test_everything_is_due_within_working_time(given_time: Budget, office: Timetable, start: datetime) -> None:
    ends = reckon(given_time, start, office).due
    assert any(session.start <= ends <= session.end for session in office.sessions(ends.date()))
    assert ends >= in_vietnam(start)


@steady
@given(ledgers(), offices)
def test_the_explanation_ends_with_the_due_time(ledger: list[Mark], office: Timetable) -> None:
    course = run(ledger, office)
    assert course.lines[-1].what == What.DUE
    assert course.lines[-1].until == course.lines[-1].due == course.due


@steady
@given(ledgers(), offices)
def test_projecting_again_gives_the_same(ledger: list[Mark], office: Timetable) -> None:
    fresh = Timetable(office.layers, office.special)
    assert run(ledger, office) == run(ledger, fresh)


@steady
@given(ledgers(), offices)
def test_the_quick_projection_gives_the_due_time_of_the_full_one(ledger: list[Mark], office: Timetable) -> None:
    assert due(ledger, office) == run(ledger, office).due


@settings(steady, max_examples=400)
@given(ledgers(), offices, st.integers(0, 400), st.booleans())
def test_a_day_outside_the_time_of_a_clock_does_not_move_it(
    ledger: list[Mark], office: Timetable, number: int, works: bool
) -> None:
    """What `services.projection.touched` leaves out, an edit of that day cannot move."""
    day = (FIRST + timedelta(days=number)).date()
    edited = Timetable(office.layers, {**office.special, day: SpecialDay(works, "Ngày thử")})
    now, before = ledger[-1].at, due(ledger, office)
    started_after = in_vietnam(ledger[0].at).date() > day
    over_before = day > in_vietnam(now).date() + timedelta(days=1) and before.date() < day
    assume(started_after or over_before)
    assert due(ledger, edited) == before


@steady
@given(budgets, offices, moments, lengths, lengths)
def test_a_step_that_begins_with_the_dossier_is_due_with_it(
    given_time: Budget, office: Timetable, start: datetime, until_pause: timedelta, lasting: timedelta
) -> None:
    paused, resumed = start + until_pause, start + until_pause + lasting
    ledger = [Mark(Kind.START, start, given_time), Mark(Kind.PAUSE, paused), Mark(Kind.RESUME, resumed)]
    assert step_due(start, given_time, [(paused, resumed)], office) == run(ledger, office).due
