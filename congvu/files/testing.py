"""Small real files for the tests of the rooms above."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
from PIL import Image

from congvu.base.actors import system
from congvu.files import services
from congvu.files.inspection import PDFIUM
from congvu.files.models import Blob
from congvu.files.shelf import Shelf

A4 = (595, 842)


def pdf(pages: int = 1, *, size: tuple[float, float] = A4) -> bytes:
    """A PDF of empty pages, the size in points."""
    buffer = BytesIO()
    with PDFIUM:
        document = pypdfium2.PdfDocument.new()
        for _page in range(pages):
            document.new_page(*size).close()
        document.save(buffer)
        document.close()
    return buffer.getvalue()


def locked_pdf() -> bytes:
    """A PDF whose password is not the empty one: its check value is of no password at all."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    lock = b"3 0 obj<</Filter/Standard/V 1/R 2/P -44/O<" + b"31" * 32 + b">/U<" + b"32" * 32 + b">>>endobj\n"
    body = head + lock
    table = b"xref\n0 4\n0000000000 65535 f \n"
    for number in (1, 2, 3):
        table += f"{body.index(f'{number} 0 obj'.encode()):010d} 00000 n \n".encode()
    trailer = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + table + trailer


def picture(format: str = "PNG", *, size: tuple[int, int] = (120, 80), colour: str = "white", frames: int = 1) -> bytes:
    """An image of one colour: PNG, JPEG or TIFF (of several frames)."""
    buffer = BytesIO()
    image = Image.new("RGB", size, colour)
    more = {"save_all": True, "append_images": [image.copy() for _ in range(frames - 1)]} if frames > 1 else {}
    image.save(buffer, format, **more)
    return buffer.getvalue()


def png(*, size: tuple[int, int] = (120, 80), colour: str = "white") -> bytes:
    """A PNG of one colour."""
    return picture("PNG", size=size, colour=colour)


def jpeg(*, size: tuple[int, int] = (120, 80), colour: str = "white") -> bytes:
    """A JPEG of one colour."""
    return picture("JPEG", size=size, colour=colour)


def package(**entries: str) -> bytes:
    """A ZIP; a key is an entry's name with `__` for the slash and `_dot_` for the dot."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, text in entries.items():
            archive.writestr(key.replace("__", "/").replace("_dot_", "."), text)
    return buffer.getvalue()


def odt(text: str = "Đơn đề nghị") -> bytes:
    """The least that is told apart as an OpenDocument text."""
    return package(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=f"<text>{text}</text>")


def stored(shelf: Shelf, data: bytes | None = None, *, name: str = "tep.pdf") -> Blob:
    """A blob on the shelf; without `data` a PDF of one page."""
    by = system("test", "Kiểm thử")
    return services.store(data or pdf(), name=name, into=shelf, by=by, at=datetime(2026, 3, 2, 8, tzinfo=UTC))
