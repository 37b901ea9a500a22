"""Many at once, with real threads and transactions: nothing is lost, nothing done twice, and numbers have no gaps."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import CashDay, Dossier, FeeReceipt, Series, Step
from congvu.dossiers.tests.conftest import GRANTED, Open, Play, told
from congvu.inbox.models import Duty
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, RECEIPTS = 8, 25


@pytest.fixture
def filled_in(opened: Open) -> Play:
    return opened()


@pytest.fixture
def received(filled_in: Play) -> Play:
    filled_in.receive()
    return filled_in


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


def codes(answers: list[Any]) -> Counter[str]:
    return Counter("done" if isinstance(answer, Dossier) else answer for answer in answers)


def receipt(play: Play, key: str) -> Dossier:
    return services.receive(play.filing, intake_key=key, lookup_key=f"look-{key}", by=play.clerk, at=play.at)


def test_a_busy_counter_gives_every_number_once(filled_in: Play) -> None:
    def clerk(thread: int) -> Callable[[], list[str]]:
        return lambda: [receipt(filled_in, f"{thread}-{number}").code for number in range(RECEIPTS)]

    given = sorted(code for codes in at_once(*(clerk(thread) for thread in range(THREADS))) for code in codes)
    wanted = [f"H98.31.01-260302-{number:04d}" for number in range(1, THREADS * RECEIPTS + 1)]
    assert given == wanted
    lines = Entry.objects.filter(event="dossiers.received").values_list("facts__code", flat=True)
    assert sorted(lines) == wanted
    assert Duty.objects.count() == Step.objects.count() == len(wanted)


def test_a_form_sent_by_many_at_once_is_one_dossier(filled_in: Play) -> None:
    answers = at_once(*[lambda: receipt(filled_in, "the same")] * THREADS)
    assert len({dossier.pk for dossier in answers}) == Dossier.objects.count() == 1
    assert told(answers[0]) == ["received"]
    assert receipt(filled_in, "the next").code.endswith("-0002")


def test_one_form_refused_by_many_at_once_is_one_slip(filled_in: Play) -> None:
    def refuse() -> int:
        slip = services.refuse_intake(
            filled_in.filing.edition,
            receiver=filled_in.stage.receiver,
            applicant=filled_in.filing.applicant,
            reason="Sai thẩm quyền",
            intake_key="r",
            by=filled_in.clerk,
            at=filled_in.at,
        )
        return slip.number

    assert at_once(*[refuse] * THREADS) == [1] * THREADS


def proposing(play: Play, seen: services.Seen | None, choice: str) -> Callable[[], Dossier]:
    given: dict[str, Any] = {"result": GRANTED} if choice == "propose_grant" else {"note": "Không đúng"}
    return lambda: services.complete(
        play.dossier.pk, element="examine", choice=choice, by=play.specialist, at=play.at, seen=seen, **given
    )


@pytest.mark.parametrize("looked", [True, False])
def test_of_two_who_complete_a_step_one_wins(looked: bool, received: Play) -> None:
    seen = [replace(received.seen, key=key) if looked else None for key in "ab"]
    choices = ("propose_grant", "propose_refuse")
    answers = at_once(*(proposing(received, *given) for given in zip(seen, choices, strict=True)))
    no = "dossiers.changed_meanwhile" if looked else "dossiers.step_not_open"
    assert codes(answers) == {"done": 1, no: 1}
    winner = choices[0] if isinstance(answers[0], Dossier) else choices[1]
    dossier = Dossier.objects.get()
    assert dossier.proposed == {"propose_grant": "granted", "propose_refuse": "refused"}[winner]
    assert Step.objects.exclude(done_at=None).get().choice == winner
    assert (dossier.version, told(dossier)) == (2, ["received", "forwarded"])


def test_a_form_sent_by_many_at_once_does_its_deed_once(received: Play) -> None:
    seen = replace(received.seen, key="one form")
    assert codes(at_once(*[proposing(received, seen, "propose_grant")] * THREADS)) == {"done": THREADS}
    assert told(received.dossier) == ["received", "forwarded"]


def test_a_supplement_and_a_signature_exclude_one_another(received: Play) -> None:
    received.propose()
    seen = received.seen
    pk, at = received.dossier.pk, received.at
    asked: dict[str, Any] = {"items": ["Giấy báo tử"], "reason": "Mờ", "by": received.clerk, "at": at}
    answers = at_once(
        lambda: services.ask_supplement(pk, seen=replace(seen, key="a"), **asked),
        lambda: services.complete(
            pk, element="sign", choice="approve", by=received.leader, at=at, seen=replace(seen, key="b")
        ),
    )
    assert codes(answers) == {"done": 1, "dossiers.changed_meanwhile": 1}
    dossier = Dossier.objects.select_related("clock").get()
    ended = (dossier.state, dossier.clock.state, Series.objects.filter(name__startswith="TLKT").exists())
    assert ended in {("decided", "stopped", True), ("awaiting_supplement", "paused", False)}


def test_of_two_who_take_a_step_one_has_it(received: Play) -> None:
    other = replace(received.specialist, id=received.leader.id, name="Chuyên viên thứ hai")
    pk, at = received.dossier.pk, received.at
    officials = (received.specialist, other)
    answers = at_once(*(lambda by=by: services.take(pk, element="examine", by=by, at=at) for by in officials))
    assert codes(answers) == {"done": 1, "dossiers.step_taken": 1}
    winner = officials[0] if isinstance(answers[0], Dossier) else other
    assert Step.objects.get().account_id == Duty.objects.get().account_id == winner.account_id


def payable(opened: Open, *keys: str) -> list[Play]:
    play = opened("kinh-doanh/thanh-lap-tnhh", "two-members")
    plays = [Play(play.filing, play.stage, play.at) for _key in keys]
    for one, key in zip(plays, keys, strict=True):
        one.receive(key)
    return plays


def paying(play: Play) -> Callable[[], Any]:
    return lambda: services.collect(play.dossier.pk, method="cash", by=play.clerk, at=play.at).number


def test_clerks_who_collect_at_once_write_one_receipt_each(opened: Open) -> None:
    plays = payable(opened, *(f"p{number}" for number in range(THREADS)))
    numbers = at_once(*(paying(play) for play in plays))
    assert sorted(numbers) == list(range(1, THREADS + 1))
    assert CashDay.objects.count() == 1


def test_of_clerks_who_collect_one_fee_one_does(opened: Open) -> None:
    (play,) = payable(opened, "p")
    answers = at_once(*[paying(play)] * THREADS)
    assert sorted(answers, key=str) == [1, *["dossiers.fee_paid"] * (THREADS - 1)]
    assert FeeReceipt.objects.count() == Series.objects.get(name__startswith="fee-receipt").last == 1


def test_a_day_that_is_closed_holds_every_receipt_or_refuses_it(opened: Open) -> None:
    first, *others = payable(opened, *(f"p{number}" for number in range(THREADS)))
    paying(first)()

    def closing() -> CashDay:
        day = first.at.date()
        return services.close_day(
            first.stage.receiver, day, counted=10**6, reason="Đếm cả quỹ", by=first.clerk, at=first.at
        )

    answers = at_once(closing, *(paying(play) for play in others))
    held = CashDay.objects.get()
    assert held.cash_in == 150_000 * FeeReceipt.objects.count()
    assert set(map(str, answers[1:])) <= {"dossiers.cash_day_closed", *map(str, range(2, THREADS + 1))}
    assert sorted(FeeReceipt.objects.values_list("number", flat=True)) == list(range(1, FeeReceipt.objects.count() + 1))
