from io import BytesIO

import pytest
from PIL import Image

from congvu.base.refusals import Refusal
from congvu.files import selectors, services
from congvu.files.selectors import Shelf
from congvu.files.testing import jpeg, odt, pdf, picture, stored
from congvu.web.download import attachment
from congvu.web.download import picture as as_picture

pytestmark = pytest.mark.django_db


def drawn(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_of_a_pdf_is_drawn_at_the_width_asked_for(shelf: Shelf, page: int) -> None:
    image = drawn(services.preview(stored(shelf, pdf(2)), page=page, width=800, at=shelf))
    assert abs(image.width - 800) <= 1
    assert abs(image.height / image.width - 842 / 595) < 0.01


def test_a_page_as_long_as_a_street_is_drawn_small(shelf: Shelf) -> None:
    image = drawn(services.preview(stored(shelf, pdf(size=(10, 14_000))), page=1, width=320, at=shelf))
    assert image.height <= 1281


@pytest.mark.parametrize(("format", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("TIFF", "a.tif")])
def test_a_picture_is_drawn_anew_and_never_enlarged(shelf: Shelf, format: str, name: str) -> None:
    large = stored(shelf, picture(format, size=(1000, 500)), name=name)
    assert drawn(services.preview(large, page=1, width=320, at=shelf)).size == (320, 160)
    small = stored(shelf, picture(format, size=(20, 10)), name=name)
    assert drawn(services.preview(small, page=1, width=320, at=shelf)).size == (20, 10)


def test_where_a_photo_was_taken_is_not_shown(shelf: Shelf) -> None:
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.open(BytesIO(jpeg())).save(buffer, "JPEG", exif=exif)
    assert b"secret place" in buffer.getvalue()
    png = services.preview(stored(shelf, buffer.getvalue(), name="a.jpg"), page=1, width=320, at=shelf)
    assert b"secret place" not in png


def test_a_preview_is_drawn_once(shelf: Shelf) -> None:
    blob = stored(shelf)
    first = services.preview(blob, page=1, width=300, at=shelf)
    shelf.path(blob.pk).unlink()
    assert services.preview(blob, page=1, width=320, at=shelf) == first
    assert len(list(shelf.previews.rglob("*.png"))) == 1


def test_there_is_no_preview_of_pages_that_are_not_there(shelf: Shelf) -> None:
    for blob, page in ((stored(shelf), 2), (stored(shelf), 0), (stored(shelf, odt(), name="a.odt"), 1)):
        with pytest.raises(Refusal) as caught:
            services.preview(blob, page=page, width=320, at=shelf)
        assert caught.value.code == "files.no_preview"


def test_the_original_is_only_ever_sent_to_be_saved(shelf: Shelf) -> None:
    data = pdf()
    blob = stored(shelf, data)
    stream = selectors.open_blob(blob.pk, at=shelf)
    response = attachment(stream, name="../Đơn xin\u202e \r\nfdp.exe", media_type=blob.media_type)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''_%C4%90%C6%A1n%20xin_")
    assert "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response) == data
    response.close()
    assert stream.closed


def test_a_preview_is_sent_as_a_picture(shelf: Shelf) -> None:
    response = as_picture(services.preview(stored(shelf), page=1, width=320, at=shelf))
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
