"""Pages of the second factor, of passkeys, and of a session that ends or is too old for what is asked."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone
from webauthn.helpers import base64url_to_bytes

from congvu.people.models import Account, Passkey, RecoveryCode, Totp, Visit
from congvu.people.testing import PASSWORD, make_account
from congvu.people.tests.authenticator import Authenticator
from congvu.web.proof import PROVED

pytestmark = [pytest.mark.django_db, pytest.mark.urls("congvu.people.tests.urls")]
STEP = timedelta(seconds=30)


@pytest.fixture
def account() -> Account:
    return make_account("cd-1", kind="citizen", email="mau@hop-thu.example", password=PASSWORD)


def enter(client: Client, contact: str = "mau@hop-thu.example", **more: str) -> Any:
    return client.post("/tai-khoan/dang-nhap/", {"username": contact, "password": PASSWORD, **more})


def key() -> Authenticator:
    return Authenticator(host="testserver", origin="http://testserver")


def asked(page: Any) -> bytes:
    """The question of a page, as its script would read it."""
    found = re.search(r'data-options="([^"]+)"', page.content.decode())
    assert found
    return base64url_to_bytes(json.loads(unescape(found[1]))["challenge"])


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def turn_on_app(client: Client) -> tuple[pyotp.TOTP, list[str]]:
    page = client.post("/tai-khoan/bao-mat/ung-dung/bat/", follow=True).content.decode()
    shared = re.search(r'<code class="code">([A-Z2-7]{32})</code>', page)
    assert shared
    assert "data:image/svg+xml" in page
    app = pyotp.TOTP(shared[1])
    shown = client.post("/tai-khoan/bao-mat/ung-dung/", {"digits": app.now()}).content.decode()
    return app, re.findall(r"<code class=\"code\">([A-Z2-9]{5}-[A-Z2-9]{5})</code>", shown)


def test_the_app_is_turned_on_on_the_page_and_asked_for_at_the_next_signing_in(
    client: Client, account: Account
) -> None:
    enter(client)
    _app, codes = turn_on_app(client)
    assert len(codes) == RecoveryCode.objects.count() == 10
    assert "Còn 10 mã" in client.get("/tai-khoan/bao-mat/").content.decode()
    client.post("/dang-xuat/")
    assert enter(client, next="/mat-khau/")["Location"] == "/dang-nhap/xac-thuc/"
    assert not is_in(client)
    assert client.get("/tai-khoan/").status_code == 302
    wrong = client.post("/dang-nhap/xac-thuc/", {"digits": "không phải"})
    assert (wrong.status_code, is_in(client)) == (422, False)
    assert "Mã không đúng" in wrong.content.decode()
    assert client.post("/dang-nhap/xac-thuc/", {"digits": ""}).status_code == 422
    assert client.post("/dang-nhap/xac-thuc/", {"digits": codes[0]})["Location"] == "/mat-khau/"
    assert is_in(client)
    assert list(Visit.objects.order_by("pk").values_list("way", flat=True)) == ["password", "second"]


def test_nobody_comes_to_the_second_step_without_the_first(client: Client, account: Account) -> None:
    assert client.get("/dang-nhap/xac-thuc/")["Location"] == "/tai-khoan/dang-nhap/"
    Totp.objects.create(account=account, made_at=timezone.now(), confirmed_at=timezone.now())
    enter(client)
    assert client.get("/dang-nhap/xac-thuc/").status_code == 200
    session = client.session
    session["half_signed_in"] = {**session["half_signed_in"], "at": 0}
    session.save()
    assert client.get("/dang-nhap/xac-thuc/")["Location"] == "/tai-khoan/dang-nhap/"


def test_a_password_that_was_changed_meanwhile_opens_nothing(client: Client, account: Account) -> None:
    Totp.objects.create(account=account, made_at=timezone.now(), confirmed_at=timezone.now())
    enter(client)
    account.set_password("mot-cau-dai-hon")
    account.save()
    assert client.get("/dang-nhap/xac-thuc/")["Location"] == "/tai-khoan/dang-nhap/"


def test_a_passkey_is_made_on_the_page_and_opens_the_account_alone(client: Client, account: Account) -> None:
    enter(client)
    mine, page = key(), client.get("/tai-khoan/bao-mat/khoa/")
    typed = {"answer": mine.make(asked(page)), "name": "Điện thoại"}
    assert "Các mã này chỉ hiện một lần" in client.post("/tai-khoan/bao-mat/khoa/", typed).content.decode()
    again = client.post("/tai-khoan/bao-mat/khoa/", typed)
    assert again.status_code == 422
    client.post("/dang-xuat/")
    page = client.get("/tai-khoan/dang-nhap/khoa/?next=/mat-khau/")
    answer = client.post("/tai-khoan/dang-nhap/khoa/", {"answer": mine.show(asked(page)), "next": "/mat-khau/"})
    assert (answer["Location"], is_in(client)) == ("/mat-khau/", True)
    assert Visit.objects.latest("pk").way == "passkey"


def test_a_passkeys_answer_is_taken_once_and_by_the_browser_that_was_asked(client: Client, account: Account) -> None:
    enter(client)
    mine = key()
    client.post("/tai-khoan/bao-mat/khoa/", {"answer": mine.make(asked(client.get("/tai-khoan/bao-mat/khoa/")))})
    elsewhere = Client()
    answer = {"answer": mine.show(asked(elsewhere.get("/tai-khoan/dang-nhap/khoa/"))), "next": "https://a.example"}
    stolen = Client()
    stolen.get("/tai-khoan/dang-nhap/khoa/")
    assert stolen.post("/tai-khoan/dang-nhap/khoa/", answer).status_code == 422
    assert elsewhere.post("/tai-khoan/dang-nhap/khoa/", answer)["Location"] == "/tai-khoan/"
    elsewhere.post("/dang-xuat/")
    assert elsewhere.post("/tai-khoan/dang-nhap/khoa/", answer).status_code == 422


def test_an_official_who_enrolled_shows_the_key_after_the_password(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    typed = {"username": "le.mau", "password": PASSWORD}
    client.post("/dang-nhap/", typed)
    mine = key()
    client.post("/tai-khoan/bao-mat/khoa/", {"answer": mine.make(asked(client.get("/tai-khoan/bao-mat/khoa/")))})
    client.post("/dang-xuat/")
    assert client.post("/dang-nhap/", typed)["Location"] == "/dang-nhap/xac-thuc/"
    answer = mine.show(asked(client.get("/dang-nhap/xac-thuc/")))
    assert client.post("/dang-nhap/xac-thuc/", {"answer": answer})["Location"] == "/viec/"


def test_a_closed_accounts_key_opens_nothing(client: Client, account: Account) -> None:
    enter(client)
    mine = key()
    client.post("/tai-khoan/bao-mat/khoa/", {"answer": mine.make(asked(client.get("/tai-khoan/bao-mat/khoa/")))})
    Account.objects.update(is_active=False)
    stranger = Client()
    answer = mine.show(asked(stranger.get("/tai-khoan/dang-nhap/khoa/")))
    refused = stranger.post("/tai-khoan/dang-nhap/khoa/", {"answer": answer})
    assert (refused.status_code, is_in(stranger)) == (403, False)


def test_an_old_proof_does_not_change_the_ways_in(client: Client, account: Account) -> None:
    enter(client)
    session = client.session
    session[PROVED] -= 16 * 60
    session.save()
    answer = client.post("/tai-khoan/bao-mat/ung-dung/bat/")
    assert answer["Location"] == "/tai-khoan/dang-nhap/?next=%2Ftai-khoan%2Fbao-mat%2F&lai=1"
    assert not Totp.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert "hãy đăng nhập lại rồi làm tiếp" in page
    client.post(answer["Location"], {"username": account.email, "password": PASSWORD, "next": "/tai-khoan/bao-mat/"})
    assert client.post("/tai-khoan/bao-mat/ung-dung/bat/")["Location"] == "/tai-khoan/bao-mat/ung-dung/"


def test_a_citizens_session_ends_half_an_hour_after_the_last_page(client: Client, account: Account) -> None:
    enter(client)
    assert client.session.get_expiry_age() <= 30 * 60
    seen = client.session["seen_at"]
    client.get("/tai-khoan/")
    assert client.session["seen_at"] == seen
    session = client.session
    session["seen_at"] -= 61
    session.save()
    client.get("/tai-khoan/")
    assert client.session["seen_at"] > seen - 1


def test_an_official_stays_for_the_working_day(client: Client) -> None:
    make_account("le.mau", password=PASSWORD)
    client.post("/dang-nhap/", {"username": "le.mau", "password": PASSWORD})
    assert client.session.get_expiry_age() > 11 * 60 * 60


def test_nobody_drops_anothers_passkey(client: Client, account: Account) -> None:
    other = make_account("cd-2", kind="citizen")
    passkey = Passkey.objects.create(account=other, credential="a", public_key=b"", name="Khóa", made_at=timezone.now())
    enter(client)
    assert client.post(f"/tai-khoan/bao-mat/khoa/{passkey.pk}/bo/").status_code == 404
    assert Passkey.objects.exists()
