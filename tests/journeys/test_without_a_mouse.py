"""The desk by keyboard alone, and the whole way of a dossier without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from congvu.agencies.demo import PASSWORD
from congvu.dossiers.models import Dossier
from tests.journeys.conftest import Visit
from tests.journeys.deeds import (
    FACTS,
    ID_NUMBER,
    accept,
    answer,
    ask_supplement,
    choose_death_registration,
    fill_in,
    finish,
    hand_over,
    open_from_inbox,
    paper,
    propose,
    receive,
    supply,
    take,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK, SPECIALIST, LEADER = "mot-cua.hong-bang", "chuyen-vien.hong-bang", "lanh-dao.hong-bang"
MOST_TABS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted control has the focus, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"{MOST_TABS} times Tab do not lead to {wanted}")


def test_the_specialist_works_by_keyboard_alone(visit: Visit) -> None:
    code = receive(visit(CLERK))
    page = visit()
    sign_in_by_keyboard(page)
    arrive(page, "/ban-lam-viec/")
    search_and_return(page, code)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Phím tắt trên trang này")
    expect(page.get_by_role("dialog")).to_contain_text("Dòng sau")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("main").get_by_role("link", name=code)).to_be_focused()
    page.keyboard.press("Enter")
    arrive(page, re.escape(code))
    for label, value in FACTS.items():
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(value)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()
    assert Dossier.objects.get(code=code).proposed == "granted"


def arrive(page: Page, address: str) -> None:
    """Wait for a page of this address, and until its shortcuts work."""
    expect(page).to_have_url(re.compile(address))
    page.wait_for_load_state()


def sign_in_by_keyboard(page: Page) -> None:
    page.goto("/dang-nhap/")
    tab_to(page, page.get_by_label("Tên đăng nhập"))
    page.keyboard.type(SPECIALIST)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def search_and_return(page: Page, code: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    arrive(page, rf"/ho-so/{re.escape(code)}/$")
    page.keyboard.press("g")
    page.keyboard.press("i")
    arrive(page, "/ban-lam-viec/$")


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit(CLERK)
    page.goto("/ban-lam-viec/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_dossier_goes_its_whole_way_without_javascript(visit: Visit) -> None:
    clerk = visit(CLERK, java_script_enabled=False)
    specialist, leader = visit(SPECIALIST, java_script_enabled=False), visit(LEADER, java_script_enabled=False)
    choose_death_registration(clerk)
    fill_in(clerk, id_number="03118500010")
    clerk.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(clerk.get_by_label("Số định danh cá nhân")).to_have_value("03118500010")
    answer(clerk, "Số định danh cá nhân", ID_NUMBER)
    code = accept(clerk)
    assert len(paper(clerk, "In giấy tiếp nhận")) == 2
    open_from_inbox(specialist, code)
    take(specialist)
    ask_supplement(specialist, "Giấy báo tử có dấu", "Bản đã nộp không có dấu.")
    open_from_inbox(clerk, code)
    supply(clerk)
    open_from_inbox(specialist, code)
    propose(specialist)
    open_from_inbox(leader, code)
    finish(leader, "Trả lại chuyên viên", note="Ghi thiếu quyển số của năm.")
    open_from_inbox(specialist, code)
    propose(specialist)
    open_from_inbox(leader, code)
    finish(leader, "Ký duyệt")
    open_from_inbox(clerk, code)
    hand_over(clerk, "Trần Thị Mẫu")
    assert Dossier.objects.get(code=code).state == "returned"
