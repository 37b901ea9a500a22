"""Writing and telling: measured beside told, missing is not nought, and what is wrong is said at its field."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.testing import noon
from congvu.base.refusals import Refusal
from congvu.clocks.models import Clock
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.plans.testing import make_indicator, make_project, make_target
from congvu.reporting import services
from congvu.reporting.models import Report, Value
from congvu.reporting.rules import State
from congvu.reporting.services import ProjectTold, Told
from congvu.reporting.tests.playing import APRIL, LATER, Play, no, ratio


def value(play: Play, code: str) -> Any:
    return Value.objects.get(report=play.report, revision=play.report.revision, indicator__code=code)


def refused(play: Play, values: Any = None, **more: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as raised:
        play.write(values, **more)
    return raised.value.code.removeprefix("reporting."), raised.value.field


def test_what_is_told_counts_and_leaves_the_inbox(play: Play) -> None:
    play.open()
    play.write({play.hand: ratio(9, 10)}, words="Đạt")
    assert play.counted_values() == {}, "a draft is not added up"
    play.submit()
    assert play.report.state == State.SUBMITTED
    assert play.report.submitted_at == LATER
    assert play.counted_values() == {"M-01": (9, 10)}
    assert not Duty.objects.filter(agency=play.communes[0]).exists()
    assert Clock.objects.get(pk=play.report.clock_id or 0).state == "stopped"
    assert Entry.objects.get(event="reporting.submitted").facts["late"] is False


def test_what_is_late_is_said(play: Play) -> None:
    play.open()
    play.write(words="Muộn")
    play.submit(at=noon(date(2026, 5, 4)))
    assert Entry.objects.get(event="reporting.submitted").facts["late"] is True


def test_a_percentage_wants_both_its_parts_and_missing_stays_missing(play: Play) -> None:
    play.open()
    key = play.hand.pk
    assert refused(play, {play.hand: Told(Decimal(5))}) == ("no_denominator", f"d_{key}")
    assert refused(play, {play.hand: Told(None, Decimal(5))}) == ("no_numerator", f"n_{key}")
    assert refused(play, {play.hand: ratio(5, 0)}) == ("of_nothing", f"d_{key}")
    assert refused(play, {play.hand: ratio(-5, 10)}) == ("negative", f"n_{key}")
    assert refused(play, {play.hand: ratio(11, 10)}) == ("exceeds", f"reason_{key}")
    assert refused(play, {play.hand: ratio(10**15, 10)}) == ("too_great", f"n_{key}")
    play.write({play.hand: ratio(11, 10, reason="Có máy dùng chung")})
    play.write({play.hand: ratio(0, 10)})
    assert (value(play, "M-01").n, value(play, "M-01").d) == (0, 10), "nought is told"
    play.write({play.hand: Told()})
    assert not Value.objects.exists(), "nothing is not nought"
    assert refused(play, {make_indicator("M-77"): ratio(1, 2)})[0] == "not_asked"


def test_a_report_that_says_nothing_is_not_told(play: Play) -> None:
    play.open()
    with no("nothing_said"):
        play.submit()


def test_what_was_measured_is_told_as_measured_where_nobody_touches_it(play: Play) -> None:
    play.measure(8, 10)
    play.open()
    play.submit()
    told = value(play, "M-02")
    assert (told.n, told.d, told.source, told.measured_n, told.measured_on) == (8, 10, "auto", 8, date(2026, 2, 2))
    assert play.counted_values() == {"M-02": (8, 10)}


def test_a_measured_figure_is_changed_with_a_reason_only(play: Play) -> None:
    play.measure(8, 10)
    play.open()
    key = play.counted.pk
    assert refused(play, {play.counted: ratio(9, 10)}) == ("differs", f"reason_{key}")
    assert refused(play, {play.counted: Told()}) == ("differs", f"reason_{key}"), "leaving it out is a change too"
    play.write({play.counted: ratio(8, 10)})
    assert value(play, "M-02").source == "auto"
    play.write({play.counted: ratio(9, 10, reason="Một hồ sơ ghi nhầm ngày")})
    play.submit()
    told = value(play, "M-02")
    assert (told.n, told.source, told.measured_n, told.measured_d) == (9, "auto_edited", 8, 10)


def test_a_measure_that_moved_since_it_was_read_is_looked_at_first(play: Play) -> None:
    play.measure(8, 10)
    play.open()
    play.write({play.counted: ratio(8, 10)})
    play.measure(9, 11)
    with no("measure_moved") as raised:
        play.submit()
    assert (raised.value.facts["was"], raised.value.facts["now"]) == ("8/10", "9/11")
    play.write({play.counted: ratio(9, 11)})
    play.submit()


def test_an_accepted_report_stays_as_it_is_when_measures_move_later(play: Play) -> None:
    play.measure(8, 10)
    play.open()
    play.submit()
    play.do(services.accept)
    play.measure(2, 20)
    told = value(play, "M-02")
    assert (told.n, told.d, told.measured_n, told.measured_d) == (8, 10, 8, 10)
    assert play.counted_values() == {"M-02": (8, 10)}


def test_a_late_edit_of_an_earlier_quarter_changes_no_later_one(play: Play) -> None:
    play.open()
    first = play.report
    play.write({play.hand: ratio(1, 10)})
    play.submit()
    play.do(services.accept)
    july = noon(date(2026, 7, 2))
    services.open_reports(july)
    assert play.report.period == "2026-Q2"
    play.write({play.hand: ratio(5, 10)}, at=july)
    play.submit(at=july)
    version = Report.objects.get(pk=first.pk).version
    services.reopen(first.pk, reason="Sai số", seen=version, by=play.drafter, at=july)
    again = Report.objects.get(pk=first.pk)
    told = {play.hand.pk: ratio(9, 10)}
    services.write(first.pk, values=told, seen=again.version, by=play.planner, at=july)
    services.submit(first.pk, seen=again.version + 1, by=play.planner, at=july)
    assert play.counted_values(period="2026-Q1") == {"M-01": (9, 10)}
    assert play.counted_values(period="2026-Q2") == {"M-01": (5, 10)}


def test_two_at_once_are_told_of_each_other(play: Play) -> None:
    play.open()
    play.write(words="Bản một")
    assert refused(play, words="Bản hai", seen=1) == ("changed_meanwhile", None)
    with pytest.raises(Refusal) as raised:
        services.submit(play.report.pk, seen=1, by=play.planner, at=LATER)
    assert play.planner.name in raised.value.sentence


def test_only_the_agency_writes_and_only_while_it_is_its_turn(play: Play) -> None:
    play.open()
    assert refused(play, by=play.drafter)[0] == "not_yours"
    assert refused(play, by=play.other)[0] == "not_yours"
    assert refused(play, by=play.leader)[0] == "not_yours", "a leader sends, and does not write"
    play.write(words="Đã làm")
    play.submit(by=play.leader)
    assert refused(play, words="Sửa")[0] == "not_in_state"


def test_words_numbers_of_other_kinds_and_projects(play: Play) -> None:
    yes = make_indicator("M-03", unit="bool", over_agencies="units")
    money = make_indicator("M-04", unit="money", over_agencies="sum")
    for indicator in (yes, money):
        make_target(play.plan, indicator, value=1)
    play.duty.asks_projects = True
    play.duty.save()
    make_project(play.plan, "P-1", lead=play.communes[0])
    make_project(play.plan, "P-2", lead=play.office)
    play.open()
    assert refused(play, {yes: Told(Decimal(2))})[0] == "not_yes_or_no"
    assert refused(play, {money: Told(Decimal("1.5"))})[0] == "not_whole"
    assert refused(play, projects=[ProjectTold("P-2", "running")])[0] == "project_unknown"
    assert refused(play, projects=[ProjectTold("P-1", "xong")])[0] == "progress_unknown"
    assert refused(play, projects=[ProjectTold("P-1", paid=-1)])[0] == "money_wrong"
    told = {yes: Told(Decimal(1)), money: Told(Decimal(1_500_000))}
    play.write(told, projects=[ProjectTold("P-1", "running", 0, "Đang đấu thầu")])
    kept = play.report.revisions.get().projects
    assert kept == [{"project": "P-1", "progress": "running", "paid": 0, "note": "Đang đấu thầu"}]


def test_a_locked_period_is_written_by_nobody_until_it_is_opened_again(play: Play) -> None:
    report = play.open()
    period = report.period
    by: dict[str, Any] = {"by": play.drafter, "at": LATER}
    with no("not_receiver"):
        services.lock(play.duty.pk, period, by=play.planner, at=LATER)
    services.lock(play.duty.pk, period, **by)
    with no("locked") as raised:
        play.write(words="Muộn")
    assert play.drafter.name in raised.value.sentence
    assert "12:00 10/04/2026" in raised.value.sentence
    assert not Duty.objects.exists(), "nobody can do anything about it"
    with no("locked_already"):
        services.lock(play.duty.pk, period, **by)
    with no("reason_empty"):
        services.unlock(play.duty.pk, period, reason=" ", **by)
    services.unlock(play.duty.pk, period, reason="Bổ sung số liệu", **by)
    assert Duty.objects.count() == 3
    play.write(words="Kịp")


def test_a_period_locks_by_itself_after_its_days_of_grace_and_not_twice(play: Play) -> None:
    play.duty.lock_days = 5
    play.duty.save()
    report = play.open()
    assert services.open_reports(report.due_at + timedelta(days=5)).locked == 0
    late = report.due_at + timedelta(days=6)
    assert services.open_reports(late).locked == 1
    services.unlock(play.duty.pk, report.period, reason="Bổ sung", by=play.drafter, at=late)
    assert services.open_reports(late + timedelta(days=30)).locked == 0


def test_of_what_is_in_review_a_locked_period_may_still_be_accepted(play: Play) -> None:
    play.open()
    play.write(words="Đã làm")
    play.submit()
    services.lock(play.duty.pk, play.report.period, by=play.drafter, at=LATER)
    with no("locked"):
        play.do(services.return_, remarks="Thiếu")
    play.do(services.accept)
    with no("locked"):
        play.do(services.reopen, reason="Sai")


def test_opened_before_it_was_written(play: Play) -> None:
    assert play.open(at=APRIL).version == 1
