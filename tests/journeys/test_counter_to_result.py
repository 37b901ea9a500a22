"""One dossier from the counter to its result: the clerk, the specialist, the leader, and the clerk again."""

import re

import pytest
from playwright.sync_api import Page, expect

from congvu.dossiers.models import Dossier
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import (
    ANSWERS,
    APPLICANT,
    CODE,
    NOTICE,
    PERSON,
    a_scan,
    accept,
    answer,
    ask_supplement,
    choose_death_registration,
    codes_on,
    fill_in,
    finish,
    hand_over,
    open_from_inbox,
    paper,
    propose,
    receive,
    supply,
    take,
    text_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK, SPECIALIST, LEADER = "mot-cua.hong-bang", "chuyen-vien.hong-bang", "lanh-dao.hong-bang"


def test_the_clerk_receives_a_dossier_and_finds_it_again(visit: Visit, look: Look) -> None:
    clerk = visit(CLERK)
    look(clerk, "inbox-empty")
    choose_death_registration(clerk)
    look(clerk, "intake-blank")
    make_a_mistake_first(clerk, look)
    answer(clerk, "Số định danh cá nhân", "031185000101")
    estimate = clerk.locator("main").get_by_role("complementary")
    expect(estimate).to_contain_text("0 đồng")
    expect(estimate).to_contain_text(re.compile(r"\d\d:\d\d.*\d\d/\d\d/\d{4}", re.DOTALL))
    code = accept(clerk)
    assert CODE.fullmatch(code)
    look(clerk, "received")
    the_receipt_reads_back(clerk, code)
    find_it_again(clerk, code, look)


def make_a_mistake_first(clerk: Page, look: Look) -> None:
    """Eleven digits: the sentence stands at the field, everything typed is still there, and so is the scan."""
    fill_in(clerk, id_number="03118500010")
    clerk.get_by_label(f"Bản quét: {NOTICE}").set_input_files(
        {"name": "giay-bao-tu.png", "mimeType": "image/png", "buffer": a_scan()}
    )
    clerk.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    field = clerk.get_by_label("Số định danh cá nhân")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("12"))
    expect(field).to_have_value("03118500010")
    expect(clerk.get_by_label("Họ và tên, hoặc tên tổ chức")).to_have_value(PERSON["Họ và tên, hoặc tên tổ chức"])
    expect(clerk.get_by_label("Nơi cư trú cuối cùng")).to_have_value(ANSWERS["Nơi cư trú cuối cùng"])
    expect(clerk.get_by_label(f"Bản chính: {NOTICE}")).to_have_value("1")
    expect(clerk.get_by_text("giay-bao-tu.png")).to_be_visible()
    look(clerk, "intake-mistake")


def the_receipt_reads_back(clerk: Page, code: str) -> None:
    """Two copies; on each a scanner reads the code, and a telephone the address of the look-up."""
    receipt = paper(clerk, "In giấy tiếp nhận")
    assert len(receipt) == 2
    key = Dossier.objects.get(code=code).lookup_key
    address = clerk.url.split("/ho-so/")[0] + f"/tra-cuu/{key}/"
    for sheet in receipt:
        assert codes_on(sheet) == {"code128": code, "qrcode": address}
    assert APPLICANT in text_of(receipt)


def find_it_again(clerk: Page, code: str, look: Look) -> None:
    """A scanner is a keyboard that ends in Enter; a name needs no diacritics."""
    search = clerk.get_by_label("Tìm hồ sơ theo mã, tên, số điện thoại; hoặc quét mã vạch")
    search.press_sequentially(code)
    search.press("Enter")
    expect(clerk).to_have_url(re.compile(rf"/ho-so/{re.escape(code)}/$"))
    look(clerk, "dossier-received")
    clerk.get_by_role("link", name="giay-bao-tu.png").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("giay-bao-tu.png")
    look(clerk, "file")
    search.fill("dang thi mau")
    search.press("Enter")
    expect(clerk.locator("main").get_by_role("link", name=code)).to_be_visible()
    look(clerk, "search")
    search.fill("khong co ai ten nay")
    search.press("Enter")
    expect(clerk.get_by_text("Không tìm thấy hồ sơ nào.")).to_be_visible()
    look(clerk, "search-empty")


def test_a_dossier_is_settled_sent_back_signed_and_handed_over(visit: Visit, look: Look) -> None:
    clerk, specialist, leader = visit(CLERK), visit(SPECIALIST), visit(LEADER)
    code = receive(clerk)
    the_specialist_asks_once(specialist, clerk, code, look)
    open_from_inbox(specialist, code)
    propose(specialist)
    the_leader_sends_back(leader, code, look)
    open_from_inbox(specialist, code)
    expect(specialist.locator("main")).to_contain_text("Ghi thiếu quyển số của năm.")
    propose(specialist)
    open_from_inbox(leader, code)
    finish(leader, "Ký duyệt")
    the_clerk_hands_over(clerk, code, look)


def the_specialist_asks_once(specialist: Page, clerk: Page, code: str, look: Look) -> None:
    specialist.goto("/ban-lam-viec/")
    tabs = specialist.get_by_role("navigation", name="Nhóm việc")
    expect(tabs.get_by_role("link", name="Mới đến")).to_contain_text("1")
    look(specialist, "inbox-specialist")
    open_from_inbox(specialist, code)
    take(specialist)
    look(specialist, "dossier-in-hand")
    ask_supplement(specialist, "Giấy báo tử có dấu của bệnh viện", "Bản đã nộp không có dấu.")
    expect(specialist.locator("main")).to_contain_text("Chờ bổ sung")
    assert "Giấy báo tử có dấu của bệnh viện" in text_of(paper(specialist, "Yêu cầu bổ sung"))
    expect(specialist.locator("summary", has_text="Yêu cầu bổ sung")).to_have_count(0)
    look(specialist, "dossier-awaiting")
    specialist.goto("/ban-lam-viec/")
    expect(tabs.get_by_role("link", name="Chờ công dân")).to_contain_text("1")
    open_from_inbox(clerk, code)
    look(clerk, "dossier-supply")
    supply(clerk)
    expect(clerk.locator("main")).not_to_contain_text("Chờ bổ sung")


def the_leader_sends_back(leader: Page, code: str, look: Look) -> None:
    """First without a reason, which is refused; then with one."""
    open_from_inbox(leader, code)
    leader.get_by_label(re.compile("Trả lại chuyên viên")).check()
    leader.get_by_role("button", name="Hoàn thành bước này").click()
    expect(leader.get_by_role("alert")).to_contain_text("Hãy ghi lý do.")
    look(leader, "dossier-reason-needed")
    finish(leader, "Trả lại chuyên viên", note="Ghi thiếu quyển số của năm.")


def the_clerk_hands_over(clerk: Page, code: str, look: Look) -> None:
    clerk.goto("/ban-lam-viec/?nhom=hand_over")
    expect(clerk.locator("main").get_by_role("link", name=code)).to_be_visible()
    open_from_inbox(clerk, code)
    look(clerk, "dossier-decided")
    hand_over(clerk, "Trần Thị Mẫu")
    expect(clerk.locator("main")).to_contain_text("Trần Thị Mẫu")
    expect(clerk.get_by_text(re.compile("^còn "))).to_have_count(0)
    result = text_of(paper(clerk, "Kết quả"))
    assert "NGUYỄN VĂN THỬ" in result.upper()
    assert "01/2026" in result
    look(clerk, "dossier-returned")
    clerk.goto("/ban-lam-viec/")
    expect(clerk.locator("main").get_by_role("link", name=code)).to_have_count(0)
    clerk.goto("/ho-so/")
    expect(clerk.locator("main").get_by_role("link", name=code)).to_be_visible()
    look(clerk, "register")
