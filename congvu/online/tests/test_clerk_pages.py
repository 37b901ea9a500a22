"""The counter's list of what came from home, and the page on which it answers, over HTTP."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.base.actors import Actor
from congvu.clocks.models import Clock
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage
from congvu.files.selectors import shelf
from congvu.files.testing import stored
from congvu.online import services
from congvu.online.models import Submission, SubmissionFile
from congvu.online.testing import MORNING, a_submission
from congvu.online.tests.conftest import BACKEND, account_of


@pytest.fixture
def desk(clerk: Actor) -> Client:
    client = Client()
    client.force_login(account_of(clerk), BACKEND)
    return client


@pytest.fixture
def sent(stage: Stage, citizen: Actor) -> Submission:
    return a_submission(stage, citizen)


def page(desk: Client, name: str, *args: object, **more: str) -> str:
    answer = desk.get(reverse(name, args=args), more)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_list_has_what_is_due_first_on_top_and_marks_what_is_late(
    stage: Stage, citizen: Actor, desk: Client
) -> None:
    assert "Không có hồ sơ trực tuyến nào đang chờ" in page(desk, "online-waiting")
    one, two = (a_submission(stage, citizen, key=key) for key in ("k1", "k2"))
    Clock.objects.filter(pk=one.clock_id).update(due_at=timezone.now() + timedelta(hours=1))
    Clock.objects.filter(pk=two.clock_id).update(due_at=timezone.now() - timedelta(hours=1))
    shown = page(desk, "online-waiting")
    assert 0 < shown.index(two.code) < shown.index("state--bad") < shown.index(one.code)


def test_the_list_is_read_in_as_many_queries_however_long_it_is(stage: Stage, citizen: Actor, desk: Client) -> None:
    a_submission(stage, citizen, key="k0")
    counts = []
    for number in (1, 2, 3):
        a_submission(stage, citizen, key=f"k{number}")
        with CaptureQueriesContext(connection) as queries:
            page(desk, "online-waiting")
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_page_shows_everything_that_was_sent(sent: Submission, desk: Client) -> None:
    shown = page(desk, "online-submission", sent.code)
    for text in (
        sent.applicant_name,
        sent.id_number,
        "Tờ khai đăng ký khai tử",
        "chưa nộp",
        "Dân tộc",
        "Trả lời trước",
    ):
        assert text in shown


def test_accepting_leads_to_the_receipt(sent: Submission, desk: Client) -> None:
    answer = desk.post(reverse("online-accept", args=[sent.code]), follow=True)
    assert answer.redirect_chain == [(f"/ho-so/{sent.code}/da-tiep-nhan/", 302)]
    assert Dossier.objects.get().code == sent.code
    assert "Mở hồ sơ" in page(desk, "online-submission", sent.code)


def test_refusing_wants_a_reason_and_prints_the_slip(sent: Submission, desk: Client) -> None:
    refuse = reverse("online-refuse", args=[sent.code])
    answer = desk.post(refuse, {"reason": "x" * 1001})
    assert answer.status_code == 400
    assert "x" * 1001 in answer.content.decode()
    assert "Hãy viết ngắn lại" in answer.content.decode()
    answer = desk.post(refuse, {"reason": "Ảnh mờ"}, follow=True)
    assert "Ảnh mờ" in answer.content.decode()
    slip = desk.get(reverse("online-refusal-slip", args=[sent.code]))
    assert slip.content.startswith(b"%PDF")


def test_who_comes_second_sees_what_was_done(sent: Submission, desk: Client, citizen: Actor) -> None:
    services.withdraw(sent.code, reason="Nhầm", by=citizen, at=MORNING)
    answer = desk.post(reverse("online-accept", args=[sent.code]))
    assert answer.status_code == 409
    assert f"{citizen.name} đã xử lý hồ sơ này" in answer.content.decode()
    assert "Người nộp đã rút" in answer.content.decode()


def test_files_are_drawn_and_saved_and_never_opened(sent: Submission, desk: Client) -> None:
    file = SubmissionFile.objects.create(submission=sent, blob=stored(shelf()), name="giay.pdf")
    assert "giay.pdf" in page(desk, "online-submission", sent.code)
    assert "Trang 1 của tệp" in page(desk, "online-file", sent.code, file.pk)
    drawn = desk.get(reverse("online-file-page", args=[sent.code, file.pk, 1]))
    assert drawn["Content-Type"] == "image/png"
    assert desk.get(reverse("online-file-page", args=[sent.code, file.pk, 2])).status_code == 404
    saved = desk.get(reverse("online-file-download", args=[sent.code, file.pk]))
    assert saved["Content-Disposition"].startswith("attachment")
    assert desk.get(reverse("online-file", args=[sent.code, file.pk + 100])).status_code == 404
