"""The least of OpenDocument that a sheet to fill in needs: text cells out, and whatever people put into cells in.

Written and read as a stream, and bounded: a cell may say that it stands there a billion times.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{SPACE}office:1.0",
    "table": f"{SPACE}table:1.0",
    "text": f"{SPACE}text:1.0",
    "style": f"{SPACE}style:1.0",
    "number": f"{SPACE}datastyle:1.0",
    "fo": f"{SPACE}xsl-fo-compatible:1.0",
    "manifest": f"{SPACE}manifest:1.0",
}
STILL = (1980, 1, 1, 0, 0, 0)  # every file of the archive has this time: same sheets, same bytes
MOST_XML = 8 * 1024 * 1024  # bytes of the one part that is read
MOST_CELL = 40_000  # letters
MOST_REPEATED = 256  # copies of one cell or row

Sheet = tuple[str, Sequence[Sequence[str]]]


class Unreadable(Exception):
    """No sheet can be read from it; the argument is the sentence that says why."""


def written(sheets: Iterable[Sheet]) -> bytes:
    """Sheets, each a name and rows of text. Every cell is kept as text, also what looks like a number: an ID number
    that begins with a nought must not lose it. The first row is bold."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        # The media type comes first and uncompressed, so that any programme knows the file by its beginning.
        archive.writestr(zipfile.ZipInfo("mimetype", STILL), MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, part in (("content.xml", _content(sheets)), ("META-INF/manifest.xml", _manifest())):
            archive.writestr(zipfile.ZipInfo(name, STILL), part, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def _name(prefixed: str) -> str:
    prefix, _colon, local = prefixed.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def _element(name: str, *inside: etree._Element, text: str = "", **attributes: str) -> etree._Element:
    """An element; `table__style_name` means `table:style-name`."""
    made = etree.Element(_name(name), nsmap=NAMES)
    for key, value in attributes.items():
        made.set(_name(key.replace("__", ":", 1).replace("_", "-")), value)
    made.text = text or None
    made.extend(inside)
    return made


def _content(sheets: Iterable[Sheet]) -> bytes:
    spreadsheet = _element("office:spreadsheet")
    for name, rows in sheets:
        spreadsheet.append(_table(name, rows))
    root = _element("office:document-content", _styles(), _element("office:body", spreadsheet), office__version="1.3")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _table(name: str, rows: Sequence[Sequence[str]]) -> etree._Element:
    table = _element("table:table", table__name=name)
    columns = max((len(row) for row in rows), default=1)
    column = _element("table:table-column", table__style_name="wide", table__default_cell_style_name="plain")
    column.set(_name("table:number-columns-repeated"), str(columns))
    table.append(column)
    for number, row in enumerate(rows):
        cells = [_cell(text, "head" if number == 0 else "plain") for text in row]
        table.append(_element("table:table-row", *cells))
    return table


def _cell(text: str, style: str) -> etree._Element:
    lines = [_element("text:p", text=line) for line in text.split("\n")] if text else []
    kind = {"office__value_type": "string"} if text else {}
    return _element("table:table-cell", *lines, table__style_name=style, **kind)


def _styles() -> etree._Element:
    """Text cells that break their lines, and the bold one of the first row."""
    as_text = _element("number:text-style", _element("number:text-content"), style__name="as-text")
    wide = _element("style:table-column-properties", style__column_width="5cm")
    styles = [as_text, _element("style:style", wide, style__name="wide", style__family="table-column")]
    for name, weight in (("plain", "normal"), ("head", "bold")):
        styles.append(
            _element(
                "style:style",
                _element("style:table-cell-properties", fo__wrap_option="wrap"),
                _element("style:text-properties", fo__font_weight=weight),
                style__name=name,
                style__family="table-cell",
                style__data_style_name="as-text",
            )
        )
    return _element("office:automatic-styles", *styles)


def _manifest() -> bytes:
    root = _element("manifest:manifest", manifest__version="1.3")
    for path, kind in (("/", MEDIA_TYPE), ("content.xml", "text/xml")):
        root.append(_element("manifest:file-entry", manifest__full_path=path, manifest__media_type=kind))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def read(source: Path | BinaryIO, *, rows: int, columns: int) -> list[list[str]]:
    """The first sheet as text, without the empty rows and cells at its end; what stands beyond `rows` and `columns`
    makes it `Unreadable`. A day reads dd/mm/yyyy, a number without thousands' marks, a truth "Có" or "Không"."""
    found: list[list[str]] = []
    try:
        with zipfile.ZipFile(source) as archive:
            if archive.getinfo("content.xml").file_size > MOST_XML:
                raise Unreadable(_("Bảng quá lớn. Hãy chép riêng các dòng cần nộp sang bảng mẫu."))
            with archive.open("content.xml") as part:
                for times, cells in _rows(part, columns):
                    found += [cells] * (times if any(cells) else 1)
                    if sum(1 for row in found if any(row)) > rows:
                        raise Unreadable(_("Bảng có nhiều hơn %d dòng. Hãy tách thành nhiều bảng.") % (rows - 1))
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, etree.XMLSyntaxError) as error:
        raise Unreadable(_("Không đọc được bảng này. Hãy lưu lại thành tệp ODS rồi chọn lại.")) from error
    while found and not any(found[-1]):
        found.pop()
    return found


def _rows(part: IO[bytes], columns: int) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first table with how often it stands there."""
    walk = etree.iterparse(
        part, events=("end",), tag=(_name("table:table-row"), _name("table:table")), resolve_entities=False
    )
    for _event, element in walk:
        if element.tag == _name("table:table"):
            return
        yield _times(element, "rows"), _cells(element, columns)
        element.clear()


def _times(element: etree._Element, what: str) -> int:
    said = element.get(_name(f"table:number-{what}-repeated"), "1")
    return min(int(said), MOST_REPEATED) if said.isdecimal() and len(said) < 12 else 1


def _cells(row: etree._Element, columns: int) -> list[str]:
    texts: list[str] = []
    for cell in row.iterchildren(_name("table:table-cell"), _name("table:covered-table-cell")):
        text = _text(cell)
        if text and len(texts) >= columns:
            raise Unreadable(_("Bảng có nhiều cột hơn bảng mẫu. Hãy chép các dòng sang bảng mẫu mới tải."))
        texts += [text] * _times(cell, "columns")
        texts = texts[: columns + MOST_REPEATED]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: etree._Element) -> str:
    kind, value = cell.get(_name("office:value-type")), cell.get(_name("office:value"), "")
    if kind == "date":
        return _day(cell.get(_name("office:date-value"), ""))
    if kind == "boolean":
        return _("Có") if cell.get(_name("office:boolean-value")) == "true" else _("Không")
    if kind in {"float", "currency"}:
        return _number(value)
    paragraphs = ("".join(_letters(one)) for one in cell.iterchildren(_name("text:p")))
    return "\n".join(paragraphs)[:MOST_CELL].strip()


def _letters(element: etree._Element) -> Iterator[str]:
    """The letters of a paragraph; several spaces and line breaks stand in elements of their own."""
    yield element.text or ""
    for child in element:
        if child.tag == _name("text:s"):
            yield " "
        elif child.tag == _name("text:line-break"):
            yield "\n"
        else:
            yield from _letters(child)
        yield child.tail or ""


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso[:10]):%d/%m/%Y}"
    except ValueError:
        return iso


def _number(value: str) -> str:
    """As a person would type it: 12, or 12,5."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite() or abs(exact) >= 10**18:
        return value
    whole = exact == exact.to_integral_value()
    return str(int(exact)) if whole else f"{exact.normalize():f}".replace(".", ",")
