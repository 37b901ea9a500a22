"""A supplement stops the clock; what was left of it runs on when the citizen has come."""

from datetime import timedelta

import pytest

from congvu.dossiers.models import Step
from congvu.dossiers.services import Counted, Upload
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import Open, Play, duties, facts, told
from congvu.files.selectors import shelf
from congvu.files.testing import stored

pytestmark = pytest.mark.django_db


def test_asking_stops_the_clock_and_leaves_a_duty_at_the_counter(play: Play) -> None:
    play.ask(items=[" Giấy báo tử ", ""], reason=" Mờ con dấu ")
    assert (play.dossier.state, play.dossier.clock.state) == ("awaiting_supplement", "paused")
    assert duties(play.dossier) == [("specialist", "waiting"), ("clerk", "waiting")]
    supplement = play.dossier.supplements.get()
    assert (supplement.number, supplement.items, supplement.reason) == (1, ["Giấy báo tử"], "Mờ con dấu")
    assert told(play.dossier) == ["received", "supplement_asked"]
    assert facts(play.dossier) == {"items": "Giấy báo tử", "reason": "Mờ con dấu"}


def test_what_came_is_added_and_the_clock_runs_on(play: Play) -> None:
    play.take()
    play.ask()
    play.at = moment("2026-03-09 09:00")
    upload = Upload(stored(shelf()), "giay-bao-tu.pdf", "death_notice")
    play.supply(papers={"death_notice": Counted(1, 2), "authorisation": Counted()}, uploads=[upload])
    assert (play.dossier.state, play.dossier.clock.state) == ("in_progress", "running")
    assert play.dossier.clock.due_at == moment("2026-03-09 17:00")
    assert [(paper.key, paper.original, paper.copy) for paper in play.dossier.papers.all()] == [
        ("declaration", 1, 0),
        ("death_notice", 2, 2),
    ]
    assert play.dossier.scans.get().added_by == play.clerk.name
    assert duties(play.dossier) == [("specialist", "in_hand")]
    assert told(play.dossier) == ["received", "taken", "supplement_asked", "supplied"]
    assert facts(play.dossier)["due"] == "17:00 09/03/2026"


def test_steps_are_due_later_by_what_the_pause_lasted(opened: Open) -> None:
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    play.receive()
    before, whole = Step.objects.get(dossier=play.dossier).due_at, play.dossier.clock.due_at
    play.at = moment("2026-03-03 08:00")
    play.ask()
    play.at = moment("2026-03-10 08:00")
    play.supply()
    step = Step.objects.get(dossier=play.dossier)
    assert step.due_at - before == play.dossier.clock.due_at - whole == timedelta(days=7)


def test_a_dossier_taken_back_meanwhile_leaves_no_duty(play: Play) -> None:
    play.ask()
    play.withdraw()
    assert duties(play.dossier) == []
    assert not play.dossier.supplements.filter(supplied_at=None).exists()
