"""What a file looks like, as a picture made anew: the original itself is never shown by a browser."""

import os
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from congvu.base.refusals import Refusal
from congvu.files import refusals
from congvu.files.inspection import NOT_AN_IMAGE, PDFIUM
from congvu.files.models import Blob
from congvu.files.rules import IMAGES, PDF, PREVIEW_WIDTHS
from congvu.files.shelf import Shelf

TALLEST = 4  # times the width; a longer page is shown smaller


def preview(blob: Blob, *, page: int, width: int, at: Shelf) -> bytes:
    """A PNG of one page (from 1), at most `width` pixels wide: one of PREVIEW_WIDTHS, or the next larger of them.

    Kept on the shelf once made. Refuses `files.no_preview` (no such page, or an office document), `files.missing`.
    """
    if not 1 <= page <= blob.pages:
        raise Refusal(refusals.NO_PREVIEW)
    width = next((each for each in PREVIEW_WIDTHS if each >= width), PREVIEW_WIDTHS[-1])
    kept = at.previews / blob.pk[:2] / f"{blob.pk}-{page}-{width}.png"
    if kept.exists():
        return kept.read_bytes()
    path = at.path(blob.pk)
    if not path.exists():
        raise Refusal(refusals.MISSING)
    try:
        picture = _pdf_page(path, page, width) if blob.media_type == PDF.type else _image(path, page, width)
    except (pypdfium2.PdfiumError, *NOT_AN_IMAGE) as error:
        raise Refusal(refusals.NO_PREVIEW) from error
    _keep(kept, picture)
    return picture


def picture_of_pdf(paper: bytes, *, width: int) -> bytes:
    """A PNG of the first page of a PDF that this system has made itself."""
    return _pdf_page(paper, 1, width)


def _pdf_page(source: Path | bytes, page: int, width: int) -> bytes:
    with PDFIUM:
        document = pypdfium2.PdfDocument(source)
        try:
            sheet = document[page - 1]
            wide, tall = sheet.get_size()
            scale = min(width / max(wide, 1), TALLEST * width / max(tall, 1))
            picture = sheet.render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
    return _png(picture)


def _image(path: Path, page: int, width: int) -> bytes:
    with Image.open(path, formats=[media.name for media in IMAGES]) as image:
        image.seek(page - 1)
        image.draft("RGB", (width, TALLEST * width))
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((width, TALLEST * width))
        return _png(upright)


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")  # nothing of the original's metadata is carried over
    return buffer.getvalue()


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(data)
    os.replace(draft.name, path)  # noqa: PTH105
