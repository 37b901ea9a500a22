"""The other ends: the citizen takes the dossier back, or the leader stops it."""

import pytest

from congvu.base.refusals import Refusal
from congvu.dossiers.services import course
from congvu.dossiers.tests.conftest import Play, duties, facts, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("deed", "state"), [("withdraw", "withdrawn"), ("stop", "stopped")])
@pytest.mark.parametrize("waiting", [False, True])
def test_an_early_end_closes_everything(deed: str, state: str, waiting: bool, play: Play) -> None:
    if waiting:
        play.ask()
    getattr(play, deed)(" Có lý do ")
    dossier = play.dossier
    assert (dossier.state, dossier.closed_at, dossier.closed_with) == (state, play.at, "Có lý do")
    assert dossier.clock.state == "stopped"
    assert (course.open_steps(dossier), duties(dossier)) == ([], [])
    assert (told(dossier)[-1], facts(dossier)) == (state, {"reason": "Có lý do"})
    assert len(told(dossier)) == dossier.version


@pytest.mark.parametrize(("deed", "who"), [("withdraw", "specialist"), ("withdraw", "leader"), ("stop", "clerk")])
def test_each_end_has_its_own_hand(deed: str, who: str, play: Play) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        getattr(play, deed)(by=getattr(play, who))
