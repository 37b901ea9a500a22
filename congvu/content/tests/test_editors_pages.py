"""The editors' pages, without script: from a title to a published page, and what happens to two at once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.content import services
from congvu.content.models import Page, Version
from congvu.content.services import Text
from congvu.content.testing import AT, Desk
from congvu.files.testing import pdf
from congvu.people.models import Account


def browser(desk: Desk, who: str) -> Client:
    client = Client()
    account = Account.objects.get(pk=getattr(desk, who).account_id)
    client.force_login(account, "congvu.people.backends.AccountBackend")
    return client


@pytest.fixture
def editor(desk: Desk) -> Client:
    return browser(desk, "editor")


@pytest.fixture
def leader(desk: Desk) -> Client:
    return browser(desk, "leader")


def sent(client: Client, deed: str, /, *given: Any, **typed: Any) -> Any:
    return client.post(reverse(f"content-{deed}", args=given), typed)


def text(client: Client, name: str, *given: Any, **asked: str) -> str:
    return client.get(reverse(f"content-{name}", args=given), asked).content.decode()


def test_from_a_title_to_a_published_page(desk: Desk, editor: Client, leader: Client) -> None:
    begun = sent(editor, "create", title="Mở cầu Bính", section="tin-tuc", language="vi", agency=desk.agency.pk)
    version = Version.objects.get()
    assert begun.headers["Location"] == reverse("content-write", args=[version.pk])
    typed = {"title": "Mở cầu Bính", "body": "Thông xe **thứ hai**", "seen": "1"}
    previewed = sent(editor, "write", version.pk, preview="1", **typed).content.decode()
    assert "<strong>thứ hai</strong>" in previewed
    assert Version.objects.get().body == "", "a preview saves nothing"
    saved = sent(editor, "write", version.pk, submit="1", **typed)
    assert saved.headers["Location"] == reverse("content-version", args=[version.pk])
    assert "người khác trong cơ quan sẽ duyệt" in text(editor, "version", version.pk)
    assert "Duyệt và đăng" not in text(editor, "version", version.pk)
    assert "Mở cầu Bính" in text(leader, "list", **{"trang-thai": "in_review"})
    assert "Duyệt và đăng" in text(leader, "version", version.pk)
    assert sent(leader, "publish", version.pk, seen="2").status_code == 302
    page = text(editor, "page", version.page_id)
    assert reverse("content-article", args=["tin-tuc", "mo-cau-binh"]) in page
    assert "Duyệt và đăng bản 1" in page


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(desk: Desk, editor: Client) -> None:
    answer = sent(editor, "create", title="Một bài", section="", language="vi", agency=desk.agency.pk)
    assert answer.status_code == 422
    assert 'value="Một bài"' in answer.content.decode()
    draft = desk.draft()
    taken = sent(editor, "create", title="Lịch nghỉ Tết", section="tin-tuc", language="vi", agency=desk.agency.pk)
    assert "Đã có bài dùng địa chỉ" in taken.content.decode()
    typed = {"title": "Lịch", "body": "Đoạn đã viết", "valid_from": "02/03/2026", "valid_until": "01/03/2026"}
    wrong = sent(editor, "write", draft.pk, seen="1", **typed)
    assert wrong.status_code == 422
    assert "Đoạn đã viết" in wrong.content.decode()
    assert "Ngày cuối phải bằng hoặc sau ngày đầu" in wrong.content.decode()
    unfit = sent(editor, "write", draft.pk, seen="1", title="Lịch", body="![](anh:7)", submit="1").content.decode()
    assert "không có ảnh đó" in unfit
    assert 'name="seen" value="2"' in unfit, "it was saved, though not sent to review"


def test_who_saves_second_sees_both_texts_and_may_save_again(desk: Desk, editor: Client) -> None:
    draft = desk.draft(body="Chung\nGốc")
    services.write(draft.pk, Text(title="Lịch", body="Chung\nCủa người khác"), seen=1, by=desk.editor, at=AT)
    answer = sent(editor, "write", draft.pk, title="Lịch", body="Chung\nCủa tôi", seen="1")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "đã lưu bản này lúc 09:00 02/03/2026" in page
    assert "Của người khác</del>" in page
    assert "Của tôi</ins>" in page
    assert 'name="seen" value="2"' in page
    assert sent(editor, "write", draft.pk, title="Lịch", body="Chung\nCả hai", seen="2").status_code == 302
    assert Version.objects.get().body == "Chung\nCả hai"


def test_a_version_shows_what_is_new_in_it(desk: Desk, editor: Client) -> None:
    first = desk.page(body="Sáu ngày")
    sent(editor, "begin-version", first.page_id, language="vi")
    second = Version.objects.get(number=2)
    sent(editor, "write", second.pk, title="Lịch nghỉ Tết", summary="Nghỉ bảy ngày", body="Bảy ngày", seen="1")
    page = text(editor, "version", second.pk)
    assert "Khác gì bản 1" in page
    assert "Sáu ngày</del>" in page
    assert "Bảy ngày</ins>" in page
    again = sent(editor, "begin-version", first.page_id, language="vi")
    assert again.status_code == 409
    assert "đang soạn bản 2" in again.content.decode()


def test_a_leader_sends_back_and_withdraws_with_a_reason(desk: Desk, editor: Client, leader: Client) -> None:
    draft = desk.draft()
    sent(editor, "submit", draft.pk, seen="1")
    assert "Hãy ghi lý do" in sent(leader, "send-back", draft.pk, reason="").content.decode()
    sent(leader, "send-back", draft.pk, reason="Thiếu nguồn")
    assert "Thiếu nguồn" in text(editor, "write", draft.pk)
    assert sent(leader, "publish", draft.pk, seen="1").status_code == 409
    sent(editor, "submit", draft.pk, seen="1")
    sent(leader, "publish", draft.pk, seen="1")
    assert sent(leader, "withdraw", draft.pk, reason="Đăng nhầm").status_code == 302
    assert sent(editor, "restore", draft.pk).headers["Location"] == reverse(
        "content-write", args=[Version.objects.get(number=2).pk]
    )
    assert sent(editor, "restore", draft.pk).status_code == 409


def test_a_file_is_attached_kept_and_taken_off(desk: Desk, editor: Client) -> None:
    draft = desk.draft(section="van-ban")
    typed = {"title": "Quyết định", "text_number": "1/QĐ", "validity": "in_force", "issued_on": "01/02/2026"}
    upload = SimpleUploadedFile("qd.pdf", pdf())
    assert sent(editor, "write", draft.pk, seen="1", attachment=upload, **typed).status_code == 302
    assert sent(editor, "write", draft.pk, seen="2", **typed).status_code == 302
    kept = Version.objects.get()
    assert (kept.attachment_name, kept.text_number) == ("qd.pdf", "1/QĐ")
    locked = SimpleUploadedFile("x.pdf", b"%PDF-1.4 broken")
    assert "bị hỏng" in sent(editor, "write", draft.pk, seen="3", attachment=locked, **typed).content.decode()
    sent(editor, "write", draft.pk, seen="3", detach="true", **typed)
    assert Version.objects.get().attachment is None


def test_the_list_costs_the_same_however_much_there_is(desk: Desk, editor: Client) -> None:
    counts = []
    for more in range(2):
        for number in range(1 + 5 * more):
            desk.draft(slug=f"bai-{more}-{number}")
        with CaptureQueriesContext(connection) as queries:
            text(editor, "list")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Page.objects.count() == 7
    assert text(editor, "list", q="khong co gi").count("/bien-tap/ban") == 0
