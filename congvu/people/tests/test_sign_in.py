"""Signing in, being locked out, signing out, and changing one's own password on the page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from congvu.base.actors import system
from congvu.people import services
from congvu.people.testing import PASSWORD, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("congvu.people.tests.urls")]


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> int:
    response = client.post("/dang-nhap/", {"username": username, "password": password, **more})
    return response.status_code


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_desk(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    response = client.post("/dang-nhap/", {"username": " Le.Mau ", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/viec/")
    assert signed_in(client)


def test_the_page_that_was_asked_for_is_opened_afterwards(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    assert 'value="/mat-khau/"' in client.get("/dang-nhap/?next=/mat-khau/").content.decode()
    response = client.post("/dang-nhap/", {"username": "le.mau", "password": PASSWORD, "next": "/mat-khau/"})
    assert response["Location"] == "/mat-khau/"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_a_foreign_address(client: Client, address: str) -> None:
    make_account("le.mau", password=PASSWORD)
    response = client.post("/dang-nhap/", {"username": "le.mau", "password": PASSWORD, "next": address})
    assert response["Location"] == "/viec/"


def test_a_wrong_password_keeps_the_name_and_says_what_to_check(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    page = client.post("/dang-nhap/", {"username": "le.mau", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert 'value="le.mau"' in page
    assert 'value="sai"' not in page


def test_five_wrong_passwords_close_the_account_however_the_name_is_cased(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    answers = [sign_in(client, name, "sai") for name in ("le.mau", "LE.MAU", "Le.Mau", " le.mau", "lE.mAU")]
    assert answers == [200, 200, 200, 200, 429]
    response = client.post("/dang-nhap/", {"username": "le.mau", "password": PASSWORD})
    assert response.status_code == 429
    assert "Hãy chờ 15 phút rồi đăng nhập lại." in response.content.decode()
    assert not signed_in(client)


def test_one_locked_account_leaves_the_others_open(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    make_account("tran.mau", password=PASSWORD)
    for _attempt in range(5):
        sign_in(client, "le.mau", "sai")
    assert sign_in(client, "tran.mau") == 302


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    account = make_account("le.mau", password=PASSWORD)
    sign_in(client, "le.mau")
    assert client.get("/mat-khau/").status_code == 200
    services.deactivate(account, reason="Nghỉ", by=system("test", "Hệ thống"), at=datetime(2026, 3, 2, tzinfo=UTC))
    assert client.get("/mat-khau/").status_code == 302
    assert sign_in(client, "le.mau") == 200


def test_demonstration_accounts_sign_in_only_in_the_demonstration(client: Client, settings: Settings) -> None:
    make_account("mot-cua.mau", password=PASSWORD, is_demo=True)
    assert sign_in(client, "mot-cua.mau") == 200
    assert not signed_in(client)
    settings.DEMO = True
    assert sign_in(client, "mot-cua.mau") == 302
    settings.DEMO = False
    assert client.get("/mat-khau/").status_code == 302


def test_signing_out_takes_a_button_not_a_link(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    sign_in(client, "le.mau")
    assert client.get("/dang-xuat/").status_code == 405
    assert signed_in(client)
    assert client.post("/dang-xuat/")["Location"] == "/"
    assert not signed_in(client)


def test_ones_own_password_is_changed_and_one_stays_signed_in(client: Client) -> None:
    account = make_account("le.mau", password=PASSWORD)
    elsewhere = Client()
    sign_in(client, "le.mau")
    sign_in(elsewhere, "le.mau")
    new = {"password": "mot-cau-dai-hon", "again": "mot-cau-dai-hon"}
    wrong = client.post("/mat-khau/", {"old": "sai", **new})
    assert wrong.status_code == 422
    assert "Mật khẩu hiện tại không đúng" in wrong.content.decode()
    twice = client.post("/mat-khau/", {"old": PASSWORD, **new, "again": "khac-han"})
    assert "không giống nhau" in twice.content.decode()
    assert client.post("/mat-khau/", {"old": PASSWORD, **new}).status_code == 302
    account.refresh_from_db()
    assert account.check_password("mot-cau-dai-hon")
    assert client.get("/mat-khau/").status_code == 200
    assert elsewhere.get("/mat-khau/").status_code == 302


CITIZEN = {"kind": "citizen", "email": "mau@hop-thu.example", "phone": "+84901234567", "password": PASSWORD}


def enter(client: Client, contact: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/tai-khoan/dang-nhap/", {"username": contact, "password": password, **more})


@pytest.mark.parametrize("contact", [" Mau@Hop-Thu.Example", "0901 234 567", "+84901234567", "Cong-Dan"])
def test_a_citizen_signs_in_with_what_is_known_of_him_however_it_is_written(client: Client, contact: str) -> None:
    make_account("cong-dan", **CITIZEN)
    response = enter(client, contact)
    assert (response.status_code, response["Location"]) == (302, "/tai-khoan/")
    assert signed_in(client)


def test_each_door_refuses_those_of_the_other_and_shows_the_way(client: Client) -> None:
    make_account("cong-dan", **CITIZEN)
    make_account("le.mau", password=PASSWORD)
    page = client.post("/dang-nhap/", {"username": "cong-dan", "password": PASSWORD}).content.decode()
    assert "Đây là tài khoản của công dân." in page
    assert 'href="/tai-khoan/dang-nhap/"' in page
    page = enter(client, "le.mau").content.decode()
    assert "Đây là tài khoản của cán bộ." in page
    assert 'href="/dang-nhap/"' in page
    assert not signed_in(client)
    assert "Đây là tài khoản" not in enter(client, "le.mau", "sai").content.decode()


def test_a_citizens_contact_locks_as_one_however_it_is_written(client: Client) -> None:
    make_account("cong-dan", **CITIZEN)
    ways = ("mau@hop-thu.example", "MAU@hop-thu.example", "0901234567", "+84 901 234 567", "cong-dan")
    assert [enter(client, way, "sai").status_code for way in ways] == [200, 200, 200, 200, 429]
    assert enter(client, "0901234567").status_code == 429


def test_what_a_citizen_typed_stays_as_it_was_typed(client: Client) -> None:
    make_account("cong-dan", **CITIZEN)
    assert 'value="0901 234 567"' in enter(client, "0901 234 567", "sai").content.decode()


def test_a_citizens_page_sends_strangers_to_the_citizens_door_and_officials_away(client: Client) -> None:
    assert client.get("/tai-khoan/")["Location"] == "/tai-khoan/dang-nhap/?next=/tai-khoan/"
    make_account("le.mau", password=PASSWORD)
    sign_in(client, "le.mau")
    assert client.get("/tai-khoan/").status_code == 403


def test_whoever_is_signed_in_is_sent_on_to_the_own_first_page(client: Client) -> None:
    make_account("cong-dan", **CITIZEN)
    enter(client, "cong-dan")
    assert client.get("/dang-nhap/")["Location"] == "/tai-khoan/"
    assert client.get("/tai-khoan/dang-nhap/")["Location"] == "/tai-khoan/"


def test_the_password_page_is_for_those_who_signed_in(client: Client) -> None:
    assert client.get("/mat-khau/")["Location"] == "/dang-nhap/?next=/mat-khau/"
