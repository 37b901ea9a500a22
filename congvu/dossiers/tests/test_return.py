"""Returning work to an earlier step, and taking back what was just passed on."""

import pytest

from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import Step
from congvu.dossiers.selectors import returnable
from congvu.dossiers.tests.conftest import Play, facts, told
from congvu.inbox.models import Duty

pytestmark = pytest.mark.django_db


def test_a_step_is_returned_to_one_that_was_worked_before(play: Play) -> None:
    play.propose()
    step = play.dossier.now_open[0]
    assert [one.element for one in returnable(play.dossier, step)] == ["examine"]
    play.do(services.return_to, element="sign", to="examine", reason="Sai số quyển", by=play.leader)
    assert [one.element for one in play.dossier.now_open] == ["examine"]
    assert facts(play.dossier)["reason"] == "Sai số quyển"
    assert Step.objects.get(element="sign").choice == "returned"


def test_what_was_proposed_before_must_be_proposed_again(play: Play) -> None:
    play.propose()
    play.do(services.return_to, element="sign", to="examine", reason="Sai số quyển", by=play.leader)
    assert play.dossier.proposed == ""
    assert play.dossier.proposal["result"]  # the words are there to begin from


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"to": "hand_over"}, "dossiers.cannot_return"),
        ({"to": "sign"}, "dossiers.cannot_return"),
        ({"reason": "  "}, "dossiers.reason_needed"),
        ({"element": "examine"}, "dossiers.step_not_open"),
    ],
)
def test_what_cannot_be_returned_is_refused(play: Play, given: dict[str, str], code: str) -> None:
    play.propose()
    asked = {"element": "sign", "to": "examine", "reason": "Sai"} | given
    with pytest.raises(Refusal) as caught:
        play.do(services.return_to, by=play.leader, **asked)
    assert caught.value.code == code


def test_what_nobody_has_taken_is_taken_back(play: Play) -> None:
    play.take()
    play.propose()
    play.do(services.recall, reason="Ghi nhầm số", by=play.specialist)
    assert [one.element for one in play.dossier.now_open] == ["examine"]
    assert play.dossier.proposed == ""
    assert told(play.dossier)[-1] == "recalled"
    duty = Duty.objects.get()
    assert (duty.state, duty.account_id) == ("in_hand", play.specialist.account_id)
    play.propose()
    play.sign()
    assert play.dossier.state == "decided"


def test_what_somebody_has_taken_stays_there(play: Play) -> None:
    play.propose()
    play.take("sign", by=play.leader)
    with pytest.raises(Refusal) as caught:
        play.do(services.recall, reason="Ghi nhầm số", by=play.specialist)
    assert caught.value.code == "dossiers.recall_too_late"
    assert play.leader.name in caught.value.sentence


@pytest.mark.parametrize("who", ["clerk", "leader"])
def test_nobody_takes_back_what_another_passed_on(play: Play, who: str) -> None:
    play.propose()
    with pytest.raises(Refusal) as caught:
        play.do(services.recall, reason="Ghi nhầm số", by=getattr(play, who))
    assert caught.value.code == "dossiers.nothing_to_recall"


def test_a_signature_is_not_taken_back(play: Play) -> None:
    play.propose()
    play.sign()
    with pytest.raises(Refusal) as caught:
        play.do(services.recall, reason="Ghi nhầm số", by=play.leader)
    assert caught.value.code == "dossiers.wrong_state"
