"""Shares of other agencies on pages and papers, and the ways back: for officials, over HTTP."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2 as pdfium
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.clocks.models import Clock
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, Leg, Slip
from congvu.dossiers.tests.conftest import Open, Play, account_of
from congvu.dossiers.tests.test_pages import BACKEND
from congvu.dossiers.tests.test_queries import statements

pytestmark = pytest.mark.django_db
OWED = {"registration_fee": 4_250_000, "income_tax": 17_000_000, "pay_by": "2026-04-04"}
TYPED = {"result-registration_fee": "4.250.000", "result-income_tax": "17.000.000", "result-pay_by": "04/04/2026"}


@pytest.fixture
def land(opened: Open) -> Play:
    """A land transfer that has just been sent to the tax office."""
    play = opened("dat-dai/bien-dong", "granted-after-tax")
    play.receive()
    play.complete("examine", "to_tax")
    return play


def tax(play: Play) -> Actor:
    return play.stage.others[Leg.objects.latest("pk").agency_id, Role.SPECIALIST]


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(account_of(actor), BACKEND)
    return client


def page(actor: Actor, dossier: Dossier) -> str:
    return signed_in(actor).get(reverse("dossier-page", args=[dossier.code])).content.decode()


def send(actor: Actor, dossier: Dossier, name: str, **typed: str) -> HttpResponse:
    dossier.refresh_from_db()
    given = {"version": str(dossier.version), "deed_key": f"{name}{dossier.version}", **typed}
    return signed_in(actor).post(reverse(f"dossier-{name}", args=[dossier.code]), given)  # type: ignore[return-value]


def text_of(answer: Any) -> str:
    assert answer["Content-Type"] == "application/pdf"
    document = pdfium.PdfDocument(answer.content)
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())


def late(play: Play) -> None:
    """The leg's time was over before anybody looked."""
    Clock.objects.filter(pk=Leg.objects.get().clock_id).update(due_at=play.at - timedelta(days=1))


def test_the_page_shows_each_share_with_its_own_time(land: Play) -> None:
    shown = page(land.specialist, land.dossier)
    assert "Các phần việc liên thông" in shown
    assert "1. Xác định nghĩa vụ tài chính" in shown
    assert Leg.objects.get().agency.name in shown
    assert "Vì sao là giờ này?" in shown


def test_what_came_back_stands_there_by_its_titles(land: Play) -> None:
    land.complete("determine", "notice", result=OWED, by=tax(land))
    shown = page(land.clerk, land.dossier)
    assert "Thông báo nộp tiền số 01/TB-NVTC" in shown
    assert "Lệ phí trước bạ (đồng)" in shown
    assert "4.250.000" in shown
    assert "Chờ công dân" in shown


def test_a_late_share_that_holds_the_dossier_up_is_named(land: Play) -> None:
    late(land)
    Clock.objects.filter(pk=land.dossier.clock_id).update(due_at=land.at - timedelta(hours=1))
    assert "Làm chậm hồ sơ" in page(land.specialist, land.dossier)


def test_the_other_agency_fills_in_its_own_result(land: Play) -> None:
    by = tax(land)
    assert "Thông báo nộp tiền" in page(by, land.dossier)
    assert "result-income_tax" in page(by, land.dossier)
    assert "result-entry_number" not in page(by, land.dossier)
    refused = send(by, land.dossier, "complete", element="determine", choice="notice", **{"result-income_tax": "17"})
    assert refused.status_code == 422
    assert 'value="17"' in refused.content.decode()
    assert "Hạn nộp" in refused.content.decode()
    done = send(by, land.dossier, "complete", element="determine", choice="notice", **TYPED)
    assert done.status_code == 302
    assert Leg.objects.get().result["facts"] == OWED


def test_nobody_else_is_shown_that_form(land: Play) -> None:
    assert "result-income_tax" not in page(land.specialist, land.dossier)


def test_the_page_asks_as_often_for_three_shares_as_for_one(land: Play) -> None:
    client = signed_in(land.clerk)
    address = reverse("dossier-page", args=[land.dossier.code])

    def ask() -> object:
        return client.get(address)

    ask()
    one = statements(ask)
    for _ in range(2):
        land.do(services.recall, reason="Gửi nhầm", by=land.specialist)
        land.complete("examine", "to_tax")
    assert Leg.objects.count() == 3
    assert statements(ask) == one


def test_a_slip_is_printed_for_both_to_sign(land: Play) -> None:
    slip = Slip.objects.latest("pk")
    address = reverse("dossier-slip", args=[land.dossier.code, slip.pk])
    assert address in page(land.specialist, land.dossier)
    paper = text_of(signed_in(land.specialist).get(address))
    for said in ("PHIẾU BÀN GIAO HỒ SƠ", slip.giver.name, slip.taker.name, "Giấy chứng nhận đã cấp", slip.given_by):
        assert said in paper
    assert "Ký nhận lúc" not in paper
    land.take("determine", by=tax(land))
    paper = text_of(signed_in(tax(land)).get(address))
    assert "Ký nhận lúc" in paper
    assert tax(land).name in paper


def test_a_recalled_slip_says_so(land: Play) -> None:
    slip = Slip.objects.latest("pk")
    land.do(services.recall, reason="Gửi nhầm", by=land.specialist)
    address = reverse("dossier-slip", args=[land.dossier.code, slip.pk])
    assert "đã thu hồi" in text_of(signed_in(land.specialist).get(address))


def test_the_result_of_a_share_is_a_paper_of_its_agency(land: Play) -> None:
    address = reverse("dossier-leg-result", args=[land.dossier.code, 1])
    assert signed_in(land.clerk).get(address).status_code == 404
    land.complete("determine", "notice", result=OWED, by=tax(land))
    paper = text_of(signed_in(land.clerk).get(address))
    for said in ("THÔNG BÁO NỘP TIỀN", "01/TB-NVTC", "4.250.000", tax(land).name, land.dossier.agency.name):
        assert said in paper


def test_one_receipt_names_all_who_take_part(land: Play) -> None:
    receipt = text_of(signed_in(land.clerk).get(reverse("dossier-paper", args=[land.dossier.code, "receipt"])))
    assert "Các cơ quan tham gia" in receipt
    assert f"{Leg.objects.get().agency.name} (Xác định nghĩa vụ tài chính, 5 ngày làm việc)" in receipt
    assert f"Cơ quan giải quyết: {land.dossier.agency.name}" in receipt


def test_the_control_sheet_has_the_hand_overs(land: Play) -> None:
    sheet = text_of(signed_in(land.clerk).get(reverse("dossier-paper", args=[land.dossier.code, "control_sheet"])))
    assert Leg.objects.get().agency.name in sheet
    assert "Phiếu bàn giao số" in sheet


WAYS: dict[str, Callable[[Play], Any]] = {
    "return": lambda play: send(play.leader, play.dossier, "return", element="sign", to="examine", reason="Sai số"),
    "recall": lambda play: send(play.specialist, play.dossier, "recall", reason="Ghi nhầm"),
}


@pytest.mark.parametrize("way", WAYS)
def test_work_goes_back_from_the_page(way: str, play: Play) -> None:
    play.propose()
    who = play.leader if way == "return" else play.specialist
    assert reverse(f"dossier-{way}", args=[play.dossier.code]) in page(who, play.dossier)
    assert WAYS[way](play).status_code == 302
    assert page(play.specialist, play.dossier).count("Cách xử lý") == 1


def test_a_refused_return_keeps_what_was_typed(play: Play) -> None:
    play.propose()
    refused = send(play.leader, play.dossier, "return", element="sign", to="hand_over", reason="Sai số quyển")
    assert refused.status_code == 422
    assert "Sai số quyển</textarea>" in refused.content.decode()
    assert "Không trả lại được về bước này" in refused.content.decode()


def test_a_recall_that_comes_too_late_says_who_has_it(play: Play) -> None:
    play.propose()
    play.take("sign", by=play.leader)
    refused = send(play.specialist, play.dossier, "recall", reason="Ghi nhầm")
    assert refused.status_code == 422
    assert play.leader.name in refused.content.decode()
    assert "Ghi nhầm</textarea>" in refused.content.decode()


def test_what_was_not_passed_on_is_not_offered_for_recall(play: Play) -> None:
    recall = reverse("dossier-recall", args=[play.dossier.code])
    assert recall not in page(play.specialist, play.dossier)
    play.propose()
    assert recall not in page(play.leader, play.dossier)
