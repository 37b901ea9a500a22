"""What should go off does not: it is refused with a sentence, at once, with little memory."""

import resource
import time
import zipfile
from collections.abc import Callable, Iterator

import pytest

from congvu.files.testing import pdf
from congvu.tabular import Unreadable, read
from congvu.tabular.opendocument import SPREADSHEET
from congvu.tabular.reading import archive
from congvu.tabular.reading.archive import MOST_XML
from congvu.tabular.tests import files
from congvu.tabular.tests.files import cell

pytestmark = pytest.mark.once
TEXT = "<text:p>a</text:p>"
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    """Within seconds and without eating memory: both are measured."""
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    yield
    assert time.process_time() - begun < 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


def table(rows: str) -> str:
    return f'<table:table table:name="x">{rows}</table:table>'


def row(inside: str, **more: str) -> str:
    attributes = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f"<table:table-row{attributes}>{inside}</table:table-row>"


def locked() -> bytes:
    """An archive whose one part says that it is encrypted."""
    body = bytearray(files.ods(table(row(cell("a")))))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := body.find(mark, at + 1)) >= 0:
            body[at + offset] |= 1
    return bytes(body)


def sealed() -> bytes:
    """An OpenDocument file with a password: its manifest says so."""
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    return files.packed({"mimetype": SPREADSHEET, "content.xml": b"\x00\x01", "META-INF/manifest.xml": manifest})


LAUGH = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LAUGH += f"<office:document-content {files.OFFICE}>&b;</office:document-content>"
SPANS = cell("a", number_rows_spanned="4000", number_columns_spanned="200") * 200
WIDE = cell("a", number_columns_repeated="250")
GRIDS = '<w:gridSpan w:val="999"/>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "rows": lambda: files.ods(table(row(cell("a"), number_rows_repeated="1048576"))),
    "billion_cells": lambda: files.ods(table(row(cell("a", number_columns_repeated="999999999") + cell("b")))),
    "endless_number": lambda: files.ods(table(row(cell("a", number_columns_repeated="9" * 5000) + cell("b")))),
    "far_away": lambda: files.ods(table(row(cell(number_columns_repeated="16000") + cell("b")))),
    "spans": lambda: files.ods(table(row(SPANS) * 2 + row(WIDE, number_rows_repeated="1100"))),
    "huge_cell": lambda: files.ods(table(row(cell("a" * 3 * MEGABYTE)))),
    "long_cell": lambda: files.ods(table(row(cell("a" * 30_000)))),
    "unpacked": lambda: files.ods(table(row(cell("a" + " " * (MOST_XML + 1))))),
    "elements": lambda: files.ods(table(row("<table:table-cell/>" * 510_000))),
    "attributes": lambda: files.ods(table("<table:table-row " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>")),
    "deep": lambda: files.ods("<table:table>" * 5000),
    "deep_closed": lambda: files.ods(("<text:span>" * 5000) + ("</text:span>" * 5000)),
    "tables": lambda: files.ods(table(row(cell("a"))) * 300),
    "laughs": lambda: files.packed({"mimetype": SPREADSHEET, "content.xml": LAUGH}),
    "truncated": lambda: files.ods(table(row(cell("a"))) * 50)[:-200],
    "broken_xml": lambda: files.ods("<table:table>"),
    "no_content": lambda: files.packed({"mimetype": SPREADSHEET}),
    "plain_zip": lambda: files.packed({"a.txt": "x"}),
    "many_parts": lambda: files.packed({f"{number:0100d}": "" for number in range(9_000)}),
    "empty": lambda: files.ods(""),
    "nothing": lambda: b"",
    "renamed_pdf": pdf,
    "old_office": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "locked_office": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
    "locked": locked,
    "sealed": sealed,
    "xlsx_reference": lambda: files.xlsx('<sheetData><row><c r="ZZZZZZ99999999"><v>1</v></c></row></sheetData>'),
    "xlsx_far": lambda: files.xlsx('<sheetData><row r="999999"><c r="XFD999999"><v>1</v></c></row></sheetData>'),
    "xlsx_twice": lambda: files.xlsx('<sheetData><row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>'),
    "xlsx_string": lambda: files.xlsx('<sheetData><row><c r="A1" t="s"><v>7</v></c></row></sheetData>'),
    "xlsx_strings": lambda: files.xlsx("<sheetData/>", strings="<si/>" * 310_000),
    "docx_spans": lambda: files.docx(f"<w:tbl>{('<w:tr>' + files.tc('a', GRIDS) * 9 + '</w:tr>') * 99}</w:tbl>"),
    "docx_deep": lambda: files.docx("<w:tbl><w:tr><w:tc>" * 200),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_a_sentence(bomb: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(BOMBS[bomb](), "kế hoạch.ods")
    assert str(refused.value).endswith(".")


def test_sentences_say_what_to_do() -> None:
    said = {}
    for bomb in ("renamed_pdf", "locked", "sealed", "locked_office", "old_office", "truncated"):
        with pytest.raises(Unreadable) as refused:
            read(BOMBS[bomb](), "a.ods")
        said[bomb] = str(refused.value)
    assert "mật khẩu" in said["locked"]
    assert said["locked"] == said["sealed"] == said["locked_office"]
    assert "kiểu cũ" in said["old_office"]
    assert "không phải tệp ODS" in said["renamed_pdf"]
    assert "bị hỏng" in said["truncated"]


def test_empty_rows_and_columns_at_the_end_cost_nothing() -> None:
    rows = row(cell("a") + cell(number_columns_repeated="16383")) + row(cell(), number_rows_repeated="1048575")
    grid = read(files.ods(table(rows)), "a.ods")[0]
    assert [[one.text for one in line] for line in grid.rows] == [["a"]]


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    body = bytearray(files.ods(table(row(cell("a")))))
    at = body.rfind(b"PK\x01\x02")
    body[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises((Unreadable, zipfile.BadZipFile)) as refused:
        read(bytes(body), "a.ods")
    assert isinstance(refused.value, Unreadable)


def test_elements_are_counted_over_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ELEMENTS", 20_000)
    with pytest.raises(Unreadable):
        read(files.ods(table(row("<table:table-cell/>" * 900) * 30)), "a.ods")
