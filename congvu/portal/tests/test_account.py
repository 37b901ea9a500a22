"""A citizen's own pages: registering, coming back, moving, seeing what is held, leaving. What is sent lies in the
outbox, and nothing on the pages tells which addresses are known."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.agencies.selectors import actor_for
from congvu.notices.models import Message
from congvu.online.models import Draft, Submission
from congvu.online.testing import a_submission
from congvu.people.models import Account, Code, Consent, Party
from congvu.people.rules import NOTICE_VERSION
from congvu.people.testing import PASSWORD, make_account
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
REGISTER = {"name": "Trần Thị Mẫu", "contact": "mau@hop-thu.example", "password": PASSWORD, "consent": "true"}


def digits(to: str = "mau@hop-thu.example") -> str:
    """The digits of the last letter."""
    found = re.match(r"\d{6}", Message.objects.filter(to=to).latest("pk").text)
    return found[0] if found else ""


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def registered(client: Client, **more: str) -> Account:
    client.post("/tai-khoan/dang-ky/", {**REGISTER, **more})
    client.post("/tai-khoan/dang-ky/ma/", {"digits": digits(more.get("contact", "mau@hop-thu.example"))})
    return Account.objects.latest("pk")


def test_a_citizen_registers_and_is_in(client: Client) -> None:
    answer = client.post("/tai-khoan/dang-ky/", {**REGISTER, "next": "/thu-tuc/"})
    assert answer["Location"] == "/tai-khoan/dang-ky/ma/"
    page = client.get("/tai-khoan/dang-ky/ma/").content.decode()
    assert "<strong>mau@hop-thu.example</strong>" in page
    message = Message.objects.get()
    assert (message.urgent, message.channel) == (True, "email")
    assert digits() not in page + message.subject
    wrong = client.post("/tai-khoan/dang-ky/ma/", {"digits": "không"})
    assert (wrong.status_code, is_in(client)) == (422, False)
    assert "còn 4 lần thử" in wrong.content.decode()
    assert client.post("/tai-khoan/dang-ky/ma/", {"digits": digits()})["Location"] == "/thu-tuc/"
    assert is_in(client)
    assert "Tài khoản của tôi" in client.get("/tai-khoan/").content.decode()
    assert client.get("/tai-khoan/dang-ky/")["Location"] == "/tai-khoan/"


def test_a_telephone_gets_a_text_message(client: Client) -> None:
    client.post("/tai-khoan/dang-ky/", {**REGISTER, "contact": "0901 234 567"})
    message = Message.objects.get()
    assert (message.channel, message.to) == ("sms", "+84901234567")
    client.post("/tai-khoan/dang-ky/ma/", {"digits": digits("+84901234567")})
    assert Account.objects.get().phone == "+84901234567"


def test_who_chose_no_password_makes_a_passkey_at_once(client: Client) -> None:
    client.post("/tai-khoan/dang-ky/", {**REGISTER, "password": ""})
    answer = client.post("/tai-khoan/dang-ky/ma/", {"digits": digits()})
    assert answer["Location"] == "/tai-khoan/bao-mat/khoa/"
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("typed", [{"contact": "không phải"}, {"password": "ngan"}, {"consent": ""}, {"name": ""}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, typed: dict[str, str]) -> None:
    answer = client.post("/tai-khoan/dang-ky/", {**REGISTER, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Còn chỗ cần sửa" in page
    assert PASSWORD not in page
    assert 'value="Trần Thị Mẫu"' in page or typed == {"name": ""}
    assert not Message.objects.exists()


@pytest.mark.parametrize(("address", "page"), [("/tai-khoan/dang-ky/", "ma/"), ("/tai-khoan/quen-mat-khau/", "ma/")])
def test_a_known_address_is_answered_like_an_unknown_one(address: str, page: str) -> None:
    make_account("cd-1", kind="citizen", email="biet@hop-thu.example", password=PASSWORD)
    answers = []
    for contact in ("biet@hop-thu.example", "khac@hop-thu.example"):
        client = Client()
        first = client.post(address, {**REGISTER, "contact": contact})
        waiting = client.get(address + page).content.decode().replace(contact, "…")
        tried = client.post(address + page, {"digits": "x", "password": PASSWORD, "again": PASSWORD})
        again = client.post(address + page, {"resend": "1"}, follow=True).content.decode().replace(contact, "…")
        pages = [re.sub(r'value="[\w-]{64}"|\d+ giây', "", one) for one in (waiting, again)]
        answers.append((first.status_code, first["Location"], tried.status_code, *pages))
    assert answers[0] == answers[1]


def test_the_owner_of_a_known_address_is_told_that_somebody_registered(client: Client) -> None:
    make_account("cd-1", kind="citizen", email="mau@hop-thu.example")
    client.post("/tai-khoan/dang-ky/", REGISTER)
    assert Message.objects.get().subject == "Ông/bà đã có tài khoản Công Vụ"
    assert Account.objects.count() == 1


def test_nobody_is_written_to_about_an_address_without_an_account(client: Client) -> None:
    client.post("/tai-khoan/quen-mat-khau/", {"contact": "mau@hop-thu.example"})
    assert not Message.objects.exists()


def test_a_robot_is_stopped_with_a_plain_sentence(client: Client) -> None:
    for number in range(30):
        client.post("/tai-khoan/quen-mat-khau/", {"contact": f"mau-{number}@hop-thu.example"})
    answer = client.post("/tai-khoan/quen-mat-khau/", {"contact": "mau@hop-thu.example"})
    assert "Đã gửi quá nhiều mã" in answer.content.decode()
    assert Code.objects.count() == 30


def test_a_forgotten_password_is_set_anew_and_every_session_ends(client: Client) -> None:
    registered(client)
    elsewhere = Client()
    elsewhere.post("/tai-khoan/quen-mat-khau/", {"contact": "mau@hop-thu.example"})
    new = {"password": "mot-cau-dai-hon", "again": "mot-cau-dai-hon"}
    typed = {"digits": digits(), **new}
    assert elsewhere.post("/tai-khoan/quen-mat-khau/ma/", {**typed, "again": "khác"}).status_code == 422
    done = elsewhere.post("/tai-khoan/quen-mat-khau/ma/", typed)
    assert done["Location"] == "/tai-khoan/dang-nhap/"
    assert client.get("/tai-khoan/").status_code == 302
    entered = {"username": "mau@hop-thu.example", "password": "mot-cau-dai-hon"}
    assert elsewhere.post("/tai-khoan/dang-nhap/", entered)["Location"] == "/tai-khoan/"


@pytest.mark.parametrize("address", ["/tai-khoan/dang-ky/ma/", "/tai-khoan/quen-mat-khau/ma/"])
def test_a_page_that_waits_for_a_code_sends_back_who_asked_for_none(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == address.removesuffix("ma/")


def test_an_address_is_changed_and_the_old_one_is_told(client: Client) -> None:
    account = registered(client)
    assert (
        client.post("/tai-khoan/lien-he/", {"contact": "moi@hop-thu.example"})["Location"] == "/tai-khoan/lien-he/ma/"
    )
    assert client.post("/tai-khoan/lien-he/ma/", {"digits": "x"}).status_code == 422
    client.post("/tai-khoan/lien-he/ma/", {"digits": digits("moi@hop-thu.example")})
    account.refresh_from_db()
    assert account.email == "moi@hop-thu.example"
    assert Message.objects.latest("pk").to == "mau@hop-thu.example"
    assert client.get("/tai-khoan/lien-he/ma/")["Location"] == "/tai-khoan/lien-he/"


def test_a_new_notice_is_agreed_to(client: Client) -> None:
    account = registered(client)
    Consent.objects.update(version="cũ")
    assert "có bản mới" in client.get("/tai-khoan/").content.decode()
    assert client.post("/tai-khoan/dong-y/")["Location"] == "/tai-khoan/"
    assert account.consents.filter(version=NOTICE_VERSION).exists()
    assert "có bản mới" not in client.get("/tai-khoan/").content.decode()


def test_the_notice_is_open_to_everybody(client: Client) -> None:
    assert NOTICE_VERSION in client.get("/tai-khoan/thong-bao/").content.decode()


def data_of(client: Client) -> dict[str, Any]:
    answer = client.get("/tai-khoan/du-lieu/tai-ve/")
    assert "attachment" in answer["Content-Disposition"]
    return dict(json.loads(answer.content))


def test_everything_that_is_held_is_shown_and_downloaded(client: Client) -> None:
    registered(client)
    told = data_of(client)
    assert told["account"][0]["email"] == "mau@hop-thu.example"
    assert [one["to"] for one in told["messages"]] == ["mau@hop-thu.example"]
    assert told["visits"][0]["way"] == "Mã xác nhận"
    page = client.get("/tai-khoan/du-lieu/").content.decode()
    file = client.get("/tai-khoan/du-lieu/tai-ve/?dang=html").content.decode()
    for text in ("Những lần đăng nhập", "mau@hop-thu.example", "180 ngày"):
        assert text in page
        assert text in file


def draft_of(account: Account) -> Draft:
    now, party = timezone.now(), Party.objects.get(account=account)
    return Draft.objects.create(
        key="0" * 32, account=account, party=party, edition=edition("ho-tich/khai-tu"), begun_at=now, kept_at=now
    )


def test_what_is_half_filled_in_is_told_and_goes_with_the_account(client: Client) -> None:
    account = registered(client)
    draft_of(account)
    assert data_of(client)["drafts"][0]["procedure"]
    assert "Luật buộc giữ lại" in client.get("/tai-khoan/du-lieu/dong/").content.decode()
    assert client.post("/tai-khoan/du-lieu/dong/", {"sure": ""}).status_code == 422
    assert client.post("/tai-khoan/du-lieu/dong/", {"sure": "true"})["Location"] == "/"
    assert not is_in(client)
    assert not Draft.objects.exists()
    account.refresh_from_db()
    assert (account.is_active, account.email) == (False, "")
    typed = {"username": "mau@hop-thu.example", "password": PASSWORD}
    assert client.post("/tai-khoan/dang-nhap/", typed).status_code == 200


def test_what_was_filed_is_told_and_stays_where_the_law_keeps_it(client: Client) -> None:
    account = registered(client)
    submission = a_submission(citizen=actor_for(account, at=timezone.now()))
    assert [one["code"] for one in data_of(client)["submissions"]] == [submission.code]
    client.post("/tai-khoan/du-lieu/dong/", {"sure": "true"})
    assert Submission.objects.get().party.name == "Trần Thị Mẫu"
