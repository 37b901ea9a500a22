"""Everything that is asked before something is sent in, and the sentence where it is not right: nothing is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency, make_citizen
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.services.stories import Stage
from congvu.online import services
from congvu.online.models import Draft, Submission
from congvu.online.services import OnlineFiling
from congvu.online.testing import MORNING, a_blob, a_draft, a_filing, a_submission, applicant
from congvu.online.tests.conftest import newer_edition
from congvu.people.models import Account
from congvu.procedures.testing import edition

LATER = MORNING + timedelta(minutes=5)


def refusal_of(filing: OnlineFiling, citizen: Actor, **more: object) -> str:
    given = {"intake_key": "k", "lookup_key": "l", "by": citizen, "at": LATER, **more}
    with pytest.raises(Refusal) as refused:
        services.file(filing, **given)  # type: ignore[arg-type]
    assert not Submission.objects.exists()
    return refused.value.code


def test_what_is_wrong_with_it_is_said(stage: Stage, citizen: Actor) -> None:
    right = a_filing(stage, citizen)
    wrong = {
        "online.return_wrong": replace(right, return_by="pigeon"),
        "online.address_needed": replace(right, return_by="post"),
        "online.too_long": replace(right, return_by="post", return_address="x" * 301),
        "online.receiver_closed": replace(right, receiver=stage.receiver.parent),
        "dossiers.applicant_wrong": replace(right, applicant=applicant(id_number="12")),
        "dossiers.answers_wrong": replace(right, answers={}),
        "dossiers.papers_missing": replace(right, uploads=right.uploads[:1]),
        "dossiers.paper_unknown": replace(right, uploads=[*right.uploads, replace(right.uploads[0], paper_key="x")]),
        "online.not_yours": a_filing(stage, make_citizen("nguoi-khac")),
        "online.channel_closed": replace(right, edition=edition("ho-tich/nuoi-con-nuoi")),
    }
    assert {code: refusal_of(filing, citizen) for code, filing in wrong.items()} == {code: code for code in wrong}


def test_the_counter_is_the_one_of_who_settles_it_where_that_is_one_agency(stage: Stage, citizen: Actor) -> None:
    filing = replace(a_filing(stage, citizen), receiver=None)
    assert services.must_be_right(filing, by=citizen, at=LATER) == stage.receiver
    another = make_agency("H98.99", Kind.COMMUNE_COMMITTEE, parent=Agency.objects.get(code="H98"))
    assert refusal_of(filing, citizen) == "online.receiver_needed"
    counter = make_agency("H98.99.01", Kind.ONE_STOP, parent=another)
    assert services.must_be_right(replace(filing, settler=another), by=citizen, at=LATER) == counter


def test_a_counter_that_is_no_more_receives_nothing(stage: Stage, citizen: Actor) -> None:
    stage.receiver.valid_to = MORNING.date()
    assert refusal_of(a_filing(stage, citizen), citizen) == "online.receiver_closed"


def test_what_is_sent_by_another_edition_than_the_one_in_force_is_refused(stage: Stage, citizen: Actor) -> None:
    filing = a_filing(stage, citizen)
    newer_edition(valid_from=date(2026, 3, 2))
    assert refusal_of(filing, citizen) == "online.not_in_force"


def test_who_cannot_be_reached_is_asked_to_confirm_first(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    Account.objects.filter(username="cong-dan").update(assurance=0)
    with pytest.raises(Refusal, match=r"online\.contact_unconfirmed"):
        services.submit(draft.key, intake_key="k", lookup_key="l", by=citizen, at=LATER)
    assert Draft.objects.get() == draft


def test_a_robot_does_not_fill_a_counter(stage: Stage, citizen: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congvu.online.services.filing.MOST_WAITING", 1)
    a_submission(stage, citizen)
    filing = a_filing(stage, citizen)
    with pytest.raises(Refusal, match=r"online\.too_many_waiting"):
        services.file(filing, intake_key="k2", lookup_key="l2", by=citizen, at=LATER)


def test_a_draft_that_was_refused_stays_as_it_was(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    services.keep(draft.key, answers={"deceased_name": "Mẫu"}, by=citizen, at=LATER)
    with pytest.raises(Refusal, match=r"dossiers\.answers_wrong"):
        services.submit(draft.key, intake_key="k", lookup_key="l", by=citizen, at=LATER)
    assert Draft.objects.get().answers == {"deceased_name": "Mẫu"}
    with pytest.raises(Refusal, match=r"online\.draft_gone"):
        services.submit("no-such-draft", intake_key="k", lookup_key="l", by=citizen, at=LATER)


def test_an_empty_draft_is_wrong_and_no_accident(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    services.keep(draft.key, applicant={}, answers={}, by=citizen, at=LATER)
    with pytest.raises(Refusal, match=r"dossiers\.applicant_wrong"):
        services.submit(draft.key, intake_key="k", lookup_key="l", by=citizen, at=LATER)


def test_two_files_of_one_paper_are_one_copy(stage: Stage, citizen: Actor) -> None:
    right = a_filing(stage, citizen)
    more = replace(right.uploads[0], blob=a_blob("page two"))
    papers = replace(right, uploads=[*right.uploads, more]).papers
    assert {key: (count.original, count.copy) for key, count in papers.items()} == {
        "declaration": (0, 1),
        "death_notice": (0, 1),
    }
