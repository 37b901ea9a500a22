"""Periodic duties are done by exactly one worker each time."""

from datetime import UTC, datetime, timedelta

import pytest

from congvu.site import services
from congvu.site.duties import DUTIES, Duty, do_due

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_duty_is_done_once_in_its_period() -> None:
    done: list[datetime] = []
    duties = [Duty("count", timedelta(minutes=5), done.append)]
    for minute in (0, 1, 4, 5, 9, 10):
        do_due(AT + timedelta(minutes=minute), duties)
    assert [(at - AT).seconds // 60 for at in done] == [0, 5, 10]


def test_a_duty_that_fails_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_at: datetime) -> None:
        raise ValueError("no")

    done: list[datetime] = []
    duties = [Duty("fails", timedelta(hours=1), fail), Duty("goes on", timedelta(hours=1), done.append)]
    assert do_due(AT, duties) == ["goes on"]
    assert done == [AT]
    assert "The duty 'fails' failed" in caplog.text


def test_the_second_worker_does_not_get_the_same_turn() -> None:
    assert services.take_turn("seal", every=timedelta(minutes=5), at=AT)
    assert not services.take_turn("seal", every=timedelta(minutes=5), at=AT + timedelta(seconds=1))


def test_every_duty_of_the_house_runs_on_an_empty_database() -> None:
    assert do_due(AT) == [duty.name for duty in DUTIES]
    assert len({duty.name for duty in DUTIES}) == len(DUTIES)
