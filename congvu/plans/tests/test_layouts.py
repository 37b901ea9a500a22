"""The ministry's headers, letter by letter, with the year as their only parameter; and who may be in a plan."""

from datetime import date

import pytest

from congvu.plans.rules.eligibility import asked_for, eligible
from congvu.plans.rules.layouts import LAYOUTS, Sum, fitting, years_of

T1 = [
    ("", "TT"),
    ("", "Tên dự án/nhiệm vụ"),
    ("", "Mục tiêu, quy mô"),
    ("", "Thời gian thực hiện"),
    ("", "Đơn vị chủ trì"),
    ("Dự kiến tổng kinh phí", "Ngân sách địa phương"),
    ("Dự kiến tổng kinh phí", "Vốn hợp pháp khác*"),
    ("", "Vốn đã bố trí hết năm 2011"),
    ("", "Vốn bố trí năm 2012"),
    ("Nhu cầu kế hoạch 2013", "Ngân sách địa phương"),
    ("Nhu cầu kế hoạch 2013", "Vốn hợp pháp khác*"),
]
T2 = [
    ("", "TT"),
    ("", "Tên dự án, nhiệm vụ"),
    ("", "Mục tiêu, quy mô"),
    ("", "Thời gian thực hiện"),
    ("", "Đơn vị chủ trì"),
    ("", "Dự kiến tổng kinh phí"),
    ("", "Nội dung /hạng mục công việc năm 2013"),
    ("Dự kiến kinh phí năm 2013", "NSĐP hoặc NSTU (nếu có)"),
    ("Dự kiến kinh phí năm 2013", "Nguồn khác"),
]
T3 = [
    ("", "TT"),
    ("", "Tên dự án, nhiệm vụ"),
    ("", "Mô tả"),
    ("", "Thời gian thực hiện"),
    ("Dự kiến tổng kinh phí và phân kỳ 2013, 2014, 2015", "Tổng"),
    ("Dự kiến tổng kinh phí và phân kỳ 2013, 2014, 2015", "2013"),
    ("Dự kiến tổng kinh phí và phân kỳ 2013, 2014, 2015", "2014"),
    ("Dự kiến tổng kinh phí và phân kỳ 2013, 2014, 2015", "2015"),
    ("", "Nội dung /hạng mục công việc năm 2013"),
]
TWO = ("Ngân sách địa phương", "Vốn hợp pháp khác")
T5 = T1[:5] + [
    (group, label)
    for group in (
        "Dự kiến tổng kinh phí", "Vốn đã bố trí hết năm 2011", "Vốn bố trí năm 2012", "Nhu cầu kế hoạch 2013",
    )
    for label in TWO
]  # fmt: skip
T6 = [*T3[:-1], ("", "Nội dung/hạng mục công việc năm 2013")]
T11 = [
    ("", label)
    for label in (
        "TT", "Tên dự án, nhiệm vụ", "Thời gian bắt đầu", "Thời gian kết thúc", "Đơn vị chủ trì",
        "Hình thức đầu tư, Nguồn vốn",
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "header"),
    [("T1", T1), ("T2", T2), ("T3", T3), ("T4", T3), ("T5", T5), ("T6", T6), ("T7", T2), ("T11", T11)],
)
def test_the_header_is_the_letters(key: str, header: list[tuple[str, str]]) -> None:
    years = {name: str(year) for name, year in years_of(2013, year_from=2013, year_to=2015).items()}
    shown = [(one.group.format_map(years), one.label.format_map(years)) for one in LAYOUTS[key].columns]
    assert shown == header


def test_security_projects_are_in_the_letters_two_groups() -> None:
    within = "Các dự án/nhiệm vụ thành phần về ATTT lồng ghép trong dự án, nhiệm vụ CNTT khác"
    assert [one.title for one in LAYOUTS["T5"].groups] == ["I Các dự án/nhiệm vụ độc lập về ATTT", f"II {within}"]
    assert [one.title for one in LAYOUTS["T6"].groups] == ["I. Các dự án/ nhiệm vụ độc lập về ATTT", f"II. {within}"]


def test_all_eleven_fill_their_labels_for_any_year() -> None:
    assert list(LAYOUTS) == [f"T{number}" for number in range(1, 12)]
    years = years_of(2030, year_from=2026, year_to=2030)
    for layout in LAYOUTS.values():
        for column in layout.columns:
            assert "{" not in (column.label + column.group + layout.title).format(**years)
            assert not isinstance(column.shows, Sum) or column.shows.year in years


def test_an_estimate_is_spread_over_three_years_of_the_plan() -> None:
    several = [years_of(year, year_from=2026, year_to=2030) for year in (2026, 2028, 2029, 2031)]
    assert [(years["first"], years["third"]) for years in several] == [
        (2026, 2028), (2026, 2028), (2029, 2031), (2031, 2033)
    ]  # fmt: skip


def test_a_plan_has_the_tables_of_its_framework_first() -> None:
    assert [one.key for one in fitting("APP1", years=1)] == ["T1", "T2", "T8", "T9", "T10"]
    assert [one.key for one in fitting("APP3", years=3)] == ["T4", "T11"]
    assert len(fitting("OTHER", years=1)) == 11


@pytest.mark.parametrize(
    ("kind", "decided", "long", "fits"),
    [
        ("new", date(2025, 10, 31), False, True),
        ("new", date(2025, 11, 1), False, False),
        ("new", None, False, False),
        ("new", None, True, True),
        ("continuing", None, False, True),
    ],
)
def test_a_new_project_is_decided_by_the_end_of_october(kind: str, decided: date, long: bool, fits: bool) -> None:
    assert eligible(kind, year=2026, decided_on=decided, in_long_plan=long) is fits


def test_the_year_that_is_asked_for_is_the_one_in_which_it_begins() -> None:
    assert asked_for(year_from=2026, year_to=2028, start=2027) == 2027
    assert asked_for(year_from=2026, year_to=2026, start=2024) == 2026
    assert asked_for(year_from=2026, year_to=2030, start=2026) is None  # it is the long plan itself
