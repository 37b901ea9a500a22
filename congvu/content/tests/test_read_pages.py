"""What everybody may read: published pages, in lists, feeds, on paper, with their pictures and files."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from congvu.content import services
from congvu.content.models import Picture, Version
from congvu.content.selectors import PAGE
from congvu.content.services import text_of
from congvu.content.testing import AT, Desk
from congvu.files.selectors import shelf
from congvu.files.testing import jpeg, picture, stored
from congvu.people.models import Account

ARTICLE = "/trang/tin-tuc/lich-nghi-tet/"
TEXT = {
    "section": "van-ban", "slug": "qd-12", "text_number": "12/QĐ-UBND", "issuer": "UBND thành phố",
    "issued_on": date(2026, 2, 1), "effective_on": date(2026, 2, 15), "validity": "in_force",
}  # fmt: skip


def read(address: str, status: int = 200, **asked: str) -> str:
    answer = Client().get(address, asked)
    assert answer.status_code == status
    return answer.content.decode()


def pictured(desk: Desk, data: bytes, name: str) -> Picture:
    """A picture of a new draft."""
    draft = desk.draft()
    return services.add_picture(
        draft.page_id, stored(shelf(), data, name=name), alt="Cầu Bính", shelf=shelf(), by=desk.editor, at=AT
    )


def shown(desk: Desk, image: Picture) -> Version:
    """The draft of the picture, which shows it, published."""
    draft = Version.objects.get(page=image.page_id)
    text = replace(text_of(draft), body=f"Xem ![](anh:{image.pk})", cover=image)
    return desk.publish(services.write(draft.pk, text, seen=1, by=desk.editor, at=AT))


def test_a_page_is_read_only_once_it_is_published(desk: Desk) -> None:
    draft = desk.draft()
    read(ARTICLE, 404)
    assert "Lịch nghỉ Tết" not in read("/tin-tuc/")
    desk.publish(draft)
    page = read(ARTICLE)
    assert "<strong>14/02</strong>" in page
    assert '<meta name="description" content="Nghỉ bảy ngày">' in page
    for address in ("/tin-tuc/", "/trang/tin-tuc/"):
        assert ARTICLE in read(address)
    assert ARTICLE not in read("/trang/thong-bao/")
    read("/trang/khong-co/", 404)
    read("/trang/thong-bao/lich-nghi-tet/", 404)


def test_a_page_shows_between_its_days_only(desk: Desk) -> None:
    today = timezone.localdate()
    day = timedelta(days=1)
    for slug, first, last in (("qua", None, today - day), ("chua", today + day, None), ("nay", today, today)):
        desk.page(slug=slug, section="thong-bao", valid_from=first, valid_until=last)
    shown_now = read("/trang/thong-bao/")
    assert "/thong-bao/nay/" in shown_now
    assert "/thong-bao/qua/" not in shown_now
    assert "/thong-bao/chua/" not in shown_now
    read("/trang/thong-bao/qua/", 404)
    read("/trang/thong-bao/chua/", 404)


def test_words_are_found_in_titles_and_bodies_without_diacritics(desk: Desk) -> None:
    desk.page("Mở cầu Bính", body="Thông xe **sáng thứ hai**")
    desk.page()
    for typed in ("cau binh", "thong xe sang", "Bính"):
        assert "mo-cau-binh" in read("/tin-tuc/", q=typed)
        assert ARTICLE not in read("/tin-tuc/", q=typed)
    assert "Không có bài nào khớp" in read("/tin-tuc/", q="xyz")
    assert "Mục này chưa có bài nào" in read("/trang/lien-he/")


def test_the_reader_s_language_is_shown_where_there_is_one(desk: Desk) -> None:
    done = desk.page()
    english = services.begin_version(done.page_id, language="en", by=desk.editor, at=AT)
    client = Client()
    client.cookies["django_language"] = "en"
    page = client.get(ARTICLE).content.decode()
    assert '<article class="stack" lang="vi">' in page
    said = replace(text_of(english), title="Tet holidays", body="Seven days")
    desk.publish(services.write(english.pk, said, seen=1, by=desk.editor, at=AT))
    assert "Tet holidays" in client.get(ARTICLE).content.decode()
    assert "Tet holidays" in client.get("/tin-tuc/").content.decode()
    assert "Lịch nghỉ Tết" in read(ARTICLE)


def test_a_legal_text_tells_its_facts_and_gives_its_file(desk: Desk) -> None:
    desk.page("Quyết định về phí", **TEXT, attachment=stored(shelf()), attachment_name="QĐ 12.pdf")
    page = read("/trang/van-ban/qd-12/")
    for said in ("12/QĐ-UBND", "01/02/2026", "UBND thành phố", "15/02/2026", "Còn hiệu lực"):
        assert said in page
    answer: Any = Client().get("/trang/van-ban/qd-12/tep/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "12/QĐ-UBND" in read("/van-ban/")
    desk.page()
    read(f"{ARTICLE}tep/", 404)


def test_a_page_prints_without_the_frame(desk: Desk) -> None:
    desk.page()
    sheet = read(f"{ARTICLE}in/")
    assert f"http://testserver{ARTICLE}" in sheet
    assert "<nav" not in sheet


def test_a_page_that_did_not_change_is_not_sent_again(desk: Desk) -> None:
    done = desk.page()
    first = Client().get(ARTICLE)
    assert first.headers["Last-Modified"] == "Mon, 02 Mar 2026 02:00:00 GMT"
    kept: dict[str, Any] = {"headers": {"If-None-Match": first.headers["ETag"]}}
    again = Client().get(ARTICLE, **kept)
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(ARTICLE, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    newer = services.begin_version(done.page_id, language="vi", by=desk.editor, at=AT)
    desk.publish(newer, at=AT + timedelta(hours=1))
    assert Client().get(ARTICLE, **kept).status_code == 200
    official = Client()
    account = Account.objects.get(pk=desk.editor.account_id or 0)
    official.force_login(account, "congvu.people.backends.AccountBackend")
    assert "ETag" not in official.get(ARTICLE).headers, "who is signed in sees the own name on the page"


def test_feeds_tell_the_newest_pages(desk: Desk) -> None:
    desk.page()
    desk.page("Lịch tiếp dân", section="thong-bao")
    atom = "{http://www.w3.org/2005/Atom}"
    for address, titles in (
        ("/tin-tuc/atom.xml", ["Lịch tiếp dân", "Lịch nghỉ Tết"]),
        ("/trang/tin-tuc/atom.xml", ["Lịch nghỉ Tết"]),
    ):
        answer = Client().get(address)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(answer.content)  # noqa: S314  # our own
        assert [entry.findtext(f"{atom}title") for entry in root.iter(f"{atom}entry")] == titles
        assert Client().get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert Client().get("/trang/khong-co/atom.xml").status_code == 404
    link = root.find(f"{atom}entry/{atom}link")
    assert link is not None
    assert link.get("href") == f"http://testserver{ARTICLE}"


def test_a_picture_is_drawn_anew_bounded_and_seen_only_where_its_page_is(desk: Desk) -> None:
    image = pictured(desk, jpeg(size=(2000, 1000)), "anh.jpg")
    address = reverse("content-picture", args=[image.pk, 320])
    assert Client().get(address).status_code == 404
    editor = Client()
    editor.force_login(Account.objects.get(pk=desk.editor.account_id or 0), "congvu.people.backends.AccountBackend")
    assert editor.get(address).headers["Cache-Control"] == "private, no-cache"
    shown(desk, image)
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert Image.open(io.BytesIO(answer.content)).size == (320, 160)
    assert Client().get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert Client().get(reverse("content-picture", args=[image.pk, 321])).status_code == 404
    page = read(ARTICLE)
    assert f"{address} 320w" in page
    assert 'alt="Cầu Bính"' in page
    assert f'src="{address}"' in read("/tin-tuc/")


def test_a_small_picture_is_not_said_to_be_large(desk: Desk) -> None:
    image = pictured(desk, picture("PNG", size=(500, 400)), "so-do.png")
    shown(desk, image)
    page = read(ARTICLE)
    assert "500w" in page
    assert "800w" not in page
    assert Client().get(reverse("content-picture", args=[image.pk, 800])).headers["Content-Type"] == "image/png"


def test_a_withdrawn_version_takes_its_pictures_along(desk: Desk) -> None:
    image = pictured(desk, jpeg(size=(400, 400)), "anh.jpg")
    done = shown(desk, image)
    services.withdraw(done.pk, reason="Nhầm", by=desk.leader, at=AT)
    assert Client().get(reverse("content-picture", args=[image.pk, 320])).status_code == 404


def test_a_long_list_goes_on_below_its_last_line(desk: Desk) -> None:
    for number in range(PAGE + 3):
        desk.page(f"Tin {number:02}", at=AT + timedelta(minutes=number // 2))
    first = read("/tin-tuc/")
    assert first.count("<h2><a") == PAGE
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    rest = read(f"/tin-tuc/{older}")
    assert [f"Tin {number:02}" in rest for number in range(4)] == [True, True, True, False]
    assert read("/tin-tuc/", truoc="rac_x").count("<h2><a") == PAGE


def test_lists_and_pages_cost_the_same_however_much_there_is(desk: Desk) -> None:
    desk.page(slug="mot")
    counts = []
    for more in range(2):
        for number in range(6 * more):
            desk.page(slug=f"bai-{number}")
        each = []
        for address in ("/tin-tuc/", "/trang/tin-tuc/", "/trang/", "/trang/tin-tuc/mot/", "/tin-tuc/atom.xml"):
            with CaptureQueriesContext(connection) as queries:
                read(address)
            each.append(len(queries))
        counts.append(each)
    assert counts == [[2, 2, 1, 1, 2]] * 2


def test_the_map_of_the_portal_counts_what_is_in_each_section(desk: Desk) -> None:
    desk.page()
    page = read("/trang/")
    assert "1 bài" in page
    assert "/trang/thong-tin-cong-khai/" in page


def test_an_editor_s_page_takes_a_picture_and_refuses_what_is_none(desk: Desk) -> None:
    editor = Client()
    editor.force_login(Account.objects.get(pk=desk.editor.account_id or 0), "congvu.people.backends.AccountBackend")
    address = reverse("content-add-picture", args=[desk.draft().page_id])
    sent = {"picture": SimpleUploadedFile("anh.jpg", jpeg()), "alt": "Cầu Bính"}
    assert editor.post(address, sent).status_code == 302
    assert Picture.objects.get().alt == "Cầu Bính"
    fake = editor.post(address, {"picture": SimpleUploadedFile("anh.jpg", b"MZ..."), "alt": "Cầu"})
    assert fake.status_code == 422
    assert "Tên tệp “anh.jpg”" in fake.content.decode()
    blind = editor.post(address, {"picture": SimpleUploadedFile("anh.jpg", jpeg()), "alt": ""})
    assert "Hãy mô tả ảnh bằng một câu" in blind.content.decode()
    assert Picture.objects.count() == 1
