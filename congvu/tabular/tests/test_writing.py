"""What is written is OpenDocument that others read: merged headers, repeated rows, formats, official layout."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree
from odfdo import Document

from congvu.tabular import ods, odt
from congvu.tabular.laying import Cell, heads, laid
from congvu.tabular.odt import Bullets, Heading, Landscape, Letterhead, Paragraph, Portrait, Run, Signature, TableBlock
from congvu.tabular.opendocument import NAMES

pytestmark = pytest.mark.once
HEADS = heads([("", "TT"), ("Kinh phí", "2027"), ("Kinh phí", "2028"), ("", "Ghi chú")])
LINES = [[Cell(1, "number"), Cell(5_000_000, "money"), Cell(Decimal("35.5"), "percent"), Cell("a\x00 <b>\nc")]]


def part(body: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        return etree.fromstring(archive.read(name))


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return list(root.iterfind(path, NAMES))


def test_headers_of_two_rows_cover_cells() -> None:
    assert [[cell and cell.value for cell in line] for line in laid(HEADS)] == [
        ["TT", "Kinh phí", None, "Ghi chú"], [None, "2027", "2028", None],
    ]  # fmt: skip
    assert heads([("", "A")]) == [[Cell("A", style="head")]]


def test_a_cell_may_reach_over_rows_that_say_nothing() -> None:
    lines = list(laid([[Cell("a", rows=3, columns=2)], [], [Cell("b")]]))
    assert [[cell is None for cell in line] for line in lines] == [[False, True], [True, True], [True, True, False]]


def test_sheets_are_printed_with_their_header_on_every_page_and_small_enough() -> None:
    wide = ods.Sheet("a/b", LINES, head=HEADS, above=[[Cell("Biểu", style="title", columns=4)]], widths=["14cm"] * 4)
    body = ods.written([wide, ods.Sheet("A b", LINES, widths=["2cm"] * 4, landscape=False)])
    content = part(body, "content.xml")
    assert [one.get(f"{{{NAMES['table']}}}name") for one in found(content, ".//table:table")] == ["a b", "A b (2)"]
    assert len(found(content, ".//table:table-header-rows/table:table-row")) == 2
    pages = found(part(body, "styles.xml"), ".//style:page-layout-properties")
    scales = [one.get(f"{{{NAMES['style']}}}scale-to") for one in pages]
    assert scales == ["45%", "100%"]
    sheet = Document(io.BytesIO(body)).body.tables[0]
    assert [list(row) for row in sheet.iter_values()][3] == [1, 5_000_000, Decimal("0.355"), "a <b>\nc"]


def test_a_text_keeps_its_headings_lists_and_tables() -> None:
    head = Letterhead("Ủy ban Mẫu", "Bộ Mẫu", "01/KH-UBND", "Mẫu", date(2026, 1, 5), "Kế hoạch", "Ứng dụng năm 2027")
    wide = TableBlock(HEADS, LINES, ["1cm", "3cm", "40cm", "2cm"], title="Biểu 1", unit="Đơn vị: đồng")
    blocks: list[odt.Block] = [
        Heading("I. Căn cứ"), Paragraph("Căn cứ  ", Run("Luật & Mẫu", italic=True), ";"),
        Bullets(["một", ["hai", Run("!")]]), Landscape(), wide, Portrait(),
        Signature(("TM. Ủy ban", "Chủ tịch"), "Nguyễn Văn Mẫu", ("Như trên", "Lưu: VT")),
    ]  # fmt: skip
    body = odt.written(head, blocks)
    assert body == odt.written(head, blocks)
    content = part(body, "content.xml")
    used = {one for node in content.iter() for key, one in node.attrib.items() if str(key).endswith("}style-name")}
    known = {
        node.get(f"{{{NAMES['style']}}}name")
        for name in ("content.xml", "styles.xml")
        for node in part(body, name).iter(f"{{{NAMES['style']}}}style", f"{{{NAMES['text']}}}list-style")
    }
    assert used <= known
    words = "\n".join("".join(map(str, node.itertext())) for node in found(content, ".//text:p"))
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 01/KH-UBND",
        "ngày 05 tháng 01 năm 2026",
        "- Lưu: VT.",
        "5.000.000",
    ):
        assert text in words
    assert [node.text for node in found(content, ".//text:h")] == ["I. Căn cứ"]
    assert len(found(content, ".//text:list-item")) == 2
    widths = [
        float(one.get(f"{{{NAMES['style']}}}width", "0").removesuffix("cm"))
        for one in found(content, ".//style:table-properties")
    ]
    assert widths == [16.0, pytest.approx(24.7, abs=0.05), 16.0]
    document = Document(io.BytesIO(body))
    assert len(document.body.tables) == 3


def test_a_text_without_anything_is_one_still() -> None:
    assert Document(io.BytesIO(odt.written(None, []))).body is not None
