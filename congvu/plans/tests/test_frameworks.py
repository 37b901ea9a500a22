"""The five frameworks of letter 1750, and what is wrong with a file told to its line."""

import pytest

from congvu.measures.rules import METRICS
from congvu.plans.rules.frameworks import FrameworkError, frameworks, read, titled
from congvu.plans.rules.layouts import LAYOUTS
from congvu.plans.rules.sections import next_number
from congvu.plans.rules.words import SectionKind

pytestmark = pytest.mark.once
SMALL = """\
framework: X
edition: 1/2026
source: Công văn 1
name: Mẫu
title: Kế hoạch {span}
guidance: Viết.
slots:
  - {key: X-1, name: Một, unit: "%"}
sections:
  - number: I
    title: Căn cứ
    kind: legal_refs
    guidance: Chọn.
  - number: II
    title: Hiện trạng năm {before}
    kind: assessment
    guidance: Kể.
    slots: [X-1]
    children:
      - {number: 1, title: Một, guidance: Kể.}
"""


def test_the_five_frameworks_have_the_trees_of_the_letter() -> None:
    found = frameworks()
    assert {key: len(list(one.walk())) for key, one in found.items()} == {
        "APP1": 24, "APP2": 14, "APP3": 23, "APP4": 24, "APP5": 7,
    }  # fmt: skip
    assert sum(len(one.slots) for one in found.values()) == 29
    assert [part.number for part in found["APP3"].parts] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    section = found["APP3"].part("II.2")
    assert section
    assert section.kind == SectionKind.ASSESSMENT
    assert section.slots == ("F3-01", "F3-02", "F3-03")
    assert section.title == "Về công tác tổ chức triển khai sử dụng PMNM trong các hệ thống thông tin"


def test_frameworks_speak_of_what_there_is() -> None:
    for one in frameworks().values():
        for slot in one.slots.values():
            assert {slot.metric_n, slot.metric_d} - {""} <= set(METRICS), slot.key
        assert {table for part in one.walk() for table in part.tables} <= set(LAYOUTS)


def test_titles_name_the_years_of_the_plan() -> None:
    app1, app3 = frameworks()["APP1"], frameworks()["APP3"]
    part = app1.part("II.6")
    assert part
    assert titled(part.title, 2013, 2013) == "Báo cáo về kinh phí thực hiện Kế hoạch năm 2012"
    assert titled(app3.title, 2013, 2015).endswith("PMNM năm 2013 và giai đoạn 2013-2015")
    assert titled("{span}", 2026, 2026) == "năm 2026"


def test_a_framework_is_read() -> None:
    one = read(SMALL, "X.yaml")
    assert [(part.key, part.kind) for part in one.walk()] == [
        ("I", "legal_refs"), ("II", "assessment"), ("II.1", "assessment")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("kind: legal_refs", "kind: law", 12, "law"),
        ("slots: [X-1]", "slots: [X-2]", 18, "X-2"),
        ("slots: [X-1]", "tables: [T12]", 18, "T12"),
        ("    slots: [X-1]\n", "", 7, "X-1"),
        ("number: II", "number: I", 14, "I"),
        ("{before}", "{yesterday}", 15, "{year}"),
        ("    guidance: Chọn.\n", "", 10, "guidance"),
        ("guidance: Chọn.", "guidence: Chọn.", 13, "guidence"),
        ("framework: X", "framework: Y", 1, "X.yaml"),
        ("unit: \"%\"", "unit: \"%\", metric_d: a", 8, "tử số"),
        ("  - {key", "  - &a {key", 8, "neo"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_and_line(old: str, new: str, line: int, word: str) -> None:
    assert old in SMALL
    with pytest.raises(FrameworkError) as caught:
        read(SMALL.replace(old, new), "X.yaml")
    assert str(caught.value).startswith(f"X.yaml:{line}: ")
    assert word in str(caught.value)


@pytest.mark.parametrize(
    ("numbers", "deep", "wanted"),
    [
        ([], False, "I"), ([], True, "1"), (["I", "II", "III"], False, "IV"), (["1", "2"], True, "3"),
        (["a", "b"], True, "c"), (["A", "B", "C"], False, "D"), (["VII"], False, "VIII"), ([""], True, "1"),
    ],
)  # fmt: skip
def test_an_added_section_gets_the_next_number(numbers: list[str], deep: bool, wanted: str) -> None:
    assert next_number(numbers, deep=deep) == wanted
