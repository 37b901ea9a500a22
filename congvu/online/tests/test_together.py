"""Many at once, with real threads and transactions: sent once, answered once, and never both ways."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.testing import make_citizen, make_post
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier, IntakeRefusal
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import a_stage_for
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.online import services
from congvu.online.models import Draft, Rating, Submission
from congvu.online.testing import MORNING, PACK, a_draft, a_filing, a_submission
from congvu.people.testing import make_account
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6
NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return a_stage_for(edition(PACK))


@pytest.fixture
def citizen(stage: Stage) -> Actor:
    return make_citizen()


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do them in one thread each, begun at the same moment; a refusal is its code."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return deed()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def told(event: str) -> int:
    return Entry.objects.filter(event=event).count()


def test_a_draft_sent_from_many_tabs_at_once_is_one_submission(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)

    def tab(number: int) -> Callable[[], Submission]:
        keys = {"intake_key": f"tab-{number % 2}", "lookup_key": f"look-{number}"}
        return lambda: services.submit(draft.key, by=citizen, at=NOON, **keys)

    answers = at_once(*map(tab, range(THREADS)))
    assert set(answers) == {Submission.objects.get()}
    assert not Draft.objects.exists()
    assert told("online.submitted") == Duty.objects.count() == 1


def test_one_key_sent_by_many_machines_at_once_is_one_submission(stage: Stage, citizen: Actor) -> None:
    filing = a_filing(stage, citizen)

    def send(number: int) -> Callable[[], Submission]:
        return lambda: services.file(filing, intake_key="k", lookup_key=f"look-{number}", by=citizen, at=NOON)

    assert set(at_once(*map(send, range(THREADS)))) == {Submission.objects.get()}
    assert a_submission(stage, citizen, key="next").code.endswith("-0002")


def test_one_sheet_sent_by_many_at_once_is_one_batch(stage: Stage, citizen: Actor) -> None:
    filing = a_filing(stage, citizen)

    def send(number: int) -> Callable[[], Any]:
        keys = [f"look-{number}"]
        return lambda: services.file_batch(
            [filing], name="a.ods", intake_key="b", lookup_keys=keys, by=citizen, at=NOON
        )

    assert len(set(at_once(*map(send, range(THREADS))))) == Submission.objects.count() == 1


def test_two_clerks_and_the_applicant_at_once_end_it_once(stage: Stage, citizen: Actor) -> None:
    account = make_account("can-bo-hai", name="Lê Mẫu Hai")
    make_post(stage.receiver, Role.CLERK, account=account)
    first, second = stage.cast[Role.CLERK], actor_for(account, at=NOON)
    for number in range(4):
        sent = a_submission(stage, citizen, key=f"k{number}")
        answers = at_once(
            lambda: services.accept(sent.pk, by=first, at=NOON),  # noqa: B023
            lambda: services.refuse(sent.pk, reason="Mờ", by=second, at=NOON),  # noqa: B023
            lambda: services.withdraw(sent.code, reason="Nhầm", by=citizen, at=NOON),  # noqa: B023
        )
        sent.refresh_from_db()
        told_no = Counter(answer for answer in answers if isinstance(answer, str))
        # Who withdraws right after it was accepted takes the dossier back: that is no contradiction.
        assert told_no in ({"online.changed_meanwhile": 2}, {"online.changed_meanwhile": 1})
        if told_no["online.changed_meanwhile"] == 1:
            assert sent.dossier is not None
            assert sent.dossier.state == "withdrawn"
        assert not Duty.objects.filter(code=sent.code).exists() or sent.state == "accepted"
    ended = Submission.objects.values_list("state", flat=True)
    assert Counter(ended)["accepted"] == Dossier.objects.count()
    assert Counter(ended)["refused"] == IntakeRefusal.objects.count()
    assert told("online.accepted") + told("online.refused") + told("online.withdrawn") == 4


def test_it_is_rated_once_by_many_at_once(stage: Stage, citizen: Actor) -> None:
    dossier = services.accept(a_submission(stage, citizen).pk, by=stage.cast[Role.CLERK], at=NOON)
    Dossier.objects.update(state="decided", finished_at=NOON)

    def rate() -> Rating:
        return services.rate(dossier.code, level="satisfied", by=citizen, at=NOON)

    answers = at_once(*[rate] * THREADS)
    assert answers.count("online.rated_before") == THREADS - 1
    assert Rating.objects.count() == told("online.rated") == 1
