"""The arithmetic of plans: ratios as sums, stock and flow, missing is not nought, falling indicators; and periods."""

import random
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from congvu.measures.rules import (
    METRICS,
    ROOMS,
    Direction,
    Figure,
    Frequency,
    OverTime,
    done,
    over_time,
    reached,
    term,
    term_of,
    terms,
    together,
)

pytestmark = pytest.mark.once


def figure(n: int | None, d: int | None = None) -> Figure:
    return Figure(None if n is None else Decimal(n), None if d is None else Decimal(d))


def told(found: Figure | None) -> tuple[object, ...]:
    assert found
    return found.n, found.d, found.known, found.expected, found.silent


def test_a_ratio_is_the_sum_above_over_the_sum_below_and_no_mean() -> None:
    found = together([figure(9, 10), figure(100, 1000)])
    assert told(found)[:2] == (109, 1010)
    assert round(found.percent or 0, 1) == Decimal("10.8")  # the mean of the two would be 50 %


def test_ratios_of_parts_are_the_ratio_of_the_whole_however_they_are_grouped() -> None:
    dice = random.Random(7)
    for _turn in range(200):
        parts = [figure(dice.randint(0, 50), dice.randint(0, 60)) for _one in range(dice.randint(1, 12))]
        cut = dice.randint(0, len(parts))
        halves = [together(some) for some in (parts[:cut], parts[cut:]) if some]
        whole = together(parts)
        assert (together(halves).n, together(halves).d) == (whole.n, whole.d)
        dice.shuffle(parts)
        assert together(parts) == whole
        if whole.d:
            values = [one.value for one in parts if one.value is not None and one.d]
            assert min(values, default=0) <= (whole.value or 0)


def test_what_is_missing_is_not_nought() -> None:
    found = together([figure(5, 10), figure(None), figure(0, 10)], silent=["B"])
    assert told(found) == (5, 20, 2, 3, ("B",))
    assert not found.whole
    nothing = together([figure(None), figure(None)])
    assert told(nothing) == (None, None, 0, 2, ())
    assert (nothing.value, nothing.percent) == (None, None)
    assert together([figure(0)]).value == 0
    assert together([]) == Figure()


def test_a_quotient_without_its_denominator_is_not_known() -> None:
    found = together([figure(5, 10), figure(80)])
    assert told(found)[:4] == (5, 10, 1, 2)
    assert together([figure(5), figure(80)]).value == 85  # numbers have none


def test_nothing_of_nothing_is_no_percentage() -> None:
    assert figure(0, 0).value is None
    assert together([figure(0, 0), figure(3, 4)]).percent == 75


def test_more_than_all_is_drawn_as_all_and_kept_as_it_is() -> None:
    assert figure(12, 10).percent == 120
    assert figure(12, 10).shown == 100
    assert figure(None).shown is None


def test_a_stock_keeps_the_last_and_a_flow_is_added_up() -> None:
    quarters = [figure(1, 10), figure(2, 10), None, figure(None)]
    assert over_time(quarters, OverTime.LAST) == figure(2, 10)
    assert told(over_time(quarters, OverTime.SUM))[:4] == (3, 20, 2, 4)
    assert over_time([None, figure(None)], OverTime.SUM) is None
    assert over_time([], OverTime.LAST) is None


def test_a_flow_counts_who_told_it_in_each_period() -> None:
    first = Figure(Decimal(5), Decimal(9), 3, 4, ("D",))
    year = over_time([first, None, Figure(Decimal(1), Decimal(1), 4, 4)], OverTime.SUM)
    assert told(year) == (6, 10, 7, 12, ("D",))


def test_a_late_edit_of_an_earlier_quarter_changes_no_later_stock() -> None:
    quarters = [figure(1, 10), figure(2, 10)]
    before = over_time(quarters, OverTime.LAST)
    quarters[0] = figure(9, 10)
    assert over_time(quarters, OverTime.LAST) == before


def test_how_much_of_the_way_is_done() -> None:
    def way(actual: int, target: int, direction: str, baseline: int | None = None) -> Decimal | None:
        start = None if baseline is None else Decimal(baseline)
        return done(Decimal(actual), Decimal(target), direction=direction, baseline=start)

    assert way(30, 60, Direction.UP) == Decimal("0.5")
    assert way(70, 50, Direction.DOWN, 90) == Decimal("0.5")
    assert way(90, 50, Direction.DOWN, 90) == 0
    assert way(50, 50, Direction.DOWN, 90) == 1
    assert way(95, 50, Direction.DOWN, 90) == Decimal("-0.125")  # it got worse
    assert way(70, 50, Direction.DOWN) is None
    assert way(45, 50, Direction.DOWN, 40) is None
    assert way(5, 0, Direction.UP) is None


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [("ge", False, True, True), ("le", True, True, False), ("lt", True, False, False), ("eq", False, True, False)],
)
def test_reached(op: str, below: bool, at: bool, above: bool) -> None:
    assert [reached(Decimal(n), op, Decimal(50)) for n in (49, 50, 51)] == [below, at, above]


@pytest.mark.parametrize(
    ("code", "first", "last", "label", "sdmx", "iso"),
    [
        ("2013", "2013-01-01", "2013-12-31", "Năm 2013", "2013", "2013-01-01/P1Y"),
        ("2013-H2", "2013-07-01", "2013-12-31", "Sáu tháng cuối năm 2013", "2013-S2", "2013-07-01/P6M"),
        ("2013-Q1", "2013-01-01", "2013-03-31", "Quý 1/2013", "2013-Q1", "2013-01-01/P3M"),
        ("2012-02", "2012-02-01", "2012-02-29", "Tháng 2/2012", "2012-02", "2012-02-01/P1M"),
    ],
)
def test_a_code_says_everything(code: str, first: str, last: str, label: str, sdmx: str, iso: str) -> None:
    found = term(code)
    assert found.code == code
    assert (found.days.start.isoformat(), found.days.last.isoformat()) == (first, last)
    assert (found.label, found.sdmx, found.iso) == (label, sdmx, iso)


@pytest.mark.parametrize("code", ["13", "2013-Q5", "2013-H0", "2013-13", "2013-1", "1700", "9999", "2013-Q1 ", "x"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=re.escape(code)):
        term(code)


def test_every_day_lies_in_one_period_of_each_rhythm() -> None:
    for frequency in Frequency:
        before = None
        for number in range(800):
            day = date(2023, 12, 1) + timedelta(days=number)
            found = term_of(day, frequency)
            assert found.days.start <= day <= found.days.last
            assert term(found.code) == found
            if before and before != found:
                assert before.days.end == found.days.start
            before = found


def test_periods_wholly_within_days() -> None:
    assert [one.code for one in terms(date(2025, 1, 2), date(2026, 1, 31), "quarter")] == [
        "2025-Q2", "2025-Q3", "2025-Q4",
    ]  # fmt: skip
    assert [one.code for one in terms(date(2025, 1, 1), date(2025, 12, 31), "half")] == ["2025-H1", "2025-H2"]
    assert list(terms(date(2025, 1, 2), date(2025, 12, 30), "year")) == []
    assert term("2025-02").within(term("2025-Q1"))
    assert term("2025-Q1").within(term("2025-Q1"))
    assert not term("2025-H1").within(term("2025-Q1"))


def test_the_catalogue_says_everything_of_every_metric() -> None:
    for metric in METRICS.values():
        assert metric.room in ROOMS
        assert all(str(said) for said in (metric.name, metric.definition, metric.source))
        assert str(metric.coverage) or not metric.lit
    names = [str(metric.name) for metric in METRICS.values()]
    assert len(names) == len(set(names))
    suggested = (
        "hr.officials hr.leaders hr.it_staff ws.active ws.oss_set ws.antivirus_on ws.proprietary_unlicensed"
        " ws.proprietary doc.registered doc.sent_electronic_only doc.signed_valid doc.attachments doc.attachments_odf"
        " doc.attachments_oss_generator dvc.procedures dvc.level3plus dvc.level4 dvc.dossiers dvc.dossiers_online"
        " dvc.on_time onestop.units_feeding mail.accounts_active train.leaders portal.checklist_ok gateway.units_alive"
        " dialogue.sessions lib.guide_agencies"
    )
    assert set(suggested.split()) <= set(METRICS)
