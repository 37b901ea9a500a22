"""Who has sent something from home looks it up before any counter has answered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.clocks.models import Clock
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import a_stage_for
from congvu.online import services
from congvu.online.models import Submission
from congvu.online.testing import MORNING, PACK, a_submission
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return a_stage_for(edition(PACK))


@pytest.fixture
def citizen(stage: Stage) -> Actor:
    return make_citizen()


@pytest.fixture
def sent(stage: Stage, citizen: Actor) -> Submission:
    return a_submission(stage, citizen)


def page(sent: Submission) -> str:
    typed = {"code": sent.code, "digits": sent.id_number[-4:]}
    answer = Client().post(reverse("portal-look-up"), typed)
    assert answer.status_code == 200
    return answer.content.decode()


def due(sent: Submission, hours: int) -> None:
    Clock.objects.filter(pk=sent.clock_id).update(due_at=timezone.now() + timedelta(hours=hours))


def test_what_waits_says_by_when_it_is_answered(sent: Submission) -> None:
    due(sent, 3)
    shown = page(sent)
    for text in ("đang chờ", "Trả lời trước", "Gửi lúc", "Mới đăng ký", "Gửi hồ sơ trực tuyến"):
        assert text in shown
    assert "Hẹn trả kết quả" not in shown
    assert "xin lỗi" not in shown
    assert sent.applicant_name not in shown


def test_a_late_answer_is_apologised_for(sent: Submission) -> None:
    due(sent, -1)
    assert "Chúng tôi xin lỗi ông/bà" in page(sent)


def test_what_was_refused_says_where_the_reason_is(sent: Submission, stage: Stage) -> None:
    services.refuse(sent.pk, reason="Điều riêng tư", by=stage.cast[Role.CLERK], at=MORNING)
    shown = page(sent)
    assert "đăng nhập, mở hồ sơ để đọc lý do" in shown
    assert "Điều riêng tư" not in shown
    assert "Không tiếp nhận" in shown


def test_what_was_withdrawn_says_so(sent: Submission, citizen: Actor) -> None:
    services.withdraw(sent.code, reason="Nhầm", by=citizen, at=MORNING)
    assert "đã được rút theo yêu cầu" in page(sent)
