"""Several at once, with real threads and transactions: told or returned, opened once, and never both ways."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congvu.base.refusals import Refusal
from congvu.inbox.models import Duty
from congvu.reporting import services
from congvu.reporting.models import Lock, Report, Revision
from congvu.reporting.rules import State
from congvu.reporting.tests.playing import APRIL, LATER, Play

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def play(transactional_db: None) -> Play:
    return Play()


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do them in one thread each, begun at the same moment; a refusal is its code."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_what_is_opened_by_many_workers_at_once_is_opened_once(play: Play) -> None:
    at_once(*[lambda: services.open_reports(APRIL)] * 3)
    assert Report.objects.count() == Revision.objects.count() == Duty.objects.count() == 3


def test_one_accepts_and_another_returns_what_a_third_sends(play: Play) -> None:
    play.open()
    play.write(words="Đã làm")
    pk = play.report.pk
    sending = [lambda: services.submit(pk, seen=2, by=play.planner, at=LATER)]
    sending += [lambda: services.submit(pk, seen=2, by=play.leader, at=LATER)]
    answers = at_once(*sending, lambda: services.return_(pk, remarks="Thiếu", seen=2, by=play.drafter, at=LATER))
    refused = sorted(one for one in answers if isinstance(one, str))
    assert refused in (
        ["reporting.changed_meanwhile"] * 2,
        ["reporting.changed_meanwhile", "reporting.not_in_state"],
    ), "one told it; who returned what was not told yet had read another version, or was too early"
    assert play.report.state == State.SUBMITTED
    deciding = [
        lambda: services.accept(pk, seen=3, by=play.drafter, at=LATER),
        lambda: services.return_(pk, remarks="Thiếu", seen=3, by=play.drafter, at=LATER),
    ]
    answers = at_once(*deciding)
    assert answers.count("reporting.changed_meanwhile") == 1
    state, many = play.report.state, Revision.objects.filter(report=pk).count()
    assert (state, many) in ((State.ACCEPTED, 1), (State.RETURNED, 2))


def test_a_lock_and_a_writer_come_one_after_the_other(play: Play) -> None:
    report = play.open()
    answers = at_once(
        lambda: services.write(report.pk, words="Kịp", seen=1, by=play.planner, at=LATER),
        lambda: services.lock(play.duty.pk, report.period, by=play.drafter, at=LATER),
    )
    written = play.report.revisions.get().words
    assert (answers[0] == "reporting.locked") == (written == "")
    assert Lock.objects.count() == 1
