"""A late dossier is apologised for once; its clock tells the truth all the same."""

from decimal import Decimal

import pytest

from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit
from congvu.dossiers import services
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import Play, duties, facts, told

pytestmark = pytest.mark.django_db


def reappoint(play: Play) -> None:
    budget = Budget(Decimal(2), Unit.WORKING_DAY)
    play.do(services.reappoint, budget=budget, reason="Đi họp", at_fault=play.dossier.agency, by=play.specialist)


def test_the_promise_runs_on_from_the_statutory_time(play: Play) -> None:
    reappoint(play)
    again = play.dossier.reappointment
    assert (again.number, again.due_before) == (1, moment("2026-03-02 17:00"))
    assert again.promised_at == moment("2026-03-04 17:00")
    assert play.dossier.clock.due_at == moment("2026-03-02 17:00")
    assert duties(play.dossier) == [("specialist", "new")]
    assert told(play.dossier) == ["received", "reappointed"]
    assert facts(play.dossier) == {
        "promised": "17:00 04/03/2026",
        "promised_at": again.promised_at.isoformat(),
        "reason": "Đi họp",
        "number": 1,
    }


def test_nobody_apologises_while_the_clock_stands_still(play: Play) -> None:
    play.ask()
    with pytest.raises(Refusal, match="wrong_state"):
        reappoint(play)
