"""Filling in at home and sending in."""

from datetime import timedelta

import pytest

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.services.stories import Stage
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.online import services
from congvu.online.models import Draft, Submission
from congvu.online.rules import State
from congvu.online.testing import MORNING, a_draft, a_submission

LATER = MORNING + timedelta(minutes=5)


def test_a_draft_becomes_a_submission_that_waits_eight_working_hours(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    sent = services.submit(draft.key, intake_key="k", lookup_key="look", by=citizen, at=LATER)
    assert sent.code == "H98.31.01-260302-0001"
    assert sent.state == State.WAITING
    assert f"{sent.clock.due_at:%Y-%m-%d %H:%M}" == "2026-03-03 08:45"  # a day has seven and a half
    duty = Duty.objects.get(code=sent.code)
    assert (duty.agency, duty.role, duty.due_at) == (stage.receiver, Role.CLERK, sent.clock.due_at)
    assert duty.address == f"/truc-tuyen/{sent.code}/"
    assert not Draft.objects.exists()
    assert Entry.objects.get(event="online.submitted").facts["code"] == sent.code


def test_a_draft_sent_twice_is_one_submission(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    first = services.submit(draft.key, intake_key="k", lookup_key="look", by=citizen, at=LATER)
    again = services.submit(draft.key, intake_key="other-tab", lookup_key="other", by=citizen, at=LATER)
    assert again == first
    assert Submission.objects.count() == 1


def test_the_same_key_is_the_same_submission_and_never_anothers(stage: Stage, citizen: Actor) -> None:
    first = a_submission(stage, citizen)
    assert a_submission(stage, citizen) == first
    draft = a_draft(stage, citizen)
    services.keep(draft.key, applicant={**draft.applicant, "name": "Người Mẫu Khác"}, by=citizen, at=LATER)
    with pytest.raises(Refusal, match=r"online\.form_used"):
        services.submit(draft.key, intake_key="k1", lookup_key="x", by=citizen, at=LATER)
    assert Draft.objects.get().key == draft.key
