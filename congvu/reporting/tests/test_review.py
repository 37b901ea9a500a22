"""Returned with remarks, told again, accepted, opened again: what was told last counts until the next one is told."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from congvu.agencies.testing import noon
from congvu.inbox.models import Duty
from congvu.plans.testing import make_project
from congvu.reporting import services
from congvu.reporting.models import Value
from congvu.reporting.rules import State
from congvu.reporting.services import ProjectTold
from congvu.reporting.tests.playing import LATER, Play, no, ratio


@pytest.fixture
def told(play: Play) -> Play:
    play.open()
    play.write({play.hand: ratio(1, 10)}, words="Lần đầu")
    play.submit()
    return play


def test_what_is_returned_is_mended_in_a_revision_of_its_own(told: Play) -> None:
    told.do(services.return_, remarks="Thiếu minh chứng", days=3)
    report = told.report
    assert (report.state, report.revision) == (State.RETURNED, 2)
    assert told.counted_values() == {"M-01": (1, 10)}, "what was told counts until the next one is told"
    card = Duty.objects.get(agency=told.communes[0])
    assert (card.step, timezone.localtime(card.due_at).day) == ("Sửa báo cáo bị trả lại", 15)
    assert report.due_at == datetime(2026, 4, 14, 17, tzinfo=timezone.get_default_timezone()), "it was told in time"
    told.write({told.hand: ratio(2, 10, evidence="Biên bản")})
    assert told.counted_values() == {"M-01": (1, 10)}
    told.submit()
    assert told.counted_values() == {"M-01": (2, 10)}
    first, second = report.revisions.all()
    assert (first.remarks, first.words, second.words) == ("Thiếu minh chứng", "Lần đầu", "Lần đầu")
    assert Value.objects.filter(report=report, revision=1).get().n == 1, "the old figure stays"
    told.do(services.accept)
    assert told.report.state == State.ACCEPTED


def test_an_accepted_report_is_opened_again_with_a_reason(told: Play) -> None:
    told.do(services.accept)
    with no("reason_empty"):
        told.do(services.reopen, reason="")
    told.do(services.reopen, reason="Số liệu quý sai")
    assert (told.report.state, told.report.revision) == (State.RETURNED, 2)
    assert told.counted_values() == {"M-01": (1, 10)}
    assert told.report.submitted_at == LATER
    told.write({told.hand: ratio(3, 10)})
    told.submit(at=LATER + timedelta(days=60))
    assert told.report.submitted_at == LATER, "timeliness is judged by the first time"
    assert told.counted_values() == {"M-01": (3, 10)}


def test_what_an_accepted_report_tells_of_projects_comes_into_the_plan(play: Play) -> None:
    play.duty.asks_projects = True
    play.duty.save()
    project = make_project(play.plan, "P-1", lead=play.communes[0])
    play.open()
    play.write(projects=[ProjectTold("P-1", "done", 500_000, "Xong sớm")])
    play.submit()
    project.refresh_from_db()
    assert (project.progress, project.money.count()) == ("planned", 0), "not before somebody accepted it"
    play.do(services.accept)
    project.refresh_from_db()
    last = date(2026, 3, 31)
    assert (project.progress, project.finished_on, project.note) == ("done", last, "Xong sớm")
    paid = project.money.get()
    assert (paid.fund, paid.measure, paid.year, paid.amount, paid.as_of) == ("whole", "paid", 2026, 500_000, last)
    assert paid.source == f"Báo cáo của {play.communes[0].name}, Quý 1/2026"
    play.do(services.reopen, reason="Sai")
    play.write(projects=[ProjectTold("P-1", "running", 400_000)])
    play.submit()
    play.do(services.accept)
    project.refresh_from_db()
    assert (project.progress, project.finished_on, project.money.get().amount) == ("running", None, 400_000)


def test_a_calendar_moves_the_second_turn_and_not_the_first_due_time(told: Play) -> None:
    told.do(services.return_, remarks="Thiếu", days=3)
    was = told.report
    assert was.clock
    was.clock.due_at += timedelta(days=1)
    was.clock.save()
    assert services.catch_up() == 1
    assert told.report.due_at == was.due_at
    assert Duty.objects.get(agency=told.communes[0]).due_at == was.clock.due_at


def test_who_reviews_and_when(told: Play) -> None:
    for by in (told.planner, told.leader, told.other):
        with no("not_receiver"):
            told.do(services.accept, by=by)
        with no("not_receiver"):
            told.do(services.return_, remarks="Thiếu", by=by)
    with no("remarks_empty"):
        told.do(services.return_, remarks=" \n")
    with no("days_wrong"):
        told.do(services.return_, remarks="Thiếu", days=0)
    with no("not_in_state"):
        told.do(services.reopen, reason="Chưa duyệt")
    told.do(services.accept)
    with no("not_in_state"):
        told.do(services.return_, remarks="Thiếu")
    with no("changed_meanwhile"):
        services.reopen(told.report.pk, reason="Sai", seen=1, by=told.drafter, at=LATER)


def test_stopping_a_duty_drops_what_was_returned_and_never_accepted(told: Play) -> None:
    told.do(services.return_, remarks="Thiếu")
    services.stop_duty(told.duty.pk, reason="Thôi", by=told.drafter, at=noon(date(2026, 4, 20)))
    assert told.report.state == State.VOID
    assert told.counted_values() == {}
