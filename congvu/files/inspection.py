"""Looking into a file before it is taken: that it is what it says, whole, and safe to open."""

import struct
import threading
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

from congvu.base.refusals import No, Refusal
from congvu.files import refusals
from congvu.files.rules import (
    BY_TYPE,
    DOCX,
    IMAGES,
    MAX_ENTRIES,
    MAX_PAGES,
    MAX_PIXELS,
    MAX_PIXELS_IN_ALL,
    MAX_UNPACKED,
    ODS,
    ODT,
    PDF,
    TAKEN,
    TIFF,
    XLSX,
    ZIP,
    Media,
    extension,
    heic,
    photo,
    sniff,
    stranger,
)

PDFIUM = threading.Lock()  # the library may be entered by one thread at a time
NOT_AN_IMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD


def inspect(path: Path, name: str) -> tuple[Media, int]:
    """The kind of a file and its number of pages (0 for office documents), or the refusal that says why not."""
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise Refusal(refusals.EMPTY, name=name)
    media = sniff(head) or (_office(path, name) if head.startswith(ZIP) else None)
    _compare(name, media, head)
    assert media is not None
    if media is PDF:
        return media, _pdf_pages(path, name)
    return media, _frames(path, name, media) if media in IMAGES else 0


def _compare(name: str, media: Media | None, head: bytes) -> None:
    """The name and the bytes must tell the same kind; a name without extension tells nothing."""
    if heic(head):
        raise Refusal(refusals.HEIC, name=name)
    said = extension(name)
    what = media.name if media else stranger(head)
    if media is None and not any(said in each.extensions for each in TAKEN):
        raise Refusal(refusals.UNKNOWN, name=name, what=what)
    if media is None or (said and said not in media.extensions):
        raise Refusal(refusals.DISGUISED, name=name, extension=said, what=what)


def turn_away(path: Path, name: str) -> None:
    """Refuse what is no photograph, before anything decodes it; the bytes alone say it, a phone's names say little."""
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise Refusal(refusals.EMPTY, name=name)
    if heic(head):
        raise Refusal(refusals.HEIC, name=name)
    if not photo(head):
        media = sniff(head)
        raise Refusal(refusals.NOT_A_PICTURE, name=name, what=media.name if media else stranger(head))


def _pdf_pages(path: Path, name: str) -> int:
    if b"%%EOF" not in _tail(path):
        raise Refusal(refusals.BROKEN, name=name)  # PDFium would mend it, without the pages that are missing
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == _PASSWORD
            raise Refusal(refusals.ENCRYPTED if locked else refusals.BROKEN, name=name) from error
        try:
            pages = len(document)
            if 0 < pages <= MAX_PAGES:
                document[pages - 1].close()
        except pypdfium2.PdfiumError as error:
            raise Refusal(refusals.BROKEN, name=name) from error
        finally:
            document.close()
    return _counted(pages, name)


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2048))
        return file.read()


def _counted(pages: int, name: str) -> int:
    if pages > MAX_PAGES:
        raise Refusal(refusals.TOO_MANY_PAGES, name=name, pages=pages, limit=MAX_PAGES)
    if pages < 1:
        raise Refusal(refusals.BROKEN, name=name)
    return pages


def _frames(path: Path, name: str, media: Media) -> int:
    try:
        with Image.open(path, formats=[media.name]) as image:
            # A phone's JPEG and an animated PNG hold more pictures than the one that is meant.
            frames = _counted(getattr(image, "n_frames", 1) if media is TIFF else 1, name)
            pixels = 0
            for frame in range(frames):
                image.seek(frame)
                pixels += image.width * image.height
                if image.width * image.height > MAX_PIXELS or pixels > MAX_PIXELS_IN_ALL:
                    raise Image.DecompressionBombError
                image.load()
    except Image.DecompressionBombError as error:
        raise Refusal(refusals.TOO_MANY_PIXELS, name=name, limit=MAX_PIXELS // 1_000_000) from error
    except NOT_AN_IMAGE as error:
        raise Refusal(refusals.BROKEN, name=name) from error
    return frames


def _office(path: Path, name: str) -> Media | None:
    """Which office document a ZIP is; None if it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            media = _office_kind(package, names)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refusal(refusals.BROKEN, name=name) from error
    if media and (no := _unsafe(entries, names)):
        raise Refusal(no, name=name)
    return media


def _office_kind(package: zipfile.ZipFile, names: set[str]) -> Media | None:
    if "mimetype" in names and package.getinfo("mimetype").file_size <= 100:
        media = BY_TYPE.get(package.read("mimetype").decode("ascii", "replace").strip())
        return media if media in (ODT, ODS) and "content.xml" in names else None
    if "[Content_Types].xml" in names:
        return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
    return None


def _unsafe(entries: list[zipfile.ZipInfo], names: set[str]) -> No | None:
    if any(entry.flag_bits & 1 for entry in entries):
        return refusals.ENCRYPTED
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return refusals.TOO_PACKED
    scripted = any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names)
    return refusals.MACROS if scripted else None
