"""Passkeys in Chromium, with an authenticator of its own: made on one page, used on two others."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from congvu.people.models import Passkey, Visit
from congvu.people.testing import PASSWORD, make_account
from tests.browser import spills

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_a_finger(page: Page) -> tuple[Any, str]:
    """The machine has a reader for fingers, and the right finger is always on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, device["authenticatorId"]


def enter(page: Page) -> None:
    page.goto("/tai-khoan/dang-nhap/?next=/tai-khoan/bao-mat/")
    page.get_by_label("Thư điện tử hoặc số điện thoại").fill("mau@hop-thu.example")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def test_a_citizen_makes_a_passkey_and_needs_no_password_any_more(phone: Page) -> None:
    account = make_account("cd-1", kind="citizen", email="mau@hop-thu.example", password=PASSWORD)
    session, device = give_a_finger(phone)
    enter(phone)
    phone.get_by_role("link", name="Thêm khóa truy cập").click()
    phone.get_by_label("Tên để nhận ra khóa này").fill("Điện thoại")
    phone.get_by_role("button", name="Thêm khóa").click()
    expect(phone.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    assert Passkey.objects.get().name == "Điện thoại"
    assert not spills(phone)

    phone.get_by_role("button", name="Đăng xuất").click()
    phone.goto("/tai-khoan/dang-nhap/khoa/?next=/tai-khoan/bao-mat/")
    phone.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(phone.get_by_role("heading", name="Bảo mật tài khoản")).to_be_visible()
    assert Visit.objects.latest("pk").way == "passkey"

    # After the password the same key is the second step.
    phone.get_by_role("button", name="Đăng xuất").click()
    enter(phone)
    expect(phone.get_by_role("heading", name="Bước xác thực thứ hai")).to_be_visible()
    phone.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(phone.get_by_role("heading", name="Bảo mật tài khoản")).to_be_visible()

    # The finger is not recognised: the page says so, and the other way in stays.
    phone.get_by_role("button", name="Đăng xuất").click()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    phone.goto("/tai-khoan/dang-nhap/khoa/")
    phone.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(phone.get_by_text("Chưa dùng được khóa")).to_be_visible()
    expect(phone.get_by_role("link", name="Đăng nhập cách khác")).to_be_visible()
    assert Visit.objects.filter(account=account).count() == 3


def test_without_a_script_the_other_ways_are_offered(browser: Any, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/tai-khoan/dang-nhap/khoa/")
    expect(page.get_by_role("button", name="Dùng khóa truy cập")).to_be_hidden()
    expect(page.get_by_text("Trình duyệt này không dùng được khóa truy cập")).to_be_visible()
    context.close()
