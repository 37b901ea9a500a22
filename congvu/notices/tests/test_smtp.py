"""Against a real mail server: what it takes, what it puts off, what it will not have, and when it goes away."""

import socket
from datetime import timedelta

import pytest

from congvu.notices.models import Message
from congvu.notices.rules import State
from congvu.notices.tests.server import SECRET, USER, Server
from congvu.notices.tests.test_outbox import AT, MINUTE, put, send, smtp

pytestmark = pytest.mark.django_db


def state() -> str:
    return Message.objects.get().state


def test_letters_arrive_whole_over_one_connection(server: Server) -> None:
    long = "Kính gửi bà Nguyễn Thị Mẫu,\n\n.một dòng bắt đầu bằng dấu chấm\n" + "dài " * 400 + "\n"
    for number in range(3):
        put(f"{number}", to=f"an{number}@xa.example", subject=f"Quá hạn {number}: {'ờ' * 90}", text=long)
    assert send(smtp(server.url)) == {State.SENT: 3}
    assert [mail["To"] for mail in server.taken] == [f"an{number}@xa.example" for number in range(3)]
    mail = server.taken[0]
    body = mail.get_body()
    assert body
    assert body.get_content().replace("\r\n", "\n") == long
    assert str(mail["Subject"]) == f"Quá hạn 0: {'ờ' * 90}"
    assert str(mail["From"]) == "Công Vụ <cong-vu@tinh.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert len({str(mail["Message-ID"]) for mail in server.taken}) == 3


def test_a_receiver_whom_the_server_does_not_know_is_given_up_and_the_others_go_on(server: Server) -> None:
    server.answers["nobody@xa.example"] = "550 5.1.1 No such user"
    put("one", to="nobody@xa.example")
    put("two")
    assert send(smtp(server.url)) == {State.GIVEN_UP: 1, State.SENT: 1}
    assert Message.objects.get(key="one").error == "550 5.1.1 No such user"


def test_what_the_server_puts_off_is_tried_again_later(server: Server) -> None:
    server.answers["an@xa.example"] = "450 4.2.1 Try again later"
    put("one")
    put("two", to="binh@xa.example")
    assert send(smtp(server.url)) == {State.WAITING: 1, State.SENT: 1}
    server.answers.clear()
    assert send(smtp(server.url)) == {}
    assert send(smtp(server.url), AT + MINUTE) == {State.SENT: 1}


@pytest.mark.parametrize(("answer", "ends"), [("452 Full", State.WAITING), ("554 Spam", State.GIVEN_UP)])
def test_a_text_that_the_server_refuses_was_not_taken(server: Server, answer: str, ends: State) -> None:
    server.after_text = answer
    put()
    assert send(smtp(server.url)) == {ends: 1}
    assert server.taken == []


def test_a_server_that_hangs_up_on_the_text_leaves_us_unsure_and_nothing_is_sent_twice(server: Server) -> None:
    server.breaks = True
    put("one")
    put("two")
    assert send(smtp(server.url)) == {State.UNSURE: 1}
    assert len(server.taken) == 1  # it had it after all
    server.breaks = False
    assert send(smtp(server.url), AT + timedelta(days=2)) == {State.SENT: 1}
    assert len(server.taken) == 2


def test_a_server_that_is_away_is_tried_again(server: Server) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    put("one")
    put("two")
    assert send(smtp(f"smtp://127.0.0.1:{port}")) == {State.WAITING: 1}
    assert send(smtp(server.url), AT + MINUTE) == {State.SENT: 2}


def test_the_password_opens_and_a_wrong_one_only_waits(server: Server) -> None:
    server.stop()
    server.asks_password = True
    server.start()
    host = server.url.removeprefix("smtp://")
    put()
    assert send(smtp(f"smtp://cong-vu%40mau:sai@{host}")) == {State.WAITING: 1}
    assert "535" in Message.objects.get().error
    assert "sai" not in Message.objects.get().error
    right = f"smtp://{USER.replace('@', '%40')}:{SECRET.replace('@', '%40').replace(':', '%3A')}@{host}"
    assert send(smtp(right), AT + MINUTE) == {State.SENT: 1}


def test_nothing_goes_unencrypted_to_another_machine(server: Server) -> None:
    server.stop()
    server.host = "127.0.0.2"  # this machine by a name that does not say so
    server.start()
    put()
    assert send(smtp(server.url)) == {State.WAITING: 1}
    assert "STARTTLS" in Message.objects.get().error
    assert server.taken == []
    assert send(smtp(f"{server.url}?tls=off"), AT + MINUTE) == {State.SENT: 1}
