"""The end that everybody hopes for: the result is in the receiver's hands."""

from functools import partial

import pytest

from congvu.base.refusals import Refusal
from congvu.dossiers.services import course
from congvu.dossiers.tests.conftest import Play, duties, facts, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(play: Play) -> Play:
    play.propose()
    play.sign()
    return play


def test_the_receiver_s_name_is_kept_and_nothing_stays_open(decided: Play) -> None:
    decided.hand_over(" Trần Thị Mẫu ")
    dossier = decided.dossier
    assert (dossier.state, dossier.closed_at, dossier.closed_with) == ("returned", decided.at, "Trần Thị Mẫu")
    assert (course.open_steps(dossier), duties(dossier)) == ([], [])
    assert told(dossier) == ["received", "forwarded", "decided", "handed_over"]
    assert facts(dossier) == {"receiver": "Trần Thị Mẫu"}


def test_only_the_counter_that_received_hands_over(decided: Play) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        decided.hand_over(by=decided.leader)


def test_what_has_a_result_is_neither_withdrawn_nor_stopped(decided: Play) -> None:
    for deed in (decided.withdraw, decided.stop, decided.supply, partial(decided.ask, by=decided.clerk)):
        with pytest.raises(Refusal, match="wrong_state"):
            deed()
    assert told(decided.dossier)[-1] == "decided"


def test_nothing_follows_the_end(decided: Play) -> None:
    decided.hand_over()
    for deed in (decided.hand_over, decided.withdraw, decided.stop, decided.ask, decided.take, decided.sign):
        with pytest.raises(Refusal, match=r"wrong_state|not_yours"):
            deed()
    assert decided.dossier.version == 4
