"""A step in somebody's hands is worked by nobody else, until it is given to another."""

from dataclasses import replace

import pytest

from congvu.agencies.rules import Role
from congvu.base.actors import Seat
from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import Step
from congvu.dossiers.tests.conftest import GRANTED, Play, facts, told
from congvu.dossiers.tests.provoked import colleague, id_of, reassign, unit_head
from congvu.inbox.models import Duty

pytestmark = pytest.mark.django_db


def test_what_a_colleague_has_is_not_worked_by_another(play: Play) -> None:
    play.take()
    other = colleague(play)
    with pytest.raises(Refusal) as caught:
        play.complete("examine", "propose_grant", by=other, result=GRANTED)
    assert caught.value.code == "dossiers.step_taken"
    assert play.specialist.name in caught.value.sentence


def test_the_head_of_the_unit_gives_it_to_another(play: Play) -> None:
    play.take()
    other = colleague(play)
    reassign(play, other)
    step, duty = Step.objects.get(dossier=play.dossier), Duty.objects.get(code=play.dossier.code)
    assert (step.account_id, step.taken_at) == (other.account_id, None)
    assert (duty.account_id, duty.state) == (other.account_id, "new")
    assert told(play.dossier)[-1] == "reassigned"
    assert (facts(play.dossier)["former"], facts(play.dossier)["to"]) == (play.specialist.name, other.name)
    with pytest.raises(Refusal, match="step_taken"):
        play.propose()
    assert play.complete("examine", "propose_grant", by=other, result=GRANTED)


def test_what_nobody_has_is_given_to_a_person(play: Play) -> None:
    other = colleague(play)
    reassign(play, other, by=play.leader)
    assert told(play.dossier)[-1] == "assigned"
    with pytest.raises(Refusal, match="step_taken"):
        play.take()
    assert play.take(by=other)


def test_who_has_it_may_pass_it_on_and_a_colleague_may_not(play: Play) -> None:
    other = colleague(play)
    with pytest.raises(Refusal, match="not_yours"):
        reassign(play, other, by=other)
    play.take()
    with pytest.raises(Refusal, match="not_yours"):
        reassign(play, other, by=other)
    assert reassign(play, other, by=play.specialist)


def test_the_head_of_the_commune_gives_out_what_lies_at_its_counter(play: Play) -> None:
    play.propose()
    play.sign()
    step = Step.objects.get(dossier=play.dossier, done_at=None)
    assert step.role == Role.CLERK
    given = {"element": step.element, "to": id_of(play.clerk), "reason": "Trực quầy"}
    assert play.do(services.reassign, by=play.leader, **given)


def test_a_delegate_works_what_the_absent_one_has(play: Play) -> None:
    play.take()
    seat = Seat(play.dossier.agency_id, Role.SPECIALIST, for_accounts=frozenset({id_of(play.specialist)}))
    delegate = replace(unit_head(play), seats=unit_head(play).seats | {seat})
    assert play.complete("examine", "propose_grant", by=delegate, result=GRANTED)
