"""The operator's page, one's own wishes, the letters of the demonstration, and the commands."""

import argparse
import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_citizen, make_post
from congvu.notices import commands, selectors, services
from congvu.notices.models import Message
from congvu.notices.rules import State
from congvu.notices.tests.server import Server
from congvu.notices.transports import Folder, SmsFolder
from congvu.people.models import Account
from congvu.people.testing import make_account

pytestmark = pytest.mark.django_db
COST = 15
BACKEND = "congvu.people.backends.AccountBackend"


@pytest.fixture
def agency() -> Agency:
    return make_agency("H98.31")


def official(agency: Agency, role: str, name: str) -> Account:
    account = make_account(name, name=f"Nguyễn Mẫu {name.title()}")
    account.email = f"{name}@xa.example"
    account.save()
    make_post(agency, role, account=account)
    return account


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account, BACKEND)
    return client


def put(key: str, account: Account, state: State = State.WAITING) -> Message:
    message = services.put(
        key,
        to=account.email,
        subject=f"Thư <{key}>",
        text="Xem https://tinh.example/ho-so/1/ <b>ngay</b>\n",
        at=timezone.now(),
        account_id=account.pk,
    )
    Message.objects.filter(pk=message.pk).update(state=state)
    return message


def shown(client: Client, name: str, *arguments: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_operator_finds_what_asks_for_a_decision_and_decides(agency: Agency) -> None:
    client = client_of(official(agency, Role.ADMIN, "quan-tri"))
    an = official(agency, Role.SPECIALIST, "an")
    unsure, failed = put("một", an, State.UNSURE), put("hai", an, State.GIVEN_UP)
    page = shown(client, "notices-outbox")
    assert "Chưa đặt máy chủ thư" in page
    assert page.count("Gửi lại<") == 2
    assert "Thư &lt;hai" not in shown(client, "notices-outbox", **{"trang-thai": "unsure"})
    whole = shown(client, "notices-message", unsure.pk)
    assert "có thể nhận hai lần" in whole
    assert "&lt;b&gt;ngay" in whole
    assert client.post(reverse("notices-retry", args=[unsure.pk])).status_code == 302
    assert client.post(reverse("notices-drop", args=[failed.pk])).status_code == 302
    assert [row.state for row in Message.objects.order_by("pk")] == [State.WAITING, State.DROPPED]
    again = client.post(reverse("notices-retry", args=[failed.pk]))
    assert again.status_code == 409
    assert "tải lại trang" in again.content.decode()
    assert client.post(reverse("notices-retry", args=[999999])).status_code == 404


def test_the_operator_sees_one_channel_and_why_messages_failed_and_sends_all_of_a_reason_again(
    agency: Agency,
) -> None:
    client = client_of(official(agency, Role.ADMIN, "quan-tri"))
    an = official(agency, Role.SPECIALIST, "an")
    for key in ("một", "hai"):
        put(key, an, State.GIVEN_UP)
    Message.objects.update(error="550 No such user")
    text = services.put(
        "tin",
        to="+84901234567",
        subject="Tin",
        text="Mã 998877",
        at=timezone.now(),
        channel="sms",
        account_id=an.pk,
        urgent=True,
    )
    page = shown(client, "notices-outbox", kenh="email")
    assert "550 No such user" in page
    assert reverse("notices-message", args=[text.pk]) not in page
    assert reverse("notices-message", args=[text.pk]) in shown(client, "notices-outbox", kenh="sms")
    assert "998877" not in shown(client, "notices-message", text.pk)
    alike = {"channel": "email", "reason": "550 No such user"}
    assert client.post(reverse("notices-retry-all"), alike).status_code == 302
    assert Message.objects.filter(state=State.WAITING).count() == 3
    assert client.post(reverse("notices-retry-all"), alike).status_code == 403
    assert client.post(reverse("notices-retry-all"), {"channel": "x"}).status_code == 404


def test_the_report_of_a_text_stands_on_the_page(agency: Agency) -> None:
    client = client_of(official(agency, Role.ADMIN, "quan-tri"))
    an = official(agency, Role.SPECIALIST, "an")
    now = timezone.now()
    text = services.put("tin", to="+84901234567", subject="Tin", text="…", at=now, channel="sms", account_id=an.pk)
    Message.objects.update(state=State.SENT, sent_at=now, number="7", parts=2)
    services.note_report("7", delivered=False, why="UNDELIV", at=now)
    page = shown(client, "notices-message", text.pk)
    assert "Không đến được máy người nhận" in page
    assert "2 phần" in page
    assert "UNDELIV" in page


def test_a_citizen_says_how_to_be_told() -> None:
    citizen = Account.objects.get(pk=make_citizen().account_id or 0)
    client = client_of(citizen)
    assert shown(client, "notices-wishes").count(" checked") == 2
    assert client.post(reverse("notices-wishes"), {"by_sms": "true", "language": "en"}).status_code == 302
    wanted = selectors.preference_of(citizen.pk)
    assert (wanted.by_email, wanted.by_sms, wanted.language) == (False, True, "en")
    assert client.post(reverse("notices-wishes"), {"language": "fr"}).status_code == 200


def test_who_has_no_address_is_named(agency: Agency) -> None:
    client = client_of(official(agency, Role.ADMIN, "quan-tri"))
    make_post(agency, Role.LEADER, account=make_account("khong-thu", name="Trần Mẫu Không"))
    page = shown(client, "notices-outbox")
    assert "Trần Mẫu Không" in page
    assert "quan-tri)" not in page


def test_the_pages_of_the_outbox_turn(agency: Agency) -> None:
    admin = official(agency, Role.ADMIN, "quan-tri")
    client, address, seen = client_of(admin), reverse("notices-outbox"), 0
    for number in range(70):
        put(f"{number}", admin)
    while address:
        answer = client.get(address)
        seen += len(answer.context["rows"])
        address = answer.context["older_url"]
    assert seen == 70
    assert len(client.get(reverse("notices-outbox"), {"truoc": "x", "trang-thai": "y"}).context["rows"]) == 50


def test_the_outbox_costs_the_same_for_one_letter_and_for_fifty(
    agency: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin = official(agency, Role.ADMIN, "quan-tri")
    client = client_of(admin)
    for number in range(50):
        put(f"{number}", admin)
        if number in (0, 49):
            with django_assert_num_queries(COST):
                shown(client, "notices-outbox")


def test_an_official_says_which_letters_are_wanted(agency: Agency) -> None:
    account = official(agency, Role.SPECIALIST, "an")
    client, address = client_of(account), reverse("notices-preference")
    page = shown(client, "notices-preference")
    assert page.count(" checked") == 2
    assert "an@xa.example" in page
    assert client.post(address, {"at_once": "on"}).status_code == 302
    wanted = selectors.preference_of(account.pk)
    assert (wanted.daily, wanted.at_once) == (False, True)
    assert shown(client, "notices-preference").count(" checked") == 1
    account.email = ""
    account.save()
    assert "chưa có địa chỉ" in shown(client, "notices-preference")


def test_the_demonstration_shows_what_it_would_have_sent(agency: Agency, settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.MAIL_FOLDER = True, tmp_path
    an = official(agency, Role.SPECIALIST, "an")
    assert "Chưa có thư nào" in shown(Client(), "notices-letters")
    put("một", an)
    services.send_due(Folder(tmp_path, sender="cong-vu@tinh.example"), at=timezone.now())
    assert "Thư &lt;một&gt;" in shown(Client(), "notices-letters", den="an@")
    assert "Thư &lt;một&gt;" not in shown(Client(), "notices-letters", den="binh@")
    [letter] = selectors.letters(tmp_path)
    text = shown(Client(), "notices-letter", letter.name)
    assert 'href="https://tinh.example/ho-so/1/"' in text
    assert "<b>ngay" not in text
    assert Client().get(reverse("notices-letter", args=["0" * 32])).status_code == 404
    services.put("tin", to="+84901234567", subject="Tin", text="Đã xong", at=timezone.now(), channel="sms")
    services.send_due(SmsFolder(tmp_path), at=timezone.now())
    assert "SMS: Da xong" in shown(Client(), "notices-letters", den="+8490")
    settings.DEMO = False
    assert Client().get(reverse("notices-letters")).status_code == 404
    assert Client().get(reverse("notices-letter", args=[letter.name])).status_code == 404


def call(*words: str) -> int:
    """A verb as the command line calls it."""
    top = argparse.ArgumentParser()
    commands.add_commands(top.add_subparsers())
    arguments = top.parse_args(["notices", *words])
    return int(arguments.run(arguments))


def test_the_commands_list_send_retry_and_drop(
    agency: Agency, settings: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    an = official(agency, Role.SPECIALIST, "an")
    put("một", an)
    put("hai", an, State.GIVEN_UP)
    put("ba", an, State.UNSURE)
    assert call("list", "--json", "--state", "unsure") == 0
    assert [row["key"] for row in json.loads(capsys.readouterr().out)] == ["ba"]
    assert call("send") == 2
    assert "CONGVU_SMTP" in capsys.readouterr().err
    settings.SMTP_URL = "http://mail.example"
    assert call("send") == 2
    settings.SMTP_URL = server.url
    assert call("send") == 0
    assert call("retry", "--all", "given_up") == 0
    assert call("drop", "ba", "bốn") == 1
    assert "bốn" in capsys.readouterr().err
    assert call("send") == 0
    assert call("list") == 0
    assert capsys.readouterr().out.count("sent") == 3  # "1 sent", and a row of each
    assert sorted(server.subjects) == ["Thư <hai>", "Thư <một>"]
    server.answers[an.email] = "550 No"
    put("năm", an)
    assert call("send") == 1
    assert call("send") == 0
