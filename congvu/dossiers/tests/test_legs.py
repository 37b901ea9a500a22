"""Another agency's share of a dossier: its own clock, its own duty, its own result, and slips that are signed for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.base.actors import Actor, system
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.clocks.rules import State as ClockState
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, Leg, Slip
from congvu.dossiers.rules import State
from congvu.dossiers.selectors import late_legs, visible
from congvu.dossiers.tests.conftest import Open, Play, told
from congvu.inbox.models import Duty

pytestmark = pytest.mark.django_db

LAND = "dat-dai/bien-dong"
OWED = {"registration_fee": 4_250_000, "income_tax": 17_000_000, "pay_by": "2026-04-04"}


@pytest.fixture
def land(opened: Open) -> Play:
    """A land transfer that has just been sent to the tax office."""
    play = opened(LAND, "granted-after-tax")
    play.receive()
    play.complete("examine", "to_tax")
    return play


def tax(play: Play) -> Actor:
    leg = Leg.objects.get()
    return play.stage.others[leg.agency_id, Role.SPECIALIST]


def test_the_process_opens_a_leg_with_its_own_clock_and_duty(land: Play) -> None:
    leg = Leg.objects.get()
    assert (leg.number, leg.key, leg.ending) == (1, "tax", "")
    assert leg.clock.label == f"{land.dossier.code}/1"
    assert leg.clock.due_at != land.dossier.clock.due_at
    duty = Duty.objects.get(agency=leg.agency)
    assert (duty.role, duty.step) == (Role.SPECIALIST, "Tính, ra thông báo nộp tiền")
    assert duty.due_at <= leg.clock.due_at
    assert told(land.dossier)[-3:] == ["forwarded", "slip_signed", "leg_opened"]


def test_one_dossier_is_seen_by_every_agency_that_has_a_leg_of_it(land: Play) -> None:
    assert list(visible(tax(land))) == [land.dossier]
    assert Dossier.objects.count() == 1


def test_a_leg_is_worked_where_it_is(land: Play) -> None:
    with pytest.raises(Refusal) as caught:
        land.complete("determine", "exempt", note="a", by=land.specialist)
    assert caught.value.code == "dossiers.not_yours"
    assert Leg.objects.get().agency.name in caught.value.sentence


def test_the_slip_is_signed_by_whoever_takes_the_work_up(land: Play) -> None:
    slip = Slip.objects.latest("pk")
    assert (slip.taker_id, slip.signed_at) == (Leg.objects.get().agency_id, None)
    land.take("determine", by=tax(land))
    slip.refresh_from_db()
    assert (slip.signed_by, slip.signed_at) == (tax(land).name, land.at)
    assert told(land.dossier)[-2:] == ["taken", "slip_signed"]
    land.complete("determine", "notice", result=OWED, by=tax(land))
    assert Slip.objects.filter(signed_at__isnull=False).count() == 2  # the counter's to the department, and this one


def test_the_leg_returns_its_result_under_a_number_of_its_own(land: Play) -> None:
    with pytest.raises(Refusal) as caught:
        land.complete("determine", "notice", result={"income_tax": 5}, by=tax(land))
    assert caught.value.code == "dossiers.result_incomplete"
    land.complete("determine", "notice", result=OWED, by=tax(land))
    assert Leg.objects.get().result == {"number": 1, "on": "2026-03-02", "facts": OWED}


def test_while_only_the_citizen_is_waited_for_every_clock_stands(land: Play) -> None:
    land.complete("determine", "notice", result=OWED, by=tax(land))
    leg = Leg.objects.get()
    assert (land.dossier.state, leg.clock.state) == (State.AWAITING_OBLIGATION, ClockState.PAUSED)
    land.do(services.arrive, element="tax_paid", by=tax(land))
    leg = Leg.objects.get()
    assert (land.dossier.state, leg.clock.state) == (State.IN_PROGRESS, ClockState.RUNNING)


def test_the_leg_is_over_with_its_last_step_and_the_work_goes_home(land: Play) -> None:
    land.complete("determine", "exempt", note="Cha cho con", by=tax(land))
    land.complete("confirm", "confirmed", by=tax(land))
    leg = Leg.objects.get()
    assert (leg.ending, leg.finished_at, leg.clock.state) == ("done", land.at, ClockState.STOPPED)
    assert leg.answer == "Đã hoàn thành nghĩa vụ tài chính"
    assert told(land.dossier)[-1] == "leg_finished"
    back = Slip.objects.latest("pk")
    assert (back.giver_id, back.taker_id) == (leg.agency_id, land.dossier.agency_id)


def test_a_dossier_that_is_withdrawn_ends_its_legs(land: Play) -> None:
    land.withdraw()
    leg = Leg.objects.get()
    assert (leg.ending, leg.clock.state) == ("ended", ClockState.STOPPED)
    assert not Duty.objects.exists()


def test_a_supplement_stops_the_clocks_of_the_legs_too(land: Play) -> None:
    land.do(services.ask_supplement, items=["Hợp đồng"], reason="Thiếu trang", by=land.clerk)
    assert Leg.objects.get().clock.state == ClockState.PAUSED
    land.at += timedelta(days=2)
    before = Leg.objects.get().clock.due_at
    land.supply()
    leg = Leg.objects.get()
    assert leg.clock.state == ClockState.RUNNING
    assert leg.clock.due_at > before


def test_a_late_leg_is_named(land: Play) -> None:
    leg = Leg.objects.get()
    assert late_legs(land.dossier, at=leg.clock.due_at) == []
    assert late_legs(land.dossier, at=leg.clock.due_at + timedelta(minutes=1)) == [leg]


def test_recalling_what_was_sent_voids_the_leg_and_its_slip(land: Play) -> None:
    land.do(services.recall, reason="Gửi nhầm", by=land.specialist)
    leg, slip = Leg.objects.get(), Slip.objects.latest("pk")
    assert (leg.ending, slip.recalled_at) == ("recalled", land.at)
    assert [step.element for step in land.dossier.now_open] == ["examine"]
    assert not Duty.objects.filter(agency=leg.agency).exists()
    land.complete("examine", "to_tax")
    assert [one.number for one in Leg.objects.order_by("pk")] == [1, 2]


def test_what_the_other_agency_has_taken_is_not_recalled(land: Play) -> None:
    land.take("determine", by=tax(land))
    with pytest.raises(Refusal) as caught:
        land.do(services.recall, reason="Gửi nhầm", by=land.specialist)
    assert caught.value.code == "dossiers.recall_too_late"
    assert tax(land).name in caught.value.sentence


def test_a_day_off_at_the_other_agency_moves_its_duty_and_no_other(land: Play) -> None:
    leg = Leg.objects.get()
    own = Duty.objects.exclude(agency=leg.agency).get()
    before = leg.steps.get().due_at
    day = timezone.localdate(before)
    by = system("testing", "Bộ kiểm thử")
    clocks.record_day(day, works=False, name="Mất điện", decision="5/QĐ", agency=leg.agency, by=by, at=land.at)
    assert services.catch_up() == 1
    step = leg.steps.get()
    assert step.due_at > before
    assert Duty.objects.get(agency=leg.agency).due_at == step.due_at
    assert Duty.objects.exclude(agency=leg.agency).get().due_at == own.due_at
    assert services.catch_up() == 0
