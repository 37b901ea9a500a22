"""A reorganisation while dossiers move: real threads and transactions. Whatever comes second finds the other done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier, Series, Step
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.reorganisation import services
from congvu.reorganisation.models import Batch
from congvu.reorganisation.tests.conftest import DAY, GRANTED, RECEIVED, TELLER, World

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def stage(transactional_db: None) -> World:
    return World()


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do them in one thread each, begun at the same moment; a refusal is itself the answer."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def whole(stage: World, batch: Batch) -> None:
    """Nothing that is open is left behind, and nothing has moved twice."""
    assert Batch.objects.get(pk=batch.pk).state == "performed"
    old = [stage.old.agency.pk, stage.old.counter.pk]
    assert not Dossier.objects.filter(closed_at=None, agency__in=old).exists()
    assert not Dossier.objects.filter(closed_at=None, receiver__in=old).exists()
    assert not Step.objects.filter(done_at=None, agency__in=old).exists()
    assert not Duty.objects.filter(agency__in=old).exists()
    lines = Entry.objects.filter(event="dossiers.rehomed").values_list("subject", flat=True)
    assert len(set(lines)) == len(lines)


def performing(batch: Batch) -> Callable[[], Batch]:
    return lambda: services.perform(batch.pk, by=TELLER, at=DAY)


def test_deeds_and_the_merger_of_their_commune(stage: World) -> None:
    """Each of several officials works a dossier at the moment of the merger: done before it, or told of it."""
    cases = [stage.receive(stage.old) for _each in range(ROUNDS)]
    batch, by = stage.merge(), stage.old.actor(Role.SPECIALIST)

    def work(dossier: Dossier) -> Callable[[], Dossier]:
        return lambda: dossiers.complete(
            dossier.pk, element="examine", choice="propose_grant", result=GRANTED, by=by, at=RECEIVED
        )

    answers = at_once(performing(batch), *(work(dossier) for dossier in cases))
    assert isinstance(answers[0], Batch)
    for dossier, answer in zip(cases, answers[1:], strict=True):
        dossier.refresh_from_db()
        done = isinstance(answer, Dossier)
        assert done or answer.code == "dossiers.merged", answer
        assert dossier.proposed == ("granted" if done else "")
        assert (dossier.agency, dossier.receiver) == (stage.new.agency, stage.new.counter)
        assert dossier.steps.get(done_at=None).element == ("sign" if done else "examine")
    whole(stage, batch)


def test_a_counter_that_receives_during_its_merger_leaves_nothing_behind(stage: World) -> None:
    stage.receive(stage.old)
    batch = stage.merge()
    clerk = stage.old.actor(Role.CLERK)
    stage.old.signed_in = clerk
    answers = at_once(performing(batch), *[lambda: stage.receive(stage.old, at=DAY)] * 3)
    assert isinstance(answers[0], Batch)
    received = [answer for answer in answers[1:] if isinstance(answer, Dossier)]
    told = {answer.code for answer in answers[1:] if isinstance(answer, Refusal)}
    assert told <= {"dossiers.merged"}
    assert Dossier.objects.count() == 1 + len(received)
    assert not Series.objects.filter(agency=stage.old.counter, closed_on=None).exists()
    whole(stage, batch)


def test_of_two_workers_at_midnight_one_performs(stage: World) -> None:
    stage.receive(stage.old)
    batch = stage.merge()
    answers = at_once(*[performing(batch)] * 3)
    told = [answer.code for answer in answers if isinstance(answer, Refusal)]
    assert told == ["reorganisation.performed"] * 2
    whole(stage, batch)


def test_a_rehearsal_and_deeds_at_once_do_not_hinder_one_another(stage: World) -> None:
    cases = [stage.receive(stage.old) for _each in range(ROUNDS)]
    batch, by = stage.merge(), stage.old.actor(Role.SPECIALIST)

    def taking(dossier: Dossier) -> Callable[[], Dossier]:
        return lambda: dossiers.take(dossier.pk, element="examine", by=by, at=RECEIVED)

    answers = at_once(lambda: services.rehearse(batch.pk, by=stage.root, at=RECEIVED), *map(taking, cases))
    assert answers[0]["totals"]["dossiers"] == ROUNDS
    assert all(isinstance(answer, Dossier) for answer in answers[1:])
    assert not Entry.objects.filter(event="dossiers.rehomed").exists()
