"""What every OpenDocument file of ours is made of: the names, elements, text, and the archive. One place for all."""

import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

VERSION = "1.3"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
TEXT = "application/vnd.oasis.opendocument.text"
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    name: SPACE + rest
    for name, rest in {
        "office": "office:1.0", "table": "table:1.0", "text": "text:1.0", "style": "style:1.0", "meta": "meta:1.0",
        "number": "datastyle:1.0", "config": "config:1.0", "manifest": "manifest:1.0", "svg": "svg-compatible:1.0",
        "fo": "xsl-fo-compatible:1.0",
    }.items()
} | {"dc": "http://purl.org/dc/elements/1.1/"}  # fmt: skip
STILL = (1980, 1, 1, 0, 0, 0)  # every file of the archive has this time: same content, same bytes
APART = re.compile(r"(?<=[ \n]) +|^ +|\t|\n")
UNFIT = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


def qualified(prefixed: str) -> str:
    """`table:table-row` as lxml calls it."""
    prefix, _colon, local = prefixed.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def make(name: str, *inside: etree._Element, text: str = "", **attributes: str) -> etree._Element:
    """An element; `office_value_type` means `office:value-type`."""
    made = etree.Element(qualified(name), nsmap=NAMES)
    for key, value in attributes.items():
        prefix, _mark, local = key.partition("_")
        made.set(qualified(f"{prefix}:{local.replace('_', '-')}"), value)
    made.text = text or None
    made.extend(inside)
    return made


def whole(root: etree._Element) -> bytes:
    """A part of the archive."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def clean(text: str) -> str:
    """Without what XML cannot hold."""
    return UNFIT.sub("", text)


def lettered(element: etree._Element, text: str) -> etree._Element:
    """The element with this text added; spaces that XML would fold, tabs and new lines are elements of their own."""
    at, text = 0, clean(text)
    for found in APART.finditer(text):
        _append(element, text[at : found.start()])
        if found[0] in ("\t", "\n"):
            element.append(make("text:tab" if found[0] == "\t" else "text:line-break"))
        else:
            element.append(make("text:s", text_c=str(len(found[0]))))
        at = found.end()
    _append(element, text[at:])
    return element


def _append(element: etree._Element, text: str) -> None:
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text


def meta(title: str, creator: str, day: str = "") -> bytes:
    """Whose it is and what: `day` is ISO 8601."""
    told = make(
        "office:meta",
        make("meta:generator", text="Công Vụ"),
        make("dc:title", text=clean(title)),
        make("dc:creator", text=clean(creator)),
        make("dc:language", text="vi-VN"),
    )
    if day:
        told.insert(3, make("dc:date", text=f"{day}T00:00:00"))
    return whole(make("office:document-meta", told, office_version=VERSION))


def packed(media_type: str, parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive of these parts, with its manifest. The media type comes first and uncompressed, so that any programme
    knows the file by its beginning."""
    body = io.BytesIO()
    names = ["/"]
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", STILL), media_type, zipfile.ZIP_STORED)
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name, STILL), part, zipfile.ZIP_DEFLATED)
            names.append(name)
        archive.writestr(
            zipfile.ZipInfo("META-INF/manifest.xml", STILL), _manifest(media_type, names), zipfile.ZIP_DEFLATED
        )
    return body.getvalue()


def _manifest(media_type: str, names: list[str]) -> bytes:
    files = [
        make(
            "manifest:file-entry",
            manifest_full_path=name,
            manifest_media_type="text/xml" if name != "/" else media_type,
        )
        for name in names
    ]
    files[0].set(qualified("manifest:version"), VERSION)
    return whole(make("manifest:manifest", *files, manifest_version=VERSION))
