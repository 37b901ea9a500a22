from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from PIL import Image

from congvu.base.actors import STRANGER
from congvu.base.refusals import Refusal
from congvu.files import services
from congvu.files.middleware import TooMuchMiddleware
from congvu.files.models import Blob
from congvu.files.rules import MAX_PICTURES
from congvu.files.selectors import Shelf, open_blob
from congvu.files.testing import jpeg, pdf, picture, png, stored
from congvu.files.tests.test_store import AT, NOISE


def bind(shelf: Shelf, *pictures: bytes) -> Blob:
    named = [(f"IMG_{number}.jpg", BytesIO(each)) for number, each in enumerate(pictures, 1)]
    return services.bind(named, name="can-cuoc.pdf", into=shelf, by=STRANGER, at=AT)


def pages_of(shelf: Shelf, blob: Blob) -> list[Image.Image]:
    """The picture on every page."""
    with open_blob(blob.pk, at=shelf) as file, pikepdf.open(file) as paper:
        found = [next(iter(page.get_images().values())) for page in paper.pages]
        return [pikepdf.PdfImage(cast(pikepdf.Stream, one)).as_pil_image().convert("RGB") for one in found]


def colour_of(page: Image.Image) -> str:
    red, green, blue = cast(tuple[int, int, int], page.getpixel((5, 5)))
    return next(
        name
        for name, level in (("white", min(red, green, blue)), ("red", red), ("green", green), ("blue", blue))
        if level > 110
    )


def photo(*, size: tuple[int, int] = (90, 60), turned: int = 1, colour: str = "white", kind: str = "JPEG") -> bytes:
    """As a phone takes it: with a place, a comment, and the way it was held."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010E] = "secret place"
    exif.get_ifd(0x8825)[29] = "2026:03:01"  # GPSDateStamp
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind, exif=exif, **({"comment": b"secret"} if kind == "JPEG" else {}))
    return buffer.getvalue()


@pytest.mark.django_db
def test_several_photos_become_one_pdf_in_the_order_given(shelf: Shelf) -> None:
    webp = picture("WEBP", size=(60, 90), colour="blue")
    blob = bind(shelf, photo(colour="red"), webp, png(size=(60, 90), colour="green"))
    assert (blob.media_type, blob.pages) == ("application/pdf", 3)
    assert [colour_of(page) for page in pages_of(shelf, blob)] == ["red", "blue", "green"]


@pytest.mark.django_db
def test_the_same_photos_give_the_same_bytes(shelf: Shelf) -> None:
    assert bind(shelf, photo(), png()) == bind(shelf, photo(), png())
    assert bind(shelf, png(), photo()) != bind(shelf, photo(), png())


@pytest.mark.django_db
def test_a_page_is_upright_small_and_without_the_place_where_it_was_taken(shelf: Shelf) -> None:
    original = photo(size=(3000, 1500), turned=6)
    assert b"secret" in original
    blob = bind(shelf, original)
    with open_blob(blob.pk, at=shelf) as file:
        data = file.read()
    assert not [word for word in (b"secret", b"Exif", b"2026:03:01") if word in data]
    assert [page.size for page in pages_of(shelf, blob)] == [(1000, 2000)]


@pytest.mark.django_db
def test_what_is_see_through_lies_on_white(shelf: Shelf) -> None:
    buffer = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(buffer, "PNG")
    assert [colour_of(page) for page in pages_of(shelf, bind(shelf, buffer.getvalue()))] == ["white"]


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0" + NOISE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "code", "tells"),
    [
        (b"", "files.empty", "trống"),
        (HEIC, "files.heic", "Tương thích nhất"),
        (b"GIF89a" + NOISE, "files.not_a_picture", "là ảnh GIF"),
        (pdf(), "files.not_a_picture", "là PDF, không phải ảnh chụp"),
        (b"MZ\x90\x00" + NOISE, "files.not_a_picture", "chương trình Windows"),
        (jpeg(size=(900, 900))[:-900], "files.broken", "chưa tải đủ"),
        (png(size=(10_000, 8_000)), "files.too_many_pixels", "75 triệu điểm ảnh"),
    ],
)
def test_what_is_no_photo_is_refused_by_its_name(shelf: Shelf, data: bytes, code: str, tells: str) -> None:
    with pytest.raises(Refusal) as caught:
        bind(shelf, jpeg(), data)
    assert caught.value.code == code
    assert tells in caught.value.sentence
    assert "IMG_2.jpg" in caught.value.sentence
    assert not list(shelf.kept())
    assert not list(shelf.drafts.glob("*"))


def test_none_and_too_many_photos_are_refused(shelf: Shelf) -> None:
    for pictures, code in (((), "files.no_pictures"), ((jpeg(),) * (MAX_PICTURES + 1), "files.too_many_pictures")):
        with pytest.raises(Refusal) as caught:
            bind(shelf, *pictures)
        assert caught.value.code == code


def test_a_photo_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        bind(Shelf(tmp_path, 1024 * 1024), b"\xff\xd8\xff" + b"0" * 2 * 1024 * 1024)
    assert caught.value.code == "files.too_big"


@pytest.mark.django_db
def test_photos_taken_one_by_one_are_joined_in_their_order(shelf: Shelf) -> None:
    red, blue = bind(shelf, photo(colour="red")), bind(shelf, photo(colour="blue"), photo(colour="blue"))
    whole = services.join([blue, red], name="can-cuoc.pdf", into=shelf, by=STRANGER, at=AT)
    assert [colour_of(page) for page in pages_of(shelf, whole)] == ["blue", "blue", "red"]
    assert whole == services.join([blue, red], name="can-cuoc.pdf", into=shelf, by=STRANGER, at=AT)


@pytest.mark.django_db
def test_what_is_no_pdf_is_not_joined(shelf: Shelf) -> None:
    for papers in ([stored(shelf)], [stored(shelf), stored(shelf, png(), name="a.png")]):
        with pytest.raises(Refusal) as caught:
            services.join(papers, name="a.pdf", into=shelf, by=STRANGER, at=AT)
        assert caught.value.code == "files.not_pdf"


@pytest.mark.django_db
def test_an_iphones_own_photo_is_told_how_to_be_taken(shelf: Shelf) -> None:
    with pytest.raises(Refusal) as caught:
        services.store(HEIC, name="IMG_1.HEIC", into=shelf, by=STRANGER, at=AT)
    assert caught.value.code == "files.heic"


def test_of_a_file_that_is_too_large_little_is_kept_and_the_other_answers_stay(tmp_path: Path) -> None:
    long = SimpleUploadedFile("dai.pdf", b"%PDF-" + b"0" * 3_000_000)
    with override_settings(FILE_MAX_BYTES=1_000_000):
        request = RequestFactory().post("/", {"tra-loi": "có", "paper": long, "sau": "còn"})
        kept = cast(UploadedFile[Any], request.FILES["paper"])
        assert (request.POST["tra-loi"], request.POST["sau"]) == ("có", "còn")
    assert kept.name == "dai.pdf"
    assert 1_000_000 < (kept.size or 0) <= 1_200_000
    shelf = Shelf(tmp_path, 1_000_000)
    with pytest.raises(Refusal) as caught:
        services.store(cast(BinaryIO, kept.file), name="dai.pdf", into=shelf, by=STRANGER, at=AT)
    assert caught.value.code == "files.too_big"


def test_what_is_too_much_at_once_is_answered_unread_and_in_words() -> None:
    def unread(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("must not be reached")

    request = RequestFactory().post("/", {"a": "b"})
    request.META["CONTENT_LENGTH"] = str(10**12)
    with override_settings(UPLOAD_MAX_BYTES=200 * 1024 * 1024):
        answer = TooMuchMiddleware(unread)(request)
        page = answer.content.decode()
        assert answer.status_code == 413
        assert "lớn hơn 200 MB" in page
        assert "Những gì đã lưu trước đó vẫn còn" in page
        request.META["CONTENT_LENGTH"] = "12"
        assert TooMuchMiddleware(lambda _request: HttpResponse("ok"))(request).content == b"ok"
