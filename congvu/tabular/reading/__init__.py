"""Which reader takes a file: found out by what is in it, never by its name."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from congvu.tabular.grids import Grid, Unreadable
from congvu.tabular.reading import docx, opened, xlsx
from congvu.tabular.reading.archive import MOST_BYTES, Archive, broken, too_large

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")


def read(source: bytes, name: str) -> list[Grid]:
    """All tables of an ODS, XLSX, DOCX or ODT in which something stands, in their order. `name` is for the sentence.

    Raises Unreadable, also where there is none.
    """
    if len(source) > MOST_BYTES:
        raise too_large()
    if source.startswith(OLD_OFFICE):
        if LOCKED in source:
            raise Unreadable(_("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại."))
        raise Unreadable(_("Đây là tệp Office kiểu cũ. Hãy lưu lại thành ODS, XLSX, DOCX hoặc ODT rồi chọn lại."))
    if not source.startswith(b"PK\x03\x04"):
        raise Unreadable(_("“%s” không phải tệp ODS, XLSX, DOCX hoặc ODT. Hãy chọn tệp khác.") % name[:150])
    with Archive(source) as archive:
        grids = _reader(archive, name)(archive)
    if not grids:
        raise Unreadable(_("Tệp không có bảng nào. Hãy chọn tệp khác."))
    return grids


def _reader(archive: Archive, name: str) -> Callable[[Archive], list[Grid]]:
    media_type = archive.beginning("mimetype").strip()
    if media_type.startswith(b"application/vnd.oasis.opendocument."):
        if archive.has("content.xml"):
            return opened.grids
        raise broken()
    main = docx.main_part(archive)
    if main.startswith("xl/"):
        return xlsx.grids
    if main.startswith("word/"):
        return docx.grids
    raise Unreadable(_("“%s” không phải tệp ODS, XLSX, DOCX hoặc ODT. Hãy chọn tệp khác.") % name[:150])
