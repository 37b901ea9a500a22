"""A dossier that will be late has its new date announced in time, once; a late one its apology. The clock tells the
truth all the same."""

from decimal import Decimal

import pytest
from django.db import transaction

from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit
from congvu.dossiers import selectors
from congvu.dossiers.rules import is_late
from congvu.dossiers.services import apologising
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import Open, Play, duties, facts, told
from congvu.dossiers.tests.provoked import TWO_DAYS, apologise, decided_late, late, reappoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(opened: Open) -> Play:
    """A change of land, received on Monday 02/03/2026 and due on Monday 16/03/2026 at 11:30."""
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    play.receive()
    return play


def test_the_promise_runs_on_from_the_statutory_time(land: Play) -> None:
    due = land.dossier.clock.due_at
    reappoint(land)
    again = land.dossier.reappointment
    assert (again.number, again.due_before) == (1, due)
    assert again.promised_at > due
    assert land.dossier.clock.due_at == due
    assert duties(land.dossier) == [("specialist", "new")]
    assert told(land.dossier) == ["received", "reappointed"]
    assert facts(land.dossier)["promised_at"] == again.promised_at.isoformat()


def test_nobody_reappoints_while_the_clock_stands_still(play: Play) -> None:
    play.ask()
    with pytest.raises(Refusal, match="wrong_state"):
        reappoint(play)


def test_a_new_date_is_announced_a_working_day_before_the_old_one(land: Play) -> None:
    due = land.dossier.clock.due_at
    assert due == moment("2026-03-16 11:30")  # a Monday
    land.at = moment("2026-03-13 17:00")  # Friday; `do` adds a minute
    with pytest.raises(Refusal) as caught:
        reappoint(land)
    assert caught.value.code == "dossiers.reappointed_too_late"
    assert "17:00 13/03/2026" in caught.value.sentence
    land.at = moment("2026-03-13 16:59")
    assert reappoint(land).reappointment


def test_a_late_result_waits_for_its_letter(play: Play) -> None:
    decided_late(play)
    with pytest.raises(Refusal, match="apology_needed"):
        play.hand_over()
    apologise(play, by=play.clerk)
    letter = play.dossier.apology
    assert (letter.number, letter.promised_at, letter.leg) == (1, None, None)
    assert facts(play.dossier)["at_fault_code"] == play.dossier.agency.code
    whole = selectors.whole(play.dossier, play.clerk, now=play.at)
    assert "late_apology" in selectors.available(whole)
    assert selectors.paper(whole, "late_apology", address="https://vi-du.vn").startswith(b"%PDF")
    assert play.hand_over().state == "returned"


def test_an_apology_before_the_decision_may_give_the_one_new_date(play: Play) -> None:
    late(play)
    apologise(play, promise=TWO_DAYS)
    assert play.dossier.apology.promised_at == moment("2026-03-05 11:30")
    play.propose()
    play.sign()
    assert play.hand_over().state == "returned"


def test_a_new_date_that_was_kept_needs_no_other_letter(land: Play) -> None:
    reappoint(land, budget=Budget(Decimal(30), Unit.WORKING_DAY))
    dossier = land.dossier
    dossier.finished_at, dossier.state = moment("2026-03-20 10:00"), "decided"
    apologising.must_have_apologised(dossier)
    dossier.finished_at = moment("2026-06-20 10:00")
    with pytest.raises(Refusal, match="apology_needed"):
        apologising.must_have_apologised(dossier)


def test_only_who_works_on_it_or_leads_apologises(play: Play) -> None:
    late(play)
    for by in (play.clerk, play.specialist, play.leader):
        with transaction.atomic():
            assert apologise(play, by=by)
            transaction.set_rollback(True)


def test_a_result_of_the_day_on_which_it_was_due_is_on_time() -> None:
    """By dates, as the national reports count; what is still open is late from the moment it was due."""
    due, after = moment("2026-03-02 17:00"), moment("2026-03-02 17:20")
    assert not is_late(due, after, now=after)
    assert is_late(due, moment("2026-03-03 00:00"), now=after)
    assert is_late(due, None, now=after)
    assert not is_late(due, None, now=due)
