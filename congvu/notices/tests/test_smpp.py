"""Against a real message centre: what it takes, what it puts off, what it will not have, what it reports, and when it
goes away."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from congvu.notices import line as lines
from congvu.notices import services
from congvu.notices.models import Message
from congvu.notices.rules import Delivery, Quiet, State, quiet_hours, without_diacritics
from congvu.notices.tests.centre import Centre
from congvu.notices.tests.test_outbox import AT, MINUTE
from congvu.notices.transports import Report, Smpp, Text, Unreachable, line_settings

pytestmark = pytest.mark.django_db
PHONE = "+84901234567"
LONG = "Hồ sơ của ông/bà cần bổ sung “giấy báo tử”, xin xem tại https://tinh.example/ho-so/1/ – " * 3


@pytest.fixture
def centre() -> Iterator[Centre]:
    centre = Centre()
    yield centre
    if not centre.stopped:
        centre.stop()


@pytest.fixture
def line(centre: Centre) -> Iterator[Smpp]:
    line = Smpp(centre.url)
    yield line
    line.hang_up()


def put(key: str = "one", **more: object) -> Message:
    given = {"to": PHONE, "subject": "Hồ sơ", "text": "Đã có kết quả", "at": AT, "channel": "sms", **more}
    return services.put(key, **given)  # type: ignore[arg-type]


def send(line: Smpp, at: object = AT, quiet: Quiet | None = None) -> dict[State, int]:
    return dict(services.send_due(line, at=at, quiet=quiet))  # type: ignore[arg-type]


def test_a_short_text_goes_out_plain_in_one_part(line: Smpp, centre: Centre) -> None:
    put()
    assert send(line) == {State.SENT: 1}
    [pdu] = centre.taken
    assert (bytes(pdu.short_message), pdu.data_coding, pdu.esm_class) == (b"Da co ket qua", 0, 0)
    assert (pdu.destination_addr, pdu.dest_addr_ton, pdu.source_addr) == (b"84901234567", 1, b"CongVu")
    sent = Message.objects.get()
    assert (sent.parts, sent.number, sent.text) == (1, "A0", "Đã có kết quả")


def test_a_long_text_goes_in_parts_that_find_together(line: Smpp, centre: Centre) -> None:
    put(text=LONG)
    send(line)
    assert Message.objects.get().parts == len(centre.taken) == 2
    assert centre.texts() == [without_diacritics(LONG)]
    assert [pdu.registered_delivery for pdu in centre.taken] == [0, 1]  # the last part is reported of


def test_with_diacritics_it_takes_more_parts(centre: Centre) -> None:
    line = Smpp(centre.url, diacritics=True)
    put(text=LONG)
    send(line)
    assert centre.texts() == [LONG]
    assert Message.objects.get().parts == 4
    line.hang_up()


def test_the_line_is_kept_from_round_to_round(line: Smpp, centre: Centre) -> None:
    for key in ("one", "two"):
        put(key)
        send(line)
    assert len(centre.taken) == 2
    assert len(centre.peers) == 1


def test_a_message_centre_without_transceivers_is_bound_twice(centre: Centre) -> None:
    centre.knows_transceivers = False
    with pytest.raises(Unreachable):
        Smpp(centre.url).dial()
    line = Smpp(f"{centre.url}&bind=apart")
    put()
    assert send(line) == {State.SENT: 1}
    arrived: list[object] = []
    waiting = threading.Thread(target=centre.deliver, args=("84901234567", "HS"))
    waiting.start()
    while not arrived:
        line.listen(arrived.append, seconds=0.05)
    waiting.join()
    assert arrived == [Text(PHONE, "HS")]
    line.hang_up()


@pytest.mark.parametrize(
    ("status", "ends"), [(0x58, State.WAITING), (0x14, State.WAITING), (0x45, State.WAITING), (0x0B, State.GIVEN_UP)]
)
def test_what_is_put_off_comes_again_and_what_is_refused_does_not(
    line: Smpp, centre: Centre, status: int, ends: State
) -> None:
    centre.statuses.append(status)
    put()
    assert send(line) == {ends: 1}
    assert f"{status:#x}" in Message.objects.get().error
    assert send(line, AT + MINUTE) == ({State.SENT: 1} if ends == State.WAITING else {})


def test_when_we_are_too_quick_the_round_ends(line: Smpp, centre: Centre) -> None:
    centre.statuses.append(0x58)
    put("one")
    put("two")
    assert send(line) == {State.WAITING: 1}
    assert send(line) == {State.SENT: 1}  # the second; the first waits its minute


def test_a_later_part_that_is_put_off_is_tried_at_once(
    line: Smpp, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("congvu.notices.transports.smpp.THROTTLE_WAIT", 0)
    centre.statuses.extend([0, 0x58, 0x58])
    put(text=LONG)
    assert send(line) == {State.SENT: 1}
    assert centre.texts() == [without_diacritics(LONG)]
    centre.statuses.extend([0, *[0x58] * 10])
    put("two", text=LONG)
    assert send(line) == {State.UNSURE: 1}


def test_a_line_that_breaks_on_a_text_leaves_us_unsure_and_nothing_is_sent_twice(line: Smpp, centre: Centre) -> None:
    centre.breaks = True
    put()
    assert send(line) == {State.UNSURE: 1}
    assert len(centre.taken) == 1  # it had it after all
    centre.breaks = False
    assert send(line, AT + timedelta(days=2)) == {}
    assert len(centre.taken) == 1


def test_a_message_centre_that_comes_back_is_dialled_again(centre: Centre) -> None:
    line = Smpp(centre.url)
    put()
    line.dial()
    centre.stop()
    with pytest.raises(Unreachable):
        line.listen(lambda _arrived: None, seconds=2)
    assert send(line) == {State.WAITING: 1}
    again = Centre()
    line = Smpp(again.url)
    assert send(line, AT + MINUTE) == {State.SENT: 1}
    line.hang_up()
    again.stop()


def test_a_wrong_password_only_waits(centre: Centre) -> None:
    centre.passwords["cong-vu"] = "khác"
    put()
    assert send(Smpp(centre.url)) == {State.WAITING: 1}
    assert "mat-khau" not in Message.objects.get().error


def test_a_silent_line_is_noticed(line: Smpp, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    line.dial()
    monkeypatch.setattr("congvu.notices.transports.smpp.QUIET_LINE", -1)
    monkeypatch.setattr("congvu.notices.transports.smpp.TIMEOUT", 0)
    centre.silent = True
    line.listen(lambda _arrived: None, seconds=0)
    with pytest.raises(Unreachable, match="enquire_link"):
        line.listen(lambda _arrived: None, seconds=0)


@pytest.mark.parametrize(("stat", "delivery"), [("DELIVRD", Delivery.DELIVERED), ("UNDELIV", Delivery.FAILED)])
def test_a_report_is_kept_on_the_message_also_when_it_overtakes_the_answer(stat: str, delivery: Delivery) -> None:
    centre = Centre(reports=stat)
    line = Smpp(centre.url)
    put()
    send(line)
    assert Message.objects.get().delivery == ""  # it lies aside
    line.listen(lambda arrived: lines.read(arrived, AT), seconds=0)
    found = Message.objects.get()
    assert (found.delivery, found.delivered_at) == (delivery, AT)
    assert (found.error == "") == (delivery == Delivery.DELIVERED)
    line.hang_up()
    centre.stop()


def test_a_report_of_nothing_known_changes_nothing() -> None:
    put()
    assert not services.note_report("77", delivered=True, at=AT)
    assert not services.note_report("", delivered=True, at=AT)
    lines.read(Report("77", None, "ACCEPTD"), AT)
    assert Message.objects.get().delivery == ""


@pytest.mark.django_db(transaction=True)
def test_what_is_not_taken_in_is_not_acknowledged_and_comes_again(line: Smpp, centre: Centre) -> None:
    statuses: list[int | None] = []

    def delivers() -> None:
        statuses.extend(centre.deliver("84901234567", "HS") for _time in range(2))

    def stumbles(_arrived: object) -> None:
        raise RuntimeError("the database is away")

    waiting = threading.Thread(target=delivers)
    waiting.start()
    with pytest.raises(RuntimeError):
        line.listen(stumbles, seconds=10)
    while waiting.is_alive():
        line.listen(lines.read, seconds=0.1)
    assert statuses == [0x64, 0]
    assert Message.objects.get().to == PHONE
    connection.close()


def test_at_night_only_what_somebody_waits_for_is_sent(line: Smpp, centre: Centre) -> None:
    put("one", text="Tin thường")
    put("two", text="Mã 123456", urgent=True)
    night = AT + timedelta(hours=14)  # 22:00 in Viet Nam
    assert send(line, night, quiet=quiet_hours("21:00-07:00")) == {State.SENT: 1}
    assert centre.texts() == ["Ma 123456"]
    assert Message.objects.get(key="two").text == ""  # a code is not kept
    assert send(line, night + timedelta(hours=9), quiet=quiet_hours("21:00-07:00")) == {State.SENT: 1}


@pytest.mark.parametrize(
    "url",
    [
        *(
            "smsc.example",
            "http://smsc.example?source=8098",
            "smpp://?source=8098",
            "smpp://smsc.example:0?source=8098",
        ),
        *("smpp://smsc.example", "smpp://smsc.example?source=Công", "smpp://smsc.example?source=ABCDEFGHIJKL"),
        "smpp://smsc.example?source=8098&bind=both",
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="CONGVU_SMPP"):
        Smpp(url)


def test_a_setting_is_read_whole() -> None:
    read = line_settings("smpps://cong%40vu:m%3At@smsc.example:3550?source=8098&type=VMA&bind=apart")
    assert (read.host, read.port, read.user, read.password) == ("smsc.example", 3550, "cong@vu", "m:t")
    assert (read.source, read.system_type, read.apart, read.secure) == ("8098", "VMA", True, True)
