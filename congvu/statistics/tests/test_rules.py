"""The fold and the marks against a reading of the same lines that knows neither."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from congvu.statistics.rules import lives, marks, recount
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.lives import Line
from congvu.statistics.rules.measures import IN, OPEN, OUT, M
from congvu.statistics.rules.periods import Period
from congvu.statistics.tests.inventing import FIRST, LAST, Invented, invent

DAYS = recount.each_day(FIRST, LAST)


def own(one: Invented) -> list[Line]:
    return [line for _subject, line in one.lines if line.event != lives.REPROJECTED or line.facts["label"] == one.code]


def spread(found: tuple[marks.Mark, ...]) -> Counter[tuple[str, str, date]]:
    """Marks as what they say of every day."""
    counts: Counter[tuple[str, str, date]] = Counter()
    for mark in found:
        until = mark.until if mark.until is not None else mark.since + timedelta(days=1)
        day = mark.since
        while day < min(until, LAST + timedelta(days=1)):
            counts[mark.measure, mark.agency, day] += mark.amount
            day += timedelta(days=1)
    return counts


def legs_of(one: Invented) -> dict[int, lives.LegLife]:
    legs: dict[int, lives.LegLife] = {}
    for _subject, line in one.lines:
        if line.event == lives.LEG_OPENED:
            legs[int(line.facts["number"])] = lives.leg_begun(line)
        elif line.event == lives.LEG_FINISHED:
            numbers = [int(line.facts["number"])]
            legs |= {number: lives.leg_advance(legs[number], line) for number in numbers}
        elif line.event == lives.REHOMED:
            legs |= {number: lives.leg_advance(legs[number], line) for number in lives.rehomed_legs(line.facts)}
        elif line.event == lives.REPROJECTED and "/" in line.facts["label"]:
            number = int(line.facts["label"].partition("/")[2])
            legs[number] = lives.leg_advance(legs[number], line)
    return legs


@pytest.mark.parametrize("seed", range(5))
def test_marks_say_of_every_day_what_the_lines_say(seed: int) -> None:
    for one in invent(seed, 200):
        life = lives.fold(own(one))
        assert life
        assert +spread(marks.marks(life)) == +recount.count(own(one), DAYS), one.lines


@pytest.mark.parametrize("seed", range(5))
def test_legs_marks_say_of_every_day_what_the_lines_say(seed: int) -> None:
    for one in invent(seed, 200):
        found = tuple(mark for leg in legs_of(one).values() for mark in marks.leg_marks(leg))
        told = recount.count_legs([line for _subject, line in one.lines], one.code, DAYS)
        assert +spread(found) == +told, one.lines


def test_a_dossier_is_at_every_days_end_in_one_place() -> None:
    for one in invent(7, 300):
        found = recount.count(own(one), DAYS)
        inside = 0
        for day in DAYS:
            here = {key: number for key, number in found.items() if key[2] == day}
            inside += sum(number for (measure, _a, _d), number in here.items() if measure in IN)
            inside -= sum(number for (measure, _a, _d), number in here.items() if measure in OUT)
            assert inside == sum(number for (measure, _a, _d), number in here.items() if measure in OPEN)
            assert inside in (0, 1)


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}+07:00")


def receipt(at: str, due: str, state: str = "received") -> Line:
    facts = {"code": "A-1", "procedure": "1.1", "edition": "1", "agency": "A", "receiver": "Q", "channel": "counter"}
    left = {"state": state, "due_at": moment(due).isoformat(), "finished": ""}
    return Line(1, moment(at), lives.RECEIVED, {**facts, **left, "fee": 0})


@pytest.mark.parametrize(
    ("done", "measure"),
    [
        ("2026-03-04T23:59", M.SETTLED_EARLY),
        ("2026-03-05T00:01", M.SETTLED_ON_TIME),
        ("2026-03-05T18:00", M.SETTLED_ON_TIME),  # after the hour, on the day: the date decides
        ("2026-03-06T00:01", M.SETTLED_LATE),
    ],
)
def test_the_dates_alone_say_early_on_time_or_late(done: str, measure: str) -> None:
    left = {"state": "decided", "due_at": moment("2026-03-05T17:00").isoformat(), "finished": moment(done).isoformat()}
    line = Line(2, moment(done), lives.DECIDED, {**left, "outcome": "granted"})
    life = lives.fold([receipt("2026-03-01T08:00", "2026-03-05T17:00"), line])
    assert life
    assert [mark.measure for mark in marks.marks(life) if mark.measure.startswith("settled")] == [measure]


def test_a_paused_dossier_is_never_overdue() -> None:
    left = {"state": "awaiting_supplement", "due_at": moment("2026-03-05T17:00").isoformat(), "finished": ""}
    asked = Line(2, moment("2026-03-04T09:00"), "dossiers.supplement_asked", left)
    life = lives.fold([receipt("2026-03-01T08:00", "2026-03-05T17:00"), asked])
    assert life
    standing = {mark.measure: mark.until for mark in marks.marks(life) if mark.until}
    assert standing == {
        M.IN_TIME: date(2026, 3, 4),
        M.UNTAKEN: date(2026, 3, 4),
        M.SUPPLEMENT: marks.FOREVER,
    }


def test_a_cell_goes_through_an_address_and_back() -> None:
    cell = Cell((M.IN_TIME, M.OVERDUE), date(2026, 1, 1), date(2026, 2, 1), agency="H98.31", under="H98", legs=False)
    pairs = dict(part.split("=") for part in cell.query().split("&"))
    assert Cell.read(pairs) == cell
    assert cell.stock


@pytest.mark.parametrize("wrong", [{}, {"do": "received.in_time"}, {"do": "x"}, {"do": "received", "tu": "mai"}])
def test_what_is_no_cell_is_none(wrong: dict[str, str]) -> None:
    assert Cell.read({"tu": "2026-01-01", "den": "2026-02-01", **wrong}) is None


def test_periods_are_read_from_addresses_and_know_the_one_before() -> None:
    today = date(2026, 3, 9)
    assert Period.read({}, today=today) == Period.month(2026, 3)
    assert Period.read({"ky": "quy", "so": "4", "nam": "2025"}, today=today) == Period.quarter(2025, 4)
    assert Period.read({"ky": "quy", "so": "9"}, today=today) == Period.month(2026, 3)
    assert Period.month(2026, 1).before() == Period.month(2025, 12)
    assert Period.quarter(2026, 1).before() == Period.quarter(2025, 4)
    assert Period.year(2026).before() == Period.year(2025)
    assert Period.days(date(2026, 3, 2), date(2026, 3, 8)).before() == Period.days(date(2026, 2, 23), date(2026, 3, 1))


def _life(*more: Line) -> lives.Life:
    facts = {"code": "H98-1", "procedure": "1.1", "edition": 1, "agency": "A", "receiver": "B", "channel": "counter"}
    left = {"state": "in_progress", "due_at": "2026-03-09T10:00:00+07:00", "finished": ""}
    begun = Line(1, datetime.fromisoformat("2026-03-02T08:00+07:00"), lives.RECEIVED, {**facts, **left, "fee": 50000})
    told = [Line(one.id, one.at, one.event, {**left, **one.facts}) for one in more]
    found = lives.fold([begun, *told])
    assert found
    return found


def test_money_counts_when_it_is_taken_and_when_it_goes_back() -> None:
    days = [datetime.fromisoformat(f"2026-03-0{day}T09:00+07:00") for day in (3, 4, 5)]
    events = ("dossiers.fee_collected", "dossiers.fee_cancelled", "dossiers.fee_refunded")
    amounts = (50000, 50000, 20000)
    told = [Line(2 + n, days[n], events[n], {"amount": amounts[n], "method": "cash"}) for n in range(3)]
    found = [
        (mark.measure, mark.since.day, mark.amount) for mark in marks.marks(_life(*told)) if "paid" in mark.measure
    ]
    assert [one for one in found if one[0] == M.PAID] == [("paid", 3, 50000), ("paid", 4, -50000), ("paid", 5, -20000)]
    assert len(found) == 6
    assert [mark.amount for mark in marks.marks(_life(*told)) if mark.measure == M.FEE] == [50000]


def test_another_edition_is_the_same_dossier() -> None:
    at = datetime.fromisoformat("2026-03-03T09:00+07:00")
    before, after = _life(), _life(Line(2, at, lives.EDITION_CHANGED, {"code": "1.1", "was": 1, "now": 2}))
    assert (before.edition, after.edition) == ("1", "2")
    assert marks.marks(before) == marks.marks(after)
