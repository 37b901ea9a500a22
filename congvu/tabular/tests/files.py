"""Small office files for tests, written by hand as strangers write them."""

import io
import zipfile

from congvu.tabular.opendocument import SPREADSHEET, TEXT

OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return body.getvalue()


def ods(inside: str) -> bytes:
    """A spreadsheet with this within its body."""
    return packed(
        {"mimetype": SPREADSHEET, "content.xml": _document(f"<office:spreadsheet>{inside}</office:spreadsheet>")}
    )


def odt(inside: str) -> bytes:
    """A text with this within its body."""
    return packed({"mimetype": TEXT, "content.xml": _document(f"<office:text>{inside}</office:text>")})


def _document(body: str) -> str:
    return f"<office:document-content {OFFICE}><office:body>{body}</office:body></office:document-content>"


def cell(text: str = "", **more: str) -> str:
    """A cell of an OpenDocument table."""
    attributes = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f"<table:table-cell{attributes}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def related(*targets: tuple[str, str]) -> str:
    """What a part points to: the kind and the other part."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATED}">{rows}</Relationships>'


def xlsx(sheet: str, *, strings: str = "", styles: str = "") -> bytes:
    """A workbook of one sheet."""
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{KIND}"><sheets><sheet name="Biểu 1" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>"
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": related(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        }
    )


def docx(body: str) -> bytes:
    """A text document with this body."""
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": related(("officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def tc(text: str = "", properties: str = "") -> str:
    """A cell of a DOCX table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
