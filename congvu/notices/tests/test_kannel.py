"""With Debian's Kannel at the other end: texts go both ways, a question is answered, a killed peer is dialled again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import Empty

import pytest
from django.utils import timezone

from congvu.dossiers.testing import a_dossier
from congvu.notices import line as lines
from congvu.notices import services
from congvu.notices.models import Message
from congvu.notices.rules import State
from congvu.notices.tests.centre import Centre
from congvu.notices.tests.kannel import Driver, Gateway, free_port, until
from congvu.notices.transports import Arrived, Smpp, Text

pytestmark = [pytest.mark.peers, pytest.mark.django_db]
PHONE, OURS = "+84901234567", "8098"
LONG = "Hồ sơ của ông/bà cần bổ sung “giấy báo tử”; xin xem tại https://tinh.example/ho-so/1/ và trả lời sớm. " * 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kannel")


@pytest.fixture(scope="module")
def centre() -> Iterator[Centre]:
    """The network between the two: what is for the citizen's telephone goes to Kannel, what is for us comes to us."""
    centre = Centre()
    centre.routes |= {PHONE.removeprefix("+"): "kannel", OURS: "cong-vu"}
    yield centre
    centre.stop()


@pytest.fixture(scope="module")
def gateway(folder: Path, centre: Centre) -> Iterator[Gateway]:
    gateway = Gateway(folder, centre.port)
    centre.wait_for(lambda: any(peer.name == "kannel" for peer in centre.bound))
    yield gateway
    gateway.stop()


@pytest.fixture
def line(gateway: Gateway, centre: Centre) -> Iterator[Smpp]:
    line = Smpp(f"smpp://cong-vu:thu@127.0.0.1:{centre.port}?source={OURS}", diacritics=True)
    yield line
    line.hang_up()


def put(text: str, key: str = "one") -> Message:
    return services.put(key, to=PHONE, subject="Hồ sơ", text=text, at=timezone.now(), channel="sms", urgent=True)


def heard(gateway: Gateway, line: Smpp) -> tuple[str, str, str]:
    """The next text that reaches Kannel, while our line is held."""
    for _turn in range(300):
        lines.turn(line, seconds=0.05)
        try:
            return gateway.heard.get(timeout=0.05)
        except Empty:
            continue
    raise AssertionError("nothing reaches Kannel")


def test_a_text_reaches_kannel_letter_by_letter_whatever_its_length(gateway: Gateway, line: Smpp) -> None:
    for key, text in (("plain", "Ma xac nhan: 123456 [^{}~€]"), ("vietnamese", "Đã có kết quả"), ("long", LONG)):
        put(text, key)
        assert heard(gateway, line) == (OURS, PHONE, text)
    assert Message.objects.get(key="long").parts == 5


def test_who_asks_by_text_message_is_answered(gateway: Gateway, line: Smpp) -> None:
    dossier, _stage = a_dossier()
    line.dial()
    gateway.send(PHONE, OURS, f"hs {dossier.code.lower()} {dossier.id_number[-4:]}")
    _from, to, text = heard(gateway, line)
    assert to == PHONE
    assert text.startswith(f"{dossier.code}: ")
    assert len(text) <= 160
    gateway.send(PHONE, OURS, "Xin chao")
    assert "HS" in heard(gateway, line)[2]


def test_kannels_own_message_centre_takes_our_texts_and_gives_us_its(gateway: Gateway, folder: Path) -> None:
    driver = Driver(folder, free_port(), count=2)
    line, arrived = Smpp(driver.url), list[Arrived]()
    put("Đã có kết quả")
    assert services.send_due(line, at=timezone.now()) == {State.SENT: 1}
    until(lambda: "submit_sm: short_message = <Da co ket qua>" in driver.told())
    while len(arrived) < 2:
        line.listen(arrived.append, seconds=0.05)
    assert arrived == [Text("+456", "1"), Text("+456", "2")]
    until(lambda: driver.told().count("PDU of type deliver_sm_resp") == 2)
    line.hang_up()
    driver.kill()


def test_a_killed_peer_is_dialled_again_and_nothing_is_lost(gateway: Gateway, folder: Path) -> None:
    driver = Driver(folder, free_port(), count=1)
    line = Smpp(driver.url)
    line.dial()
    driver.kill()
    now = put("Đã có kết quả").made_at
    assert services.send_due(line, at=now) == {State.WAITING: 1}
    assert Message.objects.get().error
    again = Driver(folder, driver.port, count=1)
    assert services.send_due(line, at=now + timedelta(minutes=2)) == {State.SENT: 1}, Message.objects.get().error
    until(lambda: "submit_sm: short_message = <Da co ket qua>" in again.told())
    line.hang_up()
    again.kill()
