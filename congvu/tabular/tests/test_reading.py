"""Tables are read as they stand in files of four kinds: nothing shifted, nothing dropped, nothing guessed."""

from decimal import Decimal

import pytest

from congvu.tabular import Grid, ods, odt, read
from congvu.tabular.grids import address, kept
from congvu.tabular.laying import Cell, heads
from congvu.tabular.tests import files
from congvu.tabular.tests.files import cell, tc

pytestmark = pytest.mark.once


def texts(grid: Grid) -> list[list[str]]:
    return [[one.text for one in row] for row in grid.rows]


def table(rows: str, name: str = "Biểu") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def merged(grid: Grid) -> dict[str, str]:
    return {one.address: one.merged_into for line in grid.rows for one in line if one.merged_into}


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (6, 2, "C7"), (0, 25, "Z1"), (9, 26, "AA10"), (0, 702, "AAA1")]
)
def test_addresses_are_those_of_spreadsheets(row: int, column: int, name: str) -> None:
    assert address(row, column) == name


def test_repeated_cells_keep_their_places() -> None:
    body = files.ods(
        table(row(cell("x"), cell("5", number_columns_repeated="2"), cell("9"), cell(number_columns_repeated="16380")))
    )
    assert texts(read(body, "a.ods")[0]) == [["x", "5", "5", "9"]]


def test_empty_cells_and_rows_between_keep_their_places() -> None:
    rows = row(cell("a"), cell(number_columns_repeated="3"), cell("b"))
    rows += f'<table:table-row table:number-rows-repeated="3">{cell()}</table:table-row>' + row(cell("c"))
    grid = read(files.ods(table(rows)), "a.ods")[0]
    assert texts(grid) == [["a", "", "", "", "b"], *[[""] * 5] * 3, ["c", "", "", "", ""]]
    assert grid.rows[4][0].address == "A5"


def test_an_ods_keeps_numbers_beside_what_is_shown() -> None:
    typed = "<table:table-cell office:value-type='{}' office:value='{}'><text:p>{}</text:p></table:table-cell>"
    number, share = typed.format("float", "226330", "226.330"), typed.format("percentage", "0.355", "35,5%")
    grid = read(files.ods(table(row(number, share, cell("226.330")))), "a.ods")[0]
    assert [(one.text, one.number) for one in grid.rows[0]] == [
        ("226.330", Decimal(226330)), ("35,5%", Decimal("35.5")), ("226.330", None),
    ]  # fmt: skip


def test_comments_and_deleted_text_are_no_text() -> None:
    inside = '<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>thật<text:s text:c="2"/>x</text:p>'
    grid = read(files.ods(table(row(f"<table:table-cell>{inside}</table:table-cell>"))), "a.ods")[0]
    assert texts(grid) == [["thật  x"]]


def test_covered_cells_know_what_covers_them() -> None:
    hidden = "<table:covered-table-cell><text:p>giấu</text:p></table:covered-table-cell>"
    rows = row(cell("a", number_columns_spanned="2", number_rows_spanned="2"), hidden, cell("b"))
    rows += row("<table:covered-table-cell/>", "<table:covered-table-cell/>", cell("c"))
    grid = read(files.ods(table(rows)), "a.ods")[0]
    assert texts(grid) == [["a", "giấu", "b"], ["", "", "c"]]
    assert merged(grid) == {"B1": "A1", "A2": "A1", "B2": "A1"}


def test_tables_of_a_text_are_called_by_the_words_before_them() -> None:
    inner = table(row(cell("trong")))
    outer = table(row(cell("ngoài"), f"<table:table-cell>{inner}</table:table-cell>"))
    found = read(
        files.odt(f"<text:p>Biểu 1. Dự án</text:p>{outer}<text:p>x</text:p>{table(row(cell('hai')))}"), "a.odt"
    )
    assert [grid.title for grid in found] == ["Bảng 1: Biểu 1. Dự án", "Bảng 2: Biểu 1. Dự án", "Bảng 3: x"]
    assert [texts(grid) for grid in found] == [[["ngoài"]], [["trong"]], [["hai"]]]


def test_an_xlsx_is_read_with_its_gaps_days_and_shares() -> None:
    styles = '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/>'
    styles += '<xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>'
    strings = "<si><t>Tên</t></si><si><r><t>Một </t></r><r><t>hai</t></r><rPh><t>bỏ</t></rPh></si>"
    sheet = (
        '<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>'
        '<row r="4"><c r="A4"><v>0.30000000000000004</v></c><c r="B4" s="1"><v>41275</v></c>'
        '<c r="C4" s="2"><v>0.35</v></c><c r="D4" t="b"><v>1</v></c>'
        '<c r="E4" t="inlineStr"><is><t>226.330</t></is></c><c r="F4"><f>A1+1</f></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
    )
    grid = read(files.xlsx(sheet, strings=strings, styles=styles), "a.xlsx")[0]
    assert grid.title == "Biểu 1"
    assert texts(grid)[1] == ["Tên", "", "Một hai", "", "", ""]
    assert texts(grid)[3] == ["0,3", "01/01/2013", "35%", "Có", "226.330", "=A1+1"]
    assert [one.number for one in grid.rows[3]] == [Decimal("0.3"), None, Decimal(35), None, None, None]
    assert merged(grid) == {"B2": "A2"}


def test_a_docx_is_read_with_its_merged_cells() -> None:
    down, go_on, wide = "<w:vMerge w:val='restart'/>", "<w:vMerge/>", "<w:gridSpan w:val='2'/>"
    rows = f"<w:tr>{tc('TT', down)}{tc('Kinh phí', wide)}</w:tr><w:tr>{tc('', go_on)}{tc('2013')}{tc('2014')}</w:tr>"
    rows += f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc('5')}{tc('9')}</w:tr>"
    body = f"<w:p><w:r><w:t>Biểu 2</w:t></w:r></w:p><w:tbl>{rows}</w:tbl>"
    grid = read(files.docx(body), "a.docx")[0]
    assert grid.title == "Bảng 1: Biểu 2"
    assert texts(grid) == [["TT", "Kinh phí", ""], ["", "2013", "2014"], ["", "5", "9"]]
    assert merged(grid) == {"C1": "B1", "A2": "A1"}


def test_what_is_written_is_read_again() -> None:
    head = heads([("", "TT"), ("Kinh phí", "2013"), ("Kinh phí", "2014")])
    rows = [[Cell(1, "number"), Cell(226330, "money"), Cell("a  b\nc")]]
    for body in (
        ods.written([ods.Sheet("T1", rows, head=head, widths=["1cm", "2cm", "40cm"])]),
        odt.written(None, [odt.TableBlock(head, rows, ["1cm", "2cm", "40cm"])]),
    ):
        grid = read(body, "a")[0]
        assert texts(grid) == [["TT", "Kinh phí", ""], ["", "2013", "2014"], ["1", "226.330", "a  b\nc"]]
        assert merged(grid) == {"A2": "A1", "C1": "B1"}


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("0.1", "0.1"),
        ("1E3", "1000"),
        ("abc", None),
        ("1e999", None),
        ("NaN", None),
        ("-0", "0"),
        ("1234567890123456", "1234567890123456"),
        ("0.30000000000000004", "0.3"),
        ("٣", None),
    ],
)
def test_what_a_file_keeps_is_a_number_or_none(told: str, number: str | None) -> None:
    assert kept(told) == (None if number is None else Decimal(number))
