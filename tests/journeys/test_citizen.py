"""The citizen at the door, with a phone and no account; and the stranger who guesses."""

import re

import pytest
from playwright.sync_api import Page, expect

from congvu.dossiers.models import Dossier
from tests.browser import PHONE
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import ANSWERS, ID_NUMBER, PERSON, ask_supplement, open_from_inbox, receive

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRIVATE = [*PERSON.values(), ANSWERS["Họ, chữ đệm, tên người chết"], ANSWERS["Nơi cư trú cuối cùng"]]
GUESSES = 5  # as many as cost nothing


@pytest.fixture
def code(visit: Visit) -> str:
    """A dossier that the citizen has handed in."""
    return receive(visit("mot-cua.hong-bang"))


@pytest.fixture
def citizen(visit: Visit) -> Page:
    return visit(viewport=PHONE, has_touch=True, is_mobile=True)


def ask(page: Page, code: str, digits: str) -> int:
    """Type both into the form; the answer's status."""
    page.goto("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill(code)
    page.get_by_label("Bốn số cuối").fill(digits)
    with page.expect_navigation() as there:
        page.locator("main").get_by_role("button", name="Tra cứu").click()
    return there.value.status if there.value else 0


def test_the_address_behind_the_code_on_the_receipt_tells_where_the_dossier_is(
    citizen: Page, visit: Visit, code: str, look: Look
) -> None:
    address = f"/tra-cuu/{Dossier.objects.get(code=code).lookup_key}/"
    citizen.goto(address)
    main = citizen.locator("main")
    expect(main).to_contain_text("Đăng ký khai tử")
    expect(main).to_contain_text("Ủy ban nhân dân phường Hồng Bàng")
    expect(main).to_contain_text(re.compile(r"\d\d:\d\d.*\d\d/\d\d/\d{4}", re.DOTALL))
    assert [word for word in PRIVATE if word in citizen.content()] == []
    look(citizen, "glimpse")
    specialist = visit("chuyen-vien.hong-bang")
    open_from_inbox(specialist, code)
    ask_supplement(specialist, "Giấy báo tử có dấu của bệnh viện", "Bản đã nộp không có dấu.")
    citizen.reload()
    expect(main).to_contain_text("Giấy báo tử có dấu của bệnh viện")
    assert [word for word in PRIVATE if word in citizen.content()] == []
    look(citizen, "glimpse-supplement")


def test_code_and_four_digits_answer_and_guesses_are_slowed_down(citizen: Page, code: str, look: Look) -> None:
    citizen.goto("/tra-cuu/")
    look(citizen, "look-up")
    assert ask(citizen, code.lower(), ID_NUMBER[-4:]) == 200
    expect(citizen.locator("main")).to_contain_text("Đăng ký khai tử")
    assert ask(citizen, code, "12") == 422
    look(citizen, "look-up-mistake")
    for guess in range(GUESSES):
        assert ask(citizen, code, f"{9000 + guess}") == 404
        expect(citizen.get_by_label("Mã hồ sơ")).to_have_value(code)
    look(citizen, "look-up-nothing")
    assert ask(citizen, code, "9999") == 429
    expect(citizen.locator("main")).to_contain_text("thử lại sau")
    look(citizen, "look-up-too-many")
    # A right answer among guesses tells nothing either, until the wait is over.
    assert ask(citizen, code, ID_NUMBER[-4:]) == 429


def test_the_citizen_reads_what_to_bring_where(citizen: Page, look: Look) -> None:
    citizen.goto("/")
    look(citizen, "portal-home")
    citizen.get_by_label("Tìm thủ tục").fill("nguoi nha mat")
    citizen.get_by_label("Tìm thủ tục").press("Enter")
    look(citizen, "portal-procedures")
    citizen.locator("main").get_by_role("link", name="Đăng ký khai tử").click()
    expect(citizen.locator("main")).to_contain_text("Tờ khai đăng ký khai tử")
    look(citizen, "portal-procedure")
    citizen.goto("/noi-nop-ho-so/?q=hong+bang")
    expect(citizen.locator("main")).to_contain_text("Trung tâm Phục vụ hành chính công phường Hồng Bàng")
    look(citizen, "portal-counters")


def test_a_stranger_is_led_to_the_sign_in_from_every_page_of_the_desk(citizen: Page, code: str, look: Look) -> None:
    closed = ["/ban-lam-viec/", "/tiep-nhan/", "/ho-so/", f"/ho-so/{code}/", f"/ho-so/{code}/giay/receipt.pdf"]
    for address in [*closed, "/quan-tri/co-quan/", "/quan-tri/thu-tuc/"]:
        citizen.goto(address)
        expect(citizen).to_have_url(re.compile("/dang-nhap/"))
        assert [word for word in PRIVATE if word in citizen.content()] == []
    look(citizen, "sign-in")
    citizen.goto("/khong-co-trang-nay/")
    look(citizen, "not-found")
