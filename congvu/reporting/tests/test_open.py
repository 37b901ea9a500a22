"""What is owed is opened once, by the calendar of each agency; what nobody owes any more is voided and listed."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from congvu.agencies import services as agencies
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_official, noon
from congvu.base.actors import system
from congvu.clocks import services as clocks
from congvu.clocks.models import Clock
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.notices.services import warn
from congvu.reporting import services
from congvu.reporting.models import Report, Revision
from congvu.reporting.rules import State
from congvu.reporting.tests.playing import APRIL, LATER, Play, no

ROOT = system("test", "Quản trị")


def merge(play: Play, on: date) -> None:
    """The first commune joins the second one."""
    agencies.succeed(play.communes[0], play.communes[1], on=on, by=ROOT, at=noon(on))


def test_a_period_that_is_over_is_opened_once_for_every_agency_of_the_scope(play: Play) -> None:
    assert services.open_reports(noon(date(2026, 3, 31))).opened == 0, "the quarter is not over"
    assert services.open_reports(APRIL).opened == 3
    assert services.open_reports(APRIL + timedelta(hours=1)).opened == 0
    assert {report.agency.code for report in Report.objects.all()} == {"H99.1", "H99.31", "H99.32"}
    assert Revision.objects.count() == Duty.objects.count() == 3
    assert services.open_reports(noon(date(2026, 7, 1))).opened == 3, "the next quarter"
    assert Entry.objects.filter(event="reporting.opened").count() == 2


def test_it_is_due_with_the_tenth_day_of_work_after_the_period(play: Play) -> None:
    report = play.open()
    assert timezone.localtime(report.due_at) == datetime(2026, 4, 14, 17, tzinfo=timezone.get_default_timezone())
    card = Duty.objects.get(agency=play.communes[0])
    assert (card.role, card.due_at) == (Role.PLANNER, report.due_at)
    assert card.address == f"/bao-cao-ke-hoach/{report.pk}/"
    assert report.clock is not None


def test_nobody_is_late_with_what_was_ordered_after_the_period(play: Play) -> None:
    play.duty.made_at = LATER
    play.duty.save()
    assert play.open(at=LATER).due_at > LATER + timedelta(days=13)


def test_a_plan_that_is_not_approved_and_a_stopped_duty_open_nothing(play: Play) -> None:
    play.plan.number, play.plan.state = "", "draft"
    play.plan.save()
    assert services.open_reports(APRIL).opened == 0
    play.plan.number, play.plan.state = "1/QĐ", "approved"
    play.plan.save()
    services.stop_duty(play.duty.pk, reason="Thay bằng chế độ mới", by=play.drafter, at=APRIL)
    assert services.open_reports(APRIL).opened == 0


def test_stopping_a_duty_takes_away_what_is_still_owed(play: Play) -> None:
    play.open()
    play.write(words="Đã làm")
    play.submit()
    services.stop_duty(play.duty.pk, reason="Thay bằng chế độ mới", by=play.drafter, at=LATER)
    assert sorted(Report.objects.values_list("state", flat=True)) == [State.SUBMITTED, State.VOID, State.VOID]
    assert not Duty.objects.exists()
    with no("duty_stopped"):
        services.stop_duty(play.duty.pk, reason="Lần nữa", by=play.drafter, at=LATER)


def test_an_edit_of_the_calendar_moves_the_due_time_and_the_inbox(play: Play) -> None:
    was = play.open().due_at
    edit = clocks.of_day(date(2026, 4, 7), works=False, name="Nghỉ bù", decision="1/QĐ", agency=None)
    clocks.perform(edit, by=ROOT, at=APRIL)
    assert services.catch_up() == 3
    assert services.catch_up() == 0
    assert play.report.due_at == was + timedelta(days=1) == Duty.objects.get(agency=play.communes[0]).due_at
    assert Clock.objects.get(pk=play.report.clock_id or 0).due_at == play.report.due_at


def test_an_agency_that_ended_before_the_opening_is_listed_as_void(play: Play) -> None:
    merge(play, date(2026, 4, 1))
    assert services.open_reports(noon(date(2026, 4, 2))).opened == 3
    assert play.report.state == State.VOID
    assert play.report.clock is None
    assert not Duty.objects.filter(agency=play.communes[0]).exists()
    line = Entry.objects.get(event="reporting.voided")
    assert play.communes[1].name in line.facts["reason"]


def test_a_merged_agency_owes_its_open_report_no_longer_and_nobody_writes_it(play: Play) -> None:
    report = play.open()
    merge(play, date(2026, 4, 3))
    with no("agency_ended") as refused:
        services.write(report.pk, words="Muộn", seen=1, by=play.other, at=LATER)
    assert play.communes[1].name in refused.value.sentence
    assert services.open_reports(LATER).voided == 1
    assert play.report.state == State.VOID
    assert services.open_reports(LATER).voided == 0
    assert Duty.objects.filter(agency=play.communes[1]).count() == 1, "its own"
    assert Clock.objects.get(pk=report.clock_id or 0).state == "stopped"


def test_what_a_merged_agency_had_told_stays_with_it(play: Play) -> None:
    play.open()
    play.write(words="Đã làm")
    play.submit()
    play.do(services.accept)
    play.do(services.reopen, reason="Số liệu sai")
    assert play.report.state == State.RETURNED
    merge(play, date(2026, 4, 11))
    services.open_reports(noon(date(2026, 4, 12)))
    assert (play.report.state, play.report.revision) == (State.ACCEPTED, 1), "the reopening fell through"
    with no("agency_ended"):
        play.do(services.reopen, reason="Lần nữa", at=noon(date(2026, 4, 12)))


def test_an_overdue_report_is_warned_of_like_any_duty(play: Play) -> None:
    play.open()
    assert warn(address="https://mau.vn", by=ROOT, at=noon(date(2026, 4, 20))) >= 3


def test_on_demand_somebody_asks(play: Play) -> None:
    duty = services.make_duty(
        play.plan,
        services.Wanted(
            code="HOI-1", title="Báo cáo đột xuất", receiver=play.office, frequency="event", first=date(2026, 1, 1),
            last=date(2026, 12, 31), scope={"kinds": ["commune_committee"]}, asks_indicators=False,
        ),
        by=play.drafter, at=APRIL,
    )  # fmt: skip
    assert services.open_reports(APRIL).opened == 3, "only what has a rhythm opens by itself"
    chosen = [play.communes[0].pk]
    [report] = services.ask(duty.pk, chosen, due_days=3, by=play.drafter, at=APRIL)
    assert (report.period, timezone.localtime(report.due_at).day) == ("2026", 6)
    for code, wanted, by in (
        ("asked_already", chosen, play.drafter),
        ("nobody_asked", [], play.drafter),
        ("not_in_scope", [play.office.pk], play.drafter),
        ("not_drafter", [play.communes[1].pk], play.planner),
    ):
        with no(code):
            services.ask(duty.pk, wanted, by=by, at=APRIL)
    with no("only_on_demand"):
        services.ask(play.duty.pk, chosen, by=play.drafter, at=APRIL)


def test_opening_takes_few_queries_for_each_report(play: Play) -> None:
    for number in range(40, 60):
        make_agency(f"H99.{number}", parent=play.province)
    with CaptureQueriesContext(connection) as queries:
        assert services.open_reports(APRIL).opened == 23
    assert len(queries) < 60 + 6 * 23


@pytest.mark.parametrize("role", [Role.LEADER, Role.CLERK])
def test_only_planners_of_the_drafter_make_duties(play: Play, role: Role) -> None:
    stranger = make_official(play.office, role)
    wanted = services.wanted_of(play.duty)
    with no("not_drafter"):
        services.make_duty(play.plan, wanted, by=stranger, at=APRIL)
    with no("not_drafter"):
        services.stop_duty(play.duty.pk, reason="Thôi", by=stranger, at=APRIL)
