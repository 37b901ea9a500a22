"""Who asks by text message or telephone is told what the web would tell, under the same guard, and once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from congvu.agencies.testing import make_agency
from congvu.dossiers.models import Dossier
from congvu.dossiers.testing import a_dossier
from congvu.notices import services
from congvu.notices.models import Asked, Message
from congvu.notices.rules import MOST_ANSWERS, SAME, Channel, Kind
from congvu.online.models import LookupFailure

pytestmark = pytest.mark.django_db
PHONE = "+84901234567"
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def dossier() -> Dossier:
    return a_dossier()[0]


def ask(text: str, at: datetime = AT, phone: str = PHONE, reference: str = "") -> str:
    message = services.answer_text(phone, text, reference=reference, secret="bí mật", at=at)
    return message.text if message else ""


def test_the_right_code_and_digits_are_answered(dossier: Dossier) -> None:
    text = ask(f"HS {dossier.code} {dossier.id_number[-4:]}")
    assert text.startswith(f"{dossier.code}: ")
    message = Message.objects.get()
    assert (message.to, message.channel, message.kind) == (PHONE, Channel.SMS, Kind.ANSWER)
    assert message.urgent  # whoever asks at night is awake
    assert dossier.applicant not in text


def test_a_wrong_one_is_told_nothing_and_guessing_is_slowed_down(dossier: Dossier) -> None:
    for number in range(5):
        assert "Không có hồ sơ nào khớp" in ask(f"HS {dossier.code} {number:04d}", AT + number * SECOND)
    assert "thử lại sau" in ask(f"HS {dossier.code} {dossier.id_number[-4:]}", AT + 6 * SECOND)
    assert LookupFailure.objects.count() == 10


def test_the_guard_is_the_webs(dossier: Dossier) -> None:
    """One code is guessed no faster by asking in two ways."""
    for number in range(5):
        ask(f"HS {dossier.code} {number:04d}", AT + number * SECOND, phone=f"+8490123456{number}")
    call = services.tell_by_phone(dossier.code, dossier.id_number[-4:], source="1", secret="bí mật", at=AT + 6 * SECOND)
    assert "thử lại sau" in call


def test_anything_else_is_answered_by_how_to_ask() -> None:
    assert "HS" in ask("Xin chào")


def test_a_text_that_is_delivered_again_is_answered_once(dossier: Dossier) -> None:
    assert ask("Xin chào")
    assert ask("Xin chào", AT + SAME - SECOND) == ""
    assert ask("Xin chào", AT + SAME + SECOND)
    assert ask("Xin chào", AT + SAME + SECOND, reference="7")
    assert Message.objects.count() == 3


def test_a_number_has_its_answers_of_an_hour_and_then_none() -> None:
    answers = [ask(f"Câu {number}", AT + number * SECOND) for number in range(MOST_ANSWERS + 3)]
    assert [bool(answer) for answer in answers] == [True] * MOST_ANSWERS + [False] * 3
    assert "hỏi nhiều lần" in answers[MOST_ANSWERS - 1]
    assert ask("Câu khác", phone="+84907654321")
    assert ask("Câu sau", AT + timedelta(hours=1, minutes=1))


@pytest.mark.parametrize("phone", ["+456", "+", "+CongVu", "+84 90"])
def test_a_sender_that_cannot_be_written_to_is_not_answered(phone: str) -> None:
    assert ask("Xin chào", phone=phone) == ""


def test_neither_number_nor_text_is_kept_and_all_is_forgotten() -> None:
    ask("HS bí-mật-của-tôi-123 1234")
    kept = " ".join(str(value) for row in Asked.objects.values_list() for value in row)
    assert PHONE not in kept
    assert "1234" not in kept.replace(Asked.objects.get().key, "").replace(Asked.objects.get().source, "")
    assert services.forget_asked(at=AT + timedelta(hours=23)) == 0
    assert services.forget_asked(at=AT + timedelta(hours=25)) == 1


def call(token: str, **asked: str) -> tuple[int, str]:
    header = {"Authorization": f"Bearer {token}"} if token else {}
    answer = Client(headers=header).get(reverse("notices-phone"), asked)
    return answer.status_code, answer.content.decode()


def test_the_telephone_system_is_told_a_sentence_by_the_keys_alone(dossier: Dossier, settings: Settings) -> None:
    settings.PHONE_TOKEN = "the-thu"
    figures = "".join(filter(str.isdecimal, dossier.code))
    for code in (dossier.code, figures):
        status, said = call("the-thu", code=code, digits=dossier.id_number[-4:], caller="0901234567")
        assert status == 200
        assert said.startswith("Hồ sơ mã")
        assert not any(map(str.isdigit, said))
    assert "Không có hồ sơ nào khớp" in call("the-thu", code="12", digits="")[1]
    assert "Không có hồ sơ nào khớp" in call("the-thu")[1]


def test_of_two_agencies_with_the_same_figures_the_one_that_has_the_dossier_is_meant(dossier: Dossier) -> None:
    head, _dash, _tail = dossier.code.partition("-")
    make_agency("H" + "".join(filter(str.isdecimal, head)))
    figures = "".join(filter(str.isdecimal, dossier.code))
    said = services.tell_by_phone(figures, dossier.id_number[-4:], source="1", secret="bí mật", at=AT)
    assert said.startswith("Hồ sơ mã")


def test_nobody_else_is_told(dossier: Dossier, settings: Settings) -> None:
    settings.PHONE_TOKEN = "the-thu"
    asked = {"code": dossier.code, "digits": dossier.id_number[-4:]}
    assert call("", **asked) == (401, "401")
    assert call("sai", **asked)[0] == 401
    settings.PHONE_TOKEN = ""
    assert call("", **asked)[0] == 401
