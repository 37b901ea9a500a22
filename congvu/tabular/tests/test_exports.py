"""An exported table is opened again: the cells are those of the page."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from odfdo import Document
from odfdo import Table as Sheet

from congvu.tabular.exports import FORMS, Head, taken
from congvu.tabular.exports.comma import defused
from congvu.tabular.exports.opendocument import ABOVE
from congvu.tabular.tables import Column, Row, Table, Value

pytestmark = pytest.mark.once
HEAD = Head("Ủy ban nhân dân phường Mẫu", "Tháng 11/2026", date(2026, 11, 22), "Ủy ban nhân dân thành phố Mẫu", "Mẫu")
COLUMNS = (
    Column("name", "Lĩnh vực", "text"),
    Column("received", "Tiếp nhận", "number"),
    Column("late", "Quá hạn", "number", "Đã giải quyết"),
    Column("share", "Tỷ lệ", "percent", "Đã giải quyết"),
    Column("fee", "Phí", "money"),
    Column("day", "Ngày", "date"),
    Column("at", "Lúc", "moment"),
)
AT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)  # 08:30 in Việt Nam


def row(*values: Any) -> Row:
    return Row("", tuple(Value(value) for value in values))


def table(many: int = 0) -> Table:
    rows = (
        row("Hộ tịch", 1234, 1, 87.5, 1250000, date(2026, 11, 1), AT),
        row('=HYPERLINK("http://mau")', 0, None, None, 0, None, None),
        *(row(f"Dòng {number}", number, 0, 100.0, 0, None, None) for number in range(many)),
    )
    return Table(
        "summary", "Tổng hợp tình hình giải quyết", COLUMNS, rows, row("Cộng", 1234, 1, 87.5, 1250000, None, None),
        ("Hồ sơ phối hợp đếm riêng.",),
    )  # fmt: skip


def read_ods(body: bytes) -> list[list[object]]:
    sheet = Document(io.BytesIO(body)).body.tables[0]
    assert isinstance(sheet, Sheet)
    return [list(values) for values in sheet.iter_values()]


def test_a_spreadsheet_holds_numbers_and_days() -> None:
    rows = read_ods(taken(table(), "ods", HEAD).body)
    assert [line[0] for line in rows[:4]] == [HEAD.agency, table().title, HEAD.period, "Lập ngày 22/11/2026"]
    assert rows[ABOVE] == [
        "Lĩnh vực",
        "Tiếp nhận",
        "Đã giải quyết: Quá hạn",
        "Đã giải quyết: Tỷ lệ",
        "Phí",
        "Ngày",
        "Lúc",
    ]
    local = datetime(2026, 11, 22, 8, 30)  # noqa: DTZ001
    assert rows[ABOVE + 1] == ["Hộ tịch", 1234, 1, Decimal("0.875"), 1250000, date(2026, 11, 1), local]
    assert rows[ABOVE + 2] == ['=HYPERLINK("http://mau")', 0, None, None, 0, None, None]
    assert rows[ABOVE + 3][:5] == ["Cộng", 1234, 1, Decimal("0.875"), 1250000]
    assert rows[ABOVE + 5][0] == "Hồ sơ phối hợp đếm riêng."


def test_a_spreadsheet_repeats_and_holds_its_row_of_names() -> None:
    with zipfile.ZipFile(io.BytesIO(taken(table(), "ods", HEAD).body)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        content = etree.fromstring(archive.read("content.xml"))
        settings = archive.read("settings.xml").decode()
    heads = content.findall(".//{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-header-rows")
    assert len(heads) == 1
    assert f'config:name="VerticalSplitPosition" config:type="int">{ABOVE + 1}<' in settings
    assert "table:formula" not in etree.tostring(content).decode()


def test_comma_separated_values_are_bare_and_harmless() -> None:
    body = taken(table(), "csv", HEAD).body
    assert body.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert lines[1] == ["Hộ tịch", "1234", "1", "87.5", "1250000", "2026-11-01", "2026-11-22 08:30"]
    assert lines[2] == ['\'=HYPERLINK("http://mau")', "0", "", "", "0", "", ""]
    assert lines[3][0] == "Cộng"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@A1", "\t=1", " =1", "＝1", "\r=1"])
def test_a_text_that_would_be_run_is_defused(text: str) -> None:
    assert defused(text) == "'" + text


def test_an_ordinary_text_is_left_alone() -> None:
    assert [defused(text) for text in ("Hộ tịch", "", "a=b", "0912")] == ["Hộ tịch", "", "a=b", "0912"]


def words_of(body: bytes) -> list[str]:
    with pypdfium2.PdfDocument(body) as paper:
        return [page.get_textpage().get_text_range() for page in paper]


def test_a_paper_is_landscape_and_has_the_names_on_every_page() -> None:
    body = taken(table(many=120), "pdf", HEAD).body
    with pypdfium2.PdfDocument(body) as paper:
        width, height = paper[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    pages = words_of(body)
    assert len(pages) > 2
    assert all("Tiếp nhận" in page for page in pages if "Dòng" in page)
    whole = " ".join(" ".join(page.split()) for page in pages)
    for text in (
        "ỦY BAN NHÂN DÂN PHƯỜNG MẪU",
        "Tháng 11/2026",
        "1.234",
        "87,5%",
        "1.250.000",
        "08:30 22/11/2026",
        "Dòng 119",
    ):
        assert text in whole


def test_the_three_have_the_same_names_of_columns_and_of_files() -> None:
    names = [taken(table(), form, HEAD).name for form in FORMS]
    assert names[0] == "tong-hop-tinh-hinh-giai-quyet-uy-ban-nhan-dan-phuong-mau-thang-11-2026.ods"
    assert {name.rsplit(".")[0] for name in names} == {names[0].removesuffix(".ods")}
    ods = read_ods(taken(table(), "ods", HEAD).body)[ABOVE]
    with_commas = next(csv.reader(io.StringIO(taken(table(), "csv", HEAD).body.decode("utf-8-sig"))))
    assert ods == with_commas


def test_the_same_table_is_the_same_bytes() -> None:
    for form in FORMS:
        assert taken(table(), form, HEAD).body == taken(table(), form, HEAD).body


def test_a_long_list_is_a_spreadsheet_in_good_time() -> None:
    begun = datetime.now(UTC)
    taken(table(many=3000), "ods", HEAD)
    assert datetime.now(UTC) - begun < timedelta(seconds=10)
