"""Where is what I sent: by its code before there is a dossier, and by the same code when there is one."""

from datetime import timedelta

import pytest

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier
from congvu.dossiers.selectors import Glimpse
from congvu.dossiers.services.stories import Stage
from congvu.online import services
from congvu.online.models import Submission
from congvu.online.testing import MORNING, a_submission

NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def sent(stage: Stage, citizen: Actor) -> Submission:
    return a_submission(stage, citizen)


def look_up(sent: Submission, digits: str = "") -> Glimpse:
    digits = digits or sent.id_number[-4:]
    found = services.look_up(sent.code.lower(), digits, source="sms:+84912345678", secret="s", at=NOON)
    by_key = services.look_up_by_key(sent.lookup_key, source="203.0.113.7", secret="s", at=NOON)
    assert found == by_key
    return found


def test_what_waits_is_newly_registered_and_due_for_its_answer(sent: Submission) -> None:
    found = look_up(sent)
    assert (found.state, found.never_accepted, found.due_at) == ("registered", True, sent.clock.due_at)
    assert found.receiver == sent.receiver.name
    assert sent.applicant_name not in str(found)


def test_what_was_accepted_is_told_as_the_dossier_that_it_is(sent: Submission, clerk: Actor) -> None:
    services.accept(sent.pk, by=clerk, at=NOON)
    found = look_up(sent)
    assert (found.state, found.never_accepted) == ("received", False)
    Dossier.objects.update(id_number="031190009999")
    with pytest.raises(Refusal, match=r"online\.nothing_found"):
        look_up(sent)
    assert look_up(sent, "9999") == found


def test_what_was_refused_or_withdrawn_says_so_and_not_why(stage: Stage, citizen: Actor, clerk: Actor) -> None:
    one, two = (a_submission(stage, citizen, key=key) for key in ("k1", "k2"))
    services.refuse(one.pk, reason="Điều riêng tư", by=clerk, at=NOON)
    services.withdraw(two.code, reason="Điều riêng tư", by=citizen, at=NOON)
    for submission, state in ((one, "not_received"), (two, "withdrawn")):
        found = look_up(submission)
        assert (found.state, found.never_accepted, found.closed_at) == (state, True, NOON)
        assert "riêng tư" not in str(found)


def test_wrong_digits_are_nothing(sent: Submission) -> None:
    with pytest.raises(Refusal, match=r"online\.nothing_found"):
        look_up(sent, "0000")
