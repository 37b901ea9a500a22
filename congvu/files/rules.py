"""What offices hand in: which kinds of files are taken, how they are told apart, how large they may be."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MAX_PAGES = 300  # of a PDF or a scanned TIFF
MAX_PIXELS = 75_000_000  # of one image: an A3 sheet at 600 dpi is 70 million
MAX_PIXELS_IN_ALL = 10 * MAX_PIXELS  # of all pages of a TIFF: each is decoded once, to see that it is whole
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of an office document, unpacked
MAX_ENTRIES = 5_000
PREVIEW_WIDTHS = (320, 800, 1200)  # pixels
MAX_PICTURES = 40  # photographed pages that become one PDF
LONG_EDGE = 2000  # pixels of such a page: an A4 sheet at 170 dpi, which the smallest print on it survives
QUALITY = 75  # of its JPEG
PHOTOS = ("JPEG", "PNG", "WEBP")  # what a camera or a messenger gives, in Pillow's words


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file that is taken."""

    type: str
    name: str
    extensions: tuple[str, ...]  # the first is the usual one


PDF = Media("application/pdf", "PDF", ("pdf",))
JPEG = Media("image/jpeg", "JPEG", ("jpg", "jpeg"))
PNG = Media("image/png", "PNG", ("png",))
TIFF = Media("image/tiff", "TIFF", ("tif", "tiff"))
DOCX = Media("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX", ("docx",))
XLSX = Media("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", ("xlsx",))
ODT = Media("application/vnd.oasis.opendocument.text", "ODT", ("odt",))
ODS = Media("application/vnd.oasis.opendocument.spreadsheet", "ODS", ("ods",))
TAKEN = (PDF, JPEG, PNG, TIFF, DOCX, XLSX, ODT, ODS)
IMAGES = (JPEG, PNG, TIFF)
BY_TYPE = {media.type: media for media in TAKEN}
ACCEPT_PHOTOS = "image/jpeg,image/png,image/webp"  # told so, a phone converts its own kind by itself
ACCEPT = ",".join(f".{extension}" for media in TAKEN for extension in media.extensions)  # for <input type=file>

_BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
ZIP = b"PK\x03\x04"
_STRANGERS = (
    (b"MZ", _("chương trình Windows")),
    (b"\x7fELF", _("chương trình Linux")),
    (ZIP, _("tệp nén ZIP")),
    (b"Rar!", _("tệp nén RAR")),
    (b"7z\xbc\xaf", _("tệp nén 7z")),
    (b"\xd0\xcf\x11\xe0", _("tài liệu Office đời cũ (DOC, XLS)")),
    (b"RIFF", _("ảnh WebP hoặc tệp âm thanh, hình ảnh")),
    (b"GIF8", _("ảnh GIF")),
    (b"{\\rtf", _("tài liệu RTF")),
)


def sniff(head: bytes) -> Media | None:
    """The kind that the first bytes say; office documents are told apart by what they hold, not here."""
    return next((media for beginning, media in _BEGINNINGS if head.startswith(beginning)), None)


def heic(head: bytes) -> bool:
    """Whether this is a photo as an iPhone keeps it for itself (HEIF, also AVIF)."""
    return head[4:8] == b"ftyp" and head[8:12] in {
        b"heic",
        b"heix",
        b"hevc",
        b"heim",
        b"heis",
        b"mif1",
        b"msf1",
        b"avif",
    }


def photo(head: bytes) -> bool:
    """Whether this is a picture that becomes a page when papers are photographed."""
    return sniff(head) in (JPEG, PNG) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def stranger(head: bytes) -> str:
    """What a file that is not taken seems to be, for the sentence of a refusal."""
    for beginning, what in _STRANGERS:
        if head.startswith(beginning):
            return str(what)
    if head.lstrip().lower().startswith((b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")):
        return str(_("trang web hoặc tệp XML"))
    return str(_("loại tệp khác"))


def extension(name: str) -> str:
    """The extension of a file's name, lower case, without the dot; empty if there is none."""
    stem, dot, last = name.rpartition(".")
    return last.strip().lower() if dot and stem and len(last) <= 8 else ""
