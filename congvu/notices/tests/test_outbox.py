"""Each message is kept once and sent once, tried again where that may help, and asked about where nobody can know."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from congvu.agencies.rules import Kind as AgencyKind
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.notices import selectors, services
from congvu.notices.models import Message
from congvu.notices.rules import KEPT, LEASE, MOST_SUBJECT, MOST_TRIES, Channel, State, is_address, next_try, one_line
from congvu.notices.tests.server import Server
from congvu.notices.transports import Folder, Smtp, Transport, chosen
from congvu.notices.transports.mail import written
from congvu.people.testing import make_account

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SENDER = "cong-vu@tinh.example"
ROOT = system("test", "Thử")
pytestmark = pytest.mark.django_db


def put(key: str = "one", **more: object) -> Message:
    given = {"to": "an@xa.example", "subject": "Việc quá hạn", "text": "Kính gửi ông An\n", "at": AT, **more}
    return services.put(key, **given)  # type: ignore[arg-type]


def send(transport: Transport, at: datetime = AT) -> dict[State, int]:
    return dict(services.send_due(transport, at=at))


def smtp(url: str) -> Smtp:
    return Smtp(url, sender=SENDER)


def files(folder: Folder) -> list[Path]:
    return sorted(folder.folder.iterdir()) if folder.folder.exists() else []


def test_the_same_key_twice_is_one_message(folder: Folder) -> None:
    assert put() == put(subject="Khác")
    assert send(folder) == {State.SENT: 1}
    put()
    assert send(folder) == {}
    assert len(files(folder)) == 1


def test_a_message_waits_for_its_time(folder: Folder) -> None:
    put(not_before=AT + MINUTE)
    assert send(folder) == {}
    assert send(folder, AT + MINUTE) == {State.SENT: 1}


def test_a_letter_in_the_folder_can_be_read_again(folder: Folder) -> None:
    put(text="Kính gửi bà Nguyễn Thị Mẫu,\n" + "dài " * 500 + "\n")
    send(folder)
    [letter] = selectors.letters(folder.folder)
    assert (letter.to, letter.subject, letter.at) == ("an@xa.example", "Việc quá hạn", AT)
    assert letter.text.startswith("Kính gửi bà Nguyễn Thị Mẫu,\n")
    assert selectors.letters(folder.folder, to="binh@") == []
    assert selectors.letter(folder.folder, letter.name) == letter


@pytest.mark.parametrize("name", ["../congvu", "x", "", "A" * 32, "0" * 32, "../" + "0" * 32])
def test_no_other_file_is_read_as_a_letter(folder: Folder, name: str) -> None:
    assert selectors.letter(folder.folder, name) is None


@pytest.mark.parametrize(
    "to",
    ["", "an", "an@", "an@xa.example\r\nBcc: ai@xa.example", "an@xa.example,ai@xa.example", "An <an@xa.example>",
     "an@xã.example", " an@xa.example"],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(to: str) -> None:
    with pytest.raises(Refusal) as refused:
        put(to=to)
    assert refused.value.code == "notices.address_bad"
    assert "\n" not in refused.value.sentence
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "subject", ["Quá hạn\r\nBcc: ai@xa.example", "Quá hạn\nBcc: ai@xa.example", "Quá hạn\u2028Bcc: ai@xa.example"]
)
def test_a_subject_smuggles_no_header_in(folder: Folder, subject: str) -> None:
    mail = written(put(subject=subject), sender=SENDER)
    assert mail["Subject"] == "Quá hạn Bcc: ai@xa.example"
    assert mail["Bcc"] is None
    assert b"\nBcc" not in mail.as_bytes()


def test_a_subject_is_not_endless() -> None:
    assert len(put(subject="dài " * 200).subject) == MOST_SUBJECT
    assert one_line("a\x00b\tc ") == "a b c"
    assert not is_address("a" * 400 + "@xa.example")


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("không phải thư mục")
    put("one")
    put("two")
    blocked = Folder(tmp_path / "mail", sender=SENDER)
    assert send(blocked) == {State.WAITING: 1}  # the round ends: the second would only fail alike
    assert Message.objects.get(key="one").error
    (tmp_path / "mail").unlink()
    assert send(blocked, AT + MINUTE) == {State.SENT: 2}


def test_waits_grow_until_it_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("")
    message, at = put(), AT
    waits = []
    for _ in range(MOST_TRIES):
        send(Folder(tmp_path / "mail", sender=SENDER), at)
        message.refresh_from_db()
        waits.append(message.next_try_at - at)
        at = message.next_try_at
    assert message.state == State.GIVEN_UP
    assert waits[:-1] == sorted(waits[:-1])
    assert sum(waits, timedelta()) > timedelta(days=1)
    assert next_try(MOST_TRIES) is None
    assert selectors.trouble() == {State.GIVEN_UP: 1}


def test_what_a_dead_worker_was_sending_is_sent_by_the_folder_and_asked_about_by_smtp(folder: Folder) -> None:
    for key in ("one", "two"):
        lost(put(key))
    assert send(smtp("smtp://127.0.0.1:1"), AT + LEASE) == {}
    assert set(Message.objects.values_list("state", flat=True)) == {State.UNSURE}
    Message.objects.filter(key="one").update(state=State.SENDING)
    assert send(folder, AT + LEASE) == {State.SENT: 1}
    assert Message.objects.get(key="two").state == State.UNSURE


def test_what_a_living_worker_is_sending_is_left_to_it(folder: Folder) -> None:
    lost(put())
    assert send(folder, AT + LEASE - MINUTE) == {}
    assert Message.objects.get().state == State.SENDING


def lost(message: Message) -> None:
    """As a worker of another machine left it."""
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING, token=message.key, claimed_at=AT, claimed_by="may-khac:1", tries=1
    )


def test_an_operator_sends_again_or_drops(folder: Folder) -> None:
    for key in ("one", "two"):
        lost(put(key))
    Message.objects.update(state=State.UNSURE)
    one, two = Message.objects.order_by("key")
    services.retry(one.pk, by=ROOT, at=AT)
    services.drop(two.pk, by=ROOT, at=AT)
    assert send(folder) == {State.SENT: 1}
    assert Message.objects.get(key="two").state == State.DROPPED
    for deed in (services.retry, services.drop):
        with pytest.raises(Refusal) as refused:
            deed(one.pk, by=ROOT, at=AT)
        assert refused.value.code == "notices.state_wrong"
    assert list(Entry.objects.values_list("event", flat=True)) == ["notices.retried", "notices.dropped"]


def test_an_administrator_decides_on_letters_to_his_own_people() -> None:
    province = make_agency("H98", AgencyKind.PROVINCE_COMMITTEE)
    here, there = make_agency("H98.31", parent=province), make_agency("H98.32", parent=province)
    official = make_official(here, Role.SPECIALIST)
    mine, other = (make_official(agency, Role.ADMIN) for agency in (here, there))
    message, day = put(account_id=official.account_id), AT.date()
    nobodys = put("nobody's", account_id=make_account("cong-dan").pk)
    assert selectors.page(mine, None, on=day) == [message]
    assert selectors.page(other, None, on=day) == []
    assert selectors.page(make_official(province, Role.ADMIN), None, on=day) == [nobodys, message]
    assert selectors.message_of(other, message.pk, on=day) is None
    assert selectors.message_of(mine, nobodys.pk, on=day) is None
    assert selectors.counts(mine, on=day)[Channel.EMAIL, State.WAITING] == 1
    with pytest.raises(Refusal) as refused:
        services.drop(message.pk, by=other, at=AT)
    assert refused.value.code == "notices.not_admin"
    services.drop(message.pk, by=mine, at=AT)


def test_old_letters_are_forgotten_and_unsettled_ones_kept(folder: Folder) -> None:
    put("sent")
    send(folder)
    put("waiting")
    assert services.forget(at=AT + KEPT - MINUTE) == 0
    assert services.forget(at=AT + KEPT + MINUTE) == 1
    assert Message.objects.get().key == "waiting"


def test_a_demonstration_writes_to_nobody(settings: Settings) -> None:
    settings.SMTP_URL, settings.DEMO = "smtp://mail.example", True
    assert isinstance(chosen(), Folder)
    settings.DEMO = False
    assert isinstance(chosen(), Smtp)
    settings.SMTP_URL = ""
    assert chosen() is None


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:x"])
def test_a_setting_that_cannot_be_meant_is_named(url: str) -> None:
    with pytest.raises(ValueError, match=r"CONGVU_SMTP|Port"):
        smtp(url)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(server: Server) -> None:
    for number in range(30):
        put(f"{number}", subject=f"Thư {number}")
    found: list[dict[State, int]] = []

    def work() -> None:
        try:
            found.append(send(smtp(server.url)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sum(one.get(State.SENT, 0) for one in found) == 30
    assert sorted(server.subjects) == sorted(f"Thư {number}" for number in range(30))
