"""What of a table is in doubt, and what a person's word makes of it. Nothing is guessed and nothing is repaired."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from congvu.plans.rules.reading import Around, Layout, Reading, Use, keep, kept
from congvu.plans.rules.reading_heads import propose
from congvu.plans.rules.reading_projects import kind_of, projects
from congvu.plans.rules.reading_targets import targets
from congvu.tabular import Cell, Grid
from congvu.tabular.grids import address

pytestmark = pytest.mark.once
AROUND = Around(
    2013, 2015,
    agencies={"so tai chinh": [7], "stc": [7], "so y te": [8, 9]},
    agency_names={7: "Sở Tài chính", 8: "Sở Y tế", 9: "Sở Y tế (cũ)"},
    projects={"du an da co": "P-1"},
    indicators={"m 01": [1], "so co mang": [1], "may tinh": [2]},
    indicator_names={1: "M-01 Sở có mạng", 2: "M-02 Máy tính"},
    percent=frozenset({1}),
    targets=frozenset({(2, 2014)}),
)  # fmt: skip
HEAD = ("TT", "Tên dự án", "Thời gian", "Đơn vị chủ trì", "Kinh phí")
LAYOUT = Layout(
    1, 10**9,
    {
        0: Use("printed"), 1: Use("name"), 2: Use("time"), 3: Use("leads"),
        4: Use("money", "estimate", "", "other"),
    },
)  # fmt: skip
OUT = "out"


def grid(*rows: tuple[object, ...], merged: Mapping[str, str] | None = None) -> Grid:
    """A table; a number is one that the file keeps as such."""
    merged = merged or {}

    def cell(said: object, at: str) -> Cell:
        number = Decimal(str(said)) if isinstance(said, int | float) else None
        return Cell(str(said).replace(".", ",") if number is not None else str(said), number, at, merged.get(at, ""))

    return Grid(
        "Biểu", tuple(tuple(cell(one, address(r, c)) for c, one in enumerate(row)) for r, row in enumerate(rows))
    )


def read(*rows: tuple[object, ...], merged: Mapping[str, str] | None = None, **decisions: str) -> Reading:
    """The rows under HEAD. A decision's key is that of the doubt, with _ for the colon."""
    said = {key.replace("_", ":", 1): word for key, word in decisions.items()}
    return projects(grid(HEAD, *rows, merged=merged), LAYOUT, said, AROUND)


def keys(reading: Reading) -> list[str]:
    return [doubt.key for doubt in reading.open]


LINE = ("1", "Cổng thông tin", "2013-2015", "Sở Tài chính", "12,5")


def test_a_plain_line_is_read_without_a_question() -> None:
    reading = read(LINE)
    line = reading.lines[0]
    assert reading.doubts == ()
    assert (line.words["name"], line.years, line.lead) == ("Cổng thông tin", (2013, 2015), 7)
    assert [one.amount for one in line.money] == [12_500_000_000]


def test_a_number_that_may_be_two_is_asked() -> None:
    row = (*LINE[:4], "226.330 tỷ")
    doubt = read(row).open[0]
    assert doubt.address == "E2"
    assert [way.key for way in doubt.ways] == ["=226330", "=226.330", "empty", OUT]
    assert [str(way.label) for way in doubt.ways][:2] == [
        "226\u00a0330 (226.330.000.000.000 đồng)", "226,33 (226.330.000.000 đồng)",
    ]  # fmt: skip
    assert [one.amount for one in read(row, E2_number="=226.330").lines[0].money] == [226_330_000_000]
    assert [one.amount for one in read(row, E2_number="=226330").lines[0].money] == [226_330 * 10**9]
    assert read(row, E2_number="empty").lines[0].money == []


@pytest.mark.parametrize(("typed", "amount"), [("~226,33", 226_330_000_000), ("~226330", 226_330 * 10**9)])
def test_what_is_typed_is_taken_when_it_can_be_read_in_one_way(typed: str, amount: int) -> None:
    assert read((*LINE[:4], "226.330"), E2_number=typed).lines[0].money[0].amount == amount


@pytest.mark.parametrize("typed", ["~226.330", "~226.330 tỷ", "~abc", "~", "=5", "take"])
def test_what_is_typed_is_no_answer_when_it_is_in_doubt_itself(typed: str) -> None:
    assert keys(read((*LINE[:4], "226.330"), E2_number=typed)) == ["E2:number"]


@pytest.mark.parametrize("said", ["35-36", "khoảng 12", "Sở Y tế", "12 cái"])
def test_a_range_and_a_text_where_a_number_belongs_are_asked(said: str) -> None:
    assert keys(read((*LINE[:4], said))) == ["E2:number"]


@pytest.mark.parametrize("said", ["", "-", "…"])
def test_an_empty_amount_is_none(said: str) -> None:
    reading = read((*LINE[:4], said))
    assert (reading.open, reading.lines[0].money) == ((), [])


def test_a_unit_of_its_own_is_asked() -> None:
    row = (*LINE[:4], "320 triệu")
    assert keys(read(row)) == ["E2:unit"]
    assert read(row, E2_unit="keep").lines[0].money[0].amount == 320_000_000


@pytest.mark.parametrize("said", ["-5", -5, "0,0000000001"])
def test_an_amount_that_cannot_be_is_asked(said: object) -> None:
    assert keys(read((*LINE[:4], said))) == ["E2:money"]
    assert read((*LINE[:4], said), E2_money="~5000000").lines[0].money[0].amount == 5_000_000


def test_columns_that_shifted_are_asked() -> None:
    reading = read(("Cổng thông tin", "12,5", "Sở Tài chính", "2013", "Sở Y tế"))
    assert {"B2:name", "C2:time", "E2:number"} <= set(keys(reading))


def test_a_row_left_out_asks_nothing_more() -> None:
    reading = read(("1", "5", "?", "", "x"), B2_name=OUT)
    assert (reading.open, reading.taken) == ((), [])


def test_row_numbers_that_repeat_are_asked() -> None:
    rows = LINE, ("1", "Thư điện tử", "", "", "")
    assert keys(read(*rows)) == ["A3:repeated"]
    assert [line.words["printed"] for line in read(*rows, A3_repeated="keep").lines] == ["1", "1"]
    assert [line.words["printed"] for line in read(*rows, A3_repeated="blank").lines] == ["1", ""]


def test_the_header_once_more_is_asked_and_is_no_line() -> None:
    reading = read(LINE, HEAD, ("2", "Thư điện tử", "", "", ""))
    assert keys(reading) == ["A3:header"]
    assert len(reading.lines) == 2


def test_an_agency_that_is_not_known_is_asked_once_for_all_lines() -> None:
    rows = (*LINE[:3], "Sở Tài chính tỉnh", ""), ("2", "Thư", "", "Sở Tài chính tỉnh", "")
    doubt = read(*rows).open[0]
    assert (doubt.key, doubt.address, doubt.also) == ("lead:so tai chinh tinh", "D2", ("D3",))
    assert [way.key for way in doubt.ways] == ["agency:7", "words"]
    said = {doubt.key: "agency:7"}
    assert [line.lead for line in projects(grid(HEAD, *rows), LAYOUT, said, AROUND).lines] == [7, 7]
    assert [way.key for way in read((*LINE[:3], "Sở Y tế", "")).open[0].ways] == ["agency:8", "agency:9", "words"]


@pytest.mark.parametrize("said", ["2009", "2019-2020", "1066"])
def test_years_outside_the_plan_are_asked(said: str) -> None:
    assert keys(read((*LINE[:2], said, "", ""))) in (["C2:outside"], ["C2:time"])


def test_the_same_project_again_is_asked() -> None:
    assert keys(read(("1", "Dự án đã có", "", "", ""))) == ["B2:duplicate"]
    assert keys(read(LINE, ("2", "cổng  THÔNG tin", "", "", ""))) == ["B3:twice"]


def test_a_total_that_is_not_the_sum_is_told_and_never_repaired() -> None:
    rows = ("1", "Một", "", "", 100), ("2", "Hai", "", "", "126,334"), ("", "Tổng cộng", "", "", "226,33")
    reading = read(*rows, E3_number="=126.334")
    assert keys(reading) == ["E4:sum"]
    assert "226,33" in reading.open[0].sentence
    assert "226,334" in reading.open[0].sentence
    taken = read(*rows, E3_number="=126.334", E4_sum="keep")
    assert taken.open == ()
    assert [line.money[0].amount for line in taken.taken] == [100 * 10**9, 126_334_000_000]
    assert read(*rows[:1], ("", "Tổng cộng", "", "", 100)).doubts == ()


def test_groups_stand_above_their_lines_and_their_sums_are_compared() -> None:
    rows = ("I", "Dự án chuyển tiếp", "", "", 3), ("1", "Một", "", "", 1), ("2", "Hai", "", "", 1), (
        "II", "Dự án mới", "", "", 5,
    ), ("1", "Ba", "", "", 5)  # fmt: skip
    reading = read(*rows)
    assert [line.group for line in reading.lines] == ["I. Dự án chuyển tiếp"] * 2 + ["II. Dự án mới"]
    assert keys(reading) == ["E2:sum"]
    assert [kind_of(line.group) for line in reading.lines] == ["continuing", "continuing", "new"]


def test_merged_cells_are_asked_one_by_one() -> None:
    rows = LINE, ("2", "Thư điện tử", "2014", "", "")
    merged = {"D3": "D2", "E3": "E2"}
    assert keys(read(*rows, merged=merged)) == ["D3:merged", "E3:merged"]
    line = read(*rows, merged=merged, D3_merged="same", E3_merged="empty").lines[1]
    assert (line.lead, line.money) == (7, [])


def test_a_name_across_the_table_is_a_group_and_one_alone_is_asked() -> None:
    merged = {f"{letter}2": "A2" for letter in "BCDE"}
    assert read(("Nhóm hạ tầng", "", "", "", ""), LINE, merged=merged).lines[0].group == "Nhóm hạ tầng"
    rows = ("", "Nhóm hạ tầng", "", "", ""), LINE
    assert keys(read(*rows)) == ["B2:group"]
    assert len(read(*rows, B2_group="line").lines) == 2
    assert read(*rows, B2_group="group").lines[0].group == "Nhóm hạ tầng"


TARGETS = Layout(
    1, 0,
    {0: Use("name"), 1: Use("value", when="2013"), 2: Use("value", when="2014"), 3: Use("baseline")},
)  # fmt: skip


def aims(*rows: tuple[object, ...], **decisions: str) -> Reading:
    said = {key.replace("_", ":", 1): word for key, word in decisions.items()}
    return targets(grid(("Chỉ tiêu", "2013", "2014", "Hiện trạng"), *rows), TARGETS, said, AROUND)


def test_targets_of_known_indicators_are_read() -> None:
    line = aims(("Sở có mạng", "80%", "100%", "53/57")).lines[0]
    assert (line.indicator, line.numbers) == (1, {"n": Decimal(53), "d": Decimal(57)})
    assert [(use.when, value) for use, value, _words in line.values] == [("2013", Decimal(80)), ("2014", Decimal(100))]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (("Sở có mạng", "80%", "", "93%"), "D2:percent"),
        (("Sở có mạng", "80%", "", "60/57"), "D2:quotient"),
        (("Sở có mạng", "80%", "", "3/0"), "D2:quotient"),
        (("Sở có mạng", "0,8", "", ""), "B2:share"),
        (("Sở có mạng", "120%", "", ""), "B2:above"),
        (("Sở có mạng", "phần lớn", "", ""), "B2:number"),
        (("Sở có mạng", "", "", "53/57"), "A2:nothing"),
        (("Sở có mạng lưới", "80%", "", ""), "A2:indicator"),
        (("Máy tính", "5", "7", ""), "C2:duplicate"),
    ],
)
def test_what_is_in_doubt_of_a_target_is_asked(row: tuple[object, ...], key: str) -> None:
    assert keys(aims(row)) == [key]


def test_words_may_be_a_target() -> None:
    line = aims(("Sở có mạng", "phần lớn", "", ""), B2_number="text").lines[0]
    assert line.values == [(Use("value", when="2013"), None, "phần lớn")]
    assert aims(("Sở có mạng", "0,8", "", ""), B2_share="=80").lines[0].values[0][1] == 80
    assert aims(("Sở có mạng", "80%", "", "93%"), D2_percent="~53/57").lines[0].numbers["d"] == 57


def test_the_columns_of_the_ministrys_tables_are_proposed() -> None:
    rows = (
        ("Biểu 1. Danh mục", "", "", "", "", "", ""), ("", "", "", "", "", "", "Đơn vị tính: triệu đồng"),
        ("TT", "Tên dự án/nhiệm vụ", "Thời gian thực hiện", "Đơn vị chủ trì", "Nhu cầu kế hoạch 2014", "",
         "Vốn đã bố trí hết năm 2012"),
        ("", "", "", "", "Vốn sự nghiệp CNTT", "Nguồn khác", ""), ("1", "2", "3", "4", "5", "6", "7"),
        ("1", "Cổng", "2013", "Sở Tài chính", "1", "2", "3"),
    )  # fmt: skip
    merged = {"A4": "A3", "B4": "B3", "C4": "C3", "D4": "D3", "F3": "E3", "G4": "G3"}
    layout = propose(grid(*rows, merged=merged), "projects")
    assert (layout.head, layout.unit) == (5, 10**6)
    assert [use.role for _column, use in sorted(layout.columns.items())] == [
        "printed", "name", "time", "leads", "money", "money", "money",
    ]  # fmt: skip
    assert layout.columns[4] == Use("money", "need", "2014", "local_it")
    assert layout.columns[5] == Use("money", "need", "2014", "other")
    assert layout.columns[6] == Use("money", "allocated", "-2012", "")
    assert [where for where, _sentence in layout.missing("projects", grid(*rows))] == ["c6"]


def test_tables_and_layouts_are_kept_as_plain_values() -> None:
    found = grid(HEAD, (*LINE[:4], 12.5), merged={"B1": "A1"})
    assert kept(keep([found])[0]) == found
    assert Layout.of(LAYOUT.told()) == LAYOUT
