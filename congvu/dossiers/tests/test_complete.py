"""Working the process: each deed moves the dossier, its duties and its clock, and is told once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import Step
from congvu.dossiers.services import Seen, course
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import GRANTED, Open, Play, account_of, duties, facts, left, told
from congvu.inbox.models import Duty

pytestmark = pytest.mark.django_db


def test_a_taken_step_is_in_one_person_s_hands(play: Play) -> None:
    play.take()
    duty = Duty.objects.get(code=play.dossier.code)
    assert (duty.state, duty.account_id) == ("in_hand", play.specialist.account_id)
    assert (play.dossier.state, play.dossier.version) == ("in_progress", 2)
    assert told(play.dossier) == ["received", "taken"]
    assert facts(play.dossier) == {"step": "Kiểm tra hồ sơ, tra cứu Sổ hộ tịch"}


def test_nothing_is_taken_while_the_citizen_has_the_next_word(play: Play) -> None:
    play.ask()
    with pytest.raises(Refusal, match="wrong_state"):
        play.take()


def test_a_proposal_goes_to_the_leader(play: Play) -> None:
    play.propose()
    assert duties(play.dossier) == [("leader", "new")]
    assert (play.dossier.state, play.dossier.proposed) == ("in_progress", "granted")
    assert told(play.dossier) == ["received", "forwarded"]
    assert facts(play.dossier) == {
        "step": "Kiểm tra hồ sơ, tra cứu Sổ hộ tịch",
        "choice": "Đề nghị đăng ký khai tử",
        "note": "",
        "element": "examine",
    }


def test_what_is_sent_back_comes_to_the_desk_again_with_the_reason(play: Play) -> None:
    play.propose()
    play.sign("send_back", note=" Ghi rõ nơi chết ")
    assert duties(play.dossier) == [("specialist", "new")]
    assert told(play.dossier)[-1] == "sent_back"
    assert facts(play.dossier)["note"] == "Ghi rõ nơi chết"


def test_a_signed_dossier_has_its_number_and_waits_for_its_receiver(play: Play) -> None:
    play.propose()
    play.sign()
    decision = play.dossier.decision
    assert (decision.number, decision.symbol, decision.outcome) == (1, "TLKT", "granted")
    assert (decision.facts, decision.signer, decision.signer_title) == (GRANTED, play.leader.name, "leader")
    assert (play.dossier.state, play.dossier.finished_at) == ("decided", play.at)
    assert play.dossier.clock.state == "stopped"
    assert duties(play.dossier) == [("clerk", "hand_over")]
    assert told(play.dossier) == ["received", "forwarded", "decided"]
    assert facts(play.dossier) == {
        "step": "Ký Trích lục khai tử",
        "choice": "Ký duyệt",
        "note": "",
        "element": "sign",
        "number": 1,
        "symbol": "TLKT",
        "outcome": "granted",
    }


def test_the_title_under_a_signature_is_that_of_the_post_that_signed(play: Play) -> None:
    account = account_of(play.leader)
    make_post(play.dossier.agency, "clerk", account=account, title="Cán bộ Một cửa")
    make_post(play.dossier.agency, "specialist", account=account, title="Chuyên viên")
    play.propose()
    play.sign()
    assert play.dossier.decision.signer_title == "leader"


def test_a_refusal_has_a_reason_and_the_symbol_of_notices(play: Play) -> None:
    play.propose("propose_refuse", note="Không đúng nơi cư trú")
    play.sign()
    decision = play.dossier.decision
    assert (decision.symbol, decision.outcome, decision.reason) == ("TB", "refused", "Không đúng nơi cư trú")


def test_an_extension_moves_the_clock_and_every_open_duty(play: Play) -> None:
    play.complete("examine", "verify", note="Chưa rõ nơi chết")
    assert play.dossier.clock.due_at == moment("2026-03-09 17:00")
    step = Step.objects.get(dossier=play.dossier, done_at=None)
    assert (step.element, step.due_at) == ("verify_facts", play.dossier.clock.due_at)
    assert Duty.objects.get(code=play.dossier.code).due_at == play.dossier.clock.due_at


def test_a_step_is_due_by_its_own_budget_and_never_after_the_dossier(opened: Open) -> None:
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    play.receive()
    examine = Step.objects.get(dossier=play.dossier)
    assert examine.due_at == moment("2026-03-06 11:30")
    play.complete("examine", "no_tax")
    play.at = play.dossier.clock.due_at - timedelta(hours=1)
    play.complete("draft", "propose_grant", result=LAND)
    review = Step.objects.get(dossier=play.dossier, done_at=None)
    assert review.due_at == play.dossier.clock.due_at


OWED = {"registration_fee": 4_250_000, "income_tax": 17_000_000, "pay_by": "2026-04-04"}
LAND = {"entry_number": "VS 00451", "entry_date": "2026-03-12", "content": "Chuyển nhượng toàn bộ thửa đất"}


def test_the_clock_stands_still_while_the_tax_is_awaited(opened: Open) -> None:
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    before = play.receive().clock.due_at
    play.complete("examine", "to_tax")
    (tax,) = [by for (_agency, role), by in play.stage.others.items() if role == Role.SPECIALIST]
    play.at = moment("2026-03-04 10:00")
    play.complete("determine", "notice", result=OWED, by=tax)
    assert (play.dossier.state, play.dossier.clock.state) == ("awaiting_obligation", "paused")
    assert duties(play.dossier) == [("specialist", "waiting"), ("specialist", "waiting")]  # here, and at the tax office
    play.at = moment("2026-03-11 10:00")
    play.do(services.arrive, element="tax_paid", by=tax, note="Giấy nộp tiền số 00045")
    assert play.dossier.clock.due_at == before + timedelta(days=7)
    assert (play.dossier.state, duties(play.dossier)[-1]) == ("in_progress", ("specialist", "new"))
    assert told(play.dossier)[-1] == "arrived"
    due_at = play.dossier.clock.due_at.astimezone(play.at.tzinfo).isoformat()
    assert left(play.dossier) == {"state": "in_progress", "due_at": due_at, "finished": ""}


def test_a_form_sent_twice_does_its_deed_once(play: Play) -> None:
    seen = Seen(1, "the form's own key")
    for _ in range(3):
        play.do(services.take, element="examine", by=play.specialist, seen=seen)
    assert (play.dossier.version, told(play.dossier)) == (2, ["received", "taken"])


def test_who_has_not_seen_the_last_deed_is_told_what_it_was(play: Play) -> None:
    play.ask()
    with pytest.raises(Refusal) as caught:
        play.do(services.withdraw, reason="Nộp nơi khác", by=play.clerk, seen=Seen(1, "other"))
    assert "Yêu cầu bổ sung: Giấy báo tử" in caught.value.sentence
    assert play.specialist.name in caught.value.sentence


def test_the_same_seat_elsewhere_works_nothing(play: Play) -> None:
    (seat,) = play.specialist.seats
    stranger = replace(play.specialist, seats=frozenset({replace(seat, agency_id=seat.agency_id + 999)}))
    with pytest.raises(Refusal, match="not_yours"):
        play.take(by=stranger)
    assert [step.account_id for step in course.open_steps(play.dossier)] == [None]
