"""Many at once, with real threads and transactions: nothing is lost, nothing done twice, and numbers have no gaps.

The races with a reorganisation are in `congvu/reorganisation/tests/test_together.py`, those of two who give the same
seat over in `congvu/agencies/tests/test_delegate_at_once.py`, and those of a calendar's edit with every deed on a clock
in `congvu/clocks/tests/test_edit_while_others_work.py`; here are all between deeds on one dossier.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congvu.agencies.models import Post
from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.services import delegate, end_delegation
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.dossiers import services
from congvu.dossiers.models import CashDay, Dossier, FeeReceipt, Leg, Series, Slip, Step
from congvu.dossiers.testing import TELLER
from congvu.dossiers.tests.conftest import GRANTED, Open, Play, account_of, told
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


def refused(deed: Callable[[], Dossier]) -> Callable[[], Dossier | Refusal]:
    """The deed, of which a refusal is the answer with all its words."""

    def run() -> Dossier | Refusal:
        try:
            return deed()
        except Refusal as refusal:
            return refusal

    return run


def loser(answers: list[Dossier | Refusal]) -> Refusal:
    """Who came too late: of two there is exactly one."""
    (told_no,) = [answer for answer in answers if isinstance(answer, Refusal)]
    return told_no


CARD = {"card_number": "TE1312600003030", "valid_from": "2026-02-10", "clinic": "Trạm Y tế phường Thử Nghiệm"}
NOTICE = {"notice_number": "0217/TB-ĐKCT", "notice_date": "2026-03-02", "residence": "Tổ 4, phường Thử Nghiệm"}
BORN = {"register_number": "45", "personal_number": "031326000303"}
LAST: dict[str, dict[str, Any]] = {
    "sign_notice": {"choice": "approve"},
    "issue_card": {"choice": "issued", "result": CARD},
}


@pytest.fixture
def born(opened: Open) -> Play:
    """A birth whose police leg and whose insurance leg each lack nothing but their last step."""
    play = opened("ho-tich/khai-sinh-lien-thong", "granted")
    play.receive()
    play.complete("examine", "propose_grant", result=BORN)
    play.complete("sign", "approve")
    register = next(step for step in play.dossier.now_open if step.element == "register")
    play.complete("register", "draft", result=NOTICE, by=play.stage.who(register))
    return play


def finishing(play: Play, element: str, seen: services.Seen | None, **given: Any) -> Callable[[], Dossier]:
    step = next(step for step in play.dossier.now_open if step.element == element)
    by, pk, at = play.stage.who(step), play.dossier.pk, play.at
    return lambda: services.complete(pk, element=element, by=by, at=at, seen=seen, **{**LAST[element], **given})


def joined(play: Play) -> None:
    """Both legs are done, each once, and the work has come home once."""
    assert list(Leg.objects.order_by("number").values_list("ending", flat=True)) == ["done", "done"]
    (step,) = Step.objects.filter(done_at=None)
    assert (step.element, step.agency_id) == ("hand_over", play.dossier.receiver_id)
    assert Duty.objects.get().role == Role.CLERK
    assert told(play.dossier).count("leg_finished") == 2
    assert play.hand_over().state == "returned"


def test_two_legs_that_finish_at_once_are_joined_once_and_neither_is_lost(born: Play) -> None:
    answers = at_once(*(finishing(born, element, None) for element in LAST))
    assert codes(answers) == {"done": 2}
    joined(born)


def test_of_two_legs_finished_from_pages_opened_before_the_second_is_told_and_finishes_after_it(born: Play) -> None:
    seen = {key: replace(born.seen, key=key) for key in LAST}
    open_now = {step.element: step for step in born.dossier.now_open}
    answers = at_once(*(refused(finishing(born, key, seen[key])) for key in LAST))
    late = loser(answers)
    first, second = sorted(LAST, key=lambda key: answers[list(LAST).index(key)] is late)
    assert late.code == "dossiers.changed_meanwhile"
    assert born.stage.who(open_now[first]).name in late.sentence
    assert "hãy xem lại rồi thao tác" in late.sentence
    finishing(born, second, replace(born.seen, key="again"))()
    joined(born)


def test_a_leg_finished_by_two_at_once_is_finished_once(born: Play) -> None:
    answers = at_once(*[finishing(born, "issue_card", None)] * 2)
    assert codes(answers) == {"done": 1, "dossiers.step_not_open": 1}
    assert Leg.objects.get(key="insurance").ending == "done"
    finishing(born, "sign_notice", None)()
    joined(born)


@pytest.fixture
def sent(opened: Open) -> Play:
    """A land transfer that has just been sent to the tax office, which has not opened it."""
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    play.receive()
    play.complete("examine", "to_tax")
    play.at += timedelta(minutes=1)
    return play


@pytest.mark.parametrize("looked", [True, False])
def test_of_a_recall_and_an_opening_one_wins_and_the_other_reads_who_and_when(looked: bool, sent: Play) -> None:
    seen = [replace(sent.seen, key=key) if looked else None for key in "ab"]
    pk, at = sent.dossier.pk, sent.at
    (official,) = [who for (_, role), who in sent.stage.others.items() if role == Role.SPECIALIST]
    answers = at_once(
        refused(lambda: services.recall(pk, reason="Gửi nhầm", by=sent.specialist, at=at, seen=seen[0])),
        refused(lambda: services.take(pk, element="determine", by=official, at=at, seen=seen[1])),
    )
    late = loser(answers)
    recalled = answers[1] is late
    winner = sent.specialist if recalled else official
    code = "changed_meanwhile" if looked else ("recalled_before" if recalled else "recall_too_late")
    assert late.code == f"dossiers.{code}"
    assert winner.name in late.sentence
    assert looked or f"{at:%H:%M %d/%m/%Y}" in late.sentence
    leg, slip = Leg.objects.get(), Slip.objects.latest("pk")
    assert (leg.ending, slip.recalled_at, slip.signed_at) == (("recalled", at, None) if recalled else ("", None, at))
    (step,) = Step.objects.filter(done_at=None, waits=False)
    assert (step.element, step.account_id) == ("examine" if recalled else "determine", winner.account_id)
    assert Duty.objects.get(state="in_hand").account_id == winner.account_id


def standing_in(play: Play) -> tuple[Actor, Post]:
    """Somebody who stands in for the specialist until an hour from now, as signed in a minute ago; and the post."""
    post = Post.objects.get(account=play.specialist.account_id)
    colleague = account_of(play.stage.cast[Role.UNIT_HEAD])
    until = play.at + timedelta(hours=1)
    delegate(post, to=colleague, from_=play.at, until=until, reason="Đi họp", by=TELLER, at=play.at)
    return actor_for(colleague, at=play.at), post


def test_a_delegate_whose_delegation_ended_a_second_ago_is_told_so(received: Play) -> None:
    stand_in, post = standing_in(received)
    pk, until = received.dossier.pk, received.at + timedelta(hours=1)
    second = timedelta(seconds=1)

    def taking(at: Any) -> Callable[[], Dossier | Refusal]:
        return refused(lambda: services.take(pk, element="examine", by=stand_in, at=at))

    answers = at_once(taking(until + second), taking(until), taking(until + 2 * second))
    for answer in answers:
        assert answer.code == "agencies.delegation_ended"
        assert post.account.name in answer.sentence
        assert f"{until:%H:%M:%S %d/%m/%Y}" in answer.sentence
    assert Step.objects.get().account_id is None
    assert isinstance(taking(until - second)(), Dossier)
    assert Step.objects.get().account_id == stand_in.account_id


def test_a_delegation_called_off_while_its_delegate_works_leaves_whole_deeds(opened: Open) -> None:
    """Of the deeds at the moment of the end each is done whole under the delegate's name, or refused."""
    play = opened()
    plays = [Play(play.filing, play.stage, play.at) for _ in range(4)]
    for number, one in enumerate(plays):
        one.receive(f"d{number}")
    stand_in, post = standing_in(plays[0])
    end = play.at + timedelta(minutes=10)
    delegation = post.delegations.get()

    def taking(one: Play) -> Callable[[], Dossier | Refusal]:
        def run() -> Dossier:
            by = actor_for(account_of(stand_in), at=end)  # as a page does that is opened now
            return services.take(one.dossier.pk, element="examine", by=by, at=end)

        return refused(run)

    at_once(lambda: end_delegation(delegation, by=TELLER, at=end), *map(taking, plays))
    for one in plays:
        again = taking(one)()
        taken = Step.objects.get(dossier=one.dossier)
        assert isinstance(again, Refusal)
        assert again.code == "agencies.delegation_ended"
        assert taken.account_id in (None, stand_in.account_id)
        assert told(one.dossier) == ["received", *["taken"] * (taken.account_id is not None)]


@pytest.mark.parametrize("round", range(3))
def test_a_pause_and_an_edit_of_the_calendar_both_count(round: int, opened: Open) -> None:
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    play.receive()
    pk, at, day = play.dossier.pk, play.at, play.at.date() + timedelta(days=2)
    storm = clocks.of_day(day, works=False, name="Nghỉ bão", decision="77/QĐ", agency=None)
    answers = at_once(
        lambda: services.ask_supplement(pk, items=["Hợp đồng"], reason="Mờ", by=play.specialist, at=at),
        lambda: clocks.perform(storm, by=TELLER, at=at),
    )
    assert isinstance(answers[0], Dossier)
    assert not isinstance(answers[1], str)
    play.at += timedelta(days=1)
    play.supply()
    services.catch_up()
    dossier = Dossier.objects.select_related("clock").get()
    # Ten working days from Monday 02/03, one of them given back by the pause and one by the storm.
    assert dossier.clock.due_at.date() == at.date() + timedelta(days=16)
    assert Step.objects.get(done_at=None).due_at <= dossier.clock.due_at
    assert clocks.reproject(None, reason="kiểm tra", by=TELLER, at=play.at) == []
