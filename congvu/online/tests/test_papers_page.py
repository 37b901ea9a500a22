"""The papers of a draft: chosen, photographed, put in order, joined, taken over; and what is no paper at all."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers.services.stories import Stage
from congvu.files.selectors import open_blob, shelf
from congvu.files.testing import jpeg, locked_pdf, pdf, png
from congvu.online import services
from congvu.online.models import Draft, DraftFile
from congvu.online.testing import MORNING, a_filing, a_submission
from congvu.online.tests.at_home import begin, browser_of, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(stage: Stage, citizen: Actor) -> Client:
    return browser_of(citizen)


@pytest.fixture
def draft(browser: Client, stage: Stage, citizen: Actor) -> Draft:
    return begin(browser, a_filing(stage, citizen))


@pytest.fixture
def page(draft: Draft) -> str:
    return f"/ban-soan/{draft.key}/giay-to/"


PAPER = "death_notice"


def names(draft: Draft) -> list[str]:
    return [file.name for file in draft.files.all()]


def photo(name: str, colour: str = "white") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(size=(300, 400), colour=colour))


def colours(file: DraftFile) -> list[str]:
    """Of the page pictures of a bound PDF."""
    with open_blob(file.blob.pk, at=shelf()) as stream, pikepdf.open(stream) as paper:
        pictures = [pikepdf.PdfImage(next(iter(page.get_images().values()))) for page in paper.pages]  # type: ignore[arg-type]
        seen = [one.as_pil_image().convert("RGB").getpixel((9, 9)) for one in pictures]
    return ["red" if pixel[0] > pixel[2] + 50 else "blue" for pixel in seen]  # type: ignore[index]


def test_photos_chosen_together_become_one_pdf_in_their_order(browser: Client, draft: Draft, page: str) -> None:
    sent = {f"photo-{PAPER}": [photo("1.jpg", "red"), photo("2.jpg", "blue")], "upload": PAPER}
    assert browser.post(page, sent).headers["Location"] == page
    file = DraftFile.objects.get()
    assert (file.name, file.blob.media_type, file.blob.pages) == (
        "Giấy báo tử hoặc giấy tờ thay thế Giấy báo tử.pdf",
        "application/pdf",
        2,
    )
    assert colours(file) == ["red", "blue"]
    told = browser.get(page).content.decode()
    assert "2 trang" in told
    assert browser.get(f"{page}{file.pk}/anh.png").content.startswith(b"\x89PNG")
    assert browser.get(f"{page}{file.pk}/").headers["Content-Disposition"].startswith("attachment")


def test_photos_and_files_may_come_in_one_choice(browser: Client, draft: Draft, page: str) -> None:
    sent = [SimpleUploadedFile("a.png", png()), upload("b.pdf"), photo("c.jpg")]
    browser.post(page, {f"file-{PAPER}": sent, "upload": PAPER})
    assert names(draft) == ["b.pdf", "Giấy báo tử hoặc giấy tờ thay thế Giấy báo tử.pdf"]


def test_photos_taken_one_by_one_are_put_in_order_and_joined(browser: Client, draft: Draft, page: str) -> None:
    for colour in ("blue", "red"):
        browser.post(page, {f"photo-{PAPER}": [photo("camera.jpg", colour)], "upload": PAPER})
    last = draft.files.last()
    assert last
    browser.post(page, {"up": last.pk})
    assert browser.post(page, {"join": PAPER}).headers["Location"] == f"{page}#id_paper-{PAPER}"
    assert colours(DraftFile.objects.get()) == ["red", "blue"]


def test_files_are_moved_and_taken_away_without_a_script(browser: Client, draft: Draft, page: str) -> None:
    for number in (1, 2, 3):
        browser.post(page, {f"file-{PAPER}": upload(f"{number}.pdf", pdf(number)), "upload": PAPER})
    files = list(draft.files.all())
    browser.post(page, {"down": files[0].pk})
    assert names(draft) == ["2.pdf", "1.pdf", "3.pdf"]
    browser.post(page, {"up": files[1].pk})  # it is the first already
    assert names(draft) == ["2.pdf", "1.pdf", "3.pdf"]
    browser.post(page, {"remove": files[1].pk})
    assert names(draft) == ["1.pdf", "3.pdf"]
    assert browser.get(f"{page}{files[1].pk}/").status_code == 404


def test_what_is_missing_is_said_at_its_paper_and_what_came_stays(browser: Client, draft: Draft, page: str) -> None:
    answer = browser.post(page, {"file-authorisation": upload("co.pdf")})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert 'id="id_file-death_notice-error"' in told
    assert 'id="id_file-authorisation-error"' not in told
    assert "declaration" not in told  # the form was answered: nobody photographs it
    assert "co.pdf" in told
    assert browser.post(page, {"leave": "1"}).headers["Location"] == "/ho-so-cua-toi/"
    assert browser.post(page, {f"file-{PAPER}": upload("bao-tu.pdf", pdf(2))}).status_code == 302


@pytest.mark.parametrize(
    ("name", "data", "tells"),
    [
        ("don.pdf", b"MZ\x90\x00" + bytes(range(256)) * 40, "nội dung là chương trình Windows"),
        ("khoa.pdf", locked_pdf(), "có mật khẩu"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + bytes(400), "Tương thích nhất"),
        ("hinh.gif", b"GIF89a" + bytes(400), "là ảnh GIF"),
    ],
    ids=["disguised", "encrypted", "heic", "gif"],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_the_rest_is_kept(
    browser: Client, draft: Draft, page: str, name: str, data: bytes, tells: str
) -> None:
    sent = {f"file-{PAPER}": SimpleUploadedFile(name, data), "file-authorisation": upload("bao-tu.pdf")}
    answer = browser.post(page, sent)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert tells in told
    assert 'id="id_file-death_notice-error"' in told
    assert names(draft) == ["bao-tu.pdf"]


def test_a_file_of_five_hundred_pages_is_refused_in_words(browser: Client, draft: Draft, page: str) -> None:
    told = browser.post(page, {f"file-{PAPER}": upload("day.pdf", pdf(500))}).content.decode()
    assert "day.pdf” có 500 trang, nhiều hơn 300" in told
    assert not draft.files.exists()


def test_a_file_without_end_is_cut_off_and_the_other_answers_stay(browser: Client, draft: Draft, page: str) -> None:
    endless = BytesIO(b"%PDF-1.7 " + b"0" * 2_500_000)
    endless.name = "vo-tan.pdf"
    with override_settings(FILE_MAX_BYTES=1024 * 1024):
        answer = browser.post(page, {f"file-{PAPER}": endless, "file-authorisation": upload("bao-tu.pdf")})
    assert answer.status_code == 422
    assert "vo-tan.pdf” lớn hơn 1 MB" in answer.content.decode()
    assert names(draft) == ["bao-tu.pdf"]


def test_too_much_at_once_is_answered_in_words_and_nothing_is_lost(browser: Client, draft: Draft, page: str) -> None:
    browser.post(page, {f"file-{PAPER}": upload("co.pdf"), "upload": PAPER})
    answer = browser.post(page, {f"file-{PAPER}": upload("nhieu.pdf")}, CONTENT_LENGTH=str(10**12))
    assert answer.status_code == 413
    assert "Những gì đã lưu trước đó vẫn còn" in answer.content.decode()
    assert names(draft) == ["co.pdf"]


def test_no_more_files_than_a_draft_may_have(
    browser: Client, draft: Draft, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("congvu.online.services.drafts.MOST_FILES", 1)
    browser.post(page, {f"file-{PAPER}": upload("mot.pdf"), "upload": PAPER})
    told = browser.post(page, {f"file-{PAPER}": upload("hai.pdf", pdf(2)), "upload": PAPER})
    assert "Mỗi hồ sơ nhận nhiều nhất 1 tệp" in told.content.decode()


def test_a_paper_of_an_earlier_request_is_taken_over(
    browser: Client, draft: Draft, page: str, stage: Stage, citizen: Actor
) -> None:
    earlier = a_submission(stage, citizen).files.first()
    assert earlier
    assert earlier.name in browser.get(page).content.decode()
    browser.post(page, {f"reuse-{PAPER}": earlier.pk, "upload": PAPER})
    assert names(draft) == [earlier.name]
    again = browser.get(page).content.decode().split("id_reuse-authorisation")[0]
    assert f'<option value="{earlier.pk}">' not in again  # it is there already


def test_nobody_takes_over_a_paper_of_another(browser: Client, draft: Draft, page: str, stage: Stage) -> None:
    other = make_citizen("nguoi-khac")
    foreign = services.file(a_filing(stage, other), intake_key="f", lookup_key="f", by=other, at=MORNING).files.first()
    assert foreign
    browser.post(page, {f"reuse-{PAPER}": foreign.pk, "upload": PAPER})
    assert not draft.files.exists()
